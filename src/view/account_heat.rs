//! The heat of an account: the worst of what its open cases wait for.

use super::escalation::next_events;
use crate::engine::{
    case::Case,
    desk::Desk,
    id::{AccountId, CaseId},
    instant::Instant,
    record::Records,
};
use std::collections::BTreeMap;

/// What comes next on one case of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Heat {
    /// The case.
    pub case: CaseId,
    /// When; past when it is overdue or breached.
    pub at: Instant,
    /// What it is.
    pub what: NextKind,
}

/// What can come next on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextKind {
    /// The SLA of its escalation is breached.
    Breach,
    /// A level of a rule.
    Level,
}

/// What the open cases of an account come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// How many there are.
    pub n_open: usize,
    /// The worst of what they wait for.
    pub heat: Option<Heat>,
}

/// The load of every account that has open cases.
#[must_use]
pub fn loads(desk: &Desk) -> BTreeMap<AccountId, Load> {
    let mut loads: BTreeMap<AccountId, Load> = BTreeMap::new();
    for case in desk.cases.values() {
        if let Some(account) = case.account.filter(|_| !case.is_closed()) {
            let load = loads.entry(account).or_default();
            load.n_open += 1;
            load.heat = worse(load.heat, heat_of(desk, case.id));
        }
    }
    loads
}

/// The worst of what the open cases of an account wait for: the earliest, overdue or not.
#[must_use]
pub fn heat(desk: &Desk, account: AccountId) -> Option<Heat> {
    let cases = desk.cases.values();
    let open = cases.filter(|case| case.account == Some(account) && !case.is_closed());
    open.fold(None, |worst, case| worse(worst, heat_of(desk, case.id)))
}

fn heat_of(desk: &Desk, case: CaseId) -> Option<Heat> {
    let events = next_events(desk, case).into_iter();
    let heats = events.map(|(at, what)| Heat { case, at, what });
    heats.min_by_key(|heat| (heat.at, heat.what))
}

fn worse(one: Option<Heat>, other: Option<Heat>) -> Option<Heat> {
    let both = one.into_iter().chain(other);
    both.min_by_key(|heat| heat.at)
}

/// What the heat of an account says: `Case 1004 Printer on fire escalates`.
#[must_use]
pub fn heat_words(desk: &Desk, heat: Heat, now: Instant) -> String {
    let case = desk.find::<Case>(heat.case);
    let name = case.map_or_else(String::new, |case| {
        format!("Case {} {}", case.number, case.subject)
    });
    let what = match (heat.what, heat.at <= now) {
        (NextKind::Breach, true) => "has breached the SLA of its escalation",
        (NextKind::Breach, false) => "breaches the SLA of its escalation next",
        (NextKind::Level, true) => "is overdue to escalate by its rule",
        (NextKind::Level, false) => "escalates by its rule next",
    };
    format!("{name} {what}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::customer_list::tests::sample;

    #[test]
    fn the_heat_of_an_account_is_the_earliest_of_what_its_cases_wait_for() {
        let desk = sample();
        for (account, load) in loads(&desk) {
            let cases = desk.cases.values();
            let own = cases.filter(|case| case.account == Some(account) && !case.is_closed());
            let earliest = own
                .filter_map(|case| desk.plans.get(&case.id))
                .flat_map(|plan| &plan.pending)
                .filter_map(|row| row.due_at)
                .min();
            assert_eq!(heat(&desk, account).map(|heat| heat.at), earliest);
            assert_eq!(load.heat, heat(&desk, account));
            let heat = load.heat.unwrap();
            let words = heat_words(&desk, heat, heat.at.plus_seconds(-1));
            assert!(words.ends_with("escalates by its rule next"), "{words}");
        }
    }
}
