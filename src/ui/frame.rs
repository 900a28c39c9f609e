//! What stands around every page: header, navigation, messages.

use leptos::html;
use leptos::prelude::*;

use super::kit::{Announcer, Button, ButtonLook, Icon, IconMark, LiveRegion, focus_found};
use super::route::{Link, PRODUCT, Router};
use super::shortcut::{ShortcutSheet, Shortcuts};
use super::theme::{Theme, ThemeSwitch};
use super::toast::{ToastCorner, Toasts};
use crate::engine::percent::percent_encoded;
use crate::view::route::{ImportKind, Page, SettingsPart};

/// The icon without a count.
const ICON: &str = include_str!("../../public/icon.svg");

/// One line of the navigation.
#[derive(Clone, Copy)]
pub(super) struct Destination {
    pub(super) page: Page,
    pub(super) word: &'static str,
    icon: Icon,
    /// The key that goes there after `g`.
    pub(super) key: &'static str,
}

const fn to(page: Page, word: &'static str, icon: Icon, key: &'static str) -> Destination {
    Destination {
        page,
        word,
        icon,
        key,
    }
}

/// The navigation, in its order.
pub(super) const DESTINATIONS: [Destination; 11] = [
    to(Page::Cases, "Cases", Icon::Cases, "c"),
    to(Page::Pending, "Pending", Icon::Clock, "p"),
    to(Page::Inbox, "Inbox", Icon::Bell, "i"),
    to(Page::Escalations, "Escalations", Icon::Up, "e"),
    to(Page::Accounts, "Accounts", Icon::Building, "a"),
    to(Page::Rules, "Rules", Icon::Rules, "r"),
    to(Page::Calendars, "Business hours", Icon::Calendar, "b"),
    to(Page::Holidays, "Holidays", Icon::Holiday, "h"),
    to(Page::People, "People", Icon::People, "u"),
    to(
        Page::Import(ImportKind::Choice),
        "Import",
        Icon::Import,
        "m",
    ),
    to(
        Page::Settings(SettingsPart::Preferences),
        "Settings",
        Icon::Settings,
        "s",
    ),
];

/// The frame with its slots; provides toasts, shortcuts and the live region to what is inside.
#[component]
pub fn Frame(
    /// The search box in the header.
    #[prop(optional, into)]
    search: ViewFn,
    /// The switch of the acting user in the header.
    #[prop(optional, into)]
    person: ViewFn,
    /// Banners above every page: storage, sandbox.
    #[prop(optional, into)]
    banners: ViewFn,
    /// How many notices the acting user has not read.
    #[prop(optional, into)]
    n_unread: Signal<usize>,
    /// How many requests and hand-offs wait for the acting user.
    #[prop(optional, into)]
    n_waiting: Signal<usize>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let router = Router::here();
    let announcer = Announcer::provide();
    let toasts = Toasts::provide();
    Theme::provide();
    let shortcuts = Shortcuts::provide(router);
    let main = NodeRef::<html::Main>::new();
    let menu_open = RwSignal::new(false);
    Effect::new(move || document().set_title(&title(n_unread.get(), &router.heading().get())));
    Effect::new(move || set_icon(&icon(n_unread.get())));
    let shut_menu = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && menu_open.get_untracked() {
            menu_open.set(false);
            focus_found(".header__menu");
        }
    };
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            main.focus()
                .unwrap_or_else(|_| unreachable!("the page's main part takes the focus"));
        }
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip>
            "Skip to the page"
        </a>
        <div class="frame" class:frame--menu-open=menu_open on:keydown=shut_menu>
            <Header search person menu_open n_unread shortcuts />
            <Navigation menu_open n_unread n_waiting shortcuts />
            <main node_ref=main class="main" id="main" tabindex="-1">
                <div class="banners">{move || banners.run()}</div>
                {children()}
            </main>
        </div>
        <ToastCorner toasts />
        <LiveRegion announcer />
        <ShortcutSheet shortcuts />
    }
}

/// What the browser's tab says: the unread count first, so that a narrow tab shows it.
fn title(n_unread: usize, heading: &str) -> String {
    let count = if n_unread == 0 {
        String::new()
    } else {
        format!("({n_unread}) ")
    };
    let product = if heading == PRODUCT {
        String::new()
    } else {
        format!(" · {PRODUCT}")
    };
    format!("{count}{heading}{product}")
}

