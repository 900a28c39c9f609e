//! Plays the events of a scenario: what is due comes before what is asked, and what the asking
//! made due comes after it.

use super::{
    names::Names,
    refusals,
    set_up::{list, text, users_of},
};
use crate::zones::zone_table;
use rung::engine::{
    advance::catch_up,
    change::ChangeSet,
    choice::{ChoiceList, CustomField, CustomFieldOf},
    command::{CaseChange, Command},
    decide::{Rejection, decide},
    desk::Desk,
    history::{Deed, HistoryEntry},
    id::{CaseId, CustomFieldId},
    instant::Instant,
    message::{Message, MessageKind},
    people::Assignee,
    record::RecordKey,
    stamp::{Actor, Stamp},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What came of a scenario.
pub(crate) struct Story {
    pub(crate) desk: Desk,
    /// Every record there ever was, as it was when it came to be.
    pub(crate) begun: BTreeMap<RecordKey, Value>,
    pub(super) names: Names,
    pub(crate) history: Vec<HistoryEntry>,
    pub(super) messages: Vec<Message>,
    pub(super) rejected: Vec<(u64, String)>,
    pub(super) snapshots: Vec<(Instant, Desk)>,
    now: Instant,
    by: Actor,
}

pub(super) fn instant(value: &Value) -> Result<Instant, String> {
    let text = value.as_str().unwrap_or("");
    Instant::parse(text).ok_or_else(|| format!("{text} is no instant"))
}

/// A record of the desk with its fields as history names them.
pub(crate) fn stored(desk: &Desk, key: RecordKey) -> Option<Value> {
    let nothing = ChangeSet::default();
    let page = desk.overlaid(&nothing);
    let page = page.encode_page(key.kind, key.id..=key.id).unwrap();
    let page: Vec<Value> = serde_json::from_slice(&page).unwrap();
    page.into_iter().next()
}

pub(crate) fn play(scenario: &Value) -> Result<Story, String> {
    let mut events: Vec<&Value> = list(scenario, "events").collect();
    events.sort_by_key(|event| (text(event, "at").to_owned(), event["seq"].as_u64()));
    let run_until = instant(&scenario["run_until"])?;
    let begin = match events.first() {
        Some(event) => instant(&event["at"])?,
        None => run_until,
    };
    let mut story = Story {
        desk: Desk::new(1),
        begun: BTreeMap::new(),
        names: Names::default(),
        history: Vec::new(),
        messages: Vec::new(),
        rejected: Vec::new(),
        snapshots: Vec::new(),
        now: begin,
        by: Actor::System,
    };
    story.set_up(scenario)?;
    let mut snapshots = list(scenario, "snapshots")
        .map(|snapshot| instant(&snapshot["at"]))
        .collect::<Result<Vec<_>, _>>()?;
    snapshots.sort();
    let mut shut_until = None;
    for event in events {
        let at = instant(&event["at"])?;
        story.take_snapshots(&mut snapshots, at, &mut shut_until);
        story.wait_until(at, &mut shut_until);
        if text(event, "type") == "page_closed" {
            shut_until = Some(instant(&event["until"])?);
        } else {
            story.event(event)?;
        }
    }
    story.take_snapshots(&mut snapshots, run_until.plus_seconds(1), &mut shut_until);
    story.wait_until(run_until, &mut shut_until);
    Ok(story)
}

impl Story {
    fn take_snapshots(
        &mut self,
        snapshots: &mut Vec<Instant>,
        before: Instant,
        shut_until: &mut Option<Instant>,
    ) {
        while let Some(at) = snapshots.first().copied().filter(|at| *at < before) {
            snapshots.remove(0);
            self.wait_until(at, shut_until);
            self.snapshots.push((at, self.desk.clone()));
        }
    }

    /// Does what comes due up to `at`, each piece when it does; while the page is shut nothing is
    /// done, and all of it at its opening.
    fn wait_until(&mut self, at: Instant, shut_until: &mut Option<Instant>) {
        if let Some(opening) = *shut_until {
            if at < opening {
                return;
            }
            *shut_until = None;
            self.catch_up(opening);
        }
        while let Some(due) = self.desk.next_due().filter(|due| *due <= at) {
            self.catch_up(due.max(self.now));
        }
        self.now = self.now.max(at);
    }

    fn catch_up(&mut self, now: Instant) {
        self.now = now;
        while let Some(changes) = catch_up(&mut self.desk, now, 100) {
            self.apply(changes);
        }
    }

    fn apply(&mut self, changes: ChangeSet) {
        self.history.extend(changes.history.iter().cloned());
        self.messages.extend(changes.messages.iter().cloned());
        let undone = self.desk.apply(changes);
        for key in undone.records.into_keys() {
            if let Some(record) = stored(&self.desk, key) {
                self.begun.entry(key).or_insert(record);
            }
        }
    }

    fn ask(&mut self, command: &Command) -> Result<(), Rejection> {
        self.catch_up(self.now);
        let stamp = Stamp {
            at: self.now,
            by: self.by,
        };
        let changes = decide(&self.desk, command, stamp)?;
        self.apply(changes);
        self.catch_up(self.now);
        Ok(())
    }

    pub(super) fn command(&mut self, command: &Command) -> Result<(), String> {
        self.ask(command)
            .map_err(|rejection| format!("{command:?}: {rejection}"))
    }

    /// Gives the id of the record that the command made.
    pub(super) fn add(&mut self, command: &Command) -> Result<u64, String> {
        let n_before = self.history.len();
        self.command(command)?;
        let made = self.history[n_before..]
            .iter()
            .find(|entry| entry.deed == Deed::Created);
        made.map(|entry| entry.about.id)
            .ok_or_else(|| "nothing was made".to_owned())
    }

    /// The same for what a scenario takes for granted, whoever acts.
    pub(super) fn add_unasked(&mut self, command: &Command) -> Result<u64, String> {
        let by = std::mem::replace(&mut self.by, Actor::System);
        let made = self.add(command);
        self.by = by;
        made
    }

    pub(super) fn learn_zone(&mut self, name: &str) -> Result<(), String> {
        self.command(&Command::LearnZone(zone_table(name)))
    }

    fn event(&mut self, event: &Value) -> Result<(), String> {
        self.by = match text(event, "actor") {
            "customer" => Actor::Customer,
            "system" | "" => Actor::System,
            user => Actor::User(self.names.id("user", user)?),
        };
        let command = match text(event, "type") {
            // What is sent, received or attached on an open case changes nothing that is kept.
            "send_email" | "attach_file" => return Ok(()),
            "create_case" => return self.create_case(event),
            "add_holiday" => return self.add_holiday(&event["holiday"]),
            "sn_request" => return self.request_escalation(event),
            kind if kind.starts_with("sn_") => {
                let Some(command) = self.escalation_command(event)? else {
                    self.reject(event, "no_record");
                    return Ok(());
                };
                command
            }
            _ => self.command_of(event)?,
        };
        self.try_event(event, &command)
    }

    /// Asks, and keeps the code of a refusal that the format knows.
    pub(super) fn try_event(&mut self, event: &Value, command: &Command) -> Result<(), String> {
        if let Err(rejection) = self.ask(command) {
            let refused = || format!("event {}: {rejection}", event["seq"]);
            let code = refusals::code(&rejection).ok_or_else(refused)?;
            self.reject(event, code);
        }
        Ok(())
    }

    fn reject(&mut self, event: &Value, code: &str) {
        let seq = event["seq"].as_u64().unwrap_or(0);
        self.rejected.push((seq, code.to_owned()));
    }

    fn command_of(&mut self, event: &Value) -> Result<Command, String> {
        let case = || self.names.id::<CaseId>("case", text(event, "case"));
        // Texts of work notes are left out.
        let message = |kind| {
            Ok(Command::AddMessage {
                case: case()?,
                kind,
                text: event["text"].as_str().unwrap_or("A note").into(),
                set_status: None,
            })
        };
        Ok(match text(event, "type") {
            "touch_case" => Command::SaveCase {
                case: case()?,
                changes: Vec::new(),
            },
            "update_case" => {
                let case = case()?;
                Command::SaveCase {
                    case,
                    changes: self.changes(&event["set"])?,
                }
            }
            "close_case" => Command::CloseCase(case()?),
            "reopen_case" => Command::ReopenCase(case()?),
            "add_comment" => return message(MessageKind::Comment),
            "add_work_note" => return message(MessageKind::WorkNote),
            "customer_email" => return message(MessageKind::Customer),
            "ns_reply_to_rep" => return message(MessageKind::EscalationReply),
            "ns_answer_customer" => return message(MessageKind::Reply),
            "ns_escalate" => Command::HandOff {
                case: case()?,
                to: list(event, "to")
                    .map(|to| self.escalatee(to))
                    .collect::<Result<_, _>>()?,
                message: text(event, "message").into(),
                zone: event["entry_tz"].as_str().map(Into::into),
            },
            "ns_deescalate" => Command::EndHandOff {
                case: case()?,
                who: self.escalatee(&event["who"])?,
            },
            "log_activity" => Command::LogActivity(case()?),
            "activate_rule" => Command::ActivateRule {
                rule: self.names.id("rule", text(event, "rule"))?,
                plan_open_cases: event["plan_open_cases"] == true,
            },
            "deactivate_rule" => {
                Command::DeactivateRule(self.names.id("rule", text(event, "rule"))?)
            }
            "delete_pending" => Command::CancelPending {
                case: case()?,
                action: self.names.id("action", text(event, "action"))?,
                until_closed: event["until_closed"] == true,
            },
            "remove_holiday" => {
                Command::DeleteHoliday(self.names.id("holiday", text(event, "holiday"))?)
            }
            _ => self.edit_of(event)?,
        })
    }

    fn create_case(&mut self, event: &Value) -> Result<(), String> {
        let fields = &event["fields"];
        let mut changes = self.changes(fields)?;
        if fields.get("owner").is_none() {
            let agent = self.names.id("user", "agent1")?;
            changes.push(CaseChange::Owner(Assignee::User(agent)));
        }
        let command = Command::CreateCase {
            changes,
            created_at: match &event["created_at"] {
                Value::Null => None,
                at => Some(instant(at)?),
            },
            number: fields["number"].as_u64(),
        };
        let case = self.add(&command)?;
        self.names.learn("case", text(event, "case"), case);
        Ok(())
    }

    fn changes(&mut self, fields: &Value) -> Result<Vec<CaseChange>, String> {
        let mut changes = Vec::new();
        for (key, value) in fields.as_object().into_iter().flatten() {
            let word = value.as_str().unwrap_or("");
            let choice_list = match key.as_str() {
                "priority" => Some(ChoiceList::Priority),
                "type" => Some(ChoiceList::Type),
                "origin" => Some(ChoiceList::Origin),
                "reason" => Some(ChoiceList::Reason),
                "product" => Some(ChoiceList::Product),
                "record_type" => Some(ChoiceList::RecordType),
                _ => None,
            };
            changes.push(match key.as_str() {
                "number" => continue,
                _ if choice_list.is_some() => {
                    let list = choice_list.unwrap();
                    let choice = (!word.is_empty()).then(|| self.choice(list, word));
                    CaseChange::Choice(list, choice.transpose()?)
                }
                "subject" => CaseChange::Subject(word.into()),
                "description" => CaseChange::Description(word.into()),
                "status" => CaseChange::Status(self.status(word)?),
                "owner" => CaseChange::Owner(self.assignee(value)?),
                "account" => CaseChange::Account(self.names.find("account", word)),
                "contact" => CaseChange::Contact(self.names.find("contact", word)),
                "assignment_group" => CaseChange::AssignmentGroup(self.names.find("group", word)),
                "watch_list" => CaseChange::WatchList(users_of(fields, key, &self.names)?),
                "business_hours" => CaseChange::BusinessHours(self.names.find("calendar", word)),
                "is_escalated" => CaseChange::IsEscalated(value == true),
                custom => {
                    let field = self.custom_field(CustomFieldOf::Case, custom)?;
                    let text = value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned);
                    CaseChange::Custom((field, text.into()))
                }
            });
        }
        Ok(changes)
    }

    pub(super) fn assignee(&self, value: &Value) -> Result<Assignee, String> {
        Ok(match text(value, "type") {
            "queue" => Assignee::Queue(self.names.id("queue", text(value, "id"))?),
            _ => Assignee::User(self.names.id("user", text(value, "id"))?),
        })
    }

    pub(super) fn custom_field(
        &mut self,
        of: CustomFieldOf,
        name: &str,
    ) -> Result<CustomFieldId, String> {
        let same = |field: &&CustomField| field.of == of && *field.name == *name;
        if let Some(field) = self.desk.custom_fields.values().find(same) {
            return Ok(field.id);
        }
        self.add_unasked(&Command::SaveCustomField(CustomField::new(of, name)))
            .map(CustomFieldId)
    }
}
