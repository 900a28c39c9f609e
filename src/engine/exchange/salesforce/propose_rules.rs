//! The rules that bringing files in would put, and the stand-ins that they need.

use super::{
    actions::{ActionText, AssignedText},
    names::{Names, folded},
    propose::{Draft, Fate, ProposedCalendar, ProposedRule},
    propose_hours::calendar_named,
    report::{FindingKind, Place},
    rules::{CriterionText, EntryText, HoursText, RuleText},
};
use crate::engine::{
    choice::{CustomField, CustomFieldOf},
    field_type::{FieldType, TypeGuess},
    id::{ActionId, CustomFieldId, EntryId, RuleId, TemplateId},
    notice_kind::NoticeKind,
    people::Assignee,
    record::Stored,
    rule::{
        CRITERIA_MAX, CaseField, Criterion, EscalationAction, EscalationRule, Field, Formula,
        HoursMode, Operator, Reassign, RuleEntry, split_list,
    },
};
use std::borrow::Cow;

/// Proposes the rules. Those that the desk has by name keep the ids of their entries and actions
/// by their order (semantics 12.5).
pub(super) fn propose_rules(
    draft: &mut Draft<'_>,
    texts: &[RuleText],
    calendars: &[ProposedCalendar],
) -> Vec<ProposedRule> {
    name_active_ones(draft, texts);
    guess_types(&mut draft.names, texts);
    let mut proposed = Vec::new();
    for text in texts {
        let mut rules = draft.desk.rules.values();
        let before = rules.find(|rule| folded(&rule.name) == folded(&text.name));
        let entries = text.entries.iter().enumerate().map(|(place, entry)| {
            let before = before.and_then(|rule| rule.entries.get(place));
            entry_of(draft, entry, before, calendars)
        });
        let entries: Vec<RuleEntry> = entries.collect();
        let n_before = before.map_or(0, |rule| rule.entries.len());
        let record = EscalationRule {
            id: before.map_or(RuleId(0), |rule| rule.id),
            name: text.name.clone(),
            active: before.is_some_and(|rule| rule.active),
            was_active: before.is_some_and(|rule| rule.was_active),
            version: before.map_or(0, |rule| rule.version),
            entries,
            import: before.map_or(Some(draft.import), |rule| rule.import),
        };
        let n_entries = record.entries.len();
        proposed.push(ProposedRule {
            name: text.name.clone(),
            fate: match before {
                None => Fate::New,
                Some(before) if *before == record => Fate::Unchanged,
                Some(_) => Fate::Changed,
            },
            n_entries,
            n_matched: n_entries.min(n_before),
            n_gone: n_before.saturating_sub(n_entries),
            active_in_file: text.active.is_some(),
            record,
        });
    }
    proposed
}

/// At most one rule is active (semantics 2.1): the others are named.
fn name_active_ones(draft: &mut Draft<'_>, texts: &[RuleText]) {
    for (place, text) in texts.iter().enumerate() {
        let Some(at) = &text.active else { continue };
        if draft.choices.activate != Some(place) {
            let what = "the rule is active in the file, and is not made the active one here";
            draft
                .findings
                .push(at.finding(FindingKind::NotHonoured, what));
        }
    }
}

fn entry_of(
    draft: &mut Draft<'_>,
    text: &EntryText,
    before: Option<&RuleEntry>,
    calendars: &[ProposedCalendar],
) -> RuleEntry {
    let criteria = text.criteria.iter();
    let mut criteria: Vec<Criterion> = criteria.map(|line| criterion_of(draft, line)).collect();
    let formula = text.formula.as_ref();
    let formula = formula.map(|(formula, at)| formula_of(draft, formula, at));
    let (formula, unreadable) = match formula {
        Some(Ok(formula)) => (Some(formula), None),
        Some(Err(text)) => (None, Some(text)),
        None => (None, None),
    };
    if let Some(never) = text.never.as_ref().or(unreadable.as_ref()) {
        // A line on what cannot be read keeps the entry from matching, and shows in the editor.
        criteria.truncate(CRITERIA_MAX - 1);
        criteria.push(Criterion {
            field: Field::Unreadable(never.clone()),
            operator: Operator::Equals,
            value: Box::default(),
        });
    }
    let actions = text.actions.iter().enumerate().map(|(place, action)| {
        let before = before.and_then(|entry| entry.actions.get(place));
        action_of(
            draft,
            action,
            before.map_or(ActionId(0), |action| action.id),
        )
    });
    RuleEntry {
        id: before.map_or(EntryId(0), |entry| entry.id),
        actions: actions.collect(),
        criteria,
        logic: text.logic.clone(),
        formula,
        hours: hours_of(draft, &text.hours, calendars),
        clock: text.clock,
        // Rule files cannot say it: what was set here stays.
        pause_on_hold: before.is_some_and(|entry| entry.pause_on_hold),
    }
}

