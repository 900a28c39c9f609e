//! What goes when something that was brought in is taken out again, and what stays since the rest
//! of the desk uses it.

use crate::{cases_csv::bring_in, looked_at::entry, support_desk::SupportDesk};
use rung::engine::{
    account::{Account, Contact},
    command::{CaseChange, Command},
    escalation::{EscalationCommand, EscalationDraft, EscalationTemplate, RequestSource, Source},
    hand_off::Escalatee,
    id::{AccountId, CaseId, CustomFieldId, EntryId, ImportId, UserId},
    people::{Group, Queue},
    roles::Role,
    rule::{Criterion, Field, Formula, Operator, RuleEntry},
    stamp::Actor,
};

/// A desk with a case of its own, then two of a file: Bea has them, and they name a region.
struct Brought {
    desk: SupportDesk,
    own: CaseId,
    cases: [CaseId; 2],
    bea: UserId,
    region: CustomFieldId,
}

impl Brought {
    fn new(criteria: Vec<Criterion>) -> Self {
        let mut desk = SupportDesk::open();
        desk.by = Actor::System;
        save_rule(&mut desk, criteria);
        let own = desk.open_case(Vec::new());
        desk.wait_until("2026-01-10T13:00:00Z");
        bring_in(
            &mut desk.desk,
            "Subject,Owner,Account,Region__c\none,Bea,Acme,North\ntwo,Bea,Beta,South\n",
        );
        let mut cases = desk.desk.cases.keys().rev().copied();
        let (two, one) = (cases.next().unwrap(), cases.next().unwrap());
        let is_bea = |id: &&UserId| &*desk.desk.users[*id].name == "Bea";
        let bea = *desk.desk.users.keys().find(is_bea).unwrap();
        let region = *desk.desk.custom_fields.keys().last().unwrap();
        Self {
            own,
            cases: [one, two],
            bea,
            region,
            desk,
        }
    }

    fn import(&self) -> ImportId {
        *self.desk.desk.imports.keys().last().unwrap()
    }

    fn take_out(&mut self) {
        let import = self.import();
        self.desk.ask(&Command::RemoveImport(import));
    }

    fn save(&mut self, case: CaseId, change: CaseChange) {
        let changes = vec![change];
        self.desk.ask(&Command::SaveCase { case, changes });
    }

    /// Changes the account of that name, which the file brought in.
    fn change_account(&mut self, name: &str, change: impl FnOnce(&mut Account)) -> AccountId {
        let mut accounts = self.desk.desk.accounts.values();
        let mut account = accounts.find(|one| &*one.name == name).unwrap().clone();
        change(&mut account);
        let id = account.id;
        self.desk.ask(&Command::SaveAccount(account));
        id
    }

    fn change_group(&mut self, change: impl FnOnce(&mut Group)) {
        let mut group = self.desk.desk.groups[&self.desk.group].clone();
        change(&mut group);
        self.desk.ask(&Command::SaveGroup(group));
    }

    /// Escalates a case, for Bea to watch it.
    fn escalate(&mut self, case: CaseId) {
        let desk = &self.desk.desk;
        let mut templates = desk.escalation_templates.values();
        let template = templates.find(|one| &*one.name == "Case escalation");
        let draft = EscalationDraft {
            source: Source::Case(case),
            request_source: RequestSource::Internal,
            reason: *desk.escalation_reasons.keys().next().unwrap(),
            severity: *desk.severities.keys().next().unwrap(),
            template: template.unwrap().id,
            justification: "They lose money".into(),
            watch_list: vec![self.bea],
            add_account_team: false,
            assignment_group: None,
            assigned_to: None,
            related_cases: Vec::new(),
        };
        let request = Box::new(EscalationCommand::Request(draft));
        self.desk.ask(&Command::Escalation(request));
    }
}

/// The rule that is active: one entry of these criteria.
fn save_rule(desk: &mut SupportDesk, criteria: Vec<Criterion>) {
    let id = EntryId(0);
    let entry = entry(criteria, None);
    let by = desk.by;
    desk.activate_entry(RuleEntry { id, ..entry });
    desk.by = by;
}

#[test]
fn cases_go_with_their_plans_and_hand_offs_and_with_all_that_was_made_for_them() {
    let mut brought = Brought::new(Vec::new());
    let (own, sol) = (brought.own, brought.desk.sol);
    let [one, two] = brought.cases;
    for case in [own, one] {
        brought
            .desk
            .hand_off(case, vec![Escalatee::User(sol)], "Look");
    }
    let plan = brought.desk.desk.plans[&own].clone();
    let made = &brought.desk.desk.imports[&brought.import()].made;
    let made: Vec<_> = made
        .iter()
        .map(|(first, last)| last - first.id + 1)
        .collect();
    assert_eq!(
        made.iter().sum::<u64>(),
        6,
        "two cases, two accounts, Bea and a field"
    );
    assert_eq!(made.len(), 4, "each kind is one run of numbers");
    brought.take_out();
    let desk = &brought.desk.desk;
    assert_eq!(desk.cases.keys().copied().collect::<Vec<_>>(), [own]);
    assert_eq!(desk.plans.get(&own), Some(&plan));
    assert!(!desk.plans.contains_key(&one) && !desk.plans.contains_key(&two));
    assert!(desk.hand_offs.contains_key(&own) && !desk.hand_offs.contains_key(&one));
    let mut notices = desk.notifications.values();
    assert!(notices.all(|notice| notice.case == Some(own)));
    assert!(!desk.notifications.is_empty());
    assert!(!desk.users.contains_key(&brought.bea));
    assert!(!desk.custom_fields.contains_key(&brought.region));
    assert!(desk.accounts.is_empty() && desk.imports.is_empty());
}

