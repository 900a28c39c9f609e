//! One entry of a rule: its words, and its form behind them.

use super::{
    actions::ActionRows,
    criteria::CriteriaRows,
    draft::{Editor, KINDS},
};
use crate::{
    engine::rule::{EscalationClock, HoursMode},
    ui::kit::{
        Announcer, Badge, Binding, Button, ButtonLook, Checkbox, Each, Icon, IconMark,
        RemoveButton, SelectField, TextArea, Tone,
    },
    view::{
        counted::counted,
        rule_draft::PartKey,
        rule_page::{CLOCKS, hours_key, hours_of_key, hours_options},
        rule_words::{EntryWords, entry_warnings, entry_words},
    },
};
use leptos::{ev::KeyboardEvent, prelude::*};

/// The two ways to tell which cases an entry takes (semantics 1.10).
const LINES: &str = "criteria";
const FORMULA: &str = "formula";

/// The card of an entry.
#[component]
pub(super) fn EntryCard(
    /// Names it in the draft.
    key_of_entry: PartKey,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let announcer = Announcer::here();
    let place = Memo::new(move |_| {
        editor
            .draft
            .with(|draft| draft.place(key).unwrap_or_default())
    });
    let press = move |event: KeyboardEvent| {
        let at = place.get_untracked();
        let to = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => at.checked_sub(1),
            "ArrowDown" if event.alt_key() => Some(at + 1),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let n_entries = editor.draft.with_untracked(|draft| draft.entries.len());
        let name = editor.name(key);
        match to.filter(|to| *to < n_entries) {
            Some(to) => {
                announcer.say(format!("{name}, {} of {n_entries}", to + 1));
                editor.draft.update(|draft| draft.move_entry(at, to));
            }
            None => announcer.say(format!("{name} stays at {} of {n_entries}", at + 1)),
        }
    };
    view! {
        <article class="entry-card" on:keydown=press>
            <EntryHead key_of_entry=key place />
            <EntryWarnings place />
            <Show when=move || editor.is_open(key)>
                <EntryForm key_of_entry=key />
            </Show>
        </article>
    }
}

/// The entry in words, with the buttons that open, copy and delete it.
#[component]
fn EntryHead(
    /// Names the entry in the draft.
    key_of_entry: PartKey,
    /// Where it stands, from 0 on.
    place: Memo<usize>,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let words = Memo::new(move |_| {
        editor.desk().track(KINDS);
        editor.rule.with(|rule| {
            let entry = rule.entries.get(place.get())?;
            Some(editor.desk().with(|desk| entry_words(desk, entry)))
        })
    });
    let said = move |say: fn(&EntryWords) -> String| {
        move || words.with(|words| words.as_ref().map(say).unwrap_or_default())
    };
    let actions = move || words.with(|words| words.as_ref().map(|words| words.actions.clone()));
    let duplicate = move |()| {
        let mut copy = None;
        editor
            .draft
            .update(|draft| copy = draft.duplicate_entry(key));
        if let Some(copy) = copy {
            editor.turn(copy);
        }
    };
    let remove = move |()| editor.draft.update(|draft| draft.remove_entry(key));
    let is_open = move || editor.is_open(key);
    view! {
        <div class="entry-card__head">
            <span class="entry-card__order">{move || place.get() + 1}</span>
            <h3 class="entry-card__title">
                <button
                    type="button"
                    class="entry-card__open"
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    on:click=move |_| editor.turn(key)
                >
                    <span class="entry-card__condition" title=said(|words| words.condition.clone())>
                        {said(|words| words.condition.clone())}
                    </span>
                    <IconMark icon=Icon::Chevron />
                </button>
            </h3>
            <Show when=move || editor.n_problems(key) != 0>
                <Badge
                    tone=Tone::High
                    text=Signal::derive(move || counted(editor.n_problems(key), "error", "errors"))
                />
            </Show>
            <Button look=ButtonLook::Quiet label="Duplicate entry" on_press=duplicate>
                <IconMark icon=Icon::Copy />
            </Button>
            <RemoveButton label="Delete entry" on_press=remove />
        </div>
        <Show when=move || !is_open()>
            <div class="entry-card__words">
                <p class="muted">{said(|words| words.counting.clone())}</p>
                <ul class="entry-card__actions">
                    {move || {
                        let lines = actions().unwrap_or_default().into_iter();
                        lines.map(|line| view! { <li>{line}</li> }).collect_view()
                    }}
                </ul>
            </div>
        </Show>
    }
}

