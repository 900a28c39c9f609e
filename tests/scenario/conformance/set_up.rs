//! Builds the desk that a scenario begins with, by the commands that a person would give.

use super::{
    hours::{week_of, when_of},
    names::Names,
    play::Story,
};
use rung::engine::{
    account::{Account, Contact},
    calendar::{Calendar, Holiday},
    choice::{CaseStatus, ChoiceList, CustomFieldOf, Stage},
    command::Command,
    id::{AccountId, CalendarId, ContactId, HolidayId, QueueId, StatusId, TemplateId, UserId},
    notification::NoticeTemplate,
    people::{Queue, User},
    preferences::FiringMode,
    roles::Role,
};
use serde_json::Value;

pub(super) type Built<T> = Result<T, String>;

pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

pub(super) fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

impl Story {
    pub(super) fn set_up(&mut self, scenario: &Value) -> Built<()> {
        let company_zone = scenario["settings"]["company_tz"].as_str().unwrap_or("UTC");
        self.learn_zone(company_zone)?;
        self.command(&Command::StartDesk {
            zone: company_zone.into(),
        })?;
        self.set_up_statuses(scenario)?;
        if scenario["settings"].is_object() {
            let settings = self.settings(&scenario["settings"])?;
            self.command(&settings)?;
        }
        for calendar in list(scenario, "calendars") {
            self.add_calendar(calendar)?;
        }
        for holiday in list(scenario, "holidays") {
            self.add_holiday(holiday)?;
        }
        for user in list(scenario, "users") {
            if !text(user, "tz").is_empty() {
                self.learn_zone(text(user, "tz"))?;
            }
            let made = self.add(&Command::SaveUser(user_of(user)))?;
            self.names.learn("user", text(user, "id"), made);
        }
        self.set_managers(scenario)?;
        for queue in list(scenario, "queues") {
            let made = self.add(&Command::SaveQueue(queue_of(queue, &self.names)?))?;
            self.names.learn("queue", text(queue, "id"), made);
        }
        self.set_up_groups(scenario)?;
        for account in list(scenario, "accounts") {
            let made = self.account_of(account)?;
            let made = self.add(&Command::SaveAccount(made))?;
            self.names.learn("account", text(account, "id"), made);
        }
        for contact in list(scenario, "contacts") {
            let made = self.contact_of(contact)?;
            let made = self.add(&Command::SaveContact(made))?;
            self.names.learn("contact", text(contact, "id"), made);
        }
        for rule in list(scenario, "rules") {
            self.add_rule(rule)?;
        }
        self.set_up_support(scenario)?;
        self.set_up_escalations(scenario)
    }

    /// Whom users report to, once all of them are known.
    fn set_managers(&mut self, scenario: &Value) -> Built<()> {
        for user in list(scenario, "users").filter(|user| user["manager"].is_string()) {
            let id = self.names.id("user", text(user, "id"))?;
            let mut made = self.desk.users[&id].clone();
            made.manager = Some(self.names.id("user", text(user, "manager"))?);
            self.command(&Command::SaveUser(made))?;
        }
        Ok(())
    }

    /// The settings of the organisation, those that `set` names anew.
    pub(super) fn settings(&self, set: &Value) -> Built<Command> {
        let kept = self.desk.preferences().ok_or("no desk was started")?;
        let firing = match set["evaluation_interval_minutes"].as_u64() {
            None => kept.firing,
            Some(0) => FiringMode::Exact,
            Some(minutes) => FiringMode::Batched {
                every_minutes: u32::try_from(minutes).map_err(|error| error.to_string())?,
                early: set["early_triggers"] == true,
            },
        };
        Ok(Command::SavePreferences {
            organisation: kept.organisation.clone(),
            zone: kept.zone.clone(),
            age_after_reopening: kept.age_after_reopening,
            firing,
        })
    }

