//! The shared parts, as a person at the keyboard meets them.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use rung::ui::kit::{Button, Combobox, Dialog, ReorderList, RowMove, TextField, VirtualRows};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// A part mounted in a place of its own, taken away when dropped.
struct Mounted {
    place: HtmlElement,
    _keeps_it_mounted: Box<dyn std::any::Any>,
}

impl Mounted {
    fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let handle = mount_to(place.clone(), view);
        Self {
            place,
            _keeps_it_mounted: Box::new(handle),
        }
    }

    fn find<E: JsCast>(&self, selector: &str) -> E {
        let found = self.place.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("nothing is {selector}"))
            .unchecked_into()
    }

    fn count(&self, selector: &str) -> u32 {
        self.place.query_selector_all(selector).unwrap().length()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Long enough for every effect of a change and for what waits until it is shown.
async fn settle() {
    for _ in 0..4 {
        tick().await;
    }
}

fn press(on: &Element, key: &str) {
    let how = KeyboardEventInit::new();
    how.set_key(key);
    how.set_bubbles(true);
    how.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &how).unwrap();
    on.dispatch_event(&event).unwrap();
}

fn type_in(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    let how = web_sys::EventInit::new();
    how.set_bubbles(true);
    let event = web_sys::Event::new_with_event_init_dict("input", &how).unwrap();
    input.dispatch_event(&event).unwrap();
}

fn focused() -> Element {
    document().active_element().unwrap()
}

#[wasm_bindgen_test]
async fn a_list_of_any_length_makes_only_the_rows_in_view_and_keeps_the_focused_one() {
    let opened = RwSignal::new(None);
    let mounted = Mounted::new(move || {
        let ids = Signal::stored((0..100_000_u32).collect::<Vec<_>>());
        let cells = |id: u32| view! { <td>{id}</td> };
        let head = || view! { <th scope="col">"Number"</th> };
        let active = RwSignal::new(0);
        let open = move |id: u32| opened.set(Some(id));
        view! { <VirtualRows label="Numbers" head ids row=|id: &u32| Some(*id) cells active on_open=open /> }
    });
    settle().await;
    assert!(mounted.count("tbody tr") < 200);
    assert_eq!(
        mounted
            .find::<Element>("table")
            .get_attribute("aria-rowcount")
            .unwrap(),
        "100001"
    );

    mounted
        .find::<HtmlElement>("tr[data-row='0']")
        .focus()
        .unwrap();
    press(&focused(), "j");
    settle().await;
    assert_eq!(focused().get_attribute("aria-rowindex").unwrap(), "3");
    press(&focused(), "End");
    settle().await;
    assert_eq!(focused().get_attribute("data-row").unwrap(), "99999");
    assert!(mounted.count("tbody tr") < 200);
    press(&focused(), "Enter");
    assert_eq!(opened.get_untracked(), Some(99_999));
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_and_gives_it_back() {
    let open = RwSignal::new(false);
    let mounted = Mounted::new(move || {
        let subject = RwSignal::new(String::new());
        view! {
            <Button on_press=move |()| open.set(true)>"Edit"</Button>
            <Dialog open heading="Edit case">
                <TextField label="Subject" value=subject />
            </Dialog>
        }
    });
    let button: HtmlElement = mounted.find("button");
    button.focus().unwrap();
    button.click();
    settle().await;
    assert_eq!(focused(), mounted.find::<Element>("dialog input"));
    open.set(false);
    settle().await;
    assert_eq!(mounted.count("dialog"), 0);
    assert_eq!(focused(), button.unchecked_into::<Element>());
}

#[wasm_bindgen_test]
async fn an_owner_is_found_by_typing_and_another_text_goes_back() {
    let owner = RwSignal::new("1".to_owned());
    let mounted = Mounted::new(move || {
        let options = vec![
            ("1".to_owned(), "Ada Park".to_owned()),
            ("2".to_owned(), "Tier 2".to_owned()),
        ];
        view! { <Combobox label="Owner" value=owner options /> }
    });
    let input: HtmlInputElement = mounted.find("input");
    input.focus().unwrap();
    type_in(&input, "tier");
    settle().await;
    assert_eq!(mounted.count("[role=option]"), 1);
    press(&input, "Enter");
    settle().await;
    assert_eq!(
        (owner.get_untracked().as_str(), input.value().as_str()),
        ("2", "Tier 2")
    );
    type_in(&input, "nobody");
    input.blur().unwrap();
    settle().await;
    assert_eq!(
        (owner.get_untracked().as_str(), input.value().as_str()),
        ("2", "Tier 2")
    );
}

#[wasm_bindgen_test]
async fn an_arrow_key_moves_a_row_and_the_focus_goes_along() {
    let keys = RwSignal::new(vec!['a', 'b', 'c']);
    let mounted = Mounted::new(move || {
        let on_move = move |RowMove { from, to }| {
            keys.update(|keys| {
                let key = keys.remove(from);
                keys.insert(to, key);
            });
        };
        view! { <ReorderList label="Entries" keys name=|key: char| key.to_string() on_move row=|key: char| key.to_string() /> }
    });
    let handle: HtmlElement = mounted.find("li:nth-child(1) .reorder__handle");
    handle.focus().unwrap();
    press(&handle, "ArrowDown");
    settle().await;
    assert_eq!(keys.get_untracked(), ['b', 'a', 'c']);
    assert_eq!(
        focused(),
        mounted.find::<Element>("li:nth-child(2) .reorder__handle")
    );
    press(&focused(), "ArrowDown");
    settle().await;
    press(&focused(), "ArrowDown");
    settle().await;
    assert_eq!(
        keys.get_untracked(),
        ['b', 'c', 'a'],
        "the last row stays the last"
    );
}

#[wasm_bindgen_test]
async fn a_button_at_work_ignores_presses() {
    let (pending, n_presses) = (RwSignal::new(false), RwSignal::new(0));
    let mounted = Mounted::new(move || {
        view! { <Button pending on_press=move |()| n_presses.update(|n| *n += 1)>"Save"</Button> }
    });
    let button: HtmlElement = mounted.find("button");
    button.click();
    pending.set(true);
    settle().await;
    button.click();
    assert_eq!(n_presses.get_untracked(), 1);
    assert_eq!(button.get_attribute("aria-busy").unwrap(), "true");
}