/// What is doubtful about the entry; it keeps nobody from saving.
#[component]
fn EntryWarnings(
    /// Where the entry stands, from 0 on.
    place: Memo<usize>,
) -> impl IntoView {
    let editor = Editor::here();
    let warnings = Memo::new(move |_| {
        editor.desk().track(KINDS);
        editor.rule.with(|rule| {
            editor
                .desk()
                .with(|desk| entry_warnings(desk, rule, place.get()))
        })
    });
    view! {
        <Show when=move || warnings.with(|warnings| !warnings.is_empty())>
            <ul class="entry-card__warnings" aria-label="Warnings">
                <Each
                    each=move || warnings.get()
                    children=|warning| {
                        view! {
                            <li class="warning">
                                <IconMark icon=Icon::Alert />
                                {warning}
                            </li>
                        }
                    }
                />
            </ul>
        </Show>
    }
}

/// The form of an entry.
#[component]
fn EntryForm(
    /// Names the entry in the draft.
    key_of_entry: PartKey,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let by_formula = Memo::new(move |_| editor.read(key, |entry| entry.by_formula));
    let way = Binding::new(
        move || if by_formula.get() { FORMULA } else { LINES }.to_owned(),
        move |way: String| editor.change(key, |entry| entry.by_formula = way == FORMULA),
    );
    let ways = [(LINES, "Criteria"), (FORMULA, "A formula")];
    let ways: Vec<_> = ways
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .into();
    view! {
        <div class="entry-card__body entry-form">
            <fieldset class="part">
                <legend class="part__title">"Which cases"</legend>
                <SelectField label="Told by" value=way options=ways />
                <Show
                    when=move || by_formula.get()
                    fallback=move || view! { <CriteriaRows key_of_entry=key /> }
                >
                    <FormulaField key_of_entry=key />
                </Show>
            </fieldset>
            <fieldset class="part">
                <legend class="part__title">"How their age counts"</legend>
                <Counting key_of_entry=key />
            </fieldset>
            <fieldset class="part">
                <legend class="part__title">"What happens at which age"</legend>
                <ActionRows key_of_entry=key />
            </fieldset>
        </div>
    }
}

/// The formula of an entry.
#[component]
fn FormulaField(
    /// Names the entry in the draft.
    key_of_entry: PartKey,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let formula = Binding::new(
        move || editor.read(key, |entry| entry.formula.clone()),
        move |text| editor.change(key, |entry| entry.formula = text),
    );
    view! {
        <div class="formula">
            <TextArea
                label="Formula"
                value=formula
                n_lines=6
                hint="Fields by their names in rule files, such as Status or Account.SLA__c: AND(ISPICKVAL(Status, \"New\"), NOW() - CreatedDate > 1)."
                error=editor.entry_error(key, "formula")
            />
        </div>
    }
}

/// Which hours count, and from when.
#[component]
fn Counting(
    /// Names the entry in the draft.
    key_of_entry: PartKey,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let hours_mode = Memo::new(move |_| {
        editor.draft.with(|draft| {
            let entry = draft.entry(key);
            entry.map_or(HoursMode::OfCase, |entry| entry.hours)
        })
    });
    let clock_mode = Memo::new(move |_| {
        editor.draft.with(|draft| {
            let entry = draft.entry(key);
            entry.map_or(EscalationClock::FromCreation, |entry| entry.clock)
        })
    });
    let hours = Binding::new(
        move || hours_key(hours_mode.get()),
        move |chosen: String| editor.change(key, |entry| entry.hours = hours_of_key(&chosen)),
    );
    let clock = Binding::new(
        move || {
            let chosen = CLOCKS.iter().find(|(clock, ..)| *clock == clock_mode.get());
            chosen.map_or("", |(_, key, ..)| *key).to_owned()
        },
        move |chosen: String| {
            if let Some((clock, ..)) = CLOCKS.iter().find(|(_, key, ..)| *key == chosen) {
                editor.change(key, |entry| entry.clock = *clock);
            }
        },
    );
    let pauses = Binding::new(
        move || {
            editor
                .draft
                .with(|draft| draft.entry(key).is_some_and(|entry| entry.pause_on_hold))
        },
        move |pauses| editor.change(key, |entry| entry.pause_on_hold = pauses),
    );
    let hours_choices = Signal::derive(move || {
        editor.desk().track(KINDS);
        editor
            .desk()
            .with(|desk| hours_options(desk, hours_mode.get()))
    });
    let clock_choices: Vec<(String, String)> = CLOCKS
        .iter()
        .map(|(_, key, text, _)| ((*key).to_owned(), (*text).to_owned()))
        .collect();
    let hint = move || {
        let chosen = CLOCKS.iter().find(|(clock, ..)| *clock == clock_mode.get());
        chosen.map_or("", |(.., hint)| *hint)
    };
    view! {
        <div class="row row--fields">
            <SelectField label="Hours that count" value=hours options=hours_choices />
            <div class="field">
                <SelectField label="Counts from" value=clock options=clock_choices />
                <p class="field__hint">{hint}</p>
            </div>
        </div>
        <Checkbox
            label="Pause while the case waits"
            hint="In a status such as On Hold the age stands still, and nothing fires."
            checked=pauses
        />
    }
}
