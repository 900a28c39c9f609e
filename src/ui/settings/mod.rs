//! Settings: the organisation, lists and wording, storage and backup, the sandbox.

mod answers;
mod assignments;
mod backup;
mod fields;
mod general;
mod health;
mod lists;
mod sandbox;
mod status_form;
mod storage;
mod support;
mod templates;
mod test_rows;
mod webhooks;

pub use self::lists::Statuses;
use self::{
    answers::Answers, assignments::Assignments, backup::BackupPanels, fields::Fields,
    general::General, lists::Lists, sandbox::Sandbox, storage::StoragePanels,
    support::SupportPanel, templates::Templates, webhooks::Webhooks,
};
use crate::{
    ui::{
        kit::{TabPanel, Tabs},
        route::{Link, PageHead, Router},
        set_up::{
            CaseDefaultsPanel, CustomerNotice, EscalationTemplates, Reasons, Severities, Slas,
        },
    },
    view::route::{Page, SettingsPart},
};
use leptos::prelude::*;

/// The parts: key, word, and the address of each.
const PARTS: [(&str, &str, SettingsPart); 8] = [
    ("general", "General", SettingsPart::Preferences),
    ("lists", "Lists and wording", SettingsPart::Lists),
    ("escalations", "Escalations", SettingsPart::Escalations),
    ("support", "Support", SettingsPart::Support),
    ("automation", "Automation", SettingsPart::Automation),
    ("webhooks", "Webhooks", SettingsPart::Webhooks),
    ("storage", "Health and storage", SettingsPart::Storage),
    ("sandbox", "Sandbox", SettingsPart::Sandbox),
];

/// The settings, a tab a part, each with an address of its own.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let router = Router::here();
    let page = router.page();
    let selected = Signal::derive(move || {
        let found = PARTS
            .iter()
            .find(|(.., part)| Page::Settings(*part) == page.get());
        found.map_or("general", |(key, ..)| key).to_owned()
    });
    let tabs = PARTS
        .map(|(key, word, _)| (key.to_owned(), word.to_owned()))
        .to_vec();
    let select = move |key: String| {
        if let Some((.., part)) = PARTS.iter().find(|(known, ..)| *known == key) {
            router.go(Page::Settings(*part));
        }
    };
    view! {
        <div class="page">
            <PageHead title="Settings">
                <Link to=Page::SetUp attr:class="button">
                    "Guided set-up"
                </Link>
            </PageHead>
            <Tabs label="Settings" tabs selected on_select=select />
            <TabPanel key="general" selected>
                <General />
            </TabPanel>
            <TabPanel key="lists" selected>
                <div class="stack">
                    <Lists />
                    <CaseDefaultsPanel />
                    <Fields />
                    <Templates />
                </div>
            </TabPanel>
            <TabPanel key="escalations" selected>
                <div class="stack">
                    <Severities />
                    <EscalationTemplates />
                    <Slas />
                    <Reasons />
                    <CustomerNotice />
                </div>
            </TabPanel>
            <TabPanel key="support" selected>
                <SupportPanel />
            </TabPanel>
            <TabPanel key="automation" selected>
                <div class="stack">
                    <Assignments />
                    <Answers />
                </div>
            </TabPanel>
            <TabPanel key="webhooks" selected>
                <Webhooks />
            </TabPanel>
            <TabPanel key="storage" selected>
                <div class="stack">
                    <StoragePanels />
                    <BackupPanels />
                </div>
            </TabPanel>
            <TabPanel key="sandbox" selected>
                <Sandbox />
            </TabPanel>
        </div>
    }
}
