//! The rules of the desk as pure values and functions.
//!
//! - [`decide`](decide::decide): desk + command + stamp → change set, what people do.
//! - [`advance`](advance::advance): desk + now → change set, what time does.
//!
//! The engine is told the time, the person and the rules of time zones. It reads no clock, no
//! randomness, no storage, no browser and no global, and it keeps nothing between two calls.

pub mod account;
pub mod advance;
pub mod agenda;
pub mod assignment;
pub mod auto_response;
pub mod calendar;
pub mod case;
pub mod change;
pub mod choice;
pub mod clock_hold;
pub mod command;
pub mod decide;
pub mod delivery;
pub mod desk;
pub mod escalation;
pub mod exchange;
pub mod field_error;
pub mod field_type;
pub mod hand_off;
pub mod history;
pub mod id;
pub mod in_order;
pub mod instant;
pub mod merge_field;
pub mod message;
pub mod notice_kind;
pub mod notification;
pub mod people;
pub mod percent;
pub mod preferences;
mod recipients;
pub mod record;
pub mod roles;
pub mod rule;
pub mod sla;
pub mod stamp;
pub mod support;
mod table;
pub mod wording;
