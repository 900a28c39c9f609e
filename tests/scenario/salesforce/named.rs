//! Where the report of an import says that something stands, and what it says of it.

use super::{
    first_desk,
    made::{add, rule},
    told,
};
use rung::engine::{
    exchange::salesforce::{FindingKind, Proposal},
    people::Assignee,
};

/// A rule of one entry that takes every case, with more in its action.
fn with_action(more: &str) -> String {
    rule(&[&[]]).replace("<notifyCaseOwner>", &format!("{more}<notifyCaseOwner>"))
}

fn substituted(proposal: &Proposal) -> Vec<&str> {
    let findings = proposal.findings.iter();
    findings
        .filter(|finding| finding.kind == FindingKind::Substituted)
        .map(|finding| &*finding.what)
        .collect()
}

#[test]
fn an_attribute_is_named_unless_it_only_says_how_the_file_is_written() {
    let plain = rule(&[&[("Case.Priority", "equals", "High")]]);
    let written = plain.replace(
        "<value>",
        "<value xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xsd:string\">",
    );
    assert_eq!(told(&add(&mut first_desk(), &written)), [""; 0]);
    let more = plain
        .replace("<value>", "<value colour=\"red\">")
        .replace("<escalationAction>", "<escalationAction own:mark=\"1\">");
    let named = told(&add(&mut first_desk(), &more));
    let entry = "1 EscalationRules / escalationRule 1 / ruleEntry 1";
    assert_eq!(
        named,
        [
            format!("{entry} / criteriaItems 1 / value: the attribute colour is not known here"),
            format!("{entry} / escalationAction 1: the attribute own:mark is not known here"),
        ]
    );
}

#[test]
fn one_of_several_texts_is_named_by_its_number_and_one_alone_is_not() {
    let email = |text: &str| format!("<notifyEmail>{text}</notifyEmail>");
    let action = "1 EscalationRules / escalationRule 1 / ruleEntry 1 / escalationAction 1";
    for (emails, place) in [
        (vec!["one@example.com", "two"], "notifyEmail 2"),
        (vec!["two", "one@example.com"], "notifyEmail 1"),
        (vec!["two"], "notifyEmail"),
    ] {
        let emails: String = emails.into_iter().map(email).collect();
        let named = told(&add(&mut first_desk(), &with_action(&emails)));
        let expected = format!("{action} / {place}: “two” is no mail address");
        assert_eq!(named, [expected]);
    }
}

#[test]
fn who_gets_a_case_is_a_user_when_an_address_is_named_without_a_type_and_else_a_queue() {
    for (name, is_queue, what) in [
        (
            "lead@example.com",
            false,
            "neither user nor queue is said: it is taken for a user",
        ),
        (
            "Night_Desk",
            true,
            "neither user nor queue is said: it is taken for a queue",
        ),
    ] {
        let mut desk = first_desk();
        let text = with_action(&format!("<assignedTo>{name}</assignedTo>"));
        let proposal = add(&mut desk, &text);
        assert_eq!(substituted(&proposal).first(), Some(&what));
        let action = &desk.active_rule().unwrap().entries[0].actions[0];
        let to = action.reassign.unwrap().to;
        assert_eq!(matches!(to, Assignee::Queue(_)), is_queue, "{name}");
        let made = [&proposal.stand_ins.users, &proposal.stand_ins.queues];
        let made = made[usize::from(is_queue)];
        assert_eq!(**made, [name.into()]);
    }
}
