//! The page may die at any moment: what it had stored is whole, and what is due fires once.

use crate::{
    blind_page::{Page, all_rows, empty_rows, finish, history, n_fired, overdue, step},
    seed::{self, MONDAY, ManyCases},
};
use rung::{
    engine::{case::Case, decide::Rejection, desk::Desk, history::Deed, roles::Act, stamp::Actor},
    shell::{BulkJob, Refusal},
    store::{
        JournalQuery, JournalRow, MemoryRows, MessageQuery, MessageRow, Meta, PageKey, PageRow,
        Rows, StoreError, Write, entries, link,
    },
};
use std::{cell::Cell, collections::BTreeSet, future::Future, pin::pin, task::Poll};

/// Rows that die before or after their `n_left`th operation.
#[derive(Clone)]
struct Mortal {
    rows: MemoryRows,
    n_left: Cell<usize>,
    dies_after: bool,
}

impl Mortal {
    fn new(rows: &MemoryRows, n_left: usize, dies_after: bool) -> Self {
        Self {
            rows: rows.clone(),
            n_left: Cell::new(n_left),
            dies_after,
        }
    }

    async fn live<T>(
        &self,
        operation: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let dead = || Err(StoreError::Other("the page has died".to_owned()));
        match self.n_left.get() {
            0 if !self.dies_after => return dead(),
            0 => {
                operation.await?;
                return dead();
            }
            n_left => self.n_left.set(n_left - 1),
        }
        operation.await
    }
}

impl Rows for Mortal {
    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        self.live(self.rows.meta()).await
    }

    async fn page_keys(&self, above: u64) -> Result<Vec<PageKey>, StoreError> {
        self.live(self.rows.page_keys(above)).await
    }

    async fn pages(&self, keys: &[PageKey]) -> Result<Vec<PageRow>, StoreError> {
        self.live(self.rows.pages(keys)).await
    }

    async fn journal(&self, query: JournalQuery) -> Result<Vec<JournalRow>, StoreError> {
        self.live(self.rows.journal(query)).await
    }

    async fn messages(&self, query: MessageQuery) -> Result<Vec<MessageRow>, StoreError> {
        self.live(self.rows.messages(query)).await
    }

    async fn commit(&self, write: Write) -> Result<(), StoreError> {
        self.live(self.rows.commit(write)).await
    }
}

/// A morning: each line is done at that minute unless it shows that it has been. Whoever opens the
/// page again goes on where the desk stands.
async fn morning<R: Rows>(page: &mut Page<R>) -> Result<(), Refusal> {
    for command in seed::first_desk() {
        if page.desk().preferences().is_none() {
            page.act(&command).await?;
        }
    }
    if page.desk().rules.is_empty() {
        page.act(&seed::rule()).await?;
    }
    if page.desk().active_rule().is_none() {
        let activate = seed::activate(&page.desk());
        page.act(&activate).await?;
    }
    for (minute, subject) in [(1, "a"), (5, "b"), (62, "c"), (130, "d")] {
        page.at(minute);
        let is_open = |case: &Case| case.subject.starts_with(subject);
        if !page.desk().cases.values().any(is_open) {
            page.act(&seed::case(subject)).await?;
        }
    }
    page.at(140);
    if let Some(case) = seed::find(&page.desk(), "c") {
        page.act(&seed::rename(case.id, "c, again")).await?;
    }
    page.at(600);
    page.wake().await?;
    Ok(())
}

#[test]
fn a_page_that_dies_at_any_operation_ends_where_one_that_lived_ends() {
    let whole = empty_rows();
    let mut page = finish(Page::open(whole.clone())).unwrap();
    finish(morning(&mut page)).unwrap();
    let (desk, told) = (page.desk(), history(&whole));
    assert_eq!(n_fired(&whole), 8, "four cases, two ages");

    let mut n_deaths = 0;
    for dies_after in [false, true] {
        for n_operations in 0.. {
            let rows = empty_rows();
            let mortal = Mortal::new(&rows, n_operations, dies_after);
            let lived = finish(async {
                let mut page = Page::open(mortal).await?;
                morning(&mut page).await
            });
            if lived.is_ok() {
                break;
            }
            n_deaths += 1;
            let mut page = finish(Page::open(rows.clone())).unwrap();
            finish(morning(&mut page)).unwrap();
            let place = format!("operation {n_operations}, after it: {dies_after}");
            assert!(history(&rows) == told, "{place}");
            assert!(page.desk() == desk, "{place}");
            let mut again = finish(Page::open(rows)).unwrap();
            finish(again.wake()).unwrap();
            assert!(again.desk() == desk, "{place}, opened once more");
        }
    }
    assert!(n_deaths > 40, "{n_deaths} moments to die at");
}

