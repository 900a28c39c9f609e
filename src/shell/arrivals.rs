//! What is new in the inbox of whoever acts in this tab. No signals, so that native tests drive it.

use crate::engine::id::{NotificationId, UserId};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

/// Which of the tabs leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lead {
    /// This one has asked to, and has no answer yet.
    #[default]
    Asked,
    /// Another one.
    Elsewhere,
    /// This one.
    Here,
}

/// The notices that were there when it was last looked.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// Whose inbox it was, and how often the notices of the desk had changed by then.
    looked_at: Cell<Option<(UserId, u64)>>,
    known: RefCell<BTreeSet<NotificationId>>,
    /// What came before it was known which tab leads.
    untold: RefCell<Vec<NotificationId>>,
}

impl Arrivals {
    /// What has come since the last look. In the inbox of somebody else than before nothing is new,
    /// and neither is anything at the first look.
    pub fn look(
        &self,
        now: (UserId, u64),
        unread: impl FnOnce() -> Vec<NotificationId>,
    ) -> Vec<NotificationId> {
        let before = self.looked_at.replace(Some(now));
        if before == Some(now) {
            return Vec::new();
        }
        let unread = unread();
        let known = self.known.replace(unread.iter().copied().collect());
        if before.is_none_or(|(user, _)| user != now.0) {
            return Vec::new();
        }
        unread
            .into_iter()
            .filter(|id| !known.contains(id))
            .collect()
    }

    /// What this tab tells outside the page, so that of several tabs one does: what has just come,
    /// and what waited until it was known that this one leads.
    pub fn to_tell(&self, lead: Lead, arrived: Vec<NotificationId>) -> Vec<NotificationId> {
        let mut untold = self.untold.take();
        untold.extend(arrived);
        match lead {
            Lead::Here => untold,
            Lead::Elsewhere => Vec::new(),
            Lead::Asked => {
                self.untold.replace(untold);
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: UserId = UserId(1);
    const BEN: UserId = UserId(2);

    fn ids<const N: usize>(numbers: [u64; N]) -> Vec<NotificationId> {
        numbers.map(NotificationId).into()
    }

    #[test]
    fn only_what_comes_after_the_first_look_is_new_and_it_is_so_once() {
        let here = Arrivals::default();
        assert_eq!(here.look((ANA, 1), || ids([1, 2])), ids([]));
        assert_eq!(here.look((ANA, 2), || ids([3, 2])), ids([3]));
        assert_eq!(
            here.look((ANA, 2), || unreachable!("nothing changed")),
            ids([])
        );
        assert_eq!(here.look((BEN, 2), || ids([9])), ids([]));
        assert_eq!(here.look((BEN, 3), || ids([9, 10])), ids([10]));
    }

    #[test]
    fn the_tab_that_leads_tells_what_came_before_it_knew_and_no_other_tells_anything() {
        let first = Arrivals::default();
        assert_eq!(first.to_tell(Lead::Asked, ids([1, 2])), ids([]));
        assert_eq!(first.to_tell(Lead::Here, ids([])), ids([1, 2]));
        assert_eq!(first.to_tell(Lead::Here, ids([3])), ids([3]));
        let second = Arrivals::default();
        assert_eq!(second.to_tell(Lead::Asked, ids([1, 2])), ids([]));
        assert_eq!(second.to_tell(Lead::Elsewhere, ids([3])), ids([]));
        assert_eq!(
            second.to_tell(Lead::Here, ids([4])),
            ids([4]),
            "not what another told"
        );
    }
}
