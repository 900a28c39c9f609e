//! Whose turn it is: a lock that is given in the order in which it was asked for.

use std::{
    cell::{Cell, RefCell, RefMut},
    collections::BTreeMap,
    future::Future,
    ops::{Deref, DerefMut},
    pin::Pin,
    task::{Context, Poll, Waker},
};

/// A value that one may hold at a time; who asks first is next.
#[derive(Debug)]
pub struct Turns<T> {
    value: RefCell<T>,
    is_held: Cell<bool>,
    next_ticket: Cell<u64>,
    waiting: RefCell<BTreeMap<u64, Option<Waker>>>,
}

impl<T> Turns<T> {
    /// Nobody holds it yet.
    pub const fn new(value: T) -> Self {
        Self {
            value: RefCell::new(value),
            is_held: Cell::new(false),
            next_ticket: Cell::new(0),
            waiting: RefCell::new(BTreeMap::new()),
        }
    }

    /// Waits for all that asked before, and then holds the value until the turn is dropped.
    pub fn take(&self) -> Waiting<'_, T> {
        let ticket = self.next_ticket.replace(self.next_ticket.get() + 1);
        self.waiting.borrow_mut().insert(ticket, None);
        Waiting {
            turns: self,
            ticket,
        }
    }

    /// Whether somebody else waits.
    pub fn is_wanted(&self) -> bool {
        !self.waiting.borrow().is_empty()
    }

    fn call_next(&self) {
        let waiting = self.waiting.borrow();
        if let Some(waker) = waiting.values().next().and_then(Option::as_ref) {
            waker.wake_by_ref();
        }
    }
}

/// A place in the queue.
#[derive(Debug)]
pub struct Waiting<'a, T> {
    turns: &'a Turns<T>,
    ticket: u64,
}

impl<'a, T> Future for Waiting<'a, T> {
    type Output = Turn<'a, T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let turns = self.turns;
        let mut waiting = turns.waiting.borrow_mut();
        let is_first = waiting.keys().next() == Some(&self.ticket);
        if turns.is_held.get() || !is_first {
            waiting.insert(self.ticket, Some(context.waker().clone()));
            return Poll::Pending;
        }
        waiting.remove(&self.ticket);
        turns.is_held.set(true);
        Poll::Ready(Turn {
            value: turns.value.borrow_mut(),
            turns,
        })
    }
}

/// Whoever stops waiting lets the next one go ahead.
impl<T> Drop for Waiting<'_, T> {
    fn drop(&mut self) {
        let waited = self.turns.waiting.borrow_mut().remove(&self.ticket);
        if waited.is_some() && !self.turns.is_held.get() {
            self.turns.call_next();
        }
    }
}

/// The value, held.
#[derive(Debug)]
pub struct Turn<'a, T> {
    value: RefMut<'a, T>,
    turns: &'a Turns<T>,
}

impl<T> Deref for Turn<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Turn<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        self.turns.is_held.set(false);
        self.turns.call_next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{pin::pin, task::Waker};

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn turns_come_in_the_order_asked_for() {
        let turns = Turns::new(0);
        let Poll::Ready(first) = poll(pin!(turns.take())) else {
            panic!("nobody else asked");
        };
        let mut second = Box::pin(turns.take());
        let mut third = Box::pin(turns.take());
        assert!(poll(third.as_mut()).is_pending());
        assert!(poll(second.as_mut()).is_pending());
        assert!(turns.is_wanted());
        drop(first);
        assert!(poll(third.as_mut()).is_pending(), "the second is before it");
        let Poll::Ready(mut held) = poll(second.as_mut()) else {
            panic!("it is the second's turn");
        };
        *held += 1;
        assert!(poll(third.as_mut()).is_pending());
        drop(held);
        let Poll::Ready(held) = poll(third.as_mut()) else {
            panic!("it is the third's turn");
        };
        assert_eq!(*held, 1);
    }

    #[test]
    fn who_stops_waiting_is_passed_over() {
        let turns = Turns::new(());
        let first = Box::pin(turns.take());
        let mut second = Box::pin(turns.take());
        assert!(poll(second.as_mut()).is_pending());
        drop(first);
        assert!(poll(second.as_mut()).is_ready());
    }
}
