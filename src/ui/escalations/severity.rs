//! A severity as colour, shape and word (semantics 11.5).

use crate::{
    engine::escalation::SeverityShape,
    ui::kit::{Icon, IconMark},
    view::escalation::SeverityMark,
};
use leptos::prelude::*;

/// The drawing of a severity's shape.
const fn icon(shape: SeverityShape) -> Icon {
    match shape {
        SeverityShape::Diamond => Icon::Diamond,
        SeverityShape::Triangle => Icon::Triangle,
        SeverityShape::Circle => Icon::Dot,
        SeverityShape::Square => Icon::Square,
    }
}

/// The classes that colour the heading of a form (semantics 11.5).
pub fn severity_tint(mark: &SeverityMark) -> String {
    format!("severity-tint {}", severity_class(mark))
}

/// The class that gives a part of the page the severity's colours.
fn severity_class(mark: &SeverityMark) -> String {
    format!("severity--{}", mark.colour.name())
}

/// The severity's shape and word on its colour.
#[component]
pub fn SeverityBadge(
    /// How severe it is.
    mark: SeverityMark,
    /// What stands before the word.
    #[prop(optional, into)]
    before: String,
) -> impl IntoView {
    let class = format!("badge severity {}", severity_class(&mark));
    let SeverityMark { name, shape, .. } = mark;
    view! {
        <span class=class>
            <IconMark icon=icon(shape) />
            {before + &name}
        </span>
    }
}

/// The severity's shape in its colour, for the number in a list; the word is read out.
#[component]
pub fn SeverityDot(
    /// How severe it is.
    mark: SeverityMark,
) -> impl IntoView {
    let class = format!("severity-dot {}", severity_class(&mark));
    let SeverityMark { name, shape, .. } = mark;
    let spoken = format!("{name}: ");
    view! {
        <span class=class title=name.into_string()>
            <IconMark icon=icon(shape) />
            <span class="visually-hidden">{spoken}</span>
        </span>
    }
}