#[test]
fn two_pages_that_take_turns_fire_each_action_once() {
    let rows = empty_rows();
    let mut left = overdue(&rows, 2_500);
    let mut right = finish(Page::open(rows.clone())).unwrap();
    left.at(90);
    right.at(90);
    {
        let (mut one, mut other) = (pin!(left.wake()), pin!(right.wake()));
        let (mut one_is_done, mut other_is_done) = (false, false);
        while !(one_is_done && other_is_done) {
            if !one_is_done && let Poll::Ready(outcome) = step(one.as_mut()) {
                outcome.unwrap();
                one_is_done = true;
            }
            if !other_is_done && let Poll::Ready(outcome) = step(other.as_mut()) {
                outcome.unwrap();
                other_is_done = true;
            }
        }
    }
    assert_eq!(n_fired(&rows), 2_500);
    finish(left.wake()).unwrap();
    finish(right.wake()).unwrap();
    assert!(left.desk() == right.desk());
    assert_eq!(left.desk().notifications.len(), 5_000, "inbox and outbox");
}

#[test]
fn a_page_that_dies_between_two_commits_of_a_catch_up_goes_on_from_the_second() {
    let rows = empty_rows();
    drop(overdue(&rows, 2_500));
    let mut n_fired_at_death = BTreeSet::new();
    for n_operations in 4..9 {
        let copy = empty_rows();
        drop(overdue(&copy, 2_500));
        let mortal = Mortal::new(&copy, n_operations, false);
        let lived = finish(async {
            let mut page = Page::open(mortal).await?;
            page.at(90);
            page.wake().await
        });
        n_fired_at_death.insert(n_fired(&copy));
        let mut page = finish(Page::open(copy.clone())).unwrap();
        page.at(90);
        finish(page.wake()).unwrap();
        assert_eq!(n_fired(&copy), 2_500, "{n_operations}: {lived:?}");
    }
    assert!(n_fired_at_death.contains(&2_000), "{n_fired_at_death:?}");
}

#[test]
fn an_import_that_is_stopped_at_any_moment_changes_nothing() {
    let rows = empty_rows();
    let mut page = overdue(&rows, 0);
    let before = page.desk();
    let start = |desk: &Desk, stamp| Ok(ManyCases::new(desk, 1_500, MONDAY, stamp));
    let mut n_stops = 0;
    let n_moments = loop {
        let n_asked = Cell::new(0);
        let is_enough = || n_asked.replace(n_asked.get() + 1) == n_stops;
        let Page { run, meta } = &mut page;
        let outcome = finish(run.bulk(meta, start, |_| {}, is_enough));
        if outcome.is_ok() {
            break n_stops;
        }
        assert_eq!(outcome, Err(Refusal::Cancelled));
        assert!(page.desk() == before, "stopped at moment {n_stops}");
        let reopened = finish(Page::open(rows.clone())).unwrap().desk();
        assert!(reopened == before, "stopped at moment {n_stops}");
        n_stops += 1;
    };
    // Three steps of 500 make the cases; after them it can be stopped while their rows are written.
    assert!(n_moments > 3, "{n_moments}");
    assert_eq!(page.desk().cases.len(), 1_500);
}

#[test]
fn an_import_that_a_role_is_needed_for_is_refused_and_told_in_the_history() {
    let rows = empty_rows();
    let mut page = overdue(&rows, 0);
    let before = page.desk();
    let somebody = *before.users.keys().next().unwrap();
    page.is_used_by(Actor::User(somebody));
    let refuse = |_: &Desk, _| Err::<ManyCases, _>(Rejection::Forbidden(Act::Administer));
    let Page { run, meta } = &mut page;
    let outcome = finish(run.bulk(meta, refuse, |_| {}, || false));
    assert!(matches!(outcome, Err(Refusal::Rejected(_))), "{outcome:?}");
    assert!(page.desk().cases == before.cases);
    let last = entries(&all_rows(&rows)).unwrap().pop().unwrap();
    let act = Act::Administer;
    assert_eq!(last.deed, Deed::Refused { act });
}

#[test]
fn an_action_that_has_fired_is_never_stored_again() {
    let rows = empty_rows();
    let mut page = overdue(&rows, 1);
    page.at(90);
    finish(page.wake()).unwrap();
    let fired = all_rows(&rows).pop().unwrap();
    let meta = page.meta.clone();
    let again = Write {
        expected: Some((meta.database.clone(), meta.revision)),
        replaces: false,
        pages: Vec::new(),
        journal: vec![JournalRow {
            revision: meta.revision + 1,
            ..fired
        }],
        messages: Vec::new(),
        meta,
    };
    assert_eq!(finish(rows.commit(again)), Err(StoreError::FiredTwice));
}

#[test]
fn each_row_of_the_journal_vouches_for_all_before_it() {
    let rows = empty_rows();
    let mut page = overdue(&rows, 300);
    page.at(90);
    finish(page.wake()).unwrap();
    let mut chain: Box<str> = "".into();
    for row in all_rows(&rows) {
        assert!(entries(std::slice::from_ref(&row)).unwrap().len() <= 256);
        chain = link(&chain, &row.bytes);
        assert_eq!(row.chain, chain);
    }
    assert_eq!(page.meta.chain, chain);
}

#[test]
fn the_job_of_many_cases_is_whole() {
    let rows = empty_rows();
    let page = overdue(&rows, 1_200);
    let desk = page.desk();
    assert_eq!(desk.cases.len(), 1_200);
    let mut job = ManyCases::new(&desk, 3, MONDAY, page.run.stamp(&page.meta));
    assert_eq!(job.step(&desk, 2).n_done, 2);
}