    fn set_up_statuses(&mut self, scenario: &Value) -> Built<()> {
        for status in self.desk.statuses.values() {
            self.names.learn("status", &status.name, status.id);
        }
        for status in list(&scenario["settings"], "hold_statuses").filter_map(Value::as_str) {
            self.status(status)?;
            let id = self.names.id("status", status)?;
            let mut held = self.desk.statuses[&id].clone();
            held.on_hold = true;
            self.command(&Command::SaveStatus(held))?;
        }
        Ok(())
    }

    /// The status of that name, made as an open one when a scenario first names it.
    pub(super) fn status(&mut self, name: &str) -> Built<StatusId> {
        if let Some(id) = self.names.find("status", name) {
            return Ok(id);
        }
        let id = self.add_unasked(&Command::SaveStatus(CaseStatus {
            id: StatusId(0),
            name: name.into(),
            order: 100,
            stage: Stage::Open,
            on_hold: false,
            description: Box::default(),
        }))?;
        self.names.learn("status", name, id);
        Ok(StatusId(id))
    }

    pub(super) fn add_calendar(&mut self, calendar: &Value) -> Built<()> {
        self.learn_zone(text(calendar, "tz"))?;
        let made = Calendar {
            id: CalendarId(0),
            name: text(calendar, "name").into(),
            active: true,
            is_default: false,
            zone: text(calendar, "tz").into(),
            week: week_of(&calendar["week"])?,
            dates: Vec::new(),
            import: None,
        };
        let id = CalendarId(self.add(&Command::SaveCalendar(made))?);
        self.names.learn("calendar", text(calendar, "id"), id);
        if calendar["is_default"] == true {
            self.command(&Command::MakeDefault(id))?;
        }
        if calendar["active"] == false {
            let mut inactive = self.desk.calendars[&id].clone();
            inactive.active = false;
            self.command(&Command::SaveCalendar(inactive))?;
        }
        Ok(())
    }

    pub(super) fn add_holiday(&mut self, holiday: &Value) -> Built<()> {
        let calendars = list(holiday, "calendars").filter_map(Value::as_str);
        let made = Holiday {
            id: HolidayId(0),
            name: text(holiday, "name").into(),
            description: Box::default(),
            calendars: calendars
                .map(|id| self.names.id("calendar", id))
                .collect::<Built<_>>()?,
            when: when_of(&holiday["when"])?,
            import: None,
        };
        let id = self.add(&Command::SaveHoliday(made))?;
        self.names.learn("holiday", text(holiday, "id"), id);
        Ok(())
    }

    pub(super) fn account_of(&mut self, account: &Value) -> Built<Account> {
        let mut made = Account {
            id: AccountId(0),
            name: text(account, "name").into(),
            country: Box::default(),
            sla: Box::default(),
            industry: Box::default(),
            account_type: Box::default(),
            team: Vec::new(),
            manager: None,
            watch_list: Vec::new(),
            custom: Vec::new(),
            import: None,
        };
        self.set_account(&mut made, account)?;
        Ok(made)
    }

    pub(super) fn set_account(&mut self, account: &mut Account, set: &Value) -> Built<()> {
        for (key, value) in set.as_object().into_iter().flatten() {
            match key.as_str() {
                "team" => account.team = users_of(set, key, &self.names)?,
                "watch_list" => account.watch_list = users_of(set, key, &self.names)?,
                _ => {}
            }
            let Some(value) = value.as_str() else {
                continue;
            };
            match key.as_str() {
                "id" => {}
                "manager" => account.manager = Some(self.names.id("user", value)?),
                "name" => account.name = value.into(),
                "country" => account.country = value.into(),
                "sla" => account.sla = value.into(),
                "industry" => account.industry = value.into(),
                "type" => account.account_type = value.into(),
                other => {
                    let field = self.custom_field(CustomFieldOf::Account, other)?;
                    account.custom.retain(|(id, _)| *id != field);
                    account.custom.push((field, value.into()));
                }
            }
        }
        Ok(())
    }

