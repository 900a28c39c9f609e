//! Edits of what a scenario is set up with.

use super::{
    hours::week_of,
    names::Names,
    play::Story,
    set_up::{list, queue_of, text, user_of},
};
use rung::engine::{command::Command, id::EntryId, rule::EscalationRule};
use serde_json::Value;

impl Story {
    pub(super) fn edit_of(&mut self, event: &Value) -> Result<Command, String> {
        let set = &event["set"];
        Ok(match text(event, "type") {
            "delete_entry" => {
                let (entry, mut rule) = self.rule_of(event)?;
                rule.entries.retain(|other| other.id != entry);
                Command::SaveRule(rule)
            }
            "update_entry" => self.entry_edit(event)?,
            "update_settings" => self.settings(set)?,
            "update_account" => {
                let id = self.names.id("account", text(event, "account"))?;
                let mut account = self.desk.accounts[&id].clone();
                self.set_account(&mut account, set)?;
                Command::SaveAccount(account)
            }
            "update_contact" => {
                let id = self.names.id("contact", text(event, "contact"))?;
                let mut contact = self.desk.contacts[&id].clone();
                self.set_contact(&mut contact, set)?;
                Command::SaveContact(contact)
            }
            "update_user" => {
                let id = self.names.id("user", text(event, "user"))?;
                let before = &self.desk.users[&id];
                let mut user = user_of(&merged(before, set));
                (user.id, user.manager) = (id, before.manager);
                if set.get("tz").is_none() {
                    user.zone.clone_from(&before.zone);
                }
                Command::SaveUser(user)
            }
            "update_queue" => {
                let id = self.names.id("queue", text(event, "queue"))?;
                let before = &self.desk.queues[&id];
                let mut queue = queue_of(&merged(before, set), &Names::default())
                    .or_else(|_| queue_of(set, &self.names))?;
                queue.id = id;
                if set.get("members").is_none() {
                    queue.members.clone_from(&before.members);
                }
                Command::SaveQueue(queue)
            }
            "update_calendar" => {
                let id = self.names.id("calendar", text(event, "calendar"))?;
                let mut calendar = self.desk.calendars[&id].clone();
                for (key, value) in set.as_object().into_iter().flatten() {
                    match key.as_str() {
                        "week" => calendar.week = week_of(value)?,
                        "active" => calendar.active = value == true,
                        "name" => calendar.name = value.as_str().unwrap_or("").into(),
                        "tz" => {
                            calendar.zone = value.as_str().unwrap_or("").into();
                            self.learn_zone(&calendar.zone)?;
                        }
                        "is_default" if value == true => return Ok(Command::MakeDefault(id)),
                        other => return Err(format!("update_calendar: {other}")),
                    }
                }
                Command::SaveCalendar(calendar)
            }
            other => return Err(format!("the desk has no {other} yet")),
        })
    }

    /// Another set of criteria for an entry, or longer ages.
    fn entry_edit(&mut self, event: &Value) -> Result<Command, String> {
        let (id, mut rule) = self.rule_of(event)?;
        let set = &event["set"];
        let criteria = list(set, "criteria").map(|line| self.criterion_of(line));
        let criteria = criteria.collect::<Result<Vec<_>, _>>()?;
        let longer_by = set["ages_longer_by"].as_u64().unwrap_or(0);
        let longer_by = u32::try_from(longer_by).map_err(|error| error.to_string())?;
        for entry in rule.entries.iter_mut().filter(|entry| entry.id == id) {
            if set["criteria"].is_array() {
                entry.criteria.clone_from(&criteria);
            }
            for action in &mut entry.actions {
                action.age_minutes += longer_by;
            }
        }
        Ok(Command::SaveRule(rule))
    }

    /// The entry that an event names, and the rule that has it.
    fn rule_of(&self, event: &Value) -> Result<(EntryId, EscalationRule), String> {
        let entry = self.names.id("entry", text(event, "entry"))?;
        let has = |rule: &&EscalationRule| rule.entry(entry).is_some();
        let rule = self.desk.rules.values().find(has);
        Ok((entry, rule.ok_or("no rule has that entry")?.clone()))
    }
}

/// A record as a scenario would write it, with some keys set anew.
fn merged(record: &impl serde::Serialize, set: &Value) -> Value {
    let mut value = serde_json::to_value(record).unwrap();
    for (key, set) in set.as_object().into_iter().flatten() {
        value[key] = set.clone();
    }
    value
}
