//! The whole of the product: opening the desk, the frame, and which page shows.

use super::{
    banners::Banners,
    calendars::{CalendarPage, CalendarsPage, NewCalendarPage},
    cases::{CasePage, CasesPage, NewCasePage},
    customers::{AccountPage, AccountsPage, ContactPage, NewCustomerPage},
    escalations::{EscalationPage, EscalationsPage, followed_waiting},
    frame::Frame,
    holidays::{HolidayPage, HolidaysPage, NewHolidayPage},
    import::ImportPage,
    inbox::{InboxPage, followed_unread},
    kit::{Binding, Combobox, Empty, SearchBox},
    lost::LostPage,
    pending::PendingPage,
    people::{PeoplePage, QueuePage, UserPage},
    reader::Reader,
    route::{PageHead, Router},
    rules::{NewRulePage, RulePage, RulesPage},
    sandbox_bar::SandboxBar,
    set_up::SetUpPage,
    settings::SettingsPage,
    toast::{ToastAction, Toasts},
};
use crate::{
    engine::record::Kind,
    shell::{self, Boot, DeskHandle},
    view::{
        counted::counted,
        route::{Page, Route},
    },
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What came of opening the desk; `None` while it is being opened.
type Opened = RwSignal<Option<Boot>, LocalStorage>;

/// Opens the desk and shows it, or why it cannot be shown.
#[component]
pub fn App() -> impl IntoView {
    Router::provide();
    let opened: Opened = RwSignal::new_local(None);
    spawn_local(async move {
        let boot = shell::open().await;
        // The static page that stood here until now.
        if let Some(placeholder) = document().get_element_by_id("boot") {
            placeholder.remove();
        }
        opened.set(Some(boot));
    });
    move || {
        opened.with(|boot| match boot {
            None => ().into_any(),
            Some(Boot::Ready(desk)) => view! { <Desk desk=*desk /> }.into_any(),
            Some(Boot::DataLost(lost)) => {
                let go_on = UnsyncCallback::new(move |boot| opened.set(Some(boot)));
                view! { <LostPage lost=lost.clone() go_on /> }.into_any()
            }
            Some(Boot::Refused(error)) => {
                let text = error.to_string();
                view! {
                    <main class="main main--alone">
                        <Empty heading="The desk cannot be opened" text />
                    </main>
                }
                .into_any()
            }
        })
    }
}

/// The open desk.
#[component]
fn Desk(
    /// The desk, for every screen.
    desk: DeskHandle,
) -> impl IntoView {
    provide_context(desk);
    Reader::provide(desk);
    let (n_unread, n_waiting) = (followed_unread(), followed_waiting());
    let page = Router::here().page();
    let screen = Memo::new(move |_| screen(page.get()));
    view! {
        <Frame
            search=|| view! { <CaseSearch /> }
            person=|| view! { <ActingUser /> }
            banners=|| {
                view! {
                    <SandboxBar />
                    <Banners />
                }
            }
            n_unread
            n_waiting
        >
            <ArrivalToasts />
            {move || shown(screen.get())}
        </Frame>
    }
}

/// Tells of notices that came for whoever acts, wherever they are on the page (semantics 10.11).
#[component]
fn ArrivalToasts() -> impl IntoView {
    let arrived = expect_context::<DeskHandle>().arrived();
    let (router, toasts) = (Router::here(), Toasts::here());
    Effect::new(move || {
        let n = arrived.with(Vec::len);
        if n == 0 {
            return;
        }
        let go = ToastAction::new("Open inbox", move || router.go(Page::Inbox));
        toasts.offer(counted(n, "new notice", "new notices"), go);
    });
}

/// The page whose component shows: pages that are tabs of one screen share it, so that going from
/// tab to tab keeps the focus.
fn screen(page: Page) -> Page {
    match page {
        Page::Group(_) | Page::Party(_) => Page::People,
        Page::Inbox
        | Page::Outbox
        | Page::Escalations
        | Page::Approvals
        | Page::HandOffs
        | Page::Settings(_) => page.home(),
        page => page,
    }
}

/// The component of a page.
fn shown(page: Page) -> AnyView {
    match page {
        Page::Cases => view! { <CasesPage /> }.into_any(),
        Page::Case(number) => view! { <CasePage number /> }.into_any(),
        Page::NewCase => view! { <NewCasePage /> }.into_any(),
        Page::Accounts => view! { <AccountsPage /> }.into_any(),
        Page::Account(id) => view! { <AccountPage id /> }.into_any(),
        Page::NewAccount => view! { <NewCustomerPage is_contact=false /> }.into_any(),
        Page::Contact(id) => view! { <ContactPage id /> }.into_any(),
        Page::NewContact => view! { <NewCustomerPage is_contact=true /> }.into_any(),
        Page::People | Page::Group(_) | Page::Party(_) => view! { <PeoplePage /> }.into_any(),
        Page::User(id) => view! { <UserPage id=Some(id) /> }.into_any(),
        Page::NewUser => view! { <UserPage id=None /> }.into_any(),
        Page::Queue(id) => view! { <QueuePage id=Some(id) /> }.into_any(),
        Page::NewQueue => view! { <QueuePage id=None /> }.into_any(),
        Page::Inbox | Page::Outbox => view! { <InboxPage /> }.into_any(),
        Page::Escalations | Page::Approvals | Page::HandOffs => {
            view! { <EscalationsPage /> }.into_any()
        }
        Page::Escalation(id) => view! { <EscalationPage id /> }.into_any(),
        Page::Rules => view! { <RulesPage /> }.into_any(),
        Page::Rule(id) => view! { <RulePage id /> }.into_any(),
        Page::NewRule => view! { <NewRulePage /> }.into_any(),
        Page::Calendars => view! { <CalendarsPage /> }.into_any(),
        Page::Calendar(id) => view! { <CalendarPage id /> }.into_any(),
        Page::NewCalendar => view! { <NewCalendarPage /> }.into_any(),
        Page::Holidays => view! { <HolidaysPage /> }.into_any(),
        Page::Holiday(id) => view! { <HolidayPage id /> }.into_any(),
        Page::NewHoliday => view! { <NewHolidayPage /> }.into_any(),
        Page::Pending => view! { <PendingPage /> }.into_any(),
        Page::Import(kind) => view! { <ImportPage kind /> }.into_any(),
        Page::SetUp => view! { <SetUpPage /> }.into_any(),
        Page::Settings(_) => view! { <SettingsPage /> }.into_any(),
        Page::Missing => view! { <MissingPage /> }.into_any(),
    }
}

#[component]
fn MissingPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHead title="There is no such page" />
            <Empty
                heading="This address leads nowhere"
                text="The navigation beside it leads to every page there is."
            />
        </div>
    }
}

