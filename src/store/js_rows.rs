//! Rows as the values that IndexedDB keeps.

use super::{
    StoreError,
    page::PageKey,
    rows::{JournalRow, MessageRow, Meta, PageRow},
};
use crate::engine::{id::CaseId, record::Kind};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A number as JavaScript has it: every one of ours is whole and below 2⁵³.
#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "ids, serials and revisions stay below 2^53"
)]
pub(super) fn number(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

/// A key of several numbers.
pub(super) fn key(parts: &[u64]) -> JsValue {
    parts
        .iter()
        .map(|part| number(*part))
        .collect::<Array>()
        .into()
}

pub(super) fn of_page_key(page: PageKey) -> JsValue {
    let PageKey {
        kind,
        device,
        number,
    } = page;
    key(&[kind.tag().into(), device.into(), number.into()])
}

pub(super) fn of_page(page: &PageRow) -> Result<JsValue, JsValue> {
    object(&[
        ("kind", number(page.key.kind.tag().into())),
        ("device", number(page.key.device.into())),
        ("number", number(page.key.number.into())),
        ("rev", number(page.rev)),
        ("bytes", Uint8Array::from(page.bytes.as_slice()).into()),
    ])
}

pub(super) fn of_journal(row: &JournalRow) -> Result<JsValue, JsValue> {
    let fired = row.fired.iter().map(|key| JsValue::from_str(key));
    object(&[
        ("revision", number(row.revision)),
        ("n", number(row.n.into())),
        (
            "cases",
            row.cases
                .iter()
                .map(|case| number(case.0))
                .collect::<Array>()
                .into(),
        ),
        ("fired", fired.collect::<Array>().into()),
        ("chain", JsValue::from_str(&row.chain)),
        ("bytes", Uint8Array::from(row.bytes.as_slice()).into()),
    ])
}

pub(super) fn of_message(row: &MessageRow) -> Result<JsValue, JsValue> {
    object(&[
        ("case", number(row.case.0)),
        ("serial", number(row.serial)),
        ("bytes", Uint8Array::from(row.bytes.as_slice()).into()),
    ])
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object.into())
}

pub(super) fn meta(value: &JsValue) -> Result<Meta, StoreError> {
    let text = value.as_string().ok_or_else(|| misfit("meta"))?;
    let meta: Meta = serde_json::from_slice(text.as_bytes())?;
    if meta.schema > super::rows::SCHEMA {
        return Err(StoreError::TooNew);
    }
    Ok(meta)
}

pub(super) fn page_key(value: &JsValue) -> Result<PageKey, StoreError> {
    let parts: &Array = value.dyn_ref().ok_or_else(|| misfit("page key"))?;
    page_key_of(&parts.get(0), &parts.get(1), &parts.get(2))
}

fn page_key_of(kind: &JsValue, device: &JsValue, number: &JsValue) -> Result<PageKey, StoreError> {
    let kind = u8::try_from(whole(kind)?).ok().and_then(Kind::of_tag);
    Ok(PageKey {
        // A kind that this page does not know was written by a newer one.
        kind: kind.ok_or(StoreError::TooNew)?,
        device: small(device)?,
        number: small(number)?,
    })
}

pub(super) fn page(row: &JsValue) -> Result<PageRow, StoreError> {
    let key = page_key_of(
        &field(row, "kind")?,
        &field(row, "device")?,
        &field(row, "number")?,
    )?;
    Ok(PageRow {
        key,
        rev: whole(&field(row, "rev")?)?,
        bytes: bytes(row)?,
    })
}

pub(super) fn journal(row: &JsValue) -> Result<JournalRow, StoreError> {
    let list = |name: &str| -> Result<Array, StoreError> {
        field(row, name)?.dyn_into().map_err(|_| misfit(name))
    };
    let (cases, fired) = (list("cases")?, list("fired")?);
    let cases = cases.iter().map(|case| whole(&case).map(CaseId));
    let fired = fired.iter().map(|key| text(&key, "fired"));
    Ok(JournalRow {
        revision: whole(&field(row, "revision")?)?,
        n: small(&field(row, "n")?)?,
        cases: cases.collect::<Result<_, _>>()?,
        fired: fired.collect::<Result<_, _>>()?,
        chain: text(&field(row, "chain")?, "chain")?.into(),
        bytes: bytes(row)?,
    })
}

pub(super) fn message(row: &JsValue) -> Result<MessageRow, StoreError> {
    Ok(MessageRow {
        case: CaseId(whole(&field(row, "case")?)?),
        serial: whole(&field(row, "serial")?)?,
        bytes: bytes(row)?,
    })
}

fn field(row: &JsValue, name: &str) -> Result<JsValue, StoreError> {
    Reflect::get(row, &JsValue::from_str(name)).map_err(|_| misfit(name))
}

fn bytes(row: &JsValue) -> Result<Vec<u8>, StoreError> {
    let bytes: Uint8Array = field(row, "bytes")?
        .dyn_into()
        .map_err(|_| misfit("bytes"))?;
    Ok(bytes.to_vec())
}

fn text(value: &JsValue, name: &str) -> Result<String, StoreError> {
    value.as_string().ok_or_else(|| misfit(name))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::as_conversions,
    reason = "checked to be a whole number of at most 53 bits"
)]
fn whole(value: &JsValue) -> Result<u64, StoreError> {
    let found = value
        .as_f64()
        .filter(|number| number.fract() == 0.0 && (0.0..=9_007_199_254_740_991.0).contains(number));
    found
        .map(|number| number as u64)
        .ok_or_else(|| misfit("number"))
}

fn small(value: &JsValue) -> Result<u32, StoreError> {
    u32::try_from(whole(value)?).map_err(|_| misfit("number"))
}

fn misfit(name: &str) -> StoreError {
    StoreError::Damaged(format!("a row has no proper {name}"))
}
