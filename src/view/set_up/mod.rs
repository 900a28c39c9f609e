//! The guided set-up: seven steps that leave a working configuration, and what each still misses
//! (semantics 9.6).

mod starter;

pub use starter::{Starter, newest_rule};

use super::{counted::counted, escalation_set_up::asks_nobody, rule_words::names_gone_value};
use crate::engine::{
    choice::{ChoiceList, Stage},
    desk::Desk,
    escalation::EscalationType,
    roles::Act,
};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SetUpStep {
    /// Which one.
    pub part: SetUpPart,
    /// What it still misses; empty when it is ready.
    pub missing: Vec<String>,
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SetUpPart {
    /// Colleagues and what they may do.
    People,
    /// Statuses, and what new cases get.
    Statuses,
    /// Business hours and holidays.
    Hours,
    /// How severe an escalation can be.
    Severities,
    /// How escalations are approved.
    Templates,
    /// How long they may last.
    Slas,
    /// A rule that escalates by itself.
    Rule,
}

impl SetUpPart {
    /// The steps in their order.
    pub const ALL: [Self; 7] = [
        Self::People,
        Self::Statuses,
        Self::Hours,
        Self::Severities,
        Self::Templates,
        Self::Slas,
        Self::Rule,
    ];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::People => "People and roles",
            Self::Statuses => "Statuses and preferences",
            Self::Hours => "Business hours and holidays",
            Self::Severities => "Severities",
            Self::Templates => "Templates and approvers",
            Self::Slas => "SLAs",
            Self::Rule => "A first rule",
        }
    }

    /// What it is good for.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::People => {
                "Who works here, what each may do, and the groups that help and approve."
            }
            Self::Statuses => {
                "How far along a case can be, and what a case begins with. A stage decides whether clocks run."
            }
            Self::Hours => {
                "When somebody is there. Clocks that count business hours stand outside them and on holidays."
            }
            Self::Severities => {
                "The colour and shape of what is escalated. The severity decides which SLA starts."
            }
            Self::Templates => {
                "Whether somebody has to approve an escalation, who, and who is told of it."
            }
            Self::Slas => "How soon an escalation of each severity has to end.",
            Self::Rule => {
                "What escalates by itself when nobody gets to it in time. A starter is a rule to begin with."
            }
        }
    }

    fn missing(self, desk: &Desk) -> Vec<String> {
        match self {
            Self::People => people(desk),
            Self::Statuses => statuses(desk),
            Self::Hours => hours(desk),
            Self::Severities => severities(desk),
            Self::Templates => templates(desk),
            Self::Slas => slas(desk),
            Self::Rule => rule(desk),
        }
    }
}

/// The steps in their order, with what each still misses.
#[must_use]
pub fn set_up_steps(desk: &Desk) -> Vec<SetUpStep> {
    let step = |part: SetUpPart| SetUpStep {
        part,
        missing: part.missing(desk),
    };
    SetUpPart::ALL.into_iter().map(step).collect()
}

/// How a sentence is kept: only when it is so.
fn when(found: &mut Vec<String>, is_so: bool, sentence: impl Into<String>) {
    if is_so {
        found.push(sentence.into());
    }
}

fn people(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let active = || desk.users.values().filter(|user| user.active);
    let n_active = active().count();
    when(
        &mut found,
        n_active < 2,
        "You are the only one here: add your colleagues.",
    );
    let may = |act| active().any(|user| user.may(act));
    when(
        &mut found,
        !may(Act::WorkOnCases),
        "Nobody may work on cases.",
    );
    when(&mut found, !may(Act::EscalateCase), "Nobody may escalate.");
    when(
        &mut found,
        !may(Act::DeescalateCase),
        "Nobody may de-escalate.",
    );
    let n_silent = active().filter(|user| user.email.is_empty()).count();
    when(
        &mut found,
        n_active > 1 && n_silent > 0,
        match n_silent {
            1 => "1 active user has no mail address.".to_owned(),
            n => format!(
                "{} have no mail address.",
                counted(n, "active user", "active users")
            ),
        },
    );
    found
}

fn statuses(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let has = |stage| desk.statuses.values().any(|status| status.stage == stage);
    when(
        &mut found,
        !has(Stage::Open),
        "No status is of the open stage.",
    );
    when(
        &mut found,
        !has(Stage::Escalated),
        "No status is of the escalated stage.",
    );
    when(
        &mut found,
        !has(Stage::Closed),
        "No status is of the closed stage.",
    );
    let none = desk.choices_of(ChoiceList::Priority).is_empty();
    when(&mut found, none, "There are no priorities.");
    let preferences = desk.preferences();
    let no_default = preferences.is_some_and(|all| all.priority_for_new.is_none());
    when(
        &mut found,
        !none && no_default,
        "New cases get no priority.",
    );
    found
}

fn hours(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let default = desk.default_calendar();
    when(
        &mut found,
        default.is_none(),
        "There are no default business hours.",
    );
    let n_attached = default.map_or(0, |calendar| {
        let holidays = desk.holidays.values();
        holidays
            .filter(|holiday| holiday.calendars.contains(&calendar.id))
            .count()
    });
    when(
        &mut found,
        default.is_some() && n_attached == 0,
        "The default business hours have no holidays: clocks run on them as on other days.",
    );
    found
}

