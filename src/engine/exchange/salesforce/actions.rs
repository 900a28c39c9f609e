//! What a file of escalation rules says is done at which age.

use super::report::{Finding, FindingKind, Part, Place, Said};
use crate::engine::{
    people::is_mail_address,
    rule::{ACTIONS_MAX, AGE_MINUTES_MAX},
};

/// Further addresses of one action, at most (semantics 1.9).
const EMAILS_MAX: usize = 5;

/// An action of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ActionText {
    pub(super) age_minutes: u32,
    pub(super) assigned_to: Option<AssignedText>,
    pub(super) notify_user: Option<Said>,
    pub(super) notify_owner: bool,
    pub(super) additional_emails: Vec<Box<str>>,
    pub(super) notify_template: Option<Said>,
}

/// A new owner by name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AssignedText {
    pub(super) name: Said,
    pub(super) is_queue: bool,
    pub(super) template: Option<Said>,
}

/// Reads the actions of an entry. Those beyond five, and those whose age cannot be taken, are left
/// out and named.
pub(super) fn read_actions(entry: &mut Part<'_>, findings: &mut Vec<Finding>) -> Vec<ActionText> {
    let mut actions: Vec<ActionText> = Vec::new();
    for mut part in entry.parts("escalationAction") {
        // The findings of its age are told only when that is what it is left out for.
        let mut of_age = Vec::new();
        let age_minutes = read_age(&mut part, &mut of_age);
        let is_taken = |age| actions.iter().any(|action| action.age_minutes == age);
        let why = match age_minutes {
            Err(why) => why,
            Ok(age) if is_taken(age) => {
                format!(
                    "two actions of one entry cannot have the same age: one at {age} minutes stands before it"
                )
            }
            Ok(_) if actions.len() == ACTIONS_MAX => {
                format!("an entry has at most {ACTIONS_MAX} actions")
            }
            Ok(age_minutes) => {
                findings.append(&mut of_age);
                actions.push(read_action(part, age_minutes, findings));
                continue;
            }
        };
        part.leave_out(&why, findings);
    }
    actions
}

fn read_age(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Result<u32, String> {
    let said = part.text("minutesToEscalation", findings);
    let said = said.ok_or("an action needs an age in minutes")?;
    let age: Option<u32> = said.text.parse().ok();
    age.filter(|age| (1..=AGE_MINUTES_MAX).contains(age))
        .ok_or_else(|| {
            format!(
                "an age is a whole number of minutes from 1 to {AGE_MINUTES_MAX}, not “{}”",
                said.text
            )
        })
}

fn read_action(mut part: Part<'_>, age_minutes: u32, findings: &mut Vec<Finding>) -> ActionText {
    let assigned_to = read_assigned(&mut part, findings);
    let notify_owner = part.flag("notifyCaseOwner", findings);
    ActionText {
        age_minutes,
        assigned_to,
        notify_user: part.text("notifyTo", findings),
        notify_owner: notify_owner.is_some_and(|(notify, _)| notify),
        additional_emails: read_emails(&mut part, findings),
        notify_template: read_notify_template(part, findings),
    }
}

fn read_notify_template(mut part: Part<'_>, findings: &mut Vec<Finding>) -> Option<Said> {
    let template = part.text("notifyToTemplate", findings);
    part.finish("is not known here", findings);
    template
}

fn read_assigned(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Option<AssignedText> {
    let name = part.text("assignedTo", findings);
    let kind = part.text("assignedToType", findings);
    let template = part.text("assignedToTemplate", findings);
    let mut name_all = |kind: FindingKind, said: [&Option<Said>; 3], what: &str| {
        let places = said.into_iter().flatten();
        findings.extend(places.map(|said| said.at.finding(kind, what)));
    };
    let Some(said) = &name else {
        let what = "nobody is named to get the case: it is not given to anyone";
        name_all(FindingKind::NotHonoured, [&kind, &template, &None], what);
        return None;
    };
    let is_queue = match kind.as_ref().map(|said| &*said.text) {
        Some("Queue") => true,
        Some("User") => false,
        Some(_) => {
            let what = "a case is given to a user or a queue only: it is not given to anyone";
            name_all(FindingKind::NotHonoured, [&name, &kind, &template], what);
            return None;
        }
        None => {
            let is_queue = !is_mail_address(&said.text);
            let what = if is_queue {
                "neither user nor queue is said: it is taken for a queue"
            } else {
                "neither user nor queue is said: it is taken for a user"
            };
            name_all(FindingKind::Substituted, [&name, &None, &None], what);
            is_queue
        }
    };
    name.map(|name| AssignedText {
        name,
        is_queue,
        template,
    })
}

fn read_emails(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Vec<Box<str>> {
    let mut emails = Vec::new();
    let mut left_out = |at: &Place, what: String| {
        findings.push(at.finding(FindingKind::NotHonoured, what));
    };
    let mut of_texts = Vec::new();
    for said in part.texts("notifyEmail", &mut of_texts) {
        if !is_mail_address(&said.text) {
            left_out(&said.at, format!("“{}” is no mail address", said.text));
        } else if emails.len() == EMAILS_MAX {
            left_out(
                &said.at,
                format!("an action has at most {EMAILS_MAX} further addresses"),
            );
        } else {
            emails.push(said.text);
        }
    }
    findings.append(&mut of_texts);
    emails
}
