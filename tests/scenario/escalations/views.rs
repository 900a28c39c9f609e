//! What the screens show of it.

use super::floor::{Floor, asked, at};
use rung::{
    engine::{
        calendar::ZoneTable,
        command::Command,
        decide::decide,
        escalation::{EscalationCommand, EscalationDraft, SeverityColour, Source},
        roles::Act,
        stamp::{Actor, Stamp},
    },
    view::{
        escalation::{
            EscalatePreview, EscalationFilter, SlaTone, account_panel, approval_rows, case_marks,
            escalate_preview, escalation_ids, escalation_row, record_page, sla_rows, source_mark,
        },
        only_look::only_look,
    },
};

fn preview(floor: &Floor, draft: &EscalationDraft) -> EscalatePreview {
    let stamp = Stamp {
        at: floor.now,
        by: Actor::User(floor.ana),
    };
    let command = asked(EscalationCommand::Request(draft.clone()));
    let changes = decide(&floor.desk, &command, stamp).unwrap();
    escalate_preview(&floor.desk, draft, &changes)
}

fn numbers(
    floor: &Floor,
    filter: EscalationFilter,
    reader: Option<rung::engine::id::UserId>,
) -> Vec<String> {
    let ids = escalation_ids(&floor.desk, filter, reader).into_iter();
    let row = |id| escalation_row(&floor.desk, id, floor.now, &ZoneTable::utc());
    ids.filter_map(row).map(|row| row.number).collect()
}

#[test]
fn a_preview_says_who_is_asked_who_is_told_and_what_starts() {
    let floor = Floor::open();
    let mut draft = floor.draft(Source::Case(floor.cases[0]), floor.approved);
    draft.watch_list = vec![floor.sol];
    let asks = preview(&floor, &draft);
    assert!(!asks.is_immediate);
    assert_eq!(
        asks.approval,
        "Mia and Max are asked; the first answer decides."
    );
    assert_eq!(
        asks.told,
        "Sol will be told once it is approved, and of every update."
    );
    assert_eq!(
        asks.slas,
        "Escalated case response - 4 hours (4 h) will start once it is approved."
    );
    draft.template = floor.template("Case escalation");
    let at_once = preview(&floor, &draft);
    assert!(at_once.is_immediate);
    assert_eq!(
        at_once.approval,
        "Nobody has to approve it: it is escalated at once."
    );
}

#[test]
fn lists_show_requests_and_records_under_one_number() {
    let mut floor = Floor::open();
    let first = floor.request(floor.approved);
    let (mia, sol) = (floor.mia, floor.sol);
    assert_eq!(
        numbers(&floor, EscalationFilter::Requested, None),
        ["ESC0000001"]
    );
    assert_eq!(
        numbers(&floor, EscalationFilter::Mine, Some(mia)),
        ["ESC0000001"]
    );
    assert_eq!(numbers(&floor, EscalationFilter::Mine, Some(sol)), [""; 0]);
    let waiting = approval_rows(&floor.desk, mia, &ZoneTable::utc());
    assert_eq!(waiting[0].requested_by, "Ana");
    assert!(
        source_mark(&floor.desk, Source::Case(floor.cases[0])).is_none(),
        "no colour yet"
    );
    floor.approve(mia, first).unwrap();
    assert_eq!(approval_rows(&floor.desk, mia, &ZoneTable::utc()), []);
    assert_eq!(numbers(&floor, EscalationFilter::Requested, None), [""; 0]);
    assert_eq!(numbers(&floor, EscalationFilter::All, None), ["ESC0000001"]);
    floor.done(Actor::User(floor.ana), &Command::CloseCase(floor.cases[0]));
    assert_eq!(
        numbers(&floor, EscalationFilter::ClosedSource, None),
        ["ESC0000001"]
    );
    let end = EscalationCommand::Deescalate {
        escalation: first,
        justification: "Solved".into(),
    };
    floor.done(Actor::User(floor.ana), &asked(end));
    assert_eq!(
        numbers(&floor, EscalationFilter::ClosedSource, None),
        [""; 0]
    );
    assert_eq!(
        numbers(&floor, EscalationFilter::Closed, None),
        ["ESC0000001"]
    );
}

#[test]
fn an_escalated_case_is_red_and_says_by_whom_it_is() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let marks = case_marks(&floor.desk, floor.cases[0]);
    assert!(marks.is_escalated() && !marks.by_rule);
    let (record, number, mark) = marks.by_record.unwrap();
    assert_eq!((record, number.as_str()), (id, "ESC0000001"));
    let mark = mark.unwrap();
    assert_eq!((mark.colour, &*mark.name), (SeverityColour::Red, "High"));
    assert!(!case_marks(&floor.desk, floor.cases[1]).is_escalated());
}