/// Searches the cases from every page; on the list, each letter narrows it down.
#[component]
fn CaseSearch() -> impl IntoView {
    let router = Router::here();
    let words = router.query("q");
    let is_list = move || router.page().get_untracked() == Page::Cases;
    // Other lists keep words of their own in the address.
    let typed = RwSignal::new(if is_list() {
        words.get_untracked()
    } else {
        String::new()
    });
    let value = Binding::new(
        move || {
            if router.page().get() == Page::Cases {
                words.get()
            } else {
                typed.get()
            }
        },
        move |text: String| {
            if is_list() {
                router.set_query("q", &text);
            }
            typed.set(text);
        },
    );
    let submit = move |text: String| {
        if let Ok(number) = text.trim().parse::<u64>() {
            return router.go(Page::Case(number));
        }
        if !is_list() {
            router.go(Route::from(Page::Cases).with("q", &text));
        }
    };
    view! { <SearchBox label="Search cases" value on_submit=submit /> }
}

/// Who acts in this tab. Roles guide people; nobody is asked for a password (semantics 9.5).
#[component]
fn ActingUser() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let users = desk.derive(&[Kind::User], |desk| {
        let active = desk.users.values().filter(|user| user.active);
        active
            .map(|user| (user.id.0.to_string(), user.name.to_string()))
            .collect::<Vec<_>>()
    });
    let value = Binding::new(
        move || {
            desk.user()
                .get()
                .map(|user| user.0.to_string())
                .unwrap_or_default()
        },
        move |key: String| {
            if let Ok(id) = key.parse::<u64>() {
                desk.switch_user(id.into());
            }
        },
    );
    let is_alone = move || users.with(|users| users.len() < 2);
    let name = move || users.with(|users| users.first().map(|(_, name)| name.clone()));
    view! {
        <div class="acting-user">
            <Show when=move || !is_alone() fallback=move || view! { <span>{name()}</span> }>
                <Combobox label="Acting as" value options=users label_hidden=true />
            </Show>
        </div>
    }
}
