//! What the entries of a rule say in words, and what is doubtful about them.

use crate::engine::{
    calendar::Calendar,
    choice::{ChoiceList, CustomField},
    desk::Desk,
    in_order::by_number,
    people::{Assignee, Queue, User},
    record::Records,
    rule::{
        CaseField, Criterion, EscalationAction, EscalationRule, Field, HoursMode, Operator,
        RuleEntry, split_list,
    },
    wording::age_words,
};
use crate::view::phrase::{action_words, clock_words};

/// An entry in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EntryWords {
    /// Which cases it takes: `If Status is New or Working and Priority is High`.
    pub condition: String,
    /// What its ages count from, and in which hours.
    pub counting: String,
    /// Each action with its age: `4 h → reassigns to Tier 2, tells the owner`.
    pub actions: Vec<String>,
}

/// Says what an entry does.
#[must_use]
pub fn entry_words(desk: &Desk, entry: &RuleEntry) -> EntryWords {
    let actions: Vec<&EscalationAction> = entry.actions.iter().collect();
    let actions = by_number(actions, |action| action.age_minutes.into());
    let said = |action: &&EscalationAction| {
        let age = age_words(action.age_minutes);
        format!("{age} → {}", action_words(desk, action))
    };
    EntryWords {
        condition: condition_words(desk, entry),
        counting: format!("Counts {}", clock_words(desk, entry)),
        actions: actions.iter().map(said).collect(),
    }
}

/// Which cases an entry takes.
#[must_use]
pub fn condition_words(desk: &Desk, entry: &RuleEntry) -> String {
    if let Some(formula) = &entry.formula {
        return format!("If {}", in_one_line(formula.text()));
    }
    let words: Vec<String> = entry
        .criteria
        .iter()
        .map(|criterion| criterion_words(desk, criterion))
        .collect();
    match &entry.logic {
        _ if words.is_empty() => "Every case".to_owned(),
        Some(logic) => format!("If {}", with_words(logic.text(), &words)),
        None => format!("If {}", words.join(" and ")),
    }
}

/// The beginning of a formula, its lines made one.
fn in_one_line(formula: &str) -> String {
    /// Longer titles are no help: the form shows the whole.
    const CHARS: usize = 160;
    let words: Vec<&str> = formula.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(CHARS) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// Filter logic with each number replaced by what its criterion says.
fn with_words(logic: &str, words: &[String]) -> String {
    let mut said = String::new();
    let mut rest = logic;
    while let Some(first) = rest.chars().next() {
        let is_same = |c: char| match first {
            _ if first.is_ascii_digit() => c.is_ascii_digit(),
            _ if first.is_alphabetic() => c.is_alphabetic(),
            _ => false,
        };
        let end = rest
            .find(|c| !is_same(c))
            .filter(|end| *end > 0)
            .unwrap_or_else(|| {
                if is_same(first) {
                    rest.len()
                } else {
                    first.len_utf8()
                }
            });
        let (token, after) = rest.split_at(end);
        let named = token.parse::<usize>().ok();
        match named.and_then(|number| words.get(number.checked_sub(1)?)) {
            Some(words) => said.push_str(words),
            None => said.push_str(&token.to_lowercase()),
        }
        rest = after;
    }
    said
}

/// One criterion: `Priority is none of High, Medium`.
#[must_use]
pub fn criterion_words(desk: &Desk, criterion: &Criterion) -> String {
    let field = field_label(desk, &criterion.field);
    let values = split_list(&criterion.value);
    let is_blank = values.iter().all(|value| value.trim().is_empty());
    let denies = matches!(
        criterion.operator,
        Operator::NotEqual | Operator::NotContain | Operator::Excludes
    );
    if is_blank {
        let verb = if denies { "is not empty" } else { "is empty" };
        return format!("{field} {verb}");
    }
    let values: Vec<&str> = values
        .iter()
        .map(|value| {
            if value.trim().is_empty() {
                "empty"
            } else {
                value.trim()
            }
        })
        .collect();
    let verb = match (criterion.operator, values.len()) {
        (Operator::Equals, _) => "is",
        (Operator::NotEqual, 1) => "is not",
        (Operator::NotEqual, _) => "is none of",
        (Operator::LessThan, _) => "is below",
        (Operator::GreaterThan, _) => "is above",
        (Operator::LessOrEqual, _) => "is at most",
        (Operator::GreaterOrEqual, _) => "is at least",
        (Operator::Contains, _) => "contains",
        (Operator::NotContain, 1) => "does not contain",
        (Operator::NotContain, _) => "contains none of",
        (Operator::StartsWith, _) => "starts with",
        (Operator::Includes, _) => "includes",
        (Operator::Excludes, 1) => "excludes",
        (Operator::Excludes, _) => "excludes each of",
    };
    let values = match values.split_last() {
        _ if denies => values.join(", "),
        Some((last, [])) => (*last).to_owned(),
        Some((last, most)) => format!("{} or {last}", most.join(", ")),
        None => String::new(),
    };
    format!("{field} {verb} {values}")
}

/// A field as people see it.
#[must_use]
pub fn field_label(desk: &Desk, field: &Field) -> String {
    match field {
        Field::Case(field) => field.label().to_owned(),
        Field::Account(field) => field.label().to_owned(),
        Field::Contact(field) => field.label().to_owned(),
        Field::Custom(id) => desk.find::<CustomField>(*id).map_or_else(
            || "a field that was deleted".to_owned(),
            |field| field.label.to_string(),
        ),
        Field::User(who, field) => format!("{} {}", who.label(), field.label()),
        Field::UserCustom(who, id) => {
            let field = desk.find::<CustomField>(*id);
            let label = field.map_or("a field that was deleted", |field| &field.label);
            format!("{}: {label}", who.label())
        }
        Field::Unreadable(name) => name.to_string(),
    }
}

/// An operator as the editor calls it (semantics 3.3).
#[must_use]
pub const fn operator_label(operator: Operator) -> &'static str {
    match operator {
        Operator::Equals => "equals",
        Operator::NotEqual => "not equal to",
        Operator::LessThan => "less than",
        Operator::GreaterThan => "greater than",
        Operator::LessOrEqual => "less or equal",
        Operator::GreaterOrEqual => "greater or equal",
        Operator::Contains => "contains",
        Operator::NotContain => "does not contain",
        Operator::StartsWith => "starts with",
        Operator::Includes => "includes",
        Operator::Excludes => "excludes",
    }
}

