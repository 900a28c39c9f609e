//! How fast the engine is, natively.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench may stop where it stands"
)]

mod world;
#[path = "../tests/scenario/zones.rs"]
mod zones;

fn main() {
    divan::main();
}

mod calendar {
    //! Due instants, and open time between two.

    use crate::{
        world::office::{holiday, lunch_and_ten_holidays, office, open_hours, starts_and_ages},
        zones::zone_table,
    };
    use chrono::{Days, NaiveDate};
    use divan::{Bencher, black_box};
    use rung::engine::{
        calendar::{HolidayWhen, OpenHours},
        instant::Instant,
    };

    #[divan::bench]
    fn due_instants_100k(bencher: Bencher<'_, '_>) {
        let (hours, cases) = (open_hours(&lunch_and_ten_holidays()), starts_and_ages());
        bencher.bench_local(|| {
            let due = |(start, age): &(Instant, u32)| hours.add(*start, *age);
            black_box(&cases)
                .iter()
                .filter_map(due)
                .map(Instant::seconds)
                .max()
        });
    }

    #[divan::bench]
    fn open_time_between_100k(bencher: Bencher<'_, '_>) {
        let (hours, cases) = (open_hours(&lunch_and_ten_holidays()), starts_and_ages());
        bencher.bench_local(|| {
            let open =
                |(start, age): &(Instant, u32)| hours.elapsed(*start, start.plus_minutes(*age * 4));
            black_box(&cases).iter().map(open).sum::<i64>()
        });
    }

    /// From the records to the first answers of ten years, nothing kept from before.
    #[divan::bench(args = [11, 500])]
    fn ten_years_laid_out(bencher: Bencher<'_, '_>, n_holidays: u64) {
        let mut holidays = lunch_and_ten_holidays();
        let single = |later| HolidayWhen::Date {
            on: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(later * 13),
            hours: None,
        };
        holidays.extend((11..n_holidays).map(single).map(holiday));
        let zone = zone_table("America/New_York");
        let (calendar, holidays) = (office(), holidays.iter().collect::<Vec<_>>());
        let (from, to) = ("2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z");
        let (from, to) = (Instant::parse(from).unwrap(), Instant::parse(to).unwrap());
        bencher.bench_local(|| OpenHours::new(&calendar, &holidays, &zone).elapsed(from, to));
    }
}

mod rules {
    //! First matches and firings.

    use crate::world::{
        ManyEntries, build, desk_in_office_hours, desk_with_rule, file_of_cases, longer_hours, now,
        read,
    };
    use divan::{Bencher, black_box};
    use rung::engine::{
        advance::catch_up,
        calendar::ZoneTable,
        rule::{Matcher, explain},
    };

    /// Entries of three to five criteria over fourteen fields.
    #[divan::bench]
    fn first_match_100k_cases_200_entries(bencher: Bencher<'_, '_>) {
        let world = ManyEntries::new(200, 100_000);
        let first_places = || {
            let mut matcher = Matcher::new(&world.rule, &|_, _| None, &ZoneTable::utc(), now());
            let cases = black_box(&world.cases).iter();
            let places = cases.map(|case| matcher.first_match(&world.desk, case));
            places.fold((0, 0), |(n_entries, n_matched), place| match place {
                Some(place) => (n_entries + place + 1, n_matched + 1),
                None => (n_entries, n_matched),
            })
        };
        let (n_entries, n_matched) = first_places();
        let depth = n_entries / n_matched;
        assert!(
            (60..=80).contains(&depth),
            "matches lie {depth} entries deep"
        );
        bencher.bench_local(first_places);
    }

    /// Every criterion of 200 entries, the winner, and when its level is due.
    #[divan::bench]
    fn explain_one_case_200_entries(bencher: Bencher<'_, '_>) {
        let mut desk = desk_with_rule(200, 60 * 24 * 365);
        let import = build(&desk, read(file_of_cases(1)));
        desk.apply(import);
        let case = desk.cases.values().next().unwrap();
        assert_eq!(explain(&desk, case, now()).winner, Some(199));
        bencher.bench_local(|| explain(black_box(&desk), case, now()).levels.len());
    }

    /// The business hours that the plans of all cases count in become half an hour longer.
    #[divan::bench(sample_count = 10)]
    fn replan_100k_after_an_edit_of_business_hours(bencher: Bencher<'_, '_>) {
        let desk = desk_in_office_hours(100_000);
        assert!(longer_hours(&desk).records.len() > 100_000);
        bencher.bench_local(|| longer_hours(black_box(&desk)));
    }

    /// Each gives its case to a queue and writes three notices.
    #[divan::bench]
    fn catch_up_10k_due(bencher: Bencher<'_, '_>) {
        let mut desk = desk_with_rule(26, 60);
        let import = build(&desk, read(file_of_cases(10_000)));
        desk.apply(import);
        let n_fired = |desk: &mut _| {
            let changes = catch_up(desk, now(), usize::MAX);
            changes.map_or(0, |changes| changes.fired_keys().count())
        };
        assert_eq!(n_fired(&mut desk), 10_000);
        bencher.bench_local(|| catch_up(&mut desk, now(), usize::MAX));
    }
}

mod cases_csv {
    //! Files of cases, twelve columns and some 600 bytes a case.

    use crate::world::{build, desk_with_rule, file_of_cases, read};
    use divan::Bencher;

    #[divan::bench(sample_count = 10)]
    fn read_100k(bencher: Bencher<'_, '_>) {
        let bytes = file_of_cases(100_000);
        bencher
            .with_inputs(|| bytes.clone())
            .bench_local_values(read);
    }

    /// From the bytes to a change set in which every case is planned by a rule of 26 entries.
    #[divan::bench(sample_count = 10)]
    fn import_100k(bencher: Bencher<'_, '_>) {
        let (desk, bytes) = (desk_with_rule(26, 60 * 24 * 365), file_of_cases(100_000));
        bencher
            .with_inputs(|| bytes.clone())
            .bench_local_values(|bytes| build(&desk, read(bytes)));
    }

    #[divan::bench(sample_count = 10)]
    fn apply_100k(bencher: Bencher<'_, '_>) {
        let desk = desk_with_rule(26, 60 * 24 * 365);
        let changes = build(&desk, read(file_of_cases(100_000)));
        bencher
            .with_inputs(|| (desk.clone(), changes.clone()))
            .bench_local_values(|(mut desk, changes)| {
                desk.apply(changes);
                desk
            });
    }
}
