//! Small drawings in one style, taking the colour of the text around them.

use leptos::prelude::*;

/// What is drawn; every one stands beside a word or has a label, so none is read out by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    Alert,
    Bell,
    Building,
    Calendar,
    Cases,
    Check,
    Chevron,
    Clock,
    Close,
    Copy,
    Diamond,
    Dot,
    Down,
    Drag,
    Edit,
    Holiday,
    Import,
    Info,
    Menu,
    Moon,
    More,
    Pause,
    People,
    Plus,
    Ring,
    Rules,
    Search,
    Settings,
    Square,
    Sun,
    System,
    Trash,
    Triangle,
    Up,
}

impl Icon {
    /// The path within sixteen by sixteen, and whether it is a filled shape.
    fn drawing(self) -> (&'static str, bool) {
        match self {
            Self::Alert => ("M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.4v.2", false),
            Self::Bell => ("M4 11V7a4 4 0 0 1 8 0v4l1.2 1.4H2.8zM6.6 14.3h2.8", false),
            Self::Building => (
                "M3 13.5v-11h6v11M9 6.5h4v7M1.8 13.5h12.4M5 5.2h2M5 8h2M5 10.8h2",
                false,
            ),
            Self::Calendar => ("M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.8v3M10.5 1.8v3", false),
            Self::Cases => ("M2 4h12M2 8h12M2 12h8", false),
            Self::Check => ("M2.8 8.6 6.4 12l6.8-7.6", false),
            Self::Chevron => ("m4 6 4 4 4-4", false),
            Self::Clock => (
                "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.5V8l2.6 1.8",
                false,
            ),
            Self::Close => ("m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4", false),
            Self::Copy => ("M5.5 5.5h8v8h-8zM10.5 5V2.5h-8v8H5", false),
            Self::Diamond => ("M8 1.6 14.4 8 8 14.4 1.6 8z", true),
            Self::Dot => ("M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6z", true),
            Self::Down => ("M8 2.8v10M3.8 8.8 8 13l4.2-4.2", false),
            Self::Drag => (
                "M6 3.4v.2M10 3.4v.2M6 7.9v.2M10 7.9v.2M6 12.4v.2M10 12.4v.2",
                false,
            ),
            Self::Edit => ("m3 13 .6-2.8 7.2-7.2 2.2 2.2-7.2 7.2z", false),
            Self::Holiday => (
                "M8 4.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM8 1v1.4M8 13.6V15M1 8h1.4M13.6 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
                false,
            ),
            Self::Import => ("M8 2v7.6M4.8 6.6 8 9.8l3.2-3.2M2.5 11v2.5h11V11", false),
            Self::Info => (
                "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.4v3.8M8 4.8V5",
                false,
            ),
            Self::Menu => ("M2 4.2h12M2 8h12M2 11.8h12", false),
            Self::Moon => ("M13 9.6A5.8 5.8 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z", false),
            Self::More => ("M3.4 8h.2M7.9 8h.2M12.4 8h.2", false),
            Self::Pause => ("M3.6 2.6h3v10.8h-3zM9.4 2.6h3v10.8h-3z", true),
            Self::People => (
                "M6 7.4a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM1.4 13.6c.2-2.8 2-4.2 4.6-4.2s4.4 1.4 4.6 4.2M10.8 2.4a2.6 2.6 0 0 1 0 4.8M12 9.8c1.6.5 2.5 1.8 2.6 3.8",
                false,
            ),
            Self::Plus => ("M8 3v10M3 8h10", false),
            Self::Ring => ("M8 3.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2z", false),
            Self::Rules => ("M2.5 13.5h3.6v-3.6h3.6V6.3h3.8V2.7", false),
            Self::Search => (
                "M7 2.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2zM10.4 10.4l3.4 3.4",
                false,
            ),
            Self::Settings => (
                "M2 4.5h6.2M11.8 4.5H14M10 2.7v3.6M2 11.5h2.2M7.8 11.5H14M6 9.7v3.6",
                false,
            ),
            Self::Square => ("M2.6 2.6h10.8v10.8H2.6z", true),
            Self::Sun => (
                "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13",
                false,
            ),
            Self::System => ("M2 3h12v8H2zM5.6 13.6h4.8", false),
            Self::Trash => ("M2.6 4.4h10.8M6 4.2V2.4h4v1.8M4.2 4.6l.6 9h6.4l.6-9", false),
            Self::Triangle => ("M8 1.8 15 14H1z", true),
            Self::Up => ("M8 13.2v-10M3.8 7.2 8 3l4.2 4.2", false),
        }
    }
}

/// One drawing, hidden from screen readers.
#[component]
pub fn IconMark(
    /// What is drawn.
    #[prop(into)]
    icon: Signal<Icon>,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            class:icon--solid=move || icon.get().drawing().1
            class:icon--dots=move || matches!(icon.get(), Icon::Drag | Icon::More)
            viewBox="0 0 16 16"
            aria-hidden="true"
            focusable="false"
        >
            <path d=move || icon.get().drawing().0></path>
        </svg>
    }
}