/// The values that a field's list has, when it has one.
#[must_use]
pub fn listed_values(desk: &Desk, field: &Field) -> Option<Vec<String>> {
    let field = match field {
        Field::Case(field) => field,
        Field::Custom(id) | Field::UserCustom(_, id) => {
            let field = desk.custom_fields.get(id)?;
            let values = field.values.iter().map(ToString::to_string);
            return field.field_type.has_values().then(|| values.collect());
        }
        _ => return None,
    };
    if *field == CaseField::Status {
        let statuses = desk.statuses_in_order();
        let names = statuses.iter().map(|status| status.name.to_string());
        return Some(names.collect());
    }
    field.list().map(|list| choice_names(desk, list))
}

fn choice_names(desk: &Desk, list: ChoiceList) -> Vec<String> {
    desk.choices_of(list)
        .iter()
        .map(|choice| choice.name.to_string())
        .collect()
}

/// What is doubtful about the entry at that place, from 0 on; none of it keeps the rule from being
/// saved (semantics 2.5, 2.7, 2.10, 2.45, 3.2, 3.8).
#[must_use]
pub fn entry_warnings(desk: &Desk, rule: &EscalationRule, place: usize) -> Vec<String> {
    let Some(entry) = rule.entries.get(place) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let n_below = rule.entries.len() - place - 1;
    if let Some(formula) = &entry.formula {
        let checked = formula.check(&|of, name| desk.custom_field(of, name));
        found.extend(checked.err().map(|error| {
            format!("The formula cannot be read, so this entry never matches: {error}.")
        }));
    } else if entry.criteria.is_empty() && n_below > 0 {
        found.push(match n_below {
            1 => "It takes every case: the entry below is never reached.".to_owned(),
            n => format!("It takes every case: the {n} entries below are never reached."),
        });
    }
    let criteria = entry.criteria.iter();
    found.extend(criteria.filter_map(|criterion| criterion_warning(desk, criterion)));
    found.extend(hours_warning(desk, entry.hours));
    if entry.actions.is_empty() {
        found.push(
            "It has no actions: its cases stop here and never escalate by this rule.".to_owned(),
        );
    }
    for action in &entry.actions {
        let problems = action_warnings(desk, action);
        let age = age_words(action.age_minutes);
        found.extend(
            problems
                .iter()
                .map(|problem| format!("After {age}: {problem}.")),
        );
    }
    found
}

fn criterion_warning(desk: &Desk, criterion: &Criterion) -> Option<String> {
    let label = field_label(desk, &criterion.field);
    match &criterion.field {
        Field::Unreadable(name) => {
            return Some(format!(
                "{name} cannot be read here: this entry never matches."
            ));
        }
        Field::Custom(id) | Field::UserCustom(_, id) if desk.find::<CustomField>(*id).is_none() => {
            return Some("It looks at a field that was deleted.".to_owned());
        }
        _ => {}
    }
    let gone = gone_values(desk, criterion);
    match gone.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is not in the list of {label}.")),
        several => Some(format!(
            "{} are not in the list of {label}.",
            several.join(", ")
        )),
    }
}

