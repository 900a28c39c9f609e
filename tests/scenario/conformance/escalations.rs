//! The escalations of a scenario: what they are set up with, and what people do to them.

use super::{
    play::Story,
    set_up::{Built, list, text, users_of},
};
use rung::engine::{
    command::Command,
    escalation::{
        ApprovalPolicy, EscalationCommand, EscalationDraft, EscalationReason, EscalationSeverity,
        EscalationTemplate, EscalationUpdate, RequestSource, SeverityShape, Source,
    },
    history::Deed,
    id::{EscalationId, ReasonId},
    preferences::NotifyCustomer,
    record::Kind,
    sla::SlaDefinition,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One word of the format as the engine's own.
fn word<T: DeserializeOwned>(value: &Value) -> Built<T> {
    serde_json::from_value(value.clone()).map_err(|error| format!("{value}: {error}"))
}

fn minutes(value: &Value) -> Built<u32> {
    let minutes = value.as_u64().and_then(|n| u32::try_from(n).ok());
    minutes.ok_or_else(|| format!("{value} are no minutes"))
}

fn asked(command: EscalationCommand) -> Command {
    Command::Escalation(Box::new(command))
}

impl Story {
    pub(super) fn set_up_escalations(&mut self, scenario: &Value) -> Built<()> {
        // A scenario has severities and SLAs of its own.
        let shipped: Vec<_> = self.desk.sla_definitions.values().cloned().collect();
        for shipped in shipped {
            let unused = SlaDefinition {
                active: false,
                ..shipped
            };
            self.command(&asked(EscalationCommand::SaveSla(unused)))?;
        }
        for (severity, order) in list(scenario, "severities").zip(10..) {
            let name = text(severity, "name");
            let mut known = self.desk.severities.values();
            let id = known.find(|one| *one.name == *name).map(|one| one.id);
            let made = EscalationSeverity {
                id: id.unwrap_or(0.into()),
                name: name.into(),
                colour: word(&severity["color"])?,
                shape: SeverityShape::Circle,
                order,
                active: severity["active"] != false,
            };
            let made = match id {
                Some(id) => self
                    .command(&asked(EscalationCommand::SaveSeverity(made)))
                    .map(|()| id.into()),
                None => self.add(&asked(EscalationCommand::SaveSeverity(made))),
            }?;
            self.names.learn("severity", text(severity, "id"), made);
        }
        for template in list(scenario, "templates") {
            let made = self.escalation_template_of(template)?;
            let made = self.add(&asked(EscalationCommand::SaveTemplate(made)))?;
            self.names
                .learn("escalation_template", text(template, "id"), made);
        }
        for definition in list(scenario, "sla_definitions") {
            let made = self.sla_of(definition)?;
            let made = self.add(&asked(EscalationCommand::SaveSla(made)))?;
            self.names
                .learn("sla_definition", text(definition, "id"), made);
        }
        let notify = &scenario["settings"]["notify_customer_on_approval"];
        if !notify.is_null() {
            let notify: NotifyCustomer = word(notify)?;
            self.command(&asked(EscalationCommand::SetNotifyCustomer(notify)))?;
        }
        Ok(())
    }

    fn escalation_template_of(&self, template: &Value) -> Built<EscalationTemplate> {
        let group = template["approval_group"].as_str();
        let everyone = text(template, "approval_policy").starts_with("everyone")
            || text(template, "approval_policy").starts_with("all");
        Ok(EscalationTemplate {
            id: 0.into(),
            name: text(template, "name").into(),
            escalation_type: word(&template["type"])?,
            skip_approval: template["skip_approval"] == true,
            approval_policy: if everyone {
                ApprovalPolicy::Everyone
            } else {
                ApprovalPolicy::FirstAnswer
            },
            approval_group: group.map(|id| self.names.id("group", id)).transpose()?,
            add_group_manager: template["add_assignment_group_manager"] == true,
            watch_list: users_of(template, "watch_list", &self.names)?,
            active: template["active"] != false,
        })
    }

    fn sla_of(&self, definition: &Value) -> Built<SlaDefinition> {
        let calendar = definition["calendar"].as_str();
        Ok(SlaDefinition {
            id: 0.into(),
            name: text(definition, "name").into(),
            escalation_type: word(&definition["type"])?,
            severity: self.names.id("severity", text(definition, "severity"))?,
            duration_minutes: minutes(&definition["duration_minutes"])?,
            calendar: calendar
                .map(|id| self.names.id("calendar", id))
                .transpose()?,
            reset_on_case_comment: definition["reset_on_case_comment"] == true,
            pause_on_hold: definition["pause_on_hold"] == true,
            retroactive_start: definition["retroactive_start"] == true,
            active: definition["active"] != false,
        })
    }

    pub(super) fn request_escalation(&mut self, event: &Value) -> Built<()> {
        let source = match text(event, "escalation_type") {
            "account" => Source::Account(self.names.id("account", text(event, "source"))?),
            _ => Source::Case(self.names.id("case", text(event, "source"))?),
        };
        let reason = self.reason(text(event, "reason"))?;
        let assigned_to = event["assigned_to"].as_str();
        let related = list(event, "related_cases").filter_map(Value::as_str);
        let draft = EscalationDraft {
            source,
            request_source: match text(event, "request_source") {
                "customer" => RequestSource::Customer,
                _ => RequestSource::Internal,
            },
            reason,
            severity: self.names.id("severity", text(event, "severity"))?,
            template: self
                .names
                .id("escalation_template", text(event, "template"))?,
            justification: text(event, "justification").into(),
            watch_list: users_of(event, "watch", &self.names)?,
            add_account_team: event["add_account_team"] != false,
            assignment_group: None,
            assigned_to: assigned_to
                .map(|id| self.names.id("user", id))
                .transpose()?,
            related_cases: related
                .map(|id| self.names.id("case", id))
                .collect::<Built<_>>()?,
        };
        let n_before = self.history.len();
        self.try_event(event, &asked(EscalationCommand::Request(draft)))?;
        let made = self.history[n_before..]
            .iter()
            .find(|entry| entry.deed == Deed::EscalationRequested);
        if let Some(made) = made {
            assert_eq!(made.about.kind, Kind::EscalationRequest);
            let id = made.about.id;
            self.names.learn("escalation", text(event, "id"), id);
        }
        Ok(())
    }

    /// What somebody does to an escalation; `None` when there is none of that name.
    pub(super) fn escalation_command(&self, event: &Value) -> Built<Option<Command>> {
        let Some(escalation) = self.names.find("escalation", text(event, "id")) else {
            return Ok(None);
        };
        Ok(Some(asked(match text(event, "type") {
            "sn_approve" => EscalationCommand::Approve(escalation),
            "sn_withdraw" => EscalationCommand::Withdraw(escalation),
            "sn_reject" => EscalationCommand::Reject {
                escalation,
                reason: text(event, "reason").into(),
            },
            "sn_deescalate" => EscalationCommand::Deescalate {
                escalation,
                justification: text(event, "justification").into(),
            },
            "sn_update" => EscalationCommand::Update {
                escalation,
                update: self.update_of(event, escalation)?,
            },
            other => return Err(format!("the desk has no {other}")),
        })))
    }

    fn update_of(&self, event: &Value, escalation: EscalationId) -> Built<EscalationUpdate> {
        let mut update = EscalationUpdate {
            comment: text(event, "comment").into(),
            ..EscalationUpdate::default()
        };
        let record = self.desk.escalations.get(&escalation);
        let mut watch_list = record
            .map(|record| record.watch_list.clone())
            .unwrap_or_default();
        let set = &event["set"];
        for (key, value) in set.as_object().into_iter().flatten() {
            let name = value.as_str().unwrap_or("");
            match key.as_str() {
                "severity" => update.severity = Some(self.names.id("severity", name)?),
                "trend" => update.trend = Some(word(value)?),
                "assigned_to" => update.assigned_to = Some(self.names.find("user", name)),
                "watch_add" => {
                    for user in users_of(set, key, &self.names)? {
                        if !watch_list.contains(&user) {
                            watch_list.push(user);
                        }
                    }
                    update.watch_list = Some(watch_list.clone());
                }
                "watch_remove" => {
                    let gone = users_of(set, key, &self.names)?;
                    watch_list.retain(|user| !gone.contains(user));
                    update.watch_list = Some(watch_list.clone());
                }
                other => return Err(format!("sn_update: {other}")),
            }
        }
        Ok(update)
    }

    /// The reason of that name, made when a scenario first names it.
    fn reason(&mut self, name: &str) -> Built<ReasonId> {
        let mut reasons = self.desk.escalation_reasons.values();
        if let Some(reason) = reasons.find(|reason| *reason.name == *name) {
            return Ok(reason.id);
        }
        let made = self.add_unasked(&asked(EscalationCommand::SaveReason(EscalationReason {
            id: ReasonId(0),
            name: name.into(),
            order: 100,
            active: true,
        })));
        made.map(ReasonId)
    }
}
