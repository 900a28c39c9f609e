//! The groups, vendors and partners that a scenario begins with.

use super::{
    play::Story,
    set_up::{Built, list, text},
};
use rung::engine::{
    command::Command,
    id::{GroupId, PartyId},
    people::{Group, Party, PartyKind},
};
use serde_json::Value;

impl Story {
    pub(super) fn set_up_groups(&mut self, scenario: &Value) -> Built<()> {
        for group in list(scenario, "groups") {
            let members = list(group, "members").filter_map(Value::as_str);
            let made = Group {
                id: GroupId(0),
                name: text(group, "name").into(),
                email: text(group, "email").into(),
                members: members
                    .map(|id| self.names.id("user", id))
                    .collect::<Built<_>>()?,
                support_group: group["support_group"] == true,
                manager: self.names.find("user", text(group, "manager")),
            };
            let made = self.add(&Command::SaveGroup(made))?;
            self.names.learn("group", text(group, "id"), made);
        }
        for party in list(scenario, "parties") {
            let (name, kind) = match text(party, "kind") {
                "vendor" => ("vendor", PartyKind::Vendor),
                _ => ("partner", PartyKind::Partner),
            };
            let made = Party {
                id: PartyId(0),
                kind,
                name: text(party, "name").into(),
                email: text(party, "email").into(),
                phone: text(party, "phone").into(),
            };
            let made = self.add(&Command::SaveParty(made))?;
            self.names.learn(name, text(party, "id"), made);
        }
        Ok(())
    }
}