fn severities(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let any = desk.severities.values().any(|severity| severity.active);
    when(
        &mut found,
        !any,
        "No severity is active: nothing can be escalated.",
    );
    found
}

fn templates(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let active = || desk.escalation_templates.values().filter(|one| one.active);
    for (escalation_type, what) in [
        (EscalationType::Case, "cases"),
        (EscalationType::Account, "accounts"),
    ] {
        let any = active().any(|one| one.escalation_type == escalation_type);
        when(
            &mut found,
            !any,
            format!("No active template is for {what}: none can be escalated."),
        );
    }
    found.extend(active().filter(|one| asks_nobody(desk, one)).map(|one| {
        format!(
            "{} wants an approval and finds nobody to ask, so it is approved by itself.",
            one.name
        )
    }));
    let reasons = &desk.escalation_reasons;
    let any = reasons.values().any(|reason| reason.active);
    when(&mut found, !any, "No reason to escalate is active.");
    found
}

fn slas(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let active = desk.severities.values().filter(|severity| severity.active);
    for severity in active {
        for (escalation_type, what) in [
            (EscalationType::Case, "cases"),
            (EscalationType::Account, "accounts"),
        ] {
            let any = desk.sla_definitions.values().any(|sla| {
                sla.active && sla.severity == severity.id && sla.escalation_type == escalation_type
            });
            when(
                &mut found,
                !any,
                format!("{} has no SLA for {what}.", severity.name),
            );
        }
    }
    found
}

fn rule(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let active = desk.active_rule();
    when(
        &mut found,
        active.is_none(),
        "No rule is active: no case escalates by itself.",
    );
    if let Some(rule) = active {
        let acts = rule.entries.iter().any(|entry| !entry.actions.is_empty());
        when(&mut found, !acts, format!("{} has no action.", rule.name));
        let gone = rule
            .entries
            .iter()
            .any(|entry| names_gone_value(desk, entry));
        when(
            &mut found,
            gone,
            format!("{} names a value that is in no list.", rule.name),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        calendar::ZoneTable,
        command::Command,
        decide::decide,
        instant::Instant,
        stamp::{Actor, Stamp},
    };

    fn stamp(desk: &Desk) -> Stamp {
        let you = desk.users.keys().next();
        Stamp {
            at: Instant::parse("2026-03-02T09:00:00Z").unwrap(),
            by: you.map_or(Actor::System, |id| Actor::User(*id)),
        }
    }

    fn ask(desk: &mut Desk, command: &Command) {
        let changes = decide(desk, command, stamp(desk)).unwrap();
        desk.apply(changes);
    }

    fn fresh() -> Desk {
        let mut desk = Desk::new(1);
        ask(&mut desk, &Command::LearnZone(ZoneTable::utc()));
        ask(&mut desk, &Command::StartDesk { zone: "UTC".into() });
        desk
    }

    fn not_ready(desk: &Desk) -> Vec<SetUpPart> {
        let steps = set_up_steps(desk).into_iter();
        steps
            .filter(|step| !step.missing.is_empty())
            .map(|step| step.part)
            .collect()
    }

    #[test]
    fn a_fresh_desk_has_all_that_is_shipped_and_misses_people_holidays_and_a_rule() {
        let expected = [SetUpPart::People, SetUpPart::Hours, SetUpPart::Rule];
        assert_eq!(not_ready(&fresh()), expected);
    }

    #[test]
    fn the_starter_makes_a_rule_that_takes_every_case_and_the_urgent_ones_earlier() {
        let mut desk = fresh();
        let starter = Starter::new(&desk);
        let command = starter.command(&desk);
        ask(&mut desk, &command);
        let rule = newest_rule(&desk).unwrap();
        let activate = Command::ActivateRule {
            rule,
            plan_open_cases: true,
        };
        ask(&mut desk, &activate);
        assert_eq!(not_ready(&desk), [SetUpPart::People, SetUpPart::Hours]);
        let entries = &desk.rules[&rule].entries;
        let ages: Vec<u32> = entries
            .iter()
            .map(|one| one.actions[0].age_minutes)
            .collect();
        assert_eq!(ages, [240, 960]);
        assert_eq!(&*entries[0].criteria[0].value, "\"High\"");
        assert!(entries[1].criteria.is_empty());
    }

    #[test]
    fn hours_of_the_starter_that_are_no_number_are_refused() {
        let desk = fresh();
        let starter = Starter {
            urgent_hours: "soon".to_owned(),
            ..Starter::new(&desk)
        };
        assert!(decide(&desk, &starter.command(&desk), stamp(&desk)).is_err());
    }

    #[test]
    fn a_severity_without_an_sla_is_missed_for_both_types() {
        let mut desk = fresh();
        let severity = crate::view::escalation_set_up::severity_of(&desk, 0);
        let severity = crate::engine::escalation::EscalationSeverity {
            name: "Low".into(),
            ..severity
        };
        let asked = crate::engine::escalation::EscalationCommand::SaveSeverity(severity);
        ask(&mut desk, &Command::Escalation(Box::new(asked)));
        let steps = set_up_steps(&desk);
        let slas = steps.iter().find(|step| step.part == SetUpPart::Slas);
        let said = &slas.unwrap().missing;
        assert_eq!(
            said[..],
            ["Low has no SLA for cases.", "Low has no SLA for accounts."]
        );
    }
}
