//! What is set up for escalations, notices and automatic assignments.

use crate::looked_at::{ask, first_desk, refused};
use rung::engine::{
    assignment::{AssignmentRule, EscalationAssignment},
    calendar::Calendar,
    command::Command,
    desk::Desk,
    escalation::{
        ApprovalPolicy, EscalationCommand, EscalationReason, EscalationSeverity,
        EscalationTemplate, EscalationType,
    },
    id::{CalendarId, GroupId, SeverityId, TemplateId},
    notice_kind::NoticeKind,
    notification::NoticeTemplate,
    sla::SlaDefinition,
};
use serde_json::json;

fn set_up(command: EscalationCommand) -> Command {
    Command::Escalation(Box::new(command))
}

#[test]
fn severities_and_reasons_have_names_of_their_own() {
    let desk = first_desk();
    let severity = |id: SeverityId, name: &str| {
        let high = desk.severities.values().next().unwrap().clone();
        set_up(EscalationCommand::SaveSeverity(EscalationSeverity {
            id,
            name: name.into(),
            ..high
        }))
    };
    let high = *desk.severities.keys().next().unwrap();
    let inactivity = desk.escalation_reasons.values().next().unwrap();
    let reason = |name: &str| {
        set_up(EscalationCommand::SaveReason(EscalationReason {
            name: name.into(),
            ..inactivity.clone()
        }))
    };
    let nameless = Some("name: give it a name");
    let twice = Some("name: there is one of that name already");
    for (command, expected) in [
        (severity(high, "HIGH"), None),
        (severity(high, " "), nameless),
        (severity(high, "medium "), twice),
        (severity(SeverityId(0), "High"), twice),
        (severity(SeverityId(0), "Critical"), None),
        (reason("INACTIVITY"), None),
        (reason(""), nameless),
        (reason("lack of progress"), twice),
    ] {
        assert_eq!(refused(&desk, &command).as_deref(), expected, "{command:?}");
    }
}

#[test]
fn a_template_of_accounts_says_who_is_asked_unless_nobody_is() {
    let desk = first_desk();
    let template = |name: &str, escalation_type, skip_approval, approval_group| {
        set_up(EscalationCommand::SaveTemplate(EscalationTemplate {
            id: 0.into(),
            name: name.into(),
            escalation_type,
            skip_approval,
            approval_policy: ApprovalPolicy::FirstAnswer,
            approval_group,
            add_group_manager: false,
            watch_list: Vec::new(),
            active: true,
        }))
    };
    let (of_case, of_account) = (EscalationType::Case, EscalationType::Account);
    for (command, expected) in [
        (template("Swift", of_account, true, None), None),
        (template("Swift", of_case, false, None), None),
        (
            template("Swift", of_account, false, None),
            Some("approval_group: choose who is asked, or let nobody have to approve"),
        ),
        (
            template(" ", of_case, true, None),
            Some("name: give it a name"),
        ),
        (
            template("Swift", of_account, false, Some(GroupId(999))),
            Some("approval_group: choose one of the groups"),
        ),
    ] {
        assert_eq!(refused(&desk, &command).as_deref(), expected, "{command:?}");
    }
}

fn office(active: bool) -> Calendar {
    let mut office = first_desk().default_calendar().unwrap().clone();
    office.id = CalendarId(0);
    office.is_default = false;
    office.name = if active { "Office" } else { "Old office" }.into();
    office.active = active;
    office
}

#[test]
fn an_sla_allows_a_minute_to_ten_years_of_hours_that_are_active() {
    let mut desk = first_desk();
    ask(&mut desk, &Command::SaveCalendar(office(true)));
    let active = *desk.calendars.keys().last().unwrap();
    ask(&mut desk, &Command::SaveCalendar(office(false)));
    let inactive = *desk.calendars.keys().last().unwrap();
    let shipped = desk.sla_definitions.values().next().unwrap().clone();
    let sla = |change: &dyn Fn(&mut SlaDefinition)| {
        let mut sla = shipped.clone();
        change(&mut sla);
        refused(&desk, &set_up(EscalationCommand::SaveSla(sla)))
    };
    let lasting = |minutes: u32| sla(&|sla| sla.duration_minutes = minutes);
    let within = |calendar: CalendarId| sla(&|sla| sla.calendar = Some(calendar));
    let too_long = Some("duration: between 1 and 5256000 minutes");
    let of_hours = Some("calendar: choose business hours that are active");
    for (told, expected) in [
        (lasting(0), too_long),
        (lasting(1), None),
        (lasting(5_256_000), None),
        (lasting(5_256_001), too_long),
        (within(active), None),
        (within(inactive), of_hours),
        (within(CalendarId(999)), of_hours),
        (
            sla(&|sla| sla.name = " ".into()),
            Some("name: give it a name"),
        ),
        (
            sla(&|sla| sla.severity = SeverityId(999)),
            Some("severity: choose one of the severities"),
        ),
    ] {
        assert_eq!(told.as_deref(), expected);
    }
}

