//! What screens show, derived from the desk.
