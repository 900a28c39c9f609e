//! A small workspace to store: a rule with two ages, and cases.

use rung::{
    engine::{
        calendar::ZoneTable,
        case::Case,
        change::ChangeSet,
        command::{CaseChange, Command},
        decide::decide,
        desk::Desk,
        id::{ActionId, CaseId, EntryId, RuleId},
        instant::Instant,
        message::MessageKind,
        rule::{EscalationAction, EscalationClock, EscalationRule, HoursMode, RuleEntry},
        stamp::Stamp,
    },
    shell::{BulkJob, Progress, Refusal},
};

/// Monday 2 March 2026 at 9 o'clock.
pub(crate) const MONDAY: Instant = Instant::from_seconds(1_772_442_000);

/// What makes a desk: the zone, the start.
pub(crate) fn first_desk() -> [Command; 2] {
    [
        Command::LearnZone(ZoneTable::utc()),
        Command::StartDesk { zone: "UTC".into() },
    ]
}

/// A rule for every case: its owner is told after one hour, and again after two.
pub(crate) fn rule() -> Command {
    let action = |age_minutes| EscalationAction {
        id: ActionId(0),
        age_minutes,
        reassign: None,
        notify_user: None,
        notify_owner: true,
        additional_emails: Vec::new(),
        notify_template: None,
    };
    Command::SaveRule(EscalationRule {
        id: RuleId(0),
        name: "Every case".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![RuleEntry {
            id: EntryId(0),
            criteria: Vec::new(),
            logic: None,
            formula: None,
            hours: HoursMode::Ignore,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: vec![action(60), action(120)],
        }],
        import: None,
    })
}

/// Makes the only rule the active one.
pub(crate) fn activate(desk: &Desk) -> Command {
    Command::ActivateRule {
        rule: desk.rules.keys().next().copied().unwrap(),
        plan_open_cases: false,
    }
}

/// Opens a case of that subject.
pub(crate) fn case(subject: &str) -> Command {
    Command::CreateCase {
        changes: vec![CaseChange::Subject(subject.into())],
        created_at: None,
        number: None,
    }
}

/// The case of that subject.
pub(crate) fn find<'a>(desk: &'a Desk, subject: &str) -> Option<&'a Case> {
    desk.cases.values().find(|case| &*case.subject == subject)
}

/// Changes the subject of a case.
pub(crate) fn rename(case: CaseId, subject: &str) -> Command {
    Command::SaveCase {
        case,
        changes: vec![CaseChange::Subject(subject.into())],
    }
}

/// Says something on a case.
pub(crate) fn remark(case: CaseId, text: &str) -> Command {
    Command::AddMessage {
        case,
        kind: MessageKind::Comment,
        text: text.into(),
        set_status: None,
    }
}

/// A job that opens many cases at once, all of them at `created_at`.
pub(crate) struct ManyCases {
    desk: Desk,
    changes: ChangeSet,
    created_at: Instant,
    stamp: Stamp,
    progress: Progress,
}

impl ManyCases {
    pub(crate) fn new(desk: &Desk, n_cases: usize, created_at: Instant, stamp: Stamp) -> Self {
        Self {
            desk: desk.clone(),
            changes: ChangeSet::default(),
            created_at,
            stamp,
            progress: Progress {
                n_done: 0,
                n_total: n_cases,
            },
        }
    }
}

impl BulkJob for ManyCases {
    fn step(&mut self, _: &Desk, n_rows: usize) -> Progress {
        let n_left = self.progress.n_total - self.progress.n_done;
        for _ in 0..n_rows.min(n_left) {
            let subject = format!("Case {}", self.progress.n_done);
            let command = Command::CreateCase {
                changes: vec![CaseChange::Subject(subject.into())],
                created_at: Some(self.created_at),
                number: None,
            };
            let changes = decide(&self.desk, &command, self.stamp).unwrap();
            self.desk.apply(changes.clone());
            self.changes.append(changes);
            self.progress.n_done += 1;
        }
        self.progress
    }

    fn finish(self, _: &Desk) -> Result<ChangeSet, Refusal> {
        Ok(self.changes)
    }
}
