//! The import as long work: in slices, so that the page stays alive.

use super::{Checked, Chosen};
use crate::{
    engine::{
        calendar::ZoneTable,
        decide::Rejection,
        desk::Desk,
        exchange::cases_csv::{CaseImport, Encoding, Table, TableError, TableReader},
        stamp::Stamp,
    },
    shell::{DeskHandle, Progress, yield_now},
    view::import::cases::preview_rows,
};
use std::sync::Arc;

/// Rows that are read or looked at between two yields.
const ROWS_A_SLICE: usize = 1_000;

/// Reads a file in slices; `None` when it was stopped.
pub(super) async fn read_table(
    bytes: Vec<u8>,
    encoding: Encoding,
    on_progress: impl Fn(Progress),
    cancelled: impl Fn() -> bool,
) -> Option<Result<Table, TableError>> {
    let mut reader = match TableReader::new(bytes, encoding) {
        Ok(reader) => reader,
        Err(error) => return Some(Err(error)),
    };
    loop {
        match reader.read_rows(ROWS_A_SLICE) {
            Err(error) => return Some(Err(error)),
            Ok(progress) => {
                on_progress(progress);
                if progress.is_done() {
                    return Some(reader.finish());
                }
            }
        }
        yield_now().await;
        if cancelled() {
            return None;
        }
    }
}

/// Builds the import without storing it; `None` when it was stopped.
pub(super) async fn check(
    desk: &DeskHandle,
    chosen: &Chosen,
    zone: ZoneTable,
    on_progress: impl Fn(Progress),
    cancelled: impl Fn() -> bool,
) -> Option<Result<Checked, Rejection>> {
    let started = desk.with(|here| begin(chosen, here, desk.stamp()));
    let mut job = match started {
        Ok(job) => job,
        Err(rejection) => return Some(Err(rejection)),
    };
    loop {
        let progress = desk.with(|desk| job.step(desk, ROWS_A_SLICE));
        on_progress(progress);
        if progress.is_done() {
            break;
        }
        yield_now().await;
        if cancelled() {
            return None;
        }
    }
    Some(Ok(desk.with(|desk| Checked {
        preview: job.preview(),
        rows: preview_rows(&job, desk, &zone),
    })))
}

/// Begins the import on the desk as it is.
pub(super) fn begin(chosen: &Chosen, desk: &Desk, stamp: Stamp) -> Result<CaseImport, Rejection> {
    let table = Arc::clone(&chosen.table);
    CaseImport::new(table, &chosen.mapping, chosen.options.clone(), desk, stamp)
}
