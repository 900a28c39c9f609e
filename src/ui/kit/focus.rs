//! Moving the focus to where the person will go on.

use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, FocusOptions, HtmlElement, Node};

/// Gives the focus to the element, when there is one that still stands in the page.
pub fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element.filter(|element| element.is_connected()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        element
            .focus_with_options(&options)
            .unwrap_or_else(|_| unreachable!("focusing an element of the page does not fail"));
    }
}

/// The first element within another that a selector finds.
pub fn find_within(element: &Element, selector: &str) -> Option<HtmlElement> {
    let found = element.query_selector(selector).ok().flatten();
    found.and_then(|found| found.dyn_into().ok())
}

/// The element that has the focus; `None` when it is on nothing in particular.
pub fn focused() -> Option<HtmlElement> {
    let active = document().active_element()?;
    active
        .dyn_into()
        .ok()
        .filter(|active: &HtmlElement| active.tag_name() != "BODY")
}

/// Gives the focus to the first element of the page that a selector finds.
pub fn focus_found(selector: &str) {
    if let Some(root) = document().document_element() {
        focus(find_within(&root, selector));
    }
}

/// Does something once the page shows what the signals say now.
pub fn after_render(then: impl FnOnce() + 'static) {
    spawn_local(async move {
        tick().await;
        then();
    });
}

/// Does what may take the focused element out of the page; the focus then goes on to the first
/// control after it that stays, instead of to nowhere.
pub fn step_on(then: impl FnOnce()) {
    let after = focused().map_or_else(Vec::new, |from| controls_after(&from));
    then();
    after_render(move || {
        let mut after = after.into_iter();
        while focused().is_none() {
            let Some(control) = after.next() else { return };
            focus(Some(control));
        }
    });
}

/// The controls of the page that come after an element.
fn controls_after(element: &HtmlElement) -> Vec<HtmlElement> {
    let found = document().query_selector_all("a[href], button, input, select, textarea");
    let found = found.ok();
    let nodes = found.iter().flat_map(|found| {
        let places = 0..found.length();
        places.filter_map(|place| found.item(place))
    });
    let follows = |node: &Node| {
        element.compare_document_position(node) & Node::DOCUMENT_POSITION_FOLLOWING != 0
    };
    let after = nodes.filter(follows);
    after.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Moves the focus to the first input with an error, so that nobody has to look for it.
pub fn focus_first_invalid(form: Element) {
    after_render(move || {
        if let Some(input) = find_within(&form, "[aria-invalid=true]") {
            input.scroll_into_view_with_bool(false);
            focus(Some(input));
        }
    });
}
