//! What holds whatever people do, in whatever order.

use super::floor::{Floor, asked, at};
use proptest::{collection::vec, prelude::*, sample::select};
use rung::engine::{
    calendar::DateHours,
    command::{CaseChange, Command},
    desk::Desk,
    escalation::{
        ApprovalState, Escalation, EscalationCommand, EscalationUpdate, RequestState, Source,
    },
    id::EscalationId,
    message::MessageKind,
    sla::{SlaSegmentKind, SlaStage},
    stamp::Actor,
};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy)]
enum Deed {
    RequestCase(usize, bool),
    RequestAccount,
    Approve(bool),
    Reject,
    Withdraw,
    Severity(bool),
    Deescalate,
    Close,
    Reopen,
    Status(&'static str),
    Comment,
    ShutOffice,
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..2_usize, any::<bool>()).prop_map(|(case, asks)| Deed::RequestCase(case, asks)),
        1 => Just(Deed::RequestAccount),
        3 => any::<bool>().prop_map(Deed::Approve),
        1 => Just(Deed::Reject),
        1 => Just(Deed::Withdraw),
        2 => any::<bool>().prop_map(Deed::Severity),
        2 => Just(Deed::Deescalate),
        1 => Just(Deed::Close),
        2 => Just(Deed::Reopen),
        4 => select(vec!["On Hold", "In Progress"]).prop_map(Deed::Status),
        2 => Just(Deed::Comment),
        1 => Just(Deed::ShutOffice),
    ]
}

fn latest(floor: &Floor) -> EscalationId {
    let last = floor.desk.escalation_requests.keys().last();
    last.copied().unwrap_or(EscalationId(0))
}

/// What a deed asks for, and by whom; many are refused, as they are in life.
fn asked_by(floor: &Floor, deed: Deed) -> (Actor, Command) {
    let (ana, mia, max) = (
        Actor::User(floor.ana),
        Actor::User(floor.mia),
        Actor::User(floor.max),
    );
    let escalation = latest(floor);
    let case = floor.cases[0];
    let ours = |command| (ana, asked(command));
    match deed {
        Deed::RequestCase(place, asks) => {
            let template = if asks {
                floor.approved
            } else {
                floor.template("Case escalation")
            };
            let source = Source::Case(floor.cases[place]);
            ours(EscalationCommand::Request(floor.draft(source, template)))
        }
        Deed::RequestAccount => {
            let template = floor.template("Account escalation");
            let mut draft = floor.draft(Source::Account(floor.acme), template);
            draft.related_cases = floor.cases.to_vec();
            ours(EscalationCommand::Request(draft))
        }
        Deed::Approve(by_mia) => {
            let by = if by_mia { mia } else { max };
            (by, asked(EscalationCommand::Approve(escalation)))
        }
        Deed::Reject => {
            let reason = "No".into();
            (mia, asked(EscalationCommand::Reject { escalation, reason }))
        }
        Deed::Withdraw => ours(EscalationCommand::Withdraw(escalation)),
        Deed::Severity(high) => {
            let severity = floor.severity(if high { "High" } else { "Medium" });
            ours(EscalationCommand::Update {
                escalation,
                update: EscalationUpdate {
                    severity: Some(severity),
                    ..EscalationUpdate::default()
                },
            })
        }
        Deed::Deescalate => ours(EscalationCommand::Deescalate {
            escalation,
            justification: "Solved".into(),
        }),
        Deed::Close => (ana, Command::CloseCase(case)),
        Deed::Reopen => (ana, Command::ReopenCase(case)),
        Deed::Status(name) => {
            let mut statuses = floor.desk.statuses.values();
            let status = statuses.find(|status| *status.name == *name).unwrap().id;
            let changes = vec![CaseChange::Status(status)];
            (ana, Command::SaveCase { case, changes })
        }
        Deed::Comment => (
            ana,
            Command::AddMessage {
                case,
                kind: MessageKind::Comment,
                text: "Hello".into(),
                set_status: None,
            },
        ),
        Deed::ShutOffice => (Actor::System, shut_office(floor)),
    }
}

/// Today nobody works.
fn shut_office(floor: &Floor) -> Command {
    let mut office = floor.desk.calendars[&floor.office].clone();
    let on = floor.now.civil(0).date();
    office.dates.retain(|date| date.on != on);
    office.dates.push(DateHours {
        on,
        windows: Vec::new(),
    });
    Command::SaveCalendar(office)
}