#[test]
fn a_wording_is_all_written_and_asks_only_for_what_its_notices_know() {
    let desk = first_desk();
    let template = |kind, name: &str, subject: &str, body: &str| {
        Command::SaveTemplate(NoticeTemplate {
            id: TemplateId(0),
            name: name.into(),
            kind,
            subject: subject.into(),
            body: body.into(),
            stand_in: None,
        })
    };
    let reply = Some(NoticeKind::CaseReply);
    let missing = "write something here";
    for (command, expected) in [
        (
            template(reply, "Answer", "{case number}", "{message}"),
            None,
        ),
        // The name is for colleagues; nothing is filled into it.
        (template(reply, "{x}", "Answer", "{message}"), None),
        (
            template(reply, " ", "", "\n"),
            Some(format!(
                "name: {missing}; subject: {missing}; body: {missing}"
            )),
        ),
        (
            template(reply, "Answer", "{rule}", "{due} {age}"),
            Some(
                "subject: there is no field {rule} in such a notice; \
                 body: there is no field {due} in such a notice"
                    .to_owned(),
            ),
        ),
        (
            template(None, "Level", "{rule}", "{due}: {nobody}"),
            Some("body: there is no field {nobody} in such a notice".to_owned()),
        ),
        // A bracket that is never shut is only a bracket.
        (template(None, "Level", "{rule}", "{due} {"), None),
    ] {
        assert_eq!(refused(&desk, &command), expected, "{command:?}");
    }
}

/// A rule of assignments with tests as they are stored.
fn rule(name: &str, tests: &serde_json::Value) -> Command {
    let rule: AssignmentRule = serde_json::from_value(json!({
        "id": 0, "name": name, "tests": tests,
    }))
    .unwrap();
    Command::SaveAssignmentRule(rule)
}

#[test]
fn a_rule_of_assignments_asks_something_that_has_an_answer() {
    let desk = first_desk();
    let minutes = |operator: &str, values: &[&str]| {
        let test = json!([{
            "field": { "minutes": "created" }, "operator": operator, "values": values,
        }]);
        rule("Old", &test)
    };
    let whole = Some("tests.0.values: write whole minutes, up to ten years");
    let one = Some("tests.0.values: write one value");
    let none = Some("tests.0.values: write a value");
    for (command, expected) in [
        (minutes("greater_than", &["0"]), None),
        (minutes("greater_than", &[" 5256000 "]), None),
        (minutes("greater_than", &["5256001"]), whole),
        (minutes("greater_than", &["1.5"]), whole),
        (minutes("greater_than", &["soon"]), whole),
        (minutes("greater_than", &["1", "2"]), one),
        (minutes("equals", &["1", "2"]), one),
        (minutes("any_of", &["1", "2"]), None),
        (minutes("none_of", &["1", "2"]), None),
        (minutes("any_of", &["1", "two"]), whole),
        (minutes("any_of", &[]), none),
        (minutes("less_or_equal", &[]), none),
        (
            rule(" ", &json!([])),
            Some("name: give it a name; tests: ask at least one thing"),
        ),
    ] {
        assert_eq!(refused(&desk, &command).as_deref(), expected, "{command:?}");
    }
}

fn assignment(name: &str, rules: &[u64], users: &[u64]) -> Command {
    let targets: Vec<_> = users.iter().map(|id| json!({ "user": id })).collect();
    let assignment: EscalationAssignment = serde_json::from_value(json!({
        "id": 0, "name": name, "active": true, "order": 1, "rules": rules, "targets": targets,
    }))
    .unwrap();
    Command::SaveAssignment(assignment)
}

#[test]
fn an_assignment_names_rules_and_people_who_are_here() {
    let mut desk = first_desk();
    let test = json!([{
        "field": { "minutes": "created" }, "operator": "greater_than", "values": ["5"],
    }]);
    ask(&mut desk, &rule("Old", &test));
    let old = desk.assignment_rules.keys().next().unwrap().0;
    let you = desk.users.keys().next().unwrap().0;
    let expected = [
        (assignment("Help", &[old], &[you]), None),
        (
            assignment(" ", &[], &[]),
            Some(
                "name: give it a name; rules: choose at least one rule; \
                 targets: choose at least one who is to help",
            ),
        ),
        (
            assignment("Help", &[old, 999], &[you]),
            Some("rules: one of them was deleted"),
        ),
        (
            assignment("Help", &[old], &[999, you]),
            Some("targets: one of them was deleted"),
        ),
    ];
    for (command, expected) in expected {
        assert_eq!(refused(&desk, &command).as_deref(), expected, "{command:?}");
    }
}

#[test]
fn a_rule_that_an_assignment_asks_stays() {
    let mut desk = first_desk();
    let test = json!([{
        "field": { "minutes": "created" }, "operator": "greater_than", "values": ["5"],
    }]);
    for name in ["Old", "Other"] {
        ask(&mut desk, &rule(name, &test));
    }
    let ids: Vec<_> = desk.assignment_rules.keys().copied().collect();
    let you = desk.users.keys().next().unwrap().0;
    for name in ["First", "Second"] {
        ask(&mut desk, &assignment(name, &[ids[0].0], &[you]));
    }
    let names = |desk: &Desk| -> Vec<String> {
        let rules = desk.assignment_rules.values();
        rules.map(|rule| rule.name.to_string()).collect()
    };
    let told = refused(&desk, &Command::DeleteAssignmentRule(ids[0]));
    assert_eq!(
        told.as_deref(),
        Some("Old is used by First, Second: choose others there first")
    );
    ask(&mut desk, &Command::DeleteAssignmentRule(ids[1]));
    assert_eq!(names(&desk), ["Old"]);
    let assignments: Vec<_> = desk.assignments.keys().copied().collect();
    for id in assignments {
        ask(&mut desk, &Command::DeleteAssignment(id));
    }
    ask(&mut desk, &Command::DeleteAssignmentRule(ids[0]));
    assert_eq!(names(&desk), [""; 0]);
    let told = refused(&desk, &Command::DeleteAssignmentRule(ids[0]));
    assert_eq!(
        told.as_deref(),
        Some("the assignment rule is not here any more")
    );
}
