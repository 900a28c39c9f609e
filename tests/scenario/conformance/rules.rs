//! Builds the rules that a scenario begins with.

use super::{
    play::Story,
    set_up::{list, text},
};
use rung::engine::{
    choice::CustomFieldOf,
    command::Command,
    rule::{
        Criterion, EscalationAction, EscalationClock, EscalationRule, Field, Formula, HoursMode,
        Logic, Operator, Reassign, RuleEntry,
    },
};
use serde_json::Value;

impl Story {
    pub(super) fn add_rule(&mut self, rule: &Value) -> Result<(), String> {
        let mut entries: Vec<&Value> = list(rule, "entries").collect();
        entries.sort_by_key(|entry| entry["order"].as_u64());
        let made = EscalationRule {
            id: 0.into(),
            name: text(rule, "name").into(),
            active: false,
            was_active: false,
            version: 0,
            entries: entries
                .iter()
                .map(|entry| self.entry_of(entry))
                .collect::<Result<_, _>>()?,
            import: None,
        };
        let id = self.add(&Command::SaveRule(made))?;
        self.names.learn("rule", text(rule, "id"), id);
        let made = self.desk.rules[&id.into()].clone();
        for (entry, made) in entries.iter().zip(&made.entries) {
            self.names.learn("entry", text(entry, "id"), made.id);
            for (action, made) in list(entry, "actions").zip(&made.actions) {
                self.names.learn("action", text(action, "id"), made.id);
            }
        }
        if rule["active"] == true {
            self.command(&Command::ActivateRule {
                rule: id.into(),
                plan_open_cases: false,
            })?;
        }
        Ok(())
    }

    fn entry_of(&mut self, entry: &Value) -> Result<RuleEntry, String> {
        let logic = entry["logic"].as_str().filter(|logic| !logic.is_empty());
        let hours = &entry["hours"];
        Ok(RuleEntry {
            id: 0.into(),
            criteria: list(entry, "criteria")
                .map(|line| self.criterion_of(line))
                .collect::<Result<_, _>>()?,
            logic: logic
                .map(|logic| Logic::parse(logic).map_err(|error| error.to_string()))
                .transpose()?,
            formula: entry["formula"].as_str().map(Formula::parse),
            hours: match text(hours, "source") {
                "case" => HoursMode::OfCase,
                "set" => HoursMode::Set(self.names.id("calendar", text(hours, "calendar"))?),
                _ => HoursMode::Ignore,
            },
            clock: match text(entry, "start") {
                "last_modified" => EscalationClock::FromLastModification,
                "created_disable_on_modified" => EscalationClock::FromCreationUntilModified,
                _ => EscalationClock::FromCreation,
            },
            pause_on_hold: entry["pause_on_hold"] == true,
            actions: list(entry, "actions")
                .map(|action| self.action_of(action))
                .collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn criterion_of(&mut self, line: &Value) -> Result<Criterion, String> {
        let path = text(line, "field");
        let mut field = Field::named(path, |_, _| None);
        if let (Field::Unreadable(_), Some((object, name))) = (&field, path.split_once('.')) {
            let of = match object.to_lowercase().as_str() {
                "case" => Some(CustomFieldOf::Case),
                "account" => Some(CustomFieldOf::Account),
                "contact" => Some(CustomFieldOf::Contact),
                _ => None,
            };
            if let Some(of) = of {
                field = Field::Custom(self.custom_field(of, name)?);
            }
        }
        let operator = match text(line, "op") {
            "not_contain" | "does_not_contain" | "not_contains" => Operator::NotContain,
            "less_equal" => Operator::LessOrEqual,
            "greater_equal" => Operator::GreaterOrEqual,
            _ => serde_json::from_value(line["op"].clone()).map_err(|error| error.to_string())?,
        };
        let value = match &line["value"] {
            Value::String(value) => value.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        Ok(Criterion {
            field,
            operator,
            value: value.into(),
        })
    }

    fn action_of(&mut self, action: &Value) -> Result<EscalationAction, String> {
        let minutes = action["age_minutes"]
            .as_u64()
            .and_then(|minutes| u32::try_from(minutes).ok());
        let reassign = match &action["reassign"] {
            Value::Null => None,
            reassign => Some(Reassign {
                to: self.assignee(reassign)?,
                template: self.template(text(reassign, "template"))?,
            }),
        };
        let emails = list(action, "additional_emails").filter_map(Value::as_str);
        let notify_user = action["notify_user"].as_str();
        Ok(EscalationAction {
            id: 0.into(),
            age_minutes: minutes.ok_or("an age is no whole number")?,
            reassign,
            notify_user: notify_user
                .map(|user| self.names.id("user", user))
                .transpose()?,
            notify_owner: action["notify_owner"] == true,
            additional_emails: emails.map(Into::into).collect(),
            notify_template: self.template(text(action, "notify_template"))?,
        })
    }
}
