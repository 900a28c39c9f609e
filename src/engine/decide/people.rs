//! People: saving users, queues, groups, vendors and partners, and what that unblocks.

use super::{Rejection, check, custom_fields::kept, escalations, save_record, unblock};
use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    people::{Group, Party, Queue, User},
    record::{Records, Stored},
    stamp::Stamp,
};

pub(super) fn save_user(desk: &Desk, user: &User, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    check(user.problems())?;
    let mut user = user.clone();
    user.stand_in = None;
    let before = desk.find::<User>(user.id);
    user.custom = kept(
        desk,
        before.map_or(&[], |before| &before.custom),
        &user.custom,
    )?;
    let (id, is_active, because) = (user.id, user.active, User::key(user.id));
    let mut changes = save_record(desk, user, |user, id| user.id = id, stamp)?;
    unblock(desk, &mut changes, because, stamp);
    let was_active = desk.find::<User>(id).is_some_and(|user| user.active);
    if was_active && !is_active {
        escalations::released(desk, id, stamp, &mut changes);
    }
    Ok(changes)
}

pub(super) fn save_queue(desk: &Desk, queue: &Queue, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    check(queue.problems())?;
    let mut queue = queue.clone();
    queue.stand_in = None;
    let because = Queue::key(queue.id);
    let mut changes = save_record(desk, queue, |queue, id| queue.id = id, stamp)?;
    unblock(desk, &mut changes, because, stamp);
    Ok(changes)
}

pub(super) fn save_group(desk: &Desk, group: &Group, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    check(group.problems())?;
    save_record(desk, group.clone(), |group, id| group.id = id, stamp)
}

pub(super) fn save_party(desk: &Desk, party: &Party, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    check(party.problems())?;
    save_record(desk, party.clone(), |party, id| party.id = id, stamp)
}
