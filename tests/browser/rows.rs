//! Rows in the browser's own database.

use crate::seed::{self, MONDAY};
use rung::{
    engine::{
        change::{ChangeSet, Counters},
        command::Command,
        decide::decide,
        desk::Desk,
        history::Deed,
        record::Record,
        stamp::{Actor, Stamp},
    },
    store::{
        Draft, IndexedDb, JournalQuery, JournalRow, MessageQuery, Meta, Notice, Rows, StoreError,
        Write, delete_database, entries, messages,
    },
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{IdbDatabase, IdbOpenDbRequest};

pub(crate) const STAMP: Stamp = Stamp {
    at: MONDAY,
    by: Actor::System,
};

/// Opens a database of that name which nothing was ever stored in.
pub(crate) async fn fresh(name: &str) -> IndexedDb {
    delete_database(name).await.unwrap();
    IndexedDb::open(name, |_| {}).await.unwrap()
}

pub(crate) async fn commit(
    rows: &IndexedDb,
    desk: &mut Desk,
    meta: &mut Meta,
    command: &Command,
) -> Result<(), StoreError> {
    let changes = decide(desk, command, STAMP).unwrap();
    let mut draft = Draft::new(&changes, meta, MONDAY)?;
    while draft.encode_next(desk, &changes)? {}
    let write = draft.finish();
    let next = write.meta.clone();
    rows.commit(write).await?;
    desk.apply(changes);
    *meta = next;
    Ok(())
}

/// A database that holds a desk with a rule and one case.
pub(crate) async fn stored(name: &str) -> (IndexedDb, Desk, Meta) {
    let rows = fresh(name).await;
    let mut meta = Meta::new("a", Counters::new(1));
    rows.commit(Write {
        expected: None,
        replaces: false,
        pages: Vec::new(),
        journal: Vec::new(),
        messages: Vec::new(),
        meta: meta.clone(),
    })
    .await
    .unwrap();
    let mut desk = Desk::new(1);
    for command in seed::first_desk().iter().chain([&seed::rule()]) {
        commit(&rows, &mut desk, &mut meta, command).await.unwrap();
    }
    let activate = seed::activate(&desk);
    for command in [activate, seed::case("a")] {
        commit(&rows, &mut desk, &mut meta, &command).await.unwrap();
    }
    (rows, desk, meta)
}

async fn load(rows: &IndexedDb) -> Desk {
    let meta = rows.meta().await.unwrap().unwrap();
    let keys = rows.page_keys(0).await.unwrap();
    let mut records: Vec<Record> = Vec::new();
    for page in rows.pages(&keys).await.unwrap() {
        records.extend(page.changes_on(&[]).unwrap().into_values().flatten());
    }
    Desk::load(records, meta.counters)
}

#[wasm_bindgen_test]
async fn a_committed_case_is_loaded_again() {
    let (rows, desk, meta) = stored("rows-1").await;
    assert!(load(&rows).await == desk);
    assert_eq!(rows.meta().await.unwrap(), Some(meta.clone()));
    rows.close();
    let again = IndexedDb::open("rows-1", |_| {}).await.unwrap();
    assert!(load(&again).await == desk, "opened anew");
    let newer = again.page_keys(meta.revision - 1).await.unwrap();
    assert!(newer.len() < again.page_keys(0).await.unwrap().len());
    assert!(again.page_keys(meta.revision).await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn a_stale_commit_is_refused_whole() {
    let (rows, mut desk, mut meta) = stored("rows-2").await;
    let (mut stale_desk, mut stale_meta) = (desk.clone(), meta.clone());
    commit(&rows, &mut desk, &mut meta, &seed::case("b"))
        .await
        .unwrap();
    let n_rows = rows
        .journal(JournalQuery::Between(0, 99))
        .await
        .unwrap()
        .len();
    let refused = commit(&rows, &mut stale_desk, &mut stale_meta, &seed::case("c")).await;
    assert_eq!(refused, Err(StoreError::Conflict));
    assert!(load(&rows).await == desk);
    let rows = rows.journal(JournalQuery::Between(0, 99)).await.unwrap();
    assert_eq!(rows.len(), n_rows);
}

#[wasm_bindgen_test]
async fn the_history_and_messages_of_a_case_are_found() {
    let (rows, mut desk, mut meta) = stored("rows-3").await;
    let first = seed::find(&desk, "a").unwrap().id;
    let remarks = [seed::remark(first, "one"), seed::remark(first, "two")];
    for command in [seed::case("b")].iter().chain(&remarks) {
        commit(&rows, &mut desk, &mut meta, command).await.unwrap();
    }
    let second = seed::find(&desk, "b").unwrap().id;
    let said = rows.messages(MessageQuery::OfCase(first)).await.unwrap();
    let texts: Vec<Box<str>> = messages(&said)
        .unwrap()
        .into_iter()
        .map(|m| m.text)
        .collect();
    assert_eq!(texts, ["one".into(), "two".into()]);
    let said = rows.messages(MessageQuery::OfCase(second)).await.unwrap();
    assert!(said.is_empty());
    let told = rows.journal(JournalQuery::OfCase(second)).await.unwrap();
    let told = entries(&told).unwrap();
    assert_eq!(told[0].deed, Deed::Created);
    assert!(told.iter().all(|entry| entry.case == Some(second)));
    let row = (0, 0);
    let all = rows.journal(JournalQuery::After { row, limit: 2 }).await;
    assert_eq!(all.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn a_firing_is_never_stored_twice() {
    let (rows, _, meta) = stored("rows-4").await;
    let row = |revision| JournalRow {
        revision,
        n: 0,
        cases: Vec::new(),
        fired: vec!["1:0:1:1:0".to_owned()],
        chain: "".into(),
        bytes: b"[]".to_vec(),
    };
    let write = |meta: &Meta| Write {
        expected: Some((meta.database.clone(), meta.revision)),
        replaces: false,
        pages: Vec::new(),
        journal: vec![row(meta.revision + 1)],
        messages: Vec::new(),
        meta: Meta {
            revision: meta.revision + 1,
            ..meta.clone()
        },
    };
    rows.commit(write(&meta)).await.unwrap();
    let next = rows.meta().await.unwrap().unwrap();
    assert_eq!(rows.commit(write(&next)).await, Err(StoreError::FiredTwice));
    assert_eq!(
        rows.meta().await.unwrap(),
        Some(next),
        "nothing of it is kept"
    );
}

/// Opens a database and listens to nothing, as a frozen tab does.
async fn deaf_connection(name: &str, version: u32) -> IdbDatabase {
    let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
    let request: IdbOpenDbRequest = factory.open_with_u32(name, version).unwrap();
    let (tell, told) = futures::channel::oneshot::channel();
    let opened = Closure::once_into_js(move || tell.send(()).unwrap());
    request.set_onsuccess(Some(opened.unchecked_ref()));
    told.await.unwrap();
    request.result().unwrap().unchecked_into()
}

#[wasm_bindgen_test]
async fn a_deaf_tab_does_not_hold_the_opening_for_ever() {
    delete_database("rows-5").await.unwrap();
    let deaf = deaf_connection("rows-5", 1).await;
    // The deletion needs the same leave of the other tab as an upgrade does.
    assert_eq!(delete_database("rows-5").await, Err(StoreError::Blocked));
    deaf.close();
}

#[wasm_bindgen_test]
async fn newer_data_is_told_from_a_fault() {
    delete_database("rows-6").await.unwrap();
    deaf_connection("rows-6", 99).await.close();
    let refused = IndexedDb::open("rows-6", |_| {}).await.err();
    assert_eq!(refused, Some(StoreError::TooNew));
}

#[wasm_bindgen_test]
async fn an_older_tab_lets_go_and_says_so() {
    let heard: Rc<RefCell<Vec<Notice>>> = Rc::default();
    let hear = {
        let heard = Rc::clone(&heard);
        move |notice| heard.borrow_mut().push(notice)
    };
    delete_database("rows-7").await.unwrap();
    let old = IndexedDb::open("rows-7", hear).await.unwrap();
    deaf_connection("rows-7", 99).await.close();
    assert_eq!(*heard.borrow(), [Notice::OlderTab]);
    assert_eq!(old.meta().await, Err(StoreError::OlderTab));
    let empty = ChangeSet::default();
    let draft = Draft::new(&empty, &Meta::new("a", Counters::new(1)), MONDAY);
    let refused = old.commit(draft.unwrap().finish()).await;
    assert_eq!(refused, Err(StoreError::OlderTab));
}
