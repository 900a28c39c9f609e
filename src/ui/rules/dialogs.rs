//! What is asked before a rule is switched on or off, deleted, or laid over the open cases.

use crate::{
    engine::{command::Command, id::RuleId, record::Records, rule::EscalationRule},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Button, ButtonLook, Checkbox, ConfirmDialog, Dialog},
        route::Router,
        toast::Toasts,
    },
    view::{
        counted::counted,
        route::Page,
        rule_list::{activation, deletion_words, wave_words},
    },
};
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleDialog {
    Activate(RuleId),
    Deactivate(RuleId),
    Delete(RuleId),
    Reevaluate,
}

/// The dialog that is asked for; setting the signal again opens it anew.
#[component]
pub(super) fn RuleDialogs(
    /// What is asked.
    dialog: RwSignal<Option<RuleDialog>>,
) -> impl IntoView {
    move || {
        Some(match dialog.get()? {
            RuleDialog::Activate(rule) => view! { <ActivateDialog rule /> }.into_any(),
            RuleDialog::Deactivate(rule) => view! { <DeactivateDialog rule /> }.into_any(),
            RuleDialog::Delete(rule) => view! { <DeleteDialog rule /> }.into_any(),
            RuleDialog::Reevaluate => view! { <ReevaluateDialog /> }.into_any(),
        })
    }
}

fn name_of(desk: DeskHandle, rule: RuleId) -> String {
    desk.with(|desk| {
        let rule = desk.find::<EscalationRule>(rule);
        rule.map(|rule| rule.name.to_string()).unwrap_or_default()
    })
}

/// What a command would make fire, or why it cannot be given.
fn foretold(desk: DeskHandle, command: &Command) -> String {
    match desk.preview(command) {
        Ok(preview) => wave_words(preview.wave),
        Err(rejection) => rejection.to_string(),
    }
}

#[component]
fn ActivateDialog(
    /// The rule.
    rule: RuleId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let open = RwSignal::new(true);
    let name = name_of(desk, rule);
    let means = desk.with(|desk| activation(desk, rule));
    let plans = RwSignal::new(means.plans_open_cases);
    let command = move |plan_open_cases| Command::ActivateRule {
        rule,
        plan_open_cases,
    };
    let wave = Memo::new(move |_| foretold(desk, &command(plans.get())));
    let done = format!("{name} is active");
    let activate = UnsyncCallback::new(move |()| {
        let done = done.clone();
        asking.ask(command(plans.get_untracked()), move |()| {
            open.try_set(false);
            toasts.say(done);
        });
    });
    let switches_off = means.switches_off;
    let n_open = means.n_open_cases;
    view! {
        <Dialog open heading=format!("Activate {name}?")>
            <div class="dialog__text stack stack--tight">
                {switches_off
                    .clone()
                    .map(|other| {
                        view! {
                            <p>
                                "One rule is active at a time: "<strong>{other}</strong>
                                " will be switched off, and what is pending by it will be suspended."
                            </p>
                        }
                    })}
                <Show when=move || n_open != 0>
                    <Checkbox
                        label=format!("Plan the {} now", counted(n_open, "open case", "open cases"))
                        hint="Without it, a case is planned when it is next saved."
                        checked=plans
                    />
                </Show>
                <p class="strong" role="status">{move || wave.get()}</p>
                {asking.refusal()}
            </div>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button
                    look=ButtonLook::Primary
                    pending=asking.pending()
                    on_press=activate
                    attr:autofocus=true
                >
                    "Activate"
                </Button>
            </div>
        </Dialog>
    }
}

#[component]
fn DeactivateDialog(
    /// The rule.
    rule: RuleId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let open = RwSignal::new(true);
    let name = name_of(desk, rule);
    let done = format!("{name} is not active any more");
    let confirm = move |()| {
        let done = done.clone();
        asking.ask(Command::DeactivateRule(rule), move |()| {
            open.try_set(false);
            toasts.say(done);
        });
    };
    view! {
        <ConfirmDialog
            open
            heading=format!("Deactivate {name}?")
            verb="Deactivate"
            pending=asking.pending()
            on_confirm=confirm
        >
            <p>
                "No rule is active afterwards. What is pending is suspended: it stays in sight and does not fire until the rule is active again."
            </p>
            {asking.refusal()}
        </ConfirmDialog>
    }
}

#[component]
fn DeleteDialog(
    /// The rule.
    rule: RuleId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let open = RwSignal::new(true);
    let name = name_of(desk, rule);
    let text = desk.with(|desk| deletion_words(desk, rule));
    let done = format!("{name} is deleted");
    let confirm = move |()| {
        let done = done.clone();
        asking.ask(Command::DeleteRule(rule), move |()| {
            open.try_set(false);
            toasts.say(done);
            router.go(Page::Rules);
        });
    };
    view! {
        <ConfirmDialog
            open
            heading=format!("Delete {name}?")
            verb="Delete"
            pending=asking.pending()
            on_confirm=confirm
        >
            <p>{text.clone()}</p>
            {asking.refusal()}
        </ConfirmDialog>
    }
}

/// Lays the active rule over every open case, after saying what fires at once (semantics 2.43).
#[component]
fn ReevaluateDialog() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let open = RwSignal::new(true);
    let wave = foretold(desk, &Command::ReevaluateOpenCases);
    let n_open = desk.with(|desk| {
        let open = desk.cases.values().filter(|case| !case.is_closed());
        open.count()
    });
    let confirm = UnsyncCallback::new(move |()| {
        asking.ask(Command::ReevaluateOpenCases, move |()| {
            open.try_set(false);
            toasts.say("The open cases follow the rule as it is now");
        });
    });
    view! {
        <Dialog open heading="Re-evaluate open cases?">
            <div class="dialog__text stack stack--tight">
                <p>
                    {format!(
                        "{} will be matched anew against the active rule as it is now, and planned by it.",
                        counted(n_open, "open case", "open cases"),
                    )}
                </p>
                <p class="strong">{wave.clone()}</p>
                {asking.refusal()}
            </div>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button
                    look=ButtonLook::Primary
                    pending=asking.pending()
                    on_press=confirm
                    attr:autofocus=true
                >
                    "Re-evaluate"
                </Button>
            </div>
        </Dialog>
    }
}
