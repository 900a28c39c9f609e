use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn draft(kind: WhenKind) -> HolidayDraft {
    HolidayDraft {
        name: "Closed".to_owned(),
        kind,
        ..HolidayDraft::new(today())
    }
}

#[test]
fn every_kind_can_be_saved_and_comes_back_as_it_was() {
    for (kind, ..) in WhenKind::ALL {
        for is_all_day in [true, false] {
            let mut draft = draft(kind);
            draft.is_all_day = is_all_day;
            let saved = draft.finish().unwrap();
            let again = HolidayDraft::of(&saved, today());
            assert_eq!(again.kind, kind);
            assert_eq!(again.finish().unwrap(), saved, "{kind:?}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let check = |kind, spoil: fn(&mut HolidayDraft), field: &str| {
        let mut draft = draft(kind);
        spoil(&mut draft);
        let problems = draft.finish().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, [field], "{kind:?}");
    };
    check(WhenKind::Date, |draft| draft.name.clear(), "name");
    check(WhenKind::Date, |draft| draft.on.clear(), "on");
    check(WhenKind::Span, |draft| draft.ends.clear(), "end");
    check(
        WhenKind::Span,
        |draft| draft.ends = draft.starts.clone(),
        "end",
    );
    check(
        WhenKind::Weekly,
        |draft| draft.weekdays = [false; 7],
        "weekdays",
    );
    check(
        WhenKind::Daily,
        |draft| draft.every = "0".to_owned(),
        "every",
    );
    check(
        WhenKind::Monthly,
        |draft| draft.day = "32".to_owned(),
        "day",
    );
    check(
        WhenKind::EveryWeekday,
        |draft| {
            draft.is_all_day = false;
            draft.hours.end = "noon".to_owned();
        },
        "hours",
    );
}

#[test]
fn the_next_dates_are_told_while_it_is_edited() {
    let mut yearly = draft(WhenKind::Yearly);
    yearly.name.clear();
    (yearly.month, yearly.day) = (12, "25".to_owned());
    assert_eq!(
        coming_words(&yearly, today()),
        "Next: Fri 25 Dec 2026 · Sat 25 Dec 2027 · Mon 25 Dec 2028."
    );
    (yearly.month, yearly.day) = (2, "30".to_owned());
    assert_eq!(
        coming_words(&yearly, today()),
        "The recurring holiday has no occurrence."
    );
    let mut past = draft(WhenKind::Date);
    past.on = "2020-01-01".to_owned();
    assert_eq!(
        coming_words(&past, today()),
        "It is over: it does not come again."
    );
}
