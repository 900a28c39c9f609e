//! What the page can ask for, as functions of the global object `rung`.

use crate::world::{
    ManyEntries, desk_in_office_hours, longer_hours, now,
    office::{lunch_and_ten_holidays, open_hours, starts_and_ages},
};
use js_sys::{Object, Reflect, Uint32Array};
use rung::engine::{calendar::ZoneTable, instant::Instant, rule::Matcher};
use wasm_bindgen::{JsValue, closure::Closure};

const N_ENTRIES: u64 = 200;
const N_CASES: u64 = 100_000;

/// Makes the desks, then offers what there is to measure.
pub(crate) fn offer() {
    let offered = Object::new();
    let (world, json) = ManyEntries::with_json(N_ENTRIES, N_CASES);
    let json = JsValue::from_str(&json);
    Reflect::set(&offered, &"json".into(), &json).unwrap();
    put(&offered, "firstPlaces", move || first_places(&world));
    let (hours, starts) = (open_hours(&lunch_and_ten_holidays()), starts_and_ages());
    put(&offered, "lastDueInstant", move || {
        let due = starts
            .iter()
            .filter_map(|(start, age)| hours.add(*start, *age));
        let last = due.map(Instant::seconds).max();
        JsValue::from_str(&last.unwrap().to_string())
    });
    let desk = desk_in_office_hours(N_CASES);
    put(&offered, "nMovedByLongerHours", move || {
        let n_moved = u32::try_from(longer_hours(&desk).records.len());
        JsValue::from(n_moved.unwrap())
    });
    Reflect::set(&js_sys::global(), &"rung".into(), &offered).unwrap();
}

/// The place of the first entry that each case matches; the number of entries where none does.
fn first_places(world: &ManyEntries) -> JsValue {
    let mut matcher = Matcher::new(&world.rule, &|_, _| None, &ZoneTable::utc(), now());
    let none = u32::try_from(N_ENTRIES).unwrap();
    let place = |case| {
        let found = matcher.first_match(&world.desk, case);
        found.map_or(none, |place| u32::try_from(place).unwrap())
    };
    let places: Vec<u32> = world.cases.iter().map(place).collect();
    Uint32Array::from(places.as_slice()).into()
}

fn put(offered: &Object, name: &str, ask: impl FnMut() -> JsValue + 'static) {
    let ask = Closure::<dyn FnMut() -> JsValue>::new(ask);
    Reflect::set(offered, &name.into(), &ask.into_js_value()).unwrap();
}
