//! One account: its fields, its people, its cases, and how its escalation stands.

use super::{case_states::CaseStates, escalation::RelatedCases, fields::CustomerFields};
use crate::{
    engine::{
        account::Account,
        command::Command,
        escalation::Source,
        id::{AccountId, ContactId, UserId},
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        escalations::{RecordsPanel, severity_tint},
        kit::{Binding, Each, Empty, TimeChip},
        reader::Reader,
        route::{Link, PageHead},
        user_list::UserList,
    },
    view::{
        account_heat::{heat, heat_words},
        customer_fields::CustomerId,
        customer_list::contacts_of,
        escalation::{account_panel, source_mark},
        route::{Page, Route},
    },
};
use leptos::prelude::*;

/// What the cases and the escalation of an account are made from.
const KINDS: &[Kind] = &[
    Kind::Account,
    Kind::Case,
    Kind::CaseStatus,
    Kind::EscalationPlan,
    Kind::Escalation,
    Kind::EscalationRequest,
    Kind::EscalationSeverity,
    Kind::SlaDefinition,
    Kind::User,
    Kind::Queue,
];

/// The account of an id, or that there is none.
#[component]
pub fn AccountPage(
    /// The number of the id.
    id: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let account = AccountId(id);
    let is_here = desk.derive(&[Kind::Account], move |desk| {
        desk.accounts.contains_key(&account)
    });
    view! {
        <div class="page">
            <Show
                when=move || is_here.get()
                fallback=|| {
                    view! {
                        <PageHead title="Account" />
                        <Empty
                            heading="This account is not here any more"
                            text="An import may have been removed."
                        >
                            <Link to=Page::Accounts attr:class="button button--primary">
                                "All accounts"
                            </Link>
                        </Empty>
                    }
                }
            >
                <AccountRecord account />
            </Show>
        </div>
    }
}

#[component]
fn AccountRecord(
    /// The account.
    account: AccountId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let now = desk.now();
    let title = desk.derive(&[Kind::Account], move |desk| {
        let account = desk.accounts.get(&account);
        account.map_or_else(String::new, |account| account.name.to_string())
    });
    let tint = desk.derive(KINDS, move |desk| {
        let mark = source_mark(desk, Source::Account(account));
        mark.as_ref().map(severity_tint).unwrap_or_default()
    });
    let panel = Memo::new(move |_| {
        desk.track(KINDS);
        let now = now.get();
        reader
            .zone()
            .with(|zone| desk.with(|desk| account_panel(desk, account, now, zone)))
    });
    let cases = Memo::new(move |_| panel.with(|panel| panel.cases.clone()));
    let all_cases = move || {
        let route = Route::from(Page::Cases).with("q", &title.get());
        view! { <Link to=route.with("status", "all")>"All cases"</Link> }
    };
    view! {
        <PageHead title tint />
        <HeatRow account />
        <div class="columns">
            <div>
                <section class="panel" aria-labelledby="fields-heading">
                    <div class="panel__head">
                        <h2 id="fields-heading">"Details"</h2>
                    </div>
                    <div class="panel__body">
                        <CustomerFields id=CustomerId::Account(account) />
                    </div>
                </section>
                <section class="panel" aria-labelledby="cases-heading">
                    <div class="panel__head">
                        <h2 id="cases-heading">"Open cases"</h2>
                        {all_cases}
                    </div>
                    <div class="panel__body">
                        <CaseStates cases none="No case of this account is open." />
                    </div>
                </section>
            </div>
            <div>
                <RecordsPanel source=Source::Account(account) />
                <RelatedCases panel />
                <Contacts account />
                <Team account />
            </div>
        </div>
    }
}

/// The worst of what the account's cases wait for, in one line.
#[component]
fn HeatRow(
    /// The account.
    account: AccountId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let now = desk.now();
    let hot = desk.derive(KINDS, move |desk| heat(desk, account));
    let words = Memo::new(move |_| {
        let hot = hot.get()?;
        let now = now.get();
        desk.with(|desk| {
            let number = desk.cases.get(&hot.case)?.number;
            Some((number, heat_words(desk, hot, now), hot.at))
        })
    });
    move || {
        words.get().map(|(number, words, at)| {
            let absolute = Signal::derive(move || reader.in_full(at));
            view! {
                <p class="row" data-heat>
                    <TimeChip
                        due_at=Some(at.seconds())
                        now=Signal::derive(move || now.get().seconds())
                        absolute
                    />
                    <Link to=Page::Case(number)>{words}</Link>
                </p>
            }
        })
    }
}

/// The people of the account.
#[component]
fn Contacts(
    /// The account.
    account: AccountId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let contacts = desk.derive(&[Kind::Contact], move |desk| contacts_of(desk, account));
    let new = Route::from(Page::NewContact).with("account", &account.0.to_string());
    let line = |(id, name, reach): (ContactId, String, String)| {
        view! {
            <li class="level">
                <Link to=Page::Contact(id.0)>{name}</Link>
                <p class="level__what">{reach}</p>
            </li>
        }
    };
    view! {
        <section class="panel" aria-labelledby="contacts-heading">
            <div class="panel__head">
                <h2 id="contacts-heading">"Contacts"</h2>
                <Link to=new attr:class="button">
                    "New contact"
                </Link>
            </div>
            <div class="panel__body">
                <Show
                    when=move || contacts.with(|contacts| !contacts.is_empty())
                    fallback=|| view! { <p class="muted">"Nobody yet."</p> }
                >
                    <ul class="levels levels--bare">
                        <Each each=move || contacts.get() children=line />
                    </ul>
                </Show>
            </div>
        </section>
    }
}

/// Who looks after the account, and who is told when it is escalated.
#[component]
fn Team(
    /// The account.
    account: AccountId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let list = move |of: fn(&Account) -> &Vec<UserId>,
                     of_mut: fn(&mut Account) -> &mut Vec<UserId>| {
        let users = desk.derive(&[Kind::Account], move |desk| {
            let account = desk.accounts.get(&account);
            account
                .map(|account| of(account).clone())
                .unwrap_or_default()
        });
        Binding::new(
            move || users.get(),
            move |users: Vec<UserId>| {
                let found = desk.with(|desk| desk.accounts.get(&account).cloned());
                if let Some(mut saved) = found {
                    *of_mut(&mut saved) = users;
                    asking.ask(Command::SaveAccount(saved), |()| {});
                }
            },
        )
    };
    view! {
        <section class="panel" aria-labelledby="team-heading">
            <div class="panel__head">
                <h2 id="team-heading">"Who looks after it"</h2>
            </div>
            <div class="panel__body">
                <UserList
                    legend="Team"
                    add="Add to the team"
                    hint="Told of all that happens to an escalation of the account."
                    value=list(|account| &account.team, |account| &mut account.team)
                />
                <UserList
                    legend="Watch list"
                    add="Add to the watch list"
                    hint="Told when the account is escalated."
                    value=list(|account| &account.watch_list, |account| &mut account.watch_list)
                />
                {asking.refusal()}
            </div>
        </section>
    }
}
