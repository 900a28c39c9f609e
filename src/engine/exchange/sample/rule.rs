//! The rule of the sample workspace.

use super::Sample;
use crate::engine::{
    decide::name_parts,
    id::{ActionId, EntryId, RuleId},
    people::Assignee,
    rule::{
        AccountField, CaseField, Criterion, EscalationAction, EscalationClock, EscalationRule,
        Field, HoursMode, Operator, Reassign, RuleEntry,
    },
};

use EscalationClock::{FromCreation, FromLastModification};

const HOUR_MINUTES: u32 = 60;

fn is(field: Field, value: &str) -> Criterion {
    Criterion {
        field,
        operator: Operator::Equals,
        value: value.into(),
    }
}

impl Sample<'_> {
    /// Puts a rule of four entries, inactive, and gives its id.
    pub(super) fn put_rule(&mut self) -> RuleId {
        let [_, _, _, manager] = self.users;
        let [_, second_line] = self.queues;
        let [_, weekends] = self.calendars;
        let high = is(Field::Case(CaseField::Priority), "High");
        let pays_for_more = is(Field::Account(AccountField::Sla), "Platinum, Gold");
        let on_hold = is(Field::Case(CaseField::Status), "On Hold");
        let tell = |n_hours: u32| EscalationAction {
            id: ActionId(0),
            age_minutes: n_hours * HOUR_MINUTES,
            reassign: None,
            notify_user: Some(manager),
            notify_owner: true,
            additional_emails: Vec::new(),
            notify_template: None,
        };
        let hand_over = |n_hours: u32| EscalationAction {
            reassign: Some(Reassign {
                to: Assignee::Queue(second_line),
                template: None,
            }),
            ..tell(n_hours)
        };
        let entry = |criteria, hours, clock, actions| RuleEntry {
            id: EntryId(0),
            criteria,
            logic: None,
            formula: None,
            hours,
            clock,
            pause_on_hold: false,
            actions,
        };
        let entries = vec![
            entry(
                vec![high.clone(), pays_for_more],
                HoursMode::Ignore,
                FromCreation,
                vec![tell(2), hand_over(4)],
            ),
            entry(
                vec![high],
                HoursMode::Set(weekends),
                FromCreation,
                vec![hand_over(4)],
            ),
            entry(
                vec![on_hold],
                HoursMode::Ignore,
                FromLastModification,
                vec![tell(48)],
            ),
            entry(Vec::new(), HoursMode::OfCase, FromCreation, vec![tell(16)]),
        ];
        let mut rule = EscalationRule {
            id: self.counters.next_id::<EscalationRule>(),
            name: "Sample: nobody waits too long".into(),
            active: false,
            was_active: false,
            version: 1,
            entries,
            import: Some(self.import),
        };
        name_parts(&mut rule, &mut self.counters);
        let id = rule.id;
        self.changes.put(rule);
        id
    }
}