#[test]
fn an_sla_tells_what_has_run_what_is_left_and_what_it_was_at_first() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.set_status("On Hold");
    floor.wait_until(at("2026-01-05T16:00:00Z"));
    floor.set_status("In Progress");
    let rows = sla_rows(&floor.desk, floor.record(id), floor.now, &ZoneTable::utc());
    let row = &rows[0];
    assert_eq!(
        (row.percent, row.elapsed.as_str(), row.left.as_str()),
        (25, "1 h", "3 h left")
    );
    assert_eq!(row.tone, SlaTone::Running);
    assert_eq!(row.breach_at, "Mon 5 Jan 2026, 19:00");
    assert_eq!(row.original_breach_at, "Mon 5 Jan 2026, 18:00");
    assert_eq!(row.strip, [("counted", 0, 500), ("paused", 500, 500)]);
    floor.wait_until(at("2026-01-05T20:00:00Z"));
    let rows = sla_rows(&floor.desk, floor.record(id), floor.now, &ZoneTable::utc());
    assert_eq!(
        (rows[0].tone, rows[0].left.as_str()),
        (SlaTone::Breached, "1 h too late")
    );
}

#[test]
fn the_panel_of_an_account_gathers_its_cases_with_their_own_state() {
    let mut floor = Floor::open();
    let template = floor.template("Account escalation");
    let mut draft = floor.draft(Source::Account(floor.acme), template);
    draft.related_cases = floor.cases.to_vec();
    draft.assigned_to = Some(floor.mia);
    let ana = Actor::User(floor.ana);
    floor.done(ana, &asked(EscalationCommand::Request(draft)));
    floor.done(ana, &Command::CloseCase(floor.cases[1]));
    let panel = account_panel(&floor.desk, floor.acme, floor.now, &ZoneTable::utc());
    let (_, number, mark) = panel.escalation.unwrap();
    assert_eq!(
        (number.as_str(), &*mark.unwrap().name),
        ("ESC0000001", "High")
    );
    let states: Vec<(u64, &str)> = panel
        .related
        .iter()
        .map(|case| (case.number, &*case.status))
        .collect();
    assert_eq!(states, [(1001, "New"), (1002, "Closed")]);
    assert_eq!(panel.n_open, 1);
    assert_eq!(panel.sla.unwrap().allowed, "4 h");
    let open: Vec<u64> = panel.cases.iter().map(|case| case.number).collect();
    assert_eq!(open, [1001]);
}

#[test]
fn the_page_of_a_record_offers_what_its_reader_may_do() {
    let mut floor = Floor::open();
    let id = floor.request(floor.approved);
    let page = |floor: &Floor, reader| {
        record_page(&floor.desk, id, Some(reader), floor.now, &ZoneTable::utc()).unwrap()
    };
    let of_mia = page(&floor, floor.mia);
    assert!(of_mia.may_answer && !of_mia.may_withdraw && !of_mia.may_manage);
    let of_ana = page(&floor, floor.ana);
    assert!(!of_ana.may_answer && of_ana.may_withdraw);
    floor.approve(floor.mia, id).unwrap();
    let of_ana = page(&floor, floor.ana);
    assert_eq!(of_ana.state, "Escalated");
    assert!(of_ana.may_manage && !of_ana.is_over);
    assert_eq!(of_ana.decided, "Mia, Mon 5 Jan 2026, 14:00");
    let of_sol = page(&floor, floor.sol);
    assert!(!of_sol.may_manage);
    let answers: Vec<&str> = of_sol.approvers.iter().map(|row| row.state).collect();
    assert_eq!(answers, ["Approved", "No longer required"]);
}

#[test]
fn whoever_may_only_look_is_told_which_role_anything_else_takes() {
    let floor = Floor::open();
    let you = *floor.desk.users.keys().next().unwrap();
    assert_eq!(
        only_look(&floor.desk, Some(you), Act::SetUpEscalations),
        None
    );
    assert_eq!(
        only_look(&floor.desk, Some(floor.ana), Act::ManageCaseEscalation),
        None
    );
    let why = only_look(&floor.desk, Some(floor.sol), Act::SetUpEscalations);
    assert_eq!(
        why.as_deref(),
        Some(
            "Only to look at: anything else takes the role Escalation administrator. An administrator can change your roles under People."
        )
    );
    assert!(only_look(&floor.desk, None, Act::Administer).is_some());
}

#[test]
fn the_page_of_an_accounts_record_tells_what_became_of_its_sla() {
    let mut floor = Floor::open();
    let template = floor.template("Account escalation");
    let draft = floor.draft(Source::Account(floor.acme), template);
    floor.done(
        Actor::User(floor.ana),
        &asked(EscalationCommand::Request(draft)),
    );
    let id = *floor.desk.escalations.keys().next().unwrap();
    floor.wait_until(at("2026-01-05T18:30:00Z"));
    let page = record_page(
        &floor.desk,
        id,
        Some(floor.ana),
        floor.now,
        &ZoneTable::utc(),
    );
    let told: Vec<String> = page
        .unwrap()
        .history
        .iter()
        .map(|row| format!("{} {}: {}", row.when, row.who, row.what.join("; ")))
        .collect();
    assert_eq!(
        told,
        [
            "Mon 5 Jan 2026, 18:00 The SLAs: Escalated account response - 4 hours is breached",
            "Mon 5 Jan 2026, 17:00 The SLAs: 75 % of Escalated account response - 4 hours are over",
            "Mon 5 Jan 2026, 16:00 The SLAs: 50 % of Escalated account response - 4 hours are over",
            "Mon 5 Jan 2026, 14:00 The SLAs: Escalated account response - 4 hours runs",
            "Mon 5 Jan 2026, 14:00 Rung: it became escalated",
            "Mon 5 Jan 2026, 14:00 Ana: asked to escalate it",
        ]
    );
}