fn hours_of(draft: &mut Draft<'_>, text: &HoursText, calendars: &[ProposedCalendar]) -> HoursMode {
    let (name, source_at) = match text {
        HoursText::Ignore => return HoursMode::Ignore,
        HoursText::OfCase => return HoursMode::OfCase,
        HoursText::Named { name, source_at } => (name, source_at),
    };
    if let Some(calendar) = calendar_named(draft, calendars, &name.text) {
        return HoursMode::Set(calendar);
    }
    let what = format!(
        "no business hours are called “{}”: those of the case count until their file is brought in with the rules",
        name.text
    );
    for at in [&name.at, source_at] {
        let finding = at.finding(FindingKind::Substituted, what.clone());
        draft.findings.push(finding);
    }
    HoursMode::OfCase
}

fn criterion_of(draft: &mut Draft<'_>, text: &CriterionText) -> Criterion {
    let path = &text.field.text;
    let field = match &text.never {
        Some(never) => Field::Unreadable(format!("{path}: {never}").into()),
        None => field_of(draft, text),
    };
    if text.operator == Operator::Equals {
        meet_values(draft, &field, &split_list(&text.value), &text.value_at);
    }
    let records = draft.desk.overlaid(&draft.changes);
    let field_type = field.field_type(&records);
    let criterion = Criterion {
        field,
        operator: text.operator,
        value: text.value.clone(),
    };
    if let Some(unread) = criterion.unread(field_type) {
        let what = format!("nothing compares with it: {unread}");
        let finding = text.value_at.finding(FindingKind::NotHonoured, what);
        draft.findings.push(finding);
    }
    criterion
}

fn field_of(draft: &mut Draft<'_>, text: &CriterionText) -> Field {
    let Draft {
        names,
        counters,
        changes,
        ..
    } = draft;
    let field = Field::named(&text.field.text, |of, name| {
        names.custom_field(of, name, counters, changes)
    });
    if matches!(field, Field::Unreadable(_)) {
        let what = format!(
            "the field {} cannot be read here: the entry never matches",
            text.field.text
        );
        draft
            .findings
            .push(text.field.at.finding(FindingKind::NotHonoured, what));
    }
    field
}

/// The formula with the fields and values that it names met, or what stands in its place when
/// it is refused.
fn formula_of(draft: &mut Draft<'_>, formula: &Formula, at: &Place) -> Result<Formula, Box<str>> {
    for mention in formula.mentions() {
        let Draft {
            names,
            counters,
            changes,
            ..
        } = draft;
        let field = mention.field(|of, name| names.custom_field(of, name, counters, changes));
        if let Some(value) = mention.value {
            meet_values(draft, &field, &[Cow::Owned(value.into())], at);
        }
    }
    let staged = |of: CustomFieldOf, name: &str| {
        let made = draft.changes.records.values().flatten();
        let mut made = made.filter_map(CustomField::of);
        let made = made.find(|field| field.of == of && field.name.eq_ignore_ascii_case(name));
        made.or_else(|| draft.desk.custom_field(of, name))
    };
    let checked = formula.check(&staged);
    checked.map(|()| formula.clone()).map_err(|error| {
        let what = format!("the formula is refused, so the entry never matches: {error}");
        let finding = at.finding(FindingKind::NotHonoured, what);
        draft.findings.push(finding);
        format!("formula {}", formula.text()).into()
    })
}

