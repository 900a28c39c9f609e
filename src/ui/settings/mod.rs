//! Settings: the organisation, lists and wording, storage and backup, the sandbox.

mod answers;
mod assignments;
mod backup;
mod fields;
mod general;
mod health;
mod journal;
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
        kit::TabPanel,
        page_tabs::{PageTab, PageTabs, tab_in_view},
        route::{Link, PageHead},
        set_up::{
            CaseDefaultsPanel, CustomerNotice, EscalationTemplates, Reasons, Severities, Slas,
        },
    },
    view::route::{Page, SettingsPart},
};
use leptos::prelude::*;

const TABS: &[PageTab] = &[
    (part(SettingsPart::Preferences), "general", "General"),
    (part(SettingsPart::Lists), "lists", "Lists and wording"),
    (
        part(SettingsPart::Escalations),
        "escalations",
        "Escalations",
    ),
    (part(SettingsPart::Support), "support", "Support"),
    (part(SettingsPart::Automation), "automation", "Automation"),
    (part(SettingsPart::Webhooks), "webhooks", "Webhooks"),
    (part(SettingsPart::Storage), "storage", "Health and storage"),
    (part(SettingsPart::Sandbox), "sandbox", "Sandbox"),
];

const fn part(part: SettingsPart) -> Page {
    Page::Settings(part)
}

/// The settings, a tab a part, each with an address of its own.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let (selected, _) = tab_in_view(TABS);
    view! {
        <div class="page">
            <PageHead title="Settings">
                <Link to=Page::SetUp attr:class="button">
                    "Guided set-up"
                </Link>
            </PageHead>
            <PageTabs label="Settings" tabs=TABS selected />
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
