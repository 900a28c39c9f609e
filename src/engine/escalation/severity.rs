//! How severe an escalation is, and how that looks.

use crate::engine::id::SeverityId;
use serde::{Deserialize, Serialize};

/// A row of the editable list of severities, with its style (semantics 1.17). A style is a colour
/// and a shape, so that it is never told by colour alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationSeverity {
    /// Names the record.
    pub id: SeverityId,
    /// As people see it.
    pub name: Box<str>,
    /// The colour of what is escalated so.
    pub colour: SeverityColour,
    /// The shape beside the name.
    #[serde(default)]
    pub shape: SeverityShape,
    /// Its place in the list, the most severe first.
    pub order: u32,
    /// Whether it may be chosen.
    pub active: bool,
}

/// The colours that can be read on both a light and a dark page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeverityColour {
    /// Red, shipped for High.
    Red,
    /// Orange, shipped for Medium.
    Orange,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
    /// Grey.
    Grey,
}

impl SeverityColour {
    /// Every colour, in the order people see them.
    pub const ALL: [Self; 7] = [
        Self::Red,
        Self::Orange,
        Self::Yellow,
        Self::Green,
        Self::Blue,
        Self::Purple,
        Self::Grey,
    ];

    /// As it is written: `red`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Purple => "purple",
            Self::Grey => "grey",
        }
    }
}

/// The shapes that stand beside a severity's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeverityShape {
    /// A square on its corner, shipped for Medium.
    Diamond,
    /// A triangle, shipped for High.
    Triangle,
    /// A circle.
    #[default]
    Circle,
    /// A square.
    Square,
}

impl SeverityShape {
    /// Every shape, in the order people see them.
    pub const ALL: [Self; 4] = [Self::Diamond, Self::Triangle, Self::Circle, Self::Square];

    /// As it is written: `diamond`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Diamond => "diamond",
            Self::Triangle => "triangle",
            Self::Circle => "circle",
            Self::Square => "square",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_shapes_go_by_the_names_they_are_stored_by() {
        for colour in SeverityColour::ALL {
            assert_eq!(serde_json::to_value(colour).unwrap(), colour.name());
        }
        for shape in SeverityShape::ALL {
            assert_eq!(serde_json::to_value(shape).unwrap(), shape.name());
        }
    }
}
