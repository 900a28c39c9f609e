//! Rung: an escalation desk that runs whole inside one web page.
//!
//! > **desk + command + stamp → change set; desk + now → change set.** The shell makes the change
//! > set durable, and only then shows it. Everything else, the screens, the timer, the inbox, is
//! > derived from the desk.
//!
//! # Layers
//!
//! Modules are declared in dependency order; each names only those above it.
//!
//! | module | what it is | what it never does |
//! |---|---|---|
//! | [`engine`] | the rules of the desk as pure values and functions | reads a clock, a zone database, randomness, storage or the page |
//! | [`view`] | what a screen shows, derived from the desk | touches the browser |
//! | [`store`] | records as pages, history as a journal, in IndexedDB or in memory | knows a signal |
//! | [`shell`] | the loop: dispatch, alarm, tabs, clock | draws |
//! | `ui` | Leptos components; only in the browser | touches the store |
//!
//! The web crates are dependencies of wasm32 only, so a native build proves that `engine` and
//! `view` name no browser; clippy forbids the clocks that the compiler lets through; a tidy test
//! holds the order of the layers and the length of the files.
//!
//! # What always holds
//!
//! - The engine is told the time and the person. The same inputs give the same change set.
//! - Nothing is on the screen that is not stored: commit first, then show.
//! - What is due comes before what is asked, and what the asking made due comes after it.
//! - An action fires at most once for a case, open cycle, entry, action and base instant, however
//!   many tabs are open: a commit carries the revision it was decided on, and the key of a firing
//!   is added, never put.
//! - A desk that slept through the night ends where one that stayed awake ends, but for the
//!   instants at which its work was processed.
//! - A plan is a stored fact. Editing a rule or an account does not move it; saving the case does.
//!
//! # Where to start reading
//!
//! [`engine::rule`] for what an escalation is, [`engine::calendar`] for how time is counted,
//! [`engine::decide`] for what people can do, [`engine::advance`] for what time does, and
//! [`shell`] for how the two meet.

pub mod engine;
pub mod view;

pub mod store;

pub mod shell;

#[cfg(target_arch = "wasm32")]
pub mod ui;
