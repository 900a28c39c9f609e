//! The loop: commands meet the clock, the database and the screen.
