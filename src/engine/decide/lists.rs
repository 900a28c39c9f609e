//! The lists that people choose from.

use super::{Rejection, check, delete_record, save_record};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    choice::{CaseStatus, Choice},
    desk::Desk,
    field_error::FieldError,
    id::{ChoiceId, StatusId},
    record::Records,
    stamp::Stamp,
};

/// A new value stands last in its list.
pub(super) fn save_choice(
    desk: &Desk,
    choice: &Choice,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut choice = choice.clone();
    let before = desk.find::<Choice>(choice.id);
    if let Some(before) = before {
        choice.list = before.list;
    }
    choice.name = choice.name.trim().into();
    let of_list = || desk.choices_of(choice.list).into_iter();
    let is_known =
        |other: &Choice| other.id != choice.id && other.name.eq_ignore_ascii_case(&choice.name);
    let problem = if choice.name.is_empty() {
        Some("give it a name")
    } else if of_list().any(is_known) {
        Some("the list has that already")
    } else {
        None
    };
    let problem = problem.map(|reason| FieldError::new("name", reason));
    check(problem.into_iter().collect())?;
    choice.order = before.map_or_else(
        || of_list().map(|one| one.order).max().unwrap_or(0) + 1,
        |before| before.order,
    );
    save_record(desk, choice, |choice, id| choice.id = id, stamp)
}

pub(super) fn delete_choice(
    desk: &Desk,
    id: ChoiceId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let has = |case: &&Case| {
        let all = [
            case.priority,
            case.case_type,
            case.origin,
            case.reason,
            case.product,
            case.record_type,
        ];
        all.contains(&Some(id))
    };
    let n_cases = desk.cases.values().filter(has).count();
    let of_new = desk
        .preferences()
        .is_some_and(|all| all.priority_for_new == Some(id));
    let name = desk.find::<Choice>(id).map(|choice| choice.name.clone());
    unused(name, n_cases, of_new)?;
    delete_record::<Choice>(desk, id, stamp)
}

pub(super) fn delete_status(
    desk: &Desk,
    id: StatusId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let n_cases = desk.cases.values().filter(|case| case.status == id).count();
    let of_preferences = desk.preferences().is_some_and(|all| {
        let set = [
            Some(all.status_for_new),
            Some(all.status_for_reopened),
            Some(all.status_for_closed),
            all.support.status_for_escalated,
            all.support.status_for_grabbed,
        ];
        set.contains(&Some(id))
    });
    let name = desk.find::<CaseStatus>(id).map(|one| one.name.clone());
    unused(name, n_cases, of_preferences)?;
    delete_record::<CaseStatus>(desk, id, stamp)
}

/// Refuses to take a value away that cases have or the settings name.
fn unused(name: Option<Box<str>>, n_cases: usize, in_settings: bool) -> Result<(), Rejection> {
    let cases = match n_cases {
        0 => None,
        1 => Some("1 case".to_owned()),
        n => Some(format!("{n} cases")),
    };
    let settings = in_settings.then(|| "the settings".to_owned());
    let users: Vec<String> = cases.into_iter().chain(settings).collect();
    if users.is_empty() {
        return Ok(());
    }
    Err(Rejection::InUse {
        what: name.unwrap_or_default(),
        users: users.join(" and ").into(),
    })
}

pub(super) fn save_status(
    desk: &Desk,
    status: &CaseStatus,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut others = desk.statuses.values().filter(|other| other.id != status.id);
    let before = desk.find::<CaseStatus>(status.id);
    let in_use = |change: fn(&CaseStatus, &CaseStatus) -> bool| {
        before.is_some_and(|before| change(before, status))
            && desk.cases.values().any(|case| case.status == status.id)
    };
    let problem = if status.name.trim().is_empty() {
        Some(("name", "give it a name"))
    } else if others.any(|other| other.name.eq_ignore_ascii_case(&status.name)) {
        Some(("name", "there is a status of that name already"))
    } else if in_use(|before, after| before.stage != after.stage) {
        Some(("stage", "cases are in this status: make another one"))
    } else if in_use(|before, after| before.on_hold != after.on_hold) {
        Some(("on_hold", "cases are in this status: make another one"))
    } else {
        None
    };
    let problem = problem.map(|(field, reason)| FieldError::new(field, reason));
    check(problem.into_iter().collect())?;
    save_record(desk, status.clone(), |status, id| status.id = id, stamp)
}

#[cfg(test)]
mod tests {
    use crate::engine::{
        calendar::ZoneTable,
        choice::{CaseStatus, Choice, ChoiceList},
        command::{CaseChange, Command},
        decide::{Rejection, decide},
        desk::Desk,
        id::ChoiceId,
        instant::Instant,
        people::User,
        preferences::CaseDefaults,
        record::Stored,
        roles::{Act, Role},
        stamp::{Actor, Stamp},
    };

    fn ask(desk: &mut Desk, command: &Command) -> Result<(), Rejection> {
        let you = desk.users.keys().next();
        let stamp = Stamp {
            at: Instant::parse("2026-03-02T09:00:00Z").unwrap(),
            by: you.map_or(Actor::System, |id| Actor::User(*id)),
        };
        let changes = decide(desk, command, stamp)?;
        desk.apply(changes);
        Ok(())
    }

    fn started() -> Desk {
        let mut desk = Desk::new(1);
        ask(&mut desk, &Command::LearnZone(ZoneTable::utc())).unwrap();
        ask(&mut desk, &Command::StartDesk { zone: "UTC".into() }).unwrap();
        desk
    }

    fn names(desk: &Desk, list: ChoiceList) -> Vec<&str> {
        let choices = desk.choices_of(list).into_iter();
        choices.map(|choice| &*choice.name).collect()
    }

