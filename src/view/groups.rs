//! Groups, vendors and partners: their lists.

use super::{
    people::names_words,
    phrase::assignee_words,
    record_row::{RecordRow, RowMark},
};
use crate::engine::{
    desk::Desk,
    in_order::by_name,
    people::{Assignee, Group, Party, PartyKind},
};

/// What an outside party can be: the kind, its key and its word.
pub const PARTY_KINDS: [(PartyKind, &str, &str); 2] = [
    (PartyKind::Vendor, "vendor", "Vendor"),
    (PartyKind::Partner, "partner", "Partner"),
];

/// The kind that a key stands for.
#[must_use]
pub fn party_kind_of_key(key: &str) -> PartyKind {
    let found = PARTY_KINDS.iter().find(|(_, known, _)| *known == key);
    found.map_or(PartyKind::Vendor, |(kind, ..)| *kind)
}

/// The groups by name: address, members, manager. Mail to a group without an address reaches
/// nobody (semantics 7.6), so the row says so.
#[must_use]
pub fn group_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |group: &Group| {
        let manager = group.manager.map(Assignee::User);
        let cells = vec![
            group.email.to_string(),
            names_words(desk, &group.members),
            manager.map_or_else(String::new, |manager| assignee_words(desk, manager)),
        ];
        RecordRow::new(group.id.0, &group.name)
            .with(cells)
            .marked(RowMark::Note("Support group"), group.support_group)
            .marked(RowMark::Waits("No address"), group.email.is_empty())
    };
    by_name(desk.groups.values().map(row).collect(), |row| &row.name)
}

/// The vendors and partners by name: kind, address, telephone number.
#[must_use]
pub fn party_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |party: &Party| {
        let kind = PARTY_KINDS.iter().find(|(kind, ..)| *kind == party.kind);
        let cells = vec![
            kind.map_or("", |(.., word)| word).to_owned(),
            party.email.to_string(),
            party.phone.to_string(),
        ];
        RecordRow::new(party.id.0, &party.name).with(cells)
    };
    by_name(desk.parties.values().map(row).collect(), |row| &row.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        change::Counters,
        id::{GroupId, PartyId},
    };

    #[test]
    fn a_group_without_an_address_is_marked_because_its_mail_reaches_nobody() {
        let group = |id: u64, name: &str, email: &str| Group {
            id: GroupId(id),
            name: name.into(),
            email: email.into(),
            members: Vec::new(),
            support_group: id == 1,
            manager: None,
        };
        let partner = Party {
            id: PartyId(1),
            kind: PartyKind::Partner,
            name: "Acme".into(),
            email: "help@acme.example".into(),
            phone: Box::default(),
        };
        let records = vec![
            group(1, "Network", "network@example.com").into(),
            group(2, "Field", "").into(),
            partner.into(),
        ];
        let desk = Desk::load(records, Counters::new(1));
        let said: Vec<_> = group_rows(&desk)
            .into_iter()
            .map(|row| (row.name, row.marks))
            .collect();
        assert_eq!(
            said,
            [
                ("Field".to_owned(), vec![RowMark::Waits("No address")]),
                ("Network".to_owned(), vec![RowMark::Note("Support group")]),
            ]
        );
        assert_eq!(party_rows(&desk)[0].cells[0], "Partner");
        assert_eq!(party_kind_of_key("partner"), PartyKind::Partner);
    }
}
