//! Records in the browser.