#[test]
fn somebody_who_has_a_case_that_stays_handed_over_stays() {
    let mut brought = Brought::new(Vec::new());
    let (own, bea) = (brought.own, brought.bea);
    brought
        .desk
        .hand_off(own, vec![Escalatee::User(bea)], "Look");
    brought.take_out();
    assert!(brought.desk.desk.users.contains_key(&bea));

    let mut brought = Brought::new(Vec::new());
    let (gone, bea) = (brought.cases[0], brought.bea);
    brought
        .desk
        .hand_off(gone, vec![Escalatee::User(bea)], "Look");
    brought.take_out();
    assert!(!brought.desk.desk.users.contains_key(&bea));
}

/// Whether Bea, who has nothing of your own, stays when something names her.
fn stays(name_bea: impl FnOnce(&mut Brought, UserId)) -> bool {
    let mut brought = Brought::new(Vec::new());
    let bea = brought.bea;
    name_bea(&mut brought, bea);
    brought.take_out();
    assert!(!brought.desk.desk.cases.contains_key(&brought.cases[0]));
    brought.desk.desk.users.contains_key(&bea)
}

#[test]
fn somebody_whom_groups_escalations_accounts_or_cases_that_stay_name_stays() {
    assert!(!stays(|_, _| {}));
    assert!(stays(|desk, bea| {
        desk.change_group(|group| group.members.push(bea));
    }));
    assert!(stays(|desk, bea| {
        desk.change_group(|group| group.manager = Some(bea));
    }));
    assert!(stays(|desk, bea| {
        let mut templates = desk.desk.desk.escalation_templates.values();
        let template = EscalationTemplate {
            watch_list: vec![bea],
            ..templates.next().unwrap().clone()
        };
        let save = Box::new(EscalationCommand::SaveTemplate(template));
        desk.desk.ask(&Command::Escalation(save));
    }));
    assert!(stays(|desk, _| desk.escalate(desk.own)));
    assert!(stays(|desk, bea| {
        desk.save(desk.own, CaseChange::WatchList(vec![bea]));
    }));
    assert!(stays(|desk, bea| {
        let of_own = desk.change_account("Acme", |account| account.team.push(bea));
        desk.save(desk.own, CaseChange::Account(Some(of_own)));
    }));
    assert!(stays(|desk, bea| {
        let queue = Queue {
            id: 0.into(),
            name: "Printers".into(),
            developer_name: "".into(),
            email: "printers@x.example".into(),
            email_members: false,
            members: vec![bea],
            active: true,
            stand_in: None,
        };
        desk.desk.ask(&Command::SaveQueue(queue));
    }));
    assert!(stays(|desk, bea| {
        let mut agent = desk.desk.desk.users[&bea].clone();
        agent.roles = vec![Role::Agent];
        desk.desk.ask(&Command::SaveUser(agent));
        let by = std::mem::replace(&mut desk.desk.by, Actor::User(bea));
        desk.save(desk.own, CaseChange::Subject("Written by Bea".into()));
        desk.desk.by = by;
    }));
}

#[test]
fn the_account_of_a_contact_of_your_own_stays() {
    let mut brought = Brought::new(Vec::new());
    let account = brought.change_account("Acme", |_| {});
    let contact = Contact {
        id: 0.into(),
        name: "Karl".into(),
        email: "karl@x.example".into(),
        phone: "".into(),
        country: "".into(),
        account: Some(account),
        custom: Vec::new(),
        import: None,
    };
    brought.desk.ask(&Command::SaveContact(contact));
    brought.take_out();
    let accounts = &brought.desk.desk.accounts;
    let left: Vec<&str> = accounts.values().map(|one| &*one.name).collect();
    assert_eq!(left, ["Acme"]);
}

#[test]
fn somebody_whom_only_what_goes_names_goes_with_it() {
    assert!(!stays(|desk, _| desk.escalate(desk.cases[0])));
    assert!(!stays(|desk, bea| {
        desk.save(desk.cases[0], CaseChange::WatchList(vec![bea]));
    }));
    assert!(!stays(|desk, bea| {
        desk.change_account("Acme", |account| account.manager = Some(bea));
    }));
}

#[test]
fn a_field_that_a_rule_of_your_own_looks_at_stays() {
    let mut brought = Brought::new(Vec::new());
    let line = Criterion {
        field: Field::Custom(brought.region),
        operator: Operator::Equals,
        value: "North".into(),
    };
    save_rule(&mut brought.desk, vec![line]);
    brought.take_out();
    let fields = &brought.desk.desk.custom_fields;
    assert!(fields.contains_key(&brought.region));
    assert!(!brought.desk.desk.users.contains_key(&brought.bea));
}

#[test]
fn a_field_that_only_a_formula_of_your_own_names_stays() {
    let mut brought = Brought::new(Vec::new());
    let name = &brought.desk.desk.custom_fields[&brought.region].name;
    let formula = Formula::parse(&format!("{name} = \"North\""));
    brought.desk.activate_entry(RuleEntry {
        id: EntryId(0),
        formula: Some(formula),
        ..entry(Vec::new(), None)
    });
    brought.take_out();
    let fields = &brought.desk.desk.custom_fields;
    assert!(fields.contains_key(&brought.region));
}
