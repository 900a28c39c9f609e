//! The clocks of whoever reads: instants are shown on them everywhere.

use crate::{
    engine::{calendar::ZoneTable, instant::Instant, record::Kind, stamp::Actor},
    shell::DeskHandle,
    view::phrase::{instant_in_full, instant_words, reader_zone},
};
use leptos::prelude::*;

/// The zone of the acting user; provided once, followed by every screen.
#[derive(Clone, Copy)]
pub struct Reader {
    zone: Memo<ZoneTable>,
}

impl Reader {
    /// Follows the acting user and what the desk knows of zones.
    pub fn provide(desk: DeskHandle) -> Self {
        let zone = Memo::new(move |_| {
            desk.track(&[Kind::Zone, Kind::User, Kind::Preferences]);
            let by = desk.user().get().map_or(Actor::System, Actor::User);
            desk.with(|desk| reader_zone(desk, by))
        });
        let reader = Self { zone };
        provide_context(reader);
        reader
    }

    /// The reader of the page.
    pub fn here() -> Self {
        expect_context()
    }

    /// The zone.
    pub fn zone(self) -> Memo<ZoneTable> {
        self.zone
    }

    /// An instant on the reader's clocks.
    pub fn words(self, at: Instant) -> String {
        self.zone.with(|zone| instant_words(at, zone))
    }

    /// The same with zone and UTC beside it.
    pub fn in_full(self, at: Instant) -> String {
        self.zone.with(|zone| instant_in_full(at, zone))
    }
}