    fn id_of(desk: &Desk, name: &str) -> ChoiceId {
        let mut choices = desk.choices.values();
        choices.find(|choice| &*choice.name == name).unwrap().id
    }

    fn value(name: &str) -> Command {
        Command::SaveChoice(Choice {
            id: ChoiceId(0),
            list: ChoiceList::Priority,
            name: name.into(),
            order: 0,
        })
    }

    #[test]
    fn a_value_is_added_last_renamed_in_its_place_and_put_elsewhere() {
        let mut desk = started();
        ask(&mut desk, &value(" Urgent ")).unwrap();
        let expected = ["Low", "Medium", "High", "Urgent"];
        assert_eq!(names(&desk, ChoiceList::Priority), expected);
        assert!(ask(&mut desk, &value("urgent")).is_err());
        let low = desk.choices[&id_of(&desk, "Low")].clone();
        let renamed = Choice {
            name: "Minor".into(),
            list: ChoiceList::Origin,
            ..low
        };
        ask(&mut desk, &Command::SaveChoice(renamed)).unwrap();
        let mut keys: Vec<_> = ["Urgent", "High", "Medium", "Minor"]
            .map(|name| Choice::key(id_of(&desk, name)))
            .into();
        ask(&mut desk, &Command::PutInOrder(keys.clone())).unwrap();
        let expected = ["Urgent", "High", "Medium", "Minor"];
        assert_eq!(names(&desk, ChoiceList::Priority), expected);
        keys.push(User::key(*desk.users.keys().next().unwrap()));
        assert!(matches!(
            ask(&mut desk, &Command::PutInOrder(keys)),
            Err(Rejection::Gone(_))
        ));
    }

    #[test]
    fn what_cases_have_or_the_settings_name_stays() {
        let mut desk = started();
        let high = id_of(&desk, "High");
        let create = Command::CreateCase {
            changes: vec![
                CaseChange::Subject("Down".into()),
                CaseChange::Choice(ChoiceList::Priority, Some(high)),
            ],
            created_at: None,
            number: None,
        };
        ask(&mut desk, &create).unwrap();
        let words = |refused: Result<(), Rejection>| refused.unwrap_err().to_string();
        let delete = |name: &str, desk: &Desk| Command::DeleteChoice(id_of(desk, name));
        let refused = delete("High", &desk);
        assert_eq!(
            words(ask(&mut desk, &refused)),
            "High is used by 1 case: choose others there first"
        );
        let refused = delete("Medium", &desk);
        assert_eq!(
            words(ask(&mut desk, &refused)),
            "Medium is used by the settings: choose others there first"
        );
        let taken = delete("Low", &desk);
        ask(&mut desk, &taken).unwrap();
        assert_eq!(names(&desk, ChoiceList::Priority), ["Medium", "High"]);
        let status = |desk: &Desk, name: &str| {
            let mut statuses = desk.statuses.values();
            statuses.find(|status| &*status.name == name).unwrap().id
        };
        let new = Command::DeleteStatus(status(&desk, "New"));
        assert_eq!(
            words(ask(&mut desk, &new)),
            "New is used by 1 case and the settings: choose others there first"
        );
        let unused = Command::DeleteStatus(status(&desk, "Not Started"));
        ask(&mut desk, &unused).unwrap();
    }

    #[test]
    fn new_cases_get_what_was_chosen_and_only_what_fits() {
        let mut desk = started();
        let before = desk.preferences().unwrap().clone();
        let defaults = CaseDefaults {
            status_for_new: before.status_for_new,
            status_for_reopened: before.status_for_reopened,
            status_for_closed: before.status_for_closed,
            priority_for_new: Some(id_of(&desk, "High")),
            owner_for_new: before.owner_for_new,
            show_business_hours: false,
        };
        ask(&mut desk, &Command::SaveCaseDefaults(defaults.clone())).unwrap();
        assert_eq!(
            desk.preferences().unwrap().priority_for_new,
            Some(id_of(&desk, "High"))
        );
        let wrong = CaseDefaults {
            status_for_new: before.status_for_closed,
            status_for_closed: before.status_for_new,
            priority_for_new: Some(id_of(&desk, "Web")),
            ..defaults
        };
        let Err(Rejection::Fields(problems)) = ask(&mut desk, &Command::SaveCaseDefaults(wrong))
        else {
            panic!("none of the three fits");
        };
        let fields: Vec<_> = problems.iter().map(|problem| &*problem.field).collect();
        assert_eq!(
            fields,
            ["status_for_new", "status_for_closed", "priority_for_new"]
        );
    }

    #[test]
    fn severities_are_ordered_by_who_sets_escalations_up_and_statuses_by_an_administrator() {
        let mut desk = started();
        let you = desk.users.values().next().unwrap().clone();
        let only = User {
            roles: vec![Role::EscalationAdmin],
            ..you
        };
        ask(&mut desk, &Command::SaveUser(only)).unwrap();
        let severities = desk.severities.keys().rev();
        let keys: Vec<_> = severities
            .map(|id| crate::engine::escalation::EscalationSeverity::key(*id))
            .collect();
        ask(&mut desk, &Command::PutInOrder(keys)).unwrap();
        let first = desk.severities.values().min_by_key(|one| one.order);
        assert_eq!(&*first.unwrap().name, "Medium");
        let statuses = desk.statuses.keys().map(|id| CaseStatus::key(*id));
        let refused = Command::PutInOrder(statuses.collect());
        assert_eq!(
            ask(&mut desk, &refused),
            Err(Rejection::Forbidden(Act::Administer))
        );
    }
}