/// The icon in the browser's tab, with the unread count in its corner.
fn icon(n_unread: usize) -> String {
    let count = match n_unread {
        0 => return "icon.svg".to_owned(),
        1..=9 => n_unread.to_string(),
        _ => "9+".to_owned(),
    };
    let mark = format!(
        r##"<circle cx="22" cy="22" r="10" fill="#c4281c"/><text x="22" y="27" font-family="sans-serif" font-size="14" font-weight="bold" text-anchor="middle" fill="#fff">{count}</text></svg>"##
    );
    let drawn = ICON.replace("</svg>", &mark);
    format!("data:image/svg+xml,{}", percent_encoded(&drawn, ""))
}

fn set_icon(address: &str) {
    if let Ok(Some(link)) = document().query_selector("link[rel=icon]") {
        link.set_attribute("href", address)
            .unwrap_or_else(|_| unreachable!("a plain attribute name is allowed"));
    }
}

/// The bar at the top.
#[component]
fn Header(
    /// The search box.
    search: ViewFn,
    /// The acting user.
    person: ViewFn,
    /// Whether the navigation shows on a narrow page.
    menu_open: RwSignal<bool>,
    /// For the mark on the menu button.
    n_unread: Signal<usize>,
    /// For the button that opens their sheet.
    shortcuts: Shortcuts,
) -> impl IntoView {
    view! {
        <header class="header">
            <button
                type="button"
                class="button button--quiet button--icon header__menu"
                aria-label=move || match n_unread.get() {
                    0 => "Navigation".to_owned(),
                    n_unread => format!("Navigation, {n_unread} unread"),
                }
                aria-controls="navigation"
                aria-expanded=move || if menu_open.get() { "true" } else { "false" }
                on:click=move |_| menu_open.update(|open| *open = !*open)
            >
                <IconMark icon=Signal::derive(move || {
                    if menu_open.get() { Icon::Close } else { Icon::Menu }
                }) />
                <Show when=move || n_unread.get() != 0>
                    <span class="header__mark"></span>
                </Show>
            </button>
            <Link to=Page::Cases attr:class="header__product">
                <img src="icon.svg" alt="" width="20" height="20" />
                <span class="header__word">{PRODUCT}</span>
            </Link>
            <div class="header__search">{search.run()}</div>
            <div class="header__side">
                {person.run()} <ThemeSwitch />
                <Button
                    look=ButtonLook::Quiet
                    label="Keyboard shortcuts"
                    on_press=move |()| shortcuts.open_sheet()
                    attr:data-sheet=""
                >
                    <span aria-hidden="true">"?"</span>
                </Button>
            </div>
        </header>
    }
}

/// The links to the main pages: a column at the side, or a panel under the menu button.
#[component]
fn Navigation(
    /// Whether the panel shows on a narrow page.
    menu_open: RwSignal<bool>,
    /// Shown beside "Inbox".
    n_unread: Signal<usize>,
    /// Shown beside "Escalations".
    n_waiting: Signal<usize>,
    /// For the button that opens their sheet, where the header has no room for it.
    shortcuts: Shortcuts,
) -> impl IntoView {
    let page = Router::here().page();
    let line = move |to: Destination| {
        let is_here = move || page.get().home() == to.page;
        let (n_shown, what) = match to.page {
            Page::Inbox => (Some(n_unread), " unread"),
            Page::Escalations => (Some(n_waiting), " waiting for you"),
            _ => (None, ""),
        };
        let n_shown = move || n_shown.map_or(0, |n| n.get());
        view! {
            <li>
                <Link
                    to=to.page
                    attr:class="navigation__link"
                    attr:aria-current=move || is_here().then_some("page")
                >
                    <IconMark icon=to.icon />
                    <span class="navigation__word">{to.word}</span>
                    <Show when=move || n_shown() != 0>
                        <span class="count">
                            {n_shown} <span class="visually-hidden">{what}</span>
                        </span>
                    </Show>
                </Link>
            </li>
        }
    };
    view! {
        <nav
            class="navigation"
            id="navigation"
            aria-label="Main"
        >
            <ul class="navigation__list" on:click=move |_| menu_open.set(false)>
                {DESTINATIONS.map(line).collect_view()}
            </ul>
            <div class="navigation__foot">
                <ThemeSwitch />
                <Button look=ButtonLook::Quiet on_press=move |()| shortcuts.open_sheet()>
                    "Keyboard shortcuts"
                </Button>
            </div>
        </nav>
    }
}
