//! What people do in a story, and the events that it makes.

use proptest::prelude::*;
use rung::engine::instant::Instant;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CASES: [&str; 3] = ["c1", "c2", "c3"];
/// Two days before New York puts its clocks forward.
const BEGIN: &str = "2026-03-06T14:10:00Z";
/// The last thing is asked before the last of these days is over.
const N_DAYS: u32 = 12;

/// What somebody does, so many minutes after what was done before.
#[derive(Debug, Clone)]
pub(super) struct Step {
    after_minutes: u32,
    /// Whether the page is shut from the step before until this one.
    shut: bool,
    case: usize,
    act: Act,
}

#[derive(Debug, Clone, Copy)]
enum Act {
    SetPriority(&'static str),
    SetStatus(&'static str),
    Touch,
    Close,
    Reopen,
    Comment,
    CustomerWrites,
    HandOff,
    EndHandOff,
    AddHoliday,
    RemoveHoliday,
    LengthenHours,
    StopQueue(bool),
    StopRule(bool),
    ChangeCriteria(usize, &'static str),
    LengthenAges(usize, u32),
    TakeAway(usize, bool),
    FireEvery(u32),
    MoveAccount(&'static str),
    ChangeAddress(u32),
    Escalate(EscalationAct),
    StopApprover(bool),
}

/// What somebody does about the escalation of a case; what cannot be done is refused.
#[derive(Debug, Clone, Copy)]
enum EscalationAct {
    Request {
        severity: &'static str,
        template: &'static str,
    },
    Answer {
        by: &'static str,
        approves: bool,
    },
    Withdraw,
    SetSeverity(&'static str),
    Deescalate,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => prop_oneof![Just("Low"), Just("Medium"), Just("High")].prop_map(Act::SetPriority),
        3 => prop_oneof![Just("On Hold"), Just("In Progress")].prop_map(Act::SetStatus),
        1 => Just(Act::Touch),
        2 => Just(Act::Close),
        2 => Just(Act::Reopen),
        1 => Just(Act::Comment),
        1 => Just(Act::CustomerWrites),
        1 => Just(Act::HandOff),
        1 => Just(Act::EndHandOff),
        1 => Just(Act::AddHoliday),
        1 => Just(Act::RemoveHoliday),
        1 => Just(Act::LengthenHours),
        1 => any::<bool>().prop_map(Act::StopQueue),
        1 => any::<bool>().prop_map(Act::StopRule),
        1 => (0..3_usize, prop_oneof![Just("High"), Just("Low,Medium")])
            .prop_map(|(entry, priority)| Act::ChangeCriteria(entry, priority)),
        1 => (0..3_usize, 1..90_u32).prop_map(|(entry, by)| Act::LengthenAges(entry, by)),
        2 => (0..9_usize, any::<bool>()).prop_map(|(level, for_good)| Act::TakeAway(level, for_good)),
        1 => prop_oneof![Just(0), Just(15)].prop_map(Act::FireEvery),
        1 => prop_oneof![Just("Chile"), Just("Peru")].prop_map(Act::MoveAccount),
        1 => (0..3_u32).prop_map(Act::ChangeAddress),
        8 => any_escalation_act().prop_map(Act::Escalate),
        1 => any::<bool>().prop_map(Act::StopApprover),
    ]
}

fn any_escalation_act() -> impl Strategy<Value = EscalationAct> {
    let severity = || prop_oneof![Just("high"), Just("medium")];
    let template = prop_oneof![2 => Just("at_once"), 1 => Just("first"), 1 => Just("everyone")];
    let request = |(severity, template)| EscalationAct::Request { severity, template };
    let by = prop_oneof![Just("mia"), Just("max"), Just("adm")];
    let answer = |(by, approves)| EscalationAct::Answer { by, approves };
    prop_oneof![
        4 => (severity(), template).prop_map(request),
        3 => (by, proptest::bool::weighted(0.75)).prop_map(answer),
        1 => Just(EscalationAct::Withdraw),
        2 => severity().prop_map(EscalationAct::SetSeverity),
        1 => Just(EscalationAct::Deescalate),
    ]
}

pub(super) fn any_step() -> impl Strategy<Value = Step> {
    let case = 0..CASES.len();
    (1_u32..900, any::<bool>(), case, any_act()).prop_map(|(after_minutes, shut, case, act)| Step {
        after_minutes,
        shut,
        case,
        act,
    })
}

/// What can be done at that point is done; what cannot makes no event. `rule` holds the names of
/// the levels of each entry.
pub(super) fn events(steps: &[Step], rule: &[Vec<String>], with_shut_page: bool) -> Vec<Value> {
    let begin = Instant::parse(BEGIN).unwrap();
    let mut told = Telling {
        rule,
        events: Vec::new(),
        closed: BTreeSet::new(),
        handed_off: BTreeSet::new(),
        has_holiday: false,
        is_stopped: false,
        escalated: CASES[0],
    };
    for (case, priority) in CASES.into_iter().zip(["High", "Medium", "Low"]) {
        told.event(
            BEGIN,
            "create_case",
            "agent1",
            json!({
                "case": case, "fields": {"priority": priority, "account": "acme"}
            }),
        );
    }
    let mut minutes = 0;
    for step in steps {
        let before = begin.plus_seconds(i64::from(minutes) * 60).to_string();
        minutes = (minutes + step.after_minutes).min(N_DAYS * 1_440);
        let at = begin.plus_seconds(i64::from(minutes) * 60).to_string();
        if step.shut && with_shut_page {
            told.event(&before, "page_closed", "system", json!({"until": at}));
        }
        told.act(&at, CASES[step.case], step.act);
    }
    told.events
}

struct Telling<'a> {
    rule: &'a [Vec<String>],
    events: Vec<Value>,
    closed: BTreeSet<&'static str>,
    handed_off: BTreeSet<&'static str>,
    has_holiday: bool,
    is_stopped: bool,
    /// The case that was escalated last: what is done about escalations is done about its own.
    escalated: &'static str,
}

impl Telling<'_> {
    fn event(&mut self, at: &str, kind: &str, actor: &str, more: Value) {
        let mut event = json!({
            "seq": self.events.len() + 1, "at": at, "type": kind, "actor": actor
        });
        if let (Value::Object(event), Value::Object(more)) = (&mut event, more) {
            event.extend(more);
        }
        self.events.push(event);
    }

    fn act(&mut self, at: &str, case: &'static str, act: Act) {
        let is_open = !self.closed.contains(case);
        let (kind, actor, more) = match act {
            Act::SetPriority(priority) if is_open => (
                "update_case",
                "agent1",
                json!({"set": {"priority": priority}}),
            ),
            Act::SetStatus(status) if is_open => {
                ("update_case", "agent1", json!({"set": {"status": status}}))
            }
            Act::Touch if is_open => ("touch_case", "agent1", json!({})),
            Act::Close if self.closed.insert(case) => {
                self.handed_off.remove(case);
                ("close_case", "agent1", json!({}))
            }
            Act::Reopen if self.closed.remove(case) => ("reopen_case", "agent1", json!({})),
            Act::Comment if is_open => ("add_comment", "agent1", json!({"text": "Seen"})),
            Act::CustomerWrites if is_open => {
                ("customer_email", "customer", json!({"text": "And?"}))
            }
            Act::HandOff if is_open && self.handed_off.insert(case) => (
                "ns_escalate",
                "agent1",
                json!({"to": [{"type": "user", "id": "adm"}], "message": "Please look"}),
            ),
            Act::EndHandOff if self.handed_off.remove(case) => (
                "ns_deescalate",
                "agent1",
                json!({"who": {"type": "user", "id": "adm"}}),
            ),
            Act::AddHoliday if !self.has_holiday => {
                self.has_holiday = true;
                let when = json!({"kind": "weekly", "interval": 1, "weekdays": ["tue"]});
                (
                    "add_holiday",
                    "adm",
                    json!({"holiday": {
                        "id": "away", "name": "Away", "calendars": ["office"], "when": when
                    }}),
                )
            }
            Act::RemoveHoliday if self.has_holiday => {
                self.has_holiday = false;
                ("remove_holiday", "adm", json!({"holiday": "away"}))
            }
            Act::StopRule(stop) if stop != self.is_stopped => {
                self.is_stopped = stop;
                let kind = if stop {
                    "deactivate_rule"
                } else {
                    "activate_rule"
                };
                (kind, "adm", json!({"rule": "r1", "plan_open_cases": true}))
            }
            Act::Escalate(act) => {
                if matches!(act, EscalationAct::Request { .. }) {
                    self.escalated = case;
                }
                escalation_event(self.escalated, act)
            }
            other => match self.set_up_anew(other) {
                Some(told) => told,
                None => return,
            },
        };
        let mut more = more;
        more["case"] = case.into();
        self.event(at, kind, actor, more);
    }

    /// The event by which an administrator changes what the desk is set up with.
    fn set_up_anew(&self, act: Act) -> Option<(&'static str, &'static str, Value)> {
        let entry = |n: usize| format!("e{}", n % self.rule.len());
        let levels: Vec<&String> = self.rule.iter().flatten().collect();
        let (kind, more) = match act {
            Act::LengthenHours => (
                "update_calendar",
                json!({"calendar": "office", "set": {"week": {"mon": [["08:00", "20:00"]]}}}),
            ),
            Act::StopQueue(stop) => (
                "update_queue",
                json!({"queue": "tier2", "set": {"active": !stop}}),
            ),
            Act::ChangeCriteria(n, priority) => {
                let line = json!({"field": "case.priority", "op": "equals", "value": priority});
                (
                    "update_entry",
                    json!({"entry": entry(n), "set": {"criteria": [line]}}),
                )
            }
            Act::LengthenAges(n, by) => (
                "update_entry",
                json!({"entry": entry(n), "set": {"ages_longer_by": by}}),
            ),
            Act::TakeAway(n, until_closed) => (
                "delete_pending",
                json!({"action": levels[n % levels.len()], "until_closed": until_closed}),
            ),
            Act::FireEvery(minutes) => (
                "update_settings",
                json!({"set": {"evaluation_interval_minutes": minutes}}),
            ),
            Act::MoveAccount(country) => (
                "update_account",
                json!({"account": "acme", "set": {"country": country}}),
            ),
            Act::ChangeAddress(n) => (
                "update_user",
                json!({"user": "lead", "set": {"email": format!("lead{n}@x.example")}}),
            ),
            Act::StopApprover(stop) => (
                "update_user",
                json!({"user": "max", "set": {"active": !stop}}),
            ),
            _ => return None,
        };
        Some((kind, "adm", more))
    }
}

/// Of each case the last request is meant.
fn escalation_event(case: &'static str, act: EscalationAct) -> (&'static str, &'static str, Value) {
    let (kind, actor, mut more) = match act {
        EscalationAct::Request { severity, template } => (
            "sn_request",
            "agent1",
            json!({
                "escalation_type": "case", "source": case, "severity": severity,
                "template": template, "reason": "Slow", "justification": "It burns",
            }),
        ),
        EscalationAct::Answer { by, approves: true } => ("sn_approve", by, json!({})),
        EscalationAct::Answer { by, .. } => ("sn_reject", by, json!({"reason": "Not yet"})),
        EscalationAct::Withdraw => ("sn_withdraw", "agent1", json!({})),
        EscalationAct::SetSeverity(severity) => (
            "sn_update",
            "adm",
            json!({"set": {"severity": severity}, "comment": "Seen"}),
        ),
        EscalationAct::Deescalate => ("sn_deescalate", "adm", json!({"justification": "Done"})),
    };
    more["id"] = format!("of {case}").into();
    (kind, actor, more)
}