/// Which source is open by which escalation, found the long way.
fn open_ones(desk: &Desk) -> BTreeMap<Source, Vec<EscalationId>> {
    let mut open: BTreeMap<Source, Vec<EscalationId>> = BTreeMap::new();
    for request in desk.escalation_requests.values() {
        let record = desk.escalations.get(&request.id);
        let asked = request.state == RequestState::Requested;
        if asked || record.is_some_and(Escalation::is_open) {
            open.entry(request.draft.source)
                .or_default()
                .push(request.id);
        }
    }
    open
}

fn at_most_one_is_open(desk: &Desk) {
    let open = open_ones(desk);
    let sources = desk.cases.keys().copied().map(Source::Case);
    for source in sources.chain(desk.accounts.keys().copied().map(Source::Account)) {
        let found = open.get(&source).map_or(&[][..], Vec::as_slice);
        assert!(found.len() <= 1, "{source:?} is open {} times", found.len());
        assert_eq!(desk.open_escalation(source), found.first().copied());
    }
}

/// An answer stays, and nobody is asked once a request is decided.
fn approvals_end_once(before: &Desk, after: &Desk) {
    for request in after.escalation_requests.values() {
        let decided = request.state != RequestState::Requested;
        for (place, row) in request.approvals.iter().enumerate() {
            assert!(!decided || row.state != ApprovalState::Requested);
            let old = before.escalation_requests.get(&request.id);
            let old = old.map(|request| &request.approvals[place]);
            let answered = old.filter(|row| row.state != ApprovalState::Requested);
            assert!(answered.is_none_or(|old| old == row));
        }
    }
}

fn slas_tile_their_span(floor: &Floor) {
    for record in floor.desk.escalations.values() {
        for sla in &record.slas {
            let until = sla.stopped_at.unwrap_or(floor.now);
            let segments = sla.segments(&floor.desk, floor.now);
            let mut reached = sla.started_at;
            let (mut counted, mut paused) = (0, 0);
            for segment in &segments {
                assert_eq!(segment.start, reached, "{segments:?}");
                assert!(segment.start < segment.end);
                reached = segment.end;
                let seconds = segment.end.seconds_since(segment.start);
                match segment.kind {
                    SlaSegmentKind::Counted => counted += seconds,
                    SlaSegmentKind::Paused => paused += seconds,
                    SlaSegmentKind::Closed | SlaSegmentKind::Holiday(_) => {}
                }
            }
            assert_eq!(reached, until, "{sla:?}");
            assert_eq!(counted, sla.elapsed_seconds(&floor.desk, floor.now));
            let stood = sla.pauses.iter().map(|pause| {
                let end = pause.until.unwrap_or(until);
                end.seconds_since(pause.from)
            });
            assert_eq!(paused, stood.sum::<i64>());
            assert_eq!(
                sla.stage == SlaStage::Paused,
                sla.pauses.last().is_some_and(|pause| pause.until.is_none())
            );
            if sla.stage == SlaStage::InProgress && !sla.has_breached {
                assert!(sla.breach_at.is_none_or(|breach_at| breach_at >= floor.now));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(4),
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_people_do(
        in_office in any::<bool>(),
        deeds in vec((0..300_i64, deeds()), 1..40),
    ) {
        let mut floor = Floor::open();
        if in_office {
            let slas: Vec<_> = floor.desk.sla_definitions.values().cloned().collect();
            for sla in slas {
                let sla = rung::engine::sla::SlaDefinition {
                    calendar: Some(floor.office),
                    ..sla
                };
                floor.done(Actor::System, &asked(EscalationCommand::SaveSla(sla)));
            }
        }
        for (minutes, deed) in deeds {
            let before = floor.desk.clone();
            floor.wait_until(floor.now.plus_seconds(minutes * 60));
            let (by, command) = asked_by(&floor, deed);
            // Many are refused, as they are in life.
            let _ = floor.ask(by, &command);
            at_most_one_is_open(&floor.desk);
            approvals_end_once(&before, &floor.desk);
            slas_tile_their_span(&floor);
        }
        let mut asleep = Floor::open();
        asleep.desk = floor.desk.clone();
        let later = at("2026-03-01T00:00:00Z");
        floor.wait_until(later);
        asleep.catch_up(later);
        assert!(floor.desk == asleep.desk);
    }
}