/// What the uses of fields that are not there yet say of their types.
fn guess_types(names: &mut Names, texts: &[RuleText]) {
    for entry in texts.iter().flat_map(|text| &text.entries) {
        for line in &entry.criteria {
            let Some(guess) = guess_at(names, |seen| Field::named(&line.field.text, seen)) else {
                continue;
            };
            match line.operator {
                Operator::Contains | Operator::NotContain | Operator::StartsWith => {
                    guess.note(FieldType::Text);
                }
                Operator::Includes | Operator::Excludes => {
                    guess.note(FieldType::MultiPicklist);
                    guess.note_values(&line.value);
                }
                _ => guess.note_values(&line.value),
            }
        }
        let mentions = entry.formula.iter();
        for mention in mentions.flat_map(|(formula, _)| formula.mentions()) {
            let Some(guess) = guess_at(names, |seen| mention.field(seen)) else {
                continue;
            };
            if let Some(value) = &mention.value {
                guess.note_value(value);
            }
            if let Some(field_type) = mention.field_type {
                guess.note(field_type);
            }
        }
    }
}

/// Where the guess stands at the type of the added field that is found, when one is.
fn guess_at(
    names: &mut Names,
    find: impl FnOnce(&mut dyn FnMut(CustomFieldOf, &str) -> Option<CustomFieldId>) -> Field,
) -> Option<&mut TypeGuess> {
    let mut met = None;
    find(&mut |of, name| {
        met = Some((of, folded(name)));
        None
    });
    met.map(|key| names.guesses.entry(key).or_default())
}

/// Makes the values of lists that a rule asks for, so that cases can have them.
fn meet_values(draft: &mut Draft<'_>, field: &Field, values: &[Cow<'_, str>], at: &Place) {
    let Field::Case(field) = field else { return };
    for value in values.iter().filter(|value| !value.trim().is_empty()) {
        let (counters, changes) = (&mut draft.counters, &mut draft.changes);
        match (field, field.list()) {
            (CaseField::Status, _) => draft.names.status(value, counters, changes),
            (_, Some(list)) => draft.names.choice(list, value, counters, changes),
            (CaseField::Owner, _) if !draft.names.is_assignee(value) => {
                let what = format!("nobody and no queue is called “{value}” yet");
                draft.findings.push(at.finding(FindingKind::Note, what));
            }
            (CaseField::RecordTypeDeveloperName, _) => {
                draft.names.record_type(value, counters, changes);
            }
            _ => {}
        }
    }
}

fn action_of(draft: &mut Draft<'_>, text: &ActionText, id: ActionId) -> EscalationAction {
    let reassign = text.assigned_to.as_ref().map(|to| reassign_of(draft, to));
    let notify_user = text.notify_user.as_ref().map(|said| {
        let (counters, changes) = (&mut draft.counters, &mut draft.changes);
        draft.names.user(&said.text, counters, changes)
    });
    let notify_template = text
        .notify_template
        .as_ref()
        .map(|said| template_named(draft, &said.text, NoticeKind::Escalated.shipped()));
    EscalationAction {
        id,
        age_minutes: text.age_minutes,
        reassign,
        notify_user,
        notify_owner: text.notify_owner,
        additional_emails: text.additional_emails.clone(),
        notify_template,
    }
}

fn reassign_of(draft: &mut Draft<'_>, text: &AssignedText) -> Reassign {
    let (counters, changes) = (&mut draft.counters, &mut draft.changes);
    let name = &text.name.text;
    let to = if text.is_queue {
        Assignee::Queue(draft.names.queue(name, counters, changes))
    } else {
        Assignee::User(draft.names.user(name, counters, changes))
    };
    let template = text.template.as_ref();
    Reassign {
        to,
        template: template
            .map(|said| template_named(draft, &said.text, NoticeKind::NewOwner.shipped())),
    }
}

fn template_named(draft: &mut Draft<'_>, name: &str, shipped: (&str, &str)) -> TemplateId {
    let (counters, changes) = (&mut draft.counters, &mut draft.changes);
    draft.names.template(name, shipped, counters, changes)
}
