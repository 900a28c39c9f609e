//! What files call by name: found on the desk, or made as a stand-in.

use crate::engine::{
    change::{ChangeSet, Counters},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
    desk::Desk,
    field_type::TypeGuess,
    id::{ChoiceId, CustomFieldId, ImportId, QueueId, StatusId, TemplateId, UserId},
    notification::NoticeTemplate,
    people::{Queue, User, is_mail_address},
    roles::Role,
    rule::developer_name,
};
use std::collections::BTreeMap;

/// A name as names are compared: without outer blanks and without case.
pub(super) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The names of what is made because a file speaks of it, in the order they were met.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandIns {
    /// Users, by the names that the files call them.
    pub users: Vec<Box<str>>,
    /// Queues, likewise.
    pub queues: Vec<Box<str>>,
    /// Wordings of notices, which begin with the shipped text.
    pub templates: Vec<Box<str>>,
    /// Fields, by the names that the files call them, with their types as far as the files tell:
    /// `Case.Region__c (picklist)`.
    pub fields: Vec<Box<str>>,
    /// Case statuses; cases that have them are open.
    pub statuses: Vec<Box<str>>,
    /// Values of lists.
    pub choices: Vec<(ChoiceList, Box<str>)>,
}

impl StandIns {
    /// Whether none is made.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What goes by which name, on the desk and among what is made.
pub(super) struct Names {
    import: ImportId,
    pub(super) made: StandIns,
    users: BTreeMap<String, UserId>,
    queues: BTreeMap<String, QueueId>,
    templates: BTreeMap<String, TemplateId>,
    fields: BTreeMap<(CustomFieldOf, String), CustomFieldId>,
    statuses: BTreeMap<String, StatusId>,
    choices: BTreeMap<(ChoiceList, String), ChoiceId>,
    /// What the files say of the types of fields that are not there yet, by folded name.
    pub(super) guesses: BTreeMap<(CustomFieldOf, String), TypeGuess>,
    greatest_order: u32,
}

impl Names {
    pub(super) fn of(desk: &Desk, import: ImportId) -> Self {
        let users = || desk.users.values();
        let users = users()
            .map(|user| (&user.username, user.id))
            .chain(users().map(|user| (&user.email, user.id)))
            .chain(users().map(|user| (&user.name, user.id)));
        let queues = || desk.queues.values();
        let queues = queues()
            .map(|queue| (&queue.developer_name, queue.id))
            .chain(queues().map(|queue| (&queue.name, queue.id)));
        let templates = desk.templates.values().map(|one| (&one.name, one.id));
        let statuses = desk.statuses.values().map(|one| (&one.name, one.id));
        let fields = desk.custom_fields.values();
        let choices = desk.choices.values();
        let orders = desk.statuses.values().map(|status| status.order);
        let greatest_order = orders
            .chain(choices.clone().map(|choice| choice.order))
            .max()
            .unwrap_or(0);
        Self {
            import,
            made: StandIns::default(),
            users: first_of(users),
            queues: first_of(queues),
            templates: first_of(templates),
            fields: fields
                .map(|field| ((field.of, folded(&field.name)), field.id))
                .collect(),
            statuses: first_of(statuses),
            choices: choices
                .map(|choice| ((choice.list, folded(&choice.name)), choice.id))
                .collect(),
            guesses: BTreeMap::new(),
            greatest_order,
        }
    }

    /// The user of that name.
    pub(super) fn user(
        &mut self,
        name: &str,
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) -> UserId {
        *self.users.entry(folded(name)).or_insert_with(|| {
            let is_address = is_mail_address(name);
            let id = counters.next_id::<User>();
            self.made.users.push(name.into());
            changes.put(User {
                id,
                name: name.into(),
                username: name.into(),
                email: if is_address { name } else { "" }.into(),
                phone: Box::default(),
                zone: Box::default(),
                active: true,
                roles: vec![Role::Agent],
                support_rep: false,
                no_mail_of_own_updates: false,
                manager: None,
                custom: Vec::new(),
                stand_in: Some(self.import),
            });
            id
        })
    }