/// The values that a line names though the list of its field has them no longer, in quotes: it can
/// never match by them (semantics 3.8).
fn gone_values(desk: &Desk, criterion: &Criterion) -> Vec<String> {
    let compares = matches!(criterion.operator, Operator::Equals | Operator::NotEqual);
    let Some(known) = listed_values(desk, &criterion.field).filter(|_| compares) else {
        return Vec::new();
    };
    let is_known = |value: &str| {
        let value = value.trim().to_lowercase();
        value.is_empty()
            || known
                .iter()
                .any(|known| known.trim().to_lowercase() == value)
    };
    split_list(&criterion.value)
        .into_iter()
        .filter(|value| !is_known(value))
        .map(|value| format!("“{}”", value.trim()))
        .collect()
}

/// Whether an entry names a value that its list has no longer.
#[must_use]
pub fn names_gone_value(desk: &Desk, entry: &RuleEntry) -> bool {
    let mut criteria = entry.criteria.iter();
    criteria.any(|criterion| !gone_values(desk, criterion).is_empty())
}

fn hours_warning(desk: &Desk, hours: HoursMode) -> Option<String> {
    let HoursMode::Set(id) = hours else {
        return None;
    };
    match desk.find::<Calendar>(id) {
        None => Some("Its business hours were deleted: the default ones count.".to_owned()),
        Some(calendar) if !calendar.active => Some(format!(
            "The business hours {} are not active: the default ones count.",
            calendar.name
        )),
        Some(_) => None,
    }
}