    pub(super) fn contact_of(&mut self, contact: &Value) -> Built<Contact> {
        let mut made = Contact {
            id: ContactId(0),
            name: text(contact, "name").into(),
            email: Box::default(),
            phone: Box::default(),
            country: Box::default(),
            account: None,
            custom: Vec::new(),
            import: None,
        };
        self.set_contact(&mut made, contact)?;
        Ok(made)
    }

    pub(super) fn set_contact(&mut self, contact: &mut Contact, set: &Value) -> Built<()> {
        for (key, value) in set.as_object().into_iter().flatten() {
            let Some(value) = value.as_str() else {
                continue;
            };
            match key.as_str() {
                "id" => {}
                "name" => contact.name = value.into(),
                "email" => contact.email = value.into(),
                "phone" => contact.phone = value.into(),
                "country" => contact.country = value.into(),
                "account" => contact.account = Some(self.names.id("account", value)?),
                other => {
                    let field = self.custom_field(CustomFieldOf::Contact, other)?;
                    contact.custom.retain(|(id, _)| *id != field);
                    contact.custom.push((field, value.into()));
                }
            }
        }
        Ok(())
    }

    /// The wording of that name, made when a scenario first names it; none for no name.
    pub(super) fn template(&mut self, name: &str) -> Built<Option<TemplateId>> {
        if name.is_empty() || self.names.find::<TemplateId>("template", name).is_some() {
            return Ok(self.names.find("template", name));
        }
        let id = self.add(&Command::SaveTemplate(NoticeTemplate {
            id: TemplateId(0),
            name: name.into(),
            kind: None,
            subject: name.into(),
            body: name.into(),
            stand_in: None,
        }))?;
        self.names.learn("template", name, id);
        Ok(Some(TemplateId(id)))
    }

    /// The value of a list, made when a scenario first names it.
    pub(super) fn choice<I: From<u64>>(&mut self, list: ChoiceList, name: &str) -> Built<I> {
        let of_list = |choice: &&rung::engine::choice::Choice| choice.list == list;
        let mut choices = self.desk.choices.values().filter(of_list);
        if let Some(choice) = choices.find(|choice| *choice.name == *name) {
            return Ok(I::from(choice.id.0));
        }
        self.add_unasked(&Command::SaveChoice(rung::engine::choice::Choice {
            id: rung::engine::id::ChoiceId(0),
            list,
            name: name.into(),
            order: 0,
        }))
        .map(I::from)
    }
}

pub(super) fn user_of(user: &Value) -> User {
    let roles =
        list(user, "roles").filter_map(|role| serde_json::from_value::<Role>(role.clone()).ok());
    User {
        id: UserId(0),
        name: text(user, "name").into(),
        username: Box::default(),
        email: text(user, "email").into(),
        phone: Box::default(),
        zone: text(user, "tz").into(),
        active: user["active"] != false,
        roles: roles.collect(),
        support_rep: user["support_rep"] == true,
        no_mail_of_own_updates: false,
        manager: None,
        custom: Vec::new(),
        stand_in: None,
    }
}

pub(super) fn queue_of(queue: &Value, names: &Names) -> Built<Queue> {
    let members = list(queue, "members").filter_map(Value::as_str);
    Ok(Queue {
        id: QueueId(0),
        name: text(queue, "name").into(),
        developer_name: Box::default(),
        email: text(queue, "email").into(),
        email_members: queue["email_members"] == true,
        members: members
            .map(|id| names.id("user", id))
            .collect::<Built<_>>()?,
        active: queue["active"] != false,
        stand_in: None,
    })
}

pub(super) fn users_of(value: &Value, key: &str, names: &Names) -> Built<Vec<UserId>> {
    let ids = list(value, key).filter_map(Value::as_str);
    ids.map(|id| names.id("user", id)).collect()
}
