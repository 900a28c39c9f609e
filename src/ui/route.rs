//! The browser half of routing: the address bar, its history, links and headings.

use leptos::ev::{self, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::only_look::OnlyLookPage;
use crate::view::route::{Page, Route};

/// The product's name, at the end of every page title.
pub const PRODUCT: &str = "Rung";

/// Where the page is, and the ways to somewhere else; provided once, above the frame.
#[derive(Clone, Copy)]
pub struct Router {
    route: RwSignal<Route>,
    page: Memo<Page>,
    heading: RwSignal<Signal<String>>,
    /// Whether the person has moved since the page was opened: only then a heading takes the focus.
    has_moved: StoredValue<bool>,
    /// Whether the page in view holds back who leaves it.
    holds: StoredValue<Option<Signal<bool>>>,
    /// Where somebody wanted to go who was held back.
    wanted: StoredValue<Option<Route>>,
    /// Whether they are being asked.
    asks: RwSignal<bool>,
}

impl Router {
    /// Reads the address, follows the back button, and puts the router into the context.
    pub fn provide() -> Self {
        let route = RwSignal::new(address());
        let router = Self {
            route,
            page: Memo::new(move |_| route.with(|route| route.page)),
            heading: RwSignal::new(PRODUCT.into()),
            has_moved: StoredValue::new(false),
            holds: StoredValue::new(None),
            wanted: StoredValue::new(None),
            asks: RwSignal::new(false),
        };
        let back = window_event_listener(ev::popstate, move |_| router.follow(address()));
        on_cleanup(move || back.remove());
        provide_context(router);
        router
    }

    /// The router of the page.
    pub fn here() -> Self {
        expect_context()
    }

    /// The page that is shown; changes only when another page or record is.
    pub fn page(self) -> Memo<Page> {
        self.page
    }

    /// The page with its query; tracked when read.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// One value of the query, empty when it is not there.
    pub fn query(self, key: &'static str) -> Memo<String> {
        Memo::new(move |_| {
            self.route
                .with(|route| route.query.get(key).cloned().unwrap_or_default())
        })
    }

    /// Goes to another page; the back button leads back here.
    pub fn go(self, to: impl Into<Route>) {
        let to = to.into();
        if self.is_held() && self.page.get_untracked() != to.page {
            return self.hold_back(to);
        }
        if self.route.with_untracked(|route| *route != to) {
            push(&to);
        }
        window().scroll_to_with_x_and_y(0.0, 0.0);
        self.show(to);
    }

    /// Changes one value of the query in place; an empty one goes.
    pub fn set_query(self, key: &str, value: &str) {
        let to = self.route.get_untracked().with(key, value);
        let history = window()
            .history()
            .unwrap_or_else(|_| unreachable!("a page has a history"));
        // Browsers refuse more than some hundred changes in half a minute. The page follows the
        // person all the same, and the address catches up with the next change.
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(&href(&to)))
            .ok();
        self.route.set(to);
    }

    /// Holds back who leaves the page in view while `when` is true, until the page is gone.
    pub fn hold_while(self, when: Signal<bool>) {
        self.holds.set_value(Some(when));
        on_cleanup(move || {
            self.holds.set_value(None);
            self.asks.set(false);
        });
    }

    /// Whether somebody who wants to leave is being asked; false keeps them here.
    pub fn asks(self) -> RwSignal<bool> {
        self.asks
    }

    /// Lets somebody go who was held back.
    pub fn let_go(self) {
        self.holds.set_value(None);
        self.asks.set(false);
        if let Some(to) = self.wanted.get_value() {
            self.go(to);
        }
    }

    fn hold_back(self, to: Route) {
        self.wanted.set_value(Some(to));
        self.asks.set(true);
    }

    fn is_held(self) -> bool {
        let when = self.holds.get_value();
        when.and_then(|when| when.try_get_untracked())
            .unwrap_or_default()
    }

    /// Follows the back button, unless the page in view holds: then the address goes back to it.
    fn follow(self, to: Route) {
        if self.is_held() && self.page.get_untracked() != to.page {
            push(&self.route.get_untracked());
            return self.hold_back(to);
        }
        self.show(to);
    }

    /// What the page in view is called, for the document's title.
    pub fn heading(self) -> Signal<String> {
        Signal::derive(move || {
            self.heading
                .get()
                .try_get()
                .unwrap_or_else(|| PRODUCT.to_owned())
        })
    }

    fn show(self, to: Route) {
        self.has_moved.set_value(true);
        self.route.set(to);
    }
}

/// Puts an address behind the one in the bar.
fn push(to: &Route) {
    let history = window()
        .history()
        .unwrap_or_else(|_| unreachable!("a page has a history"));
    history
        .push_state_with_url(&JsValue::NULL, "", Some(&href(to)))
        .unwrap_or_else(|_| unreachable!("an address of the same page is allowed"));
}

/// The route in the address bar.
fn address() -> Route {
    let search = window().location().search().unwrap_or_default();
    let params = UrlSearchParams::new_with_str(&search)
        .unwrap_or_else(|_| unreachable!("every text is a query string"));
    let pairs = params.entries().into_iter().flatten().filter_map(|entry| {
        let pair = js_sys::Array::from(&entry);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    Route::parse(pairs)
}

/// The address of a route, relative to the page.
pub fn href(route: &Route) -> String {
    let params = UrlSearchParams::new().unwrap_or_else(|_| unreachable!("an empty query string"));
    for (key, value) in route.pairs() {
        params.append(&key, &value);
    }
    format!("?{}", String::from(params.to_string()))
}

/// A real link that changes the page without loading it anew.
#[component]
pub fn Link(
    /// Where it leads.
    #[prop(into)]
    to: Route,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let router = Router::here();
    let address = href(&to);
    let press = move |event: MouseEvent| {
        let is_modified =
            event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.button() == 0 && !is_modified {
            event.prevent_default();
            router.go(to.clone());
        }
    };
    view! {
        <a href=address on:click=press>
            {children()}
        </a>
    }
}

/// The top of every page: its heading, which takes the focus on arrival, and its actions.
#[component]
pub fn PageHead(
    /// The heading, also the document's title.
    #[prop(into)]
    title: Signal<String>,
    /// Classes that colour the heading, empty for none.
    #[prop(optional, into)]
    tint: Signal<String>,
    /// The page's actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let router = Router::here();
    let heading = NodeRef::<html::H1>::new();
    router.heading.set(title);
    heading.on_load(move |heading| {
        if router.has_moved.get_value() {
            heading
                .focus()
                .unwrap_or_else(|_| unreachable!("a heading of the page takes the focus"));
        }
    });
    view! {
        <div class="page__head">
            <h1
                node_ref=heading
                class=move || format!("page__title {}", tint.get())
                tabindex="-1"
            >
                {title}
            </h1>
            {children.map(|children| view! { <div class="page__actions">{children()}</div> })}
        </div>
        <OnlyLookPage />
    }
}