/// What is doubtful about one action, each without its full stop.
#[must_use]
pub fn action_warnings(desk: &Desk, action: &EscalationAction) -> Vec<String> {
    let mut found = Vec::new();
    if action.only_marks() {
        found.push("it only marks the case as escalated".to_owned());
    }
    let user = |id| {
        let user = desk.find::<User>(id);
        ("user", user.map(|user| (&user.name, user.active)))
    };
    let target = action.reassign.map(|reassign| match reassign.to {
        Assignee::User(id) => user(id),
        Assignee::Queue(id) => {
            let queue = desk.find::<Queue>(id);
            ("queue", queue.map(|queue| (&queue.name, queue.active)))
        }
    });
    match target {
        Some((kind, None)) => found.push(format!(
            "the {kind} it gives the case to was deleted, so it is held back"
        )),
        Some((_, Some((name, false)))) => {
            found.push(format!("{name} is not active, so it is held back"));
        }
        Some((_, Some((_, true)))) | None => {}
    }
    match action.notify_user.map(user) {
        Some((_, None)) => found.push("the user it tells was deleted".to_owned()),
        Some((_, Some((name, false)))) => {
            found.push(format!("{name}, whom it tells, is not active"));
        }
        Some((_, Some((_, true)))) | None => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        change::ChangeSet,
        choice::CaseStatus,
        choice::Stage,
        id::{ActionId, EntryId, QueueId, RuleId, StatusId},
        rule::{EscalationClock, Formula, Logic, Reassign},
    };

    fn desk() -> Desk {
        let mut changes = ChangeSet::default();
        for (id, name) in [(1, "New"), (2, "Working")] {
            changes.put(CaseStatus {
                id: StatusId(id),
                name: name.into(),
                order: 0,
                stage: Stage::Open,
                on_hold: false,
                description: "".into(),
            });
        }
        changes.put(Queue {
            id: QueueId(7),
            name: "Tier 2".into(),
            developer_name: "".into(),
            email: "".into(),
            email_members: false,
            members: Vec::new(),
            active: false,
            stand_in: None,
        });
        let mut desk = Desk::new(1);
        desk.apply(changes);
        desk
    }

    fn criterion(field: CaseField, operator: Operator, value: &str) -> Criterion {
        Criterion {
            field: Field::Case(field),
            operator,
            value: value.into(),
        }
    }

    fn action(age_minutes: u32) -> EscalationAction {
        EscalationAction {
            id: ActionId(u64::from(age_minutes)),
            age_minutes,
            reassign: None,
            notify_user: None,
            notify_owner: true,
            additional_emails: Vec::new(),
            notify_template: None,
        }
    }

    fn entry(criteria: Vec<Criterion>) -> RuleEntry {
        RuleEntry {
            id: EntryId(1),
            criteria,
            logic: None,
            formula: None,
            hours: HoursMode::OfCase,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: vec![action(240)],
        }
    }

    fn rule(entries: Vec<RuleEntry>) -> EscalationRule {
        EscalationRule {
            id: RuleId(1),
            name: "Standard".into(),
            active: true,
            version: 1,
            entries,
            import: None,
        }
    }

    #[test]
    fn a_criterion_reads_as_a_clause() {
        use CaseField::{Priority, Subject};
        for (field, operator, value, words) in [
            (Priority, Operator::Equals, "High", "Priority is High"),
            (
                Priority,
                Operator::Equals,
                "High, Medium,Low",
                "Priority is High, Medium or Low",
            ),
            (
                Priority,
                Operator::NotEqual,
                "High,Low",
                "Priority is none of High, Low",
            ),
            (Priority, Operator::Equals, "", "Priority is empty"),
            (Priority, Operator::NotEqual, " ", "Priority is not empty"),
            (
                Subject,
                Operator::Contains,
                "\"a, b\",c",
                "Subject contains a, b or c",
            ),
        ] {
            let criterion = criterion(field, operator, value);
            assert_eq!(criterion_words(&desk(), &criterion), words);
        }
    }

    #[test]
    fn filter_logic_is_said_with_the_criteria_in_place_of_their_numbers() {
        let mut entry = entry(vec![
            criterion(CaseField::Status, Operator::Equals, "New"),
            criterion(CaseField::Priority, Operator::Equals, "High"),
            criterion(CaseField::Origin, Operator::Equals, "Web"),
        ]);
        assert_eq!(
            condition_words(&desk(), &entry),
            "If Status is New and Priority is High and Origin is Web"
        );
        entry.logic = Logic::parse("1 AND(2 or NOT 3)").ok();
        assert_eq!(
            condition_words(&desk(), &entry),
            "If Status is New and(Priority is High or not Origin is Web)"
        );
        entry.criteria.clear();
        assert_eq!(condition_words(&desk(), &entry), "Every case");
    }

    #[test]
    fn a_formula_is_told_in_one_line_and_doubted_when_it_cannot_be_read() {
        let by = |text: &str| {
            let mut entry = entry(Vec::new());
            entry.formula = Some(Formula::parse(text));
            entry
        };
        let fine = by("AND(\n  ISPICKVAL(Status, \"New\"),\n  NOT(IsClosed) )");
        assert_eq!(
            condition_words(&desk(), &fine),
            "If AND( ISPICKVAL(Status, \"New\"), NOT(IsClosed) )"
        );
        assert!(entry_warnings(&desk(), &rule(vec![fine]), 0).is_empty());
        assert_eq!(
            entry_warnings(&desk(), &rule(vec![by("REGEX(Subject)")]), 0),
            [
                "The formula cannot be read, so this entry never matches: line 1, column 1: the function REGEX is not known here."
            ]
        );
    }

    #[test]
    fn an_entry_tells_its_actions_in_the_order_of_their_ages() {
        let mut entry = entry(Vec::new());
        entry.actions.push(action(90));
        let words = entry_words(&desk(), &entry);
        assert_eq!(
            words.actions,
            ["1 h 30 min → tells the owner", "4 h → tells the owner"]
        );
        assert_eq!(
            words.counting,
            "Counts from creation, in the case's business hours"
        );
    }

    #[test]
    fn what_is_doubtful_is_said_and_what_is_fine_is_not() {
        let status = |value| entry(vec![criterion(CaseField::Status, Operator::Equals, value)]);
        let mut idle = status("new");
        idle.actions.clear();
        let mut given = status("New, Working");
        given.actions[0].reassign = Some(Reassign {
            to: Assignee::Queue(QueueId(7)),
            template: None,
        });
        let mut silent = status("New");
        silent.actions[0].notify_owner = false;
        let mut unreadable = entry(Vec::new());
        unreadable.criteria.push(Criterion {
            field: Field::Unreadable("User.UserRoleId".into()),
            operator: Operator::Equals,
            value: "CEO".into(),
        });
        for (entries, warning) in [
            (vec![status("New"), entry(Vec::new())], None),
            (
                vec![entry(Vec::new()), status("New"), status("Working")],
                Some("It takes every case: the 2 entries below are never reached."),
            ),
            (
                vec![status("New, Solved")],
                Some("“Solved” is not in the list of Status."),
            ),
            (
                vec![idle],
                Some("It has no actions: its cases stop here and never escalate by this rule."),
            ),
            (
                vec![given],
                Some("After 4 h: Tier 2 is not active, so it is held back."),
            ),
            (
                vec![silent],
                Some("After 4 h: it only marks the case as escalated."),
            ),
            (
                vec![unreadable],
                Some("User.UserRoleId cannot be read here: this entry never matches."),
            ),
        ] {
            let found = entry_warnings(&desk(), &rule(entries), 0);
            assert_eq!(found.first().map(String::as_str), warning);
        }
    }
}
