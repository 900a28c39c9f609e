//! A button with a short list of things to do.

use leptos::context::Provider;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, Node};

use super::focus::{after_render, find_within, focus, focused};
use super::{Icon, IconMark};

/// One menu, open or shut.
#[derive(Clone, Copy)]
struct OpenMenu {
    element: NodeRef<html::Div>,
    is_open: RwSignal<bool>,
}

impl OpenMenu {
    /// Opens with the focus on the first item, or shuts.
    fn turn(self) {
        self.is_open.update(|open| *open = !*open);
        after_render(move || {
            if self.is_open.get_untracked() {
                focus(self.find("[role=menuitem]"));
            }
        });
    }

    fn find(self, selector: &str) -> Option<HtmlElement> {
        let element = self.element.get_untracked()?;
        find_within(&element, selector)
    }

    fn press(self, event: &KeyboardEvent) {
        let to = match event.key().as_str() {
            "Escape" if self.is_open.get_untracked() => {
                self.is_open.set(false);
                self.find("button")
            }
            "ArrowDown" => sibling(|item| item.next_element_sibling()),
            "ArrowUp" => sibling(|item| item.previous_element_sibling()),
            _ => return,
        };
        event.prevent_default();
        focus(to);
    }

    /// Shuts once the focus has left.
    fn leave(self, event: &FocusEvent) {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<Node>().ok());
        let element = self.element.get_untracked();
        if !element.is_some_and(|element| element.contains(to.as_ref())) {
            self.is_open.set(false);
        }
    }
}

/// The item before or behind the one with the focus.
fn sibling(next: impl Fn(&HtmlElement) -> Option<Element>) -> Option<HtmlElement> {
    let found = focused().and_then(|item| next(&item));
    let found = found.and_then(|item| item.dyn_into::<HtmlElement>().ok());
    found.filter(|item| {
        item.get_attribute("role")
            .is_some_and(|role| role == "menuitem")
    })
}

/// The menu; arrows go through its items, Escape shuts it.
#[component]
pub fn Menu(
    /// What the button says, or is called when it shows an icon.
    #[prop(into)]
    label: Signal<String>,
    /// Shown instead of the label.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The items, made anew each time that it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let menu = OpenMenu {
        element: NodeRef::new(),
        is_open: RwSignal::new(false),
    };
    let is_open = menu.is_open;
    let items = StoredValue::new(children);
    view! {
        <div
            node_ref=menu.element
            class="menu"
            on:keydown=move |event| menu.press(&event)
            on:focusout=move |event| menu.leave(&event)
        >
            <button
                type="button"
                class="button"
                class:button--quiet=icon.is_some()
                class:button--icon=icon.is_some()
                aria-haspopup="menu"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-label=move || icon.is_some().then(|| label.get())
                title=move || icon.is_some().then(|| label.get())
                on:click=move |_| menu.turn()
            >
                {move || icon.is_none().then(|| label.get())}
                <IconMark icon=icon.unwrap_or(Icon::Chevron) />
            </button>
            <Show when=move || is_open.get()>
                <div class="menu__list" role="menu" aria-label=label>
                    <Provider value=menu>{items.with_value(|items| items())}</Provider>
                </div>
            </Show>
        </div>
    }
}

/// One thing to do; doing it shuts the menu.
#[component]
pub fn MenuItem(
    /// Does it.
    #[prop(into)]
    on_press: UnsyncCallback<()>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let OpenMenu { is_open, .. } = expect_context();
    let press = move |_| {
        is_open.set(false);
        on_press.run(());
    };
    view! {
        <button type="button" class="menu__item" role="menuitem" tabindex="-1" on:click=press>
            {children()}
        </button>
    }
}