    /// The queue of that developer name. People see a stand-in without the underscores, since
    /// criteria compare with the label, and that is how labels become developer names.
    pub(super) fn queue(
        &mut self,
        name: &str,
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) -> QueueId {
        *self.queues.entry(folded(name)).or_insert_with(|| {
            let id = counters.next_id::<Queue>();
            self.made.queues.push(name.into());
            changes.put(Queue {
                id,
                name: name.replace('_', " ").trim().into(),
                developer_name: name.into(),
                email: Box::default(),
                email_members: false,
                members: Vec::new(),
                active: true,
                stand_in: Some(self.import),
            });
            id
        })
    }

    /// The wording of that name; a new one begins as the shipped text.
    pub(super) fn template(
        &mut self,
        name: &str,
        (subject, body): (&str, &str),
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) -> TemplateId {
        *self.templates.entry(folded(name)).or_insert_with(|| {
            let id = counters.next_id::<NoticeTemplate>();
            self.made.templates.push(name.into());
            changes.put(NoticeTemplate {
                id,
                name: name.into(),
                kind: None,
                subject: subject.into(),
                body: body.into(),
                stand_in: Some(self.import),
            });
            id
        })
    }

    /// The added field of that name; only names that end as added fields do are made.
    pub(super) fn custom_field(
        &mut self,
        of: CustomFieldOf,
        name: &str,
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) -> Option<CustomFieldId> {
        let key = (of, folded(name));
        let is_added = key.1.ends_with("__c") && !name.contains('.');
        if let Some(known) = self.fields.get(&key) {
            return Some(*known);
        }
        is_added.then(|| {
            let id = counters.next_id::<CustomField>();
            let guess = self.guesses.remove(&key).unwrap_or_default();
            let field_type = guess.best();
            self.fields.insert(key, id);
            let type_label = field_type.label().to_lowercase();
            let made = format!("{}.{name} ({type_label})", of.label());
            self.made.fields.push(made.into());
            changes.put(CustomField {
                id,
                field_type,
                values: if field_type.has_values() {
                    guess.values
                } else {
                    Vec::new()
                },
                import: Some(self.import),
                ..CustomField::new(of, name)
            });
            id
        })
    }

    /// Makes sure that cases can have that status; one that is made is open.
    pub(super) fn status(&mut self, name: &str, counters: &mut Counters, changes: &mut ChangeSet) {
        self.statuses.entry(folded(name)).or_insert_with(|| {
            let id = counters.next_id::<CaseStatus>();
            self.greatest_order += 1;
            self.made.statuses.push(name.into());
            changes.put(CaseStatus {
                id,
                name: name.into(),
                order: self.greatest_order,
                stage: Stage::Open,
                on_hold: false,
                description: Box::default(),
            });
            id
        });
    }

    /// Makes sure that cases can have that value of a list.
    pub(super) fn choice(
        &mut self,
        list: ChoiceList,
        name: &str,
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) {
        self.choices.entry((list, folded(name))).or_insert_with(|| {
            let id = counters.next_id::<Choice>();
            self.greatest_order += 1;
            self.made.choices.push((list, name.into()));
            changes.put(Choice {
                id,
                list,
                name: name.into(),
                order: self.greatest_order,
            });
            id
        });
    }

    /// Makes sure that cases can have the record type of that developer name; people see a new one
    /// without the underscores, as they do queues.
    pub(super) fn record_type(
        &mut self,
        name: &str,
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) {
        let wanted = folded(&developer_name(name));
        let mut known = self.choices.keys();
        let is_known = known.any(|(list, known)| {
            *list == ChoiceList::RecordType && folded(&developer_name(known)) == wanted
        });
        if !is_known {
            let label = name.replace('_', " ");
            self.choice(ChoiceList::RecordType, label.trim(), counters, changes);
        }
    }

    /// Whether somebody or a queue goes by that name, as criteria see them.
    pub(super) fn is_assignee(&self, name: &str) -> bool {
        let name = folded(name);
        self.users.contains_key(&name) || self.queues.contains_key(&name)
    }
}

/// The first that goes by a name has it; blank names are none.
fn first_of<'a, I: Copy + 'a>(
    named: impl Iterator<Item = (&'a Box<str>, I)>,
) -> BTreeMap<String, I> {
    let mut found = BTreeMap::new();
    for (name, id) in named.filter(|(name, _)| !name.trim().is_empty()) {
        found.entry(folded(name)).or_insert(id);
    }
    found
}
