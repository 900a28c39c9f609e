//! What became of the escalations of a scenario, as the format writes it.

use super::names::Names;
use rung::engine::{
    desk::Desk,
    escalation::{Approval, Escalation, EscalationType, Source, escalation_number},
    id::UserId,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Whether everything under that key is expected, not only some of it.
pub(super) fn is_complete(path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or(path);
    matches!(
        key,
        "escalation_requests" | "escalations" | "highlights" | "approvers"
    )
}

pub(super) fn value(desk: &Desk, names: &Names, key: &str) -> Value {
    match key {
        "escalation_requests" => requests(desk, names),
        "escalations" => escalations(desk, names),
        "highlights" => highlights(desk, names),
        _ => slas(desk, names),
    }
}

/// A word of the engine's own as the format has it.
fn word(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn source(names: &Names, source: Source) -> String {
    match source {
        Source::Case(id) => names.name("case", id),
        Source::Account(id) => names.name("account", id),
    }
}

fn requests(desk: &Desk, names: &Names) -> Value {
    let row = |approval: &Approval| {
        let name = names.name("user", approval.approver);
        (name, word(approval.state))
    };
    let requests = desk.escalation_requests.values().map(|request| {
        let approvers: Map<String, Value> = request.approvals.iter().map(row).collect();
        let value = json!({
            "number": escalation_number(request.number),
            "state": word(request.state),
            "approvers": approvers,
        });
        (names.name("escalation", request.id), value)
    });
    Value::Object(requests.collect())
}

fn escalations(desk: &Desk, names: &Names) -> Value {
    let user = |id: UserId| names.name("user", id);
    let escalations = desk.escalations.values().map(|record: &Escalation| {
        let cases = record.related_cases.iter();
        let value = json!({
            "number": escalation_number(record.number),
            "type": word(record.escalation_type()),
            "source": source(names, record.source),
            "state": word(record.state),
            "severity": names.name("severity", record.severity),
            "color": desk.severities[&record.severity].colour.name(),
            "trend": word(record.trend),
            "opened_at": record.opened_at.to_string(),
            "closed_at": record.closed.map(|closed| closed.at.to_string()),
            "approved_by": record.approved_by.map(user),
            "watch": record.watch_list.iter().copied().map(user).collect::<Vec<_>>(),
            "related_cases": cases.map(|id| names.name("case", *id)).collect::<Vec<_>>(),
            "assigned_to": record.assigned_to.map(user),
        });
        (names.name("escalation", record.id), value)
    });
    Value::Object(escalations.collect())
}

fn highlights(desk: &Desk, names: &Names) -> Value {
    let sources = desk.cases.keys().copied().map(Source::Case);
    let sources = sources.chain(desk.accounts.keys().copied().map(Source::Account));
    let coloured = sources.filter_map(|one| {
        let key = match one.escalation_type() {
            EscalationType::Case => format!("case:{}", source(names, one)),
            EscalationType::Account => format!("account:{}", source(names, one)),
        };
        Some((key, desk.highlight(one)?.colour.name().into()))
    });
    Value::Object(coloured.collect())
}

fn slas(desk: &Desk, names: &Names) -> Value {
    let mut rows: Vec<_> = desk
        .escalations
        .values()
        .flat_map(|record| record.slas.iter().map(move |sla| (record, sla)))
        .collect();
    rows.sort_by_key(|(record, sla)| (sla.started_at, record.number));
    let rows = rows.into_iter().map(|(record, sla)| {
        json!({
            "definition": names.name("sla_definition", sla.definition),
            "on": match record.source {
                Source::Case(case) => format!("case:{}", names.name("case", case)),
                Source::Account(_) => format!("escalation:{}", names.name("escalation", record.id)),
            },
            "started_at": sla.started_at.to_string(),
            "breach_at": sla.breach_at.map(|at| at.to_string()),
            "stage": word(sla.stage),
            "stopped_at": sla.stopped_at.map(|at| at.to_string()),
            "breached": sla.has_breached,
        })
    });
    rows.collect()
}
