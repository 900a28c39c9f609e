//! The first rule, from a few answers.

use crate::engine::{
    choice::ChoiceList,
    command::Command,
    desk::Desk,
    id::{ActionId, ChoiceId, EntryId, RuleId, UserId},
    rule::{
        CaseField, Criterion, EscalationAction, EscalationClock, EscalationRule, Field, HoursMode,
        Operator, RuleEntry,
    },
};

/// What a first rule is made of: cases of one priority are told of early, all others later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starter {
    /// The priority that is urgent; the most urgent of the list to begin with.
    pub urgent: String,
    /// After how many hours those are told of.
    pub urgent_hours: String,
    /// After how many hours all others are.
    pub other_hours: String,
    /// Who is told besides the owner: the number of the id; empty for nobody.
    pub notify: String,
}

impl Starter {
    /// What the form begins with.
    #[must_use]
    pub fn new(desk: &Desk) -> Self {
        let last = desk
            .choices_of(ChoiceList::Priority)
            .last()
            .map(|last| last.id);
        Self {
            urgent: last.map_or_else(String::new, |id| id.0.to_string()),
            urgent_hours: "4".to_owned(),
            other_hours: "16".to_owned(),
            notify: String::new(),
        }
    }

    /// The command that makes the rule; the engine says what is wrong with it. Hours that are no
    /// number become none, which it refuses.
    #[must_use]
    pub fn command(&self, desk: &Desk) -> Command {
        let urgent = self.urgent.parse().ok().map(ChoiceId);
        let urgent = urgent.and_then(|id| desk.choices.get(&id));
        let only_urgent = urgent.map(|choice| Criterion {
            field: Field::Case(CaseField::Priority),
            operator: Operator::Equals,
            value: format!("\"{}\"", choice.name).into(),
        });
        let mut entries = Vec::new();
        if let Some(only_urgent) = only_urgent {
            entries.push(self.entry(vec![only_urgent], &self.urgent_hours));
        }
        entries.push(self.entry(Vec::new(), &self.other_hours));
        Command::SaveRule(EscalationRule {
            id: RuleId(0),
            name: "First rule".into(),
            active: false,
            was_active: false,
            version: 0,
            entries,
            import: None,
        })
    }

    fn entry(&self, criteria: Vec<Criterion>, hours: &str) -> RuleEntry {
        let hours = hours.trim().parse::<u32>().unwrap_or(0);
        let action = EscalationAction {
            id: ActionId(0),
            age_minutes: hours.saturating_mul(60),
            reassign: None,
            notify_user: self.notify.parse().ok().map(UserId),
            notify_owner: true,
            additional_emails: Vec::new(),
            notify_template: None,
        };
        RuleEntry {
            id: EntryId(0),
            criteria,
            logic: None,
            formula: None,
            hours: HoursMode::OfCase,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: vec![action],
        }
    }
}

/// The rule that was made last, to activate it.
#[must_use]
pub fn newest_rule(desk: &Desk) -> Option<RuleId> {
    desk.rules.keys().next_back().copied()
}
