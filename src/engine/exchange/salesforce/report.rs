//! What a file says that cannot be done as it says, named by line, and the reading of elements
//! such that nothing in them is passed over in silence.

use super::document::Element;

/// How a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// It has no effect here.
    NotHonoured,
    /// Something else takes its place.
    Substituted,
    /// It is taken as it is, and worth knowing.
    Note,
}

/// One thing that is worth knowing of a file before it is brought in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The name of the file.
    pub file: Box<str>,
    /// The line, from 1 on.
    pub line: u32,
    /// The way to the element: `escalationRule 1 / ruleEntry 3 / formula`.
    pub element: Box<str>,
    /// What about it; lower case, no full stop.
    pub what: Box<str>,
    /// How it weighs.
    pub kind: FindingKind,
}

/// A text of a file and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    pub(super) text: Box<str>,
    pub(super) at: Place,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub(super) file: Box<str>,
    pub(super) line: u32,
    pub(super) path: Box<str>,
}

impl Place {
    /// What is to be said of it.
    pub(super) fn finding(&self, kind: FindingKind, what: impl Into<Box<str>>) -> Finding {
        Finding {
            file: self.file.clone(),
            line: self.line,
            element: self.path.clone(),
            what: what.into(),
            kind,
        }
    }
}

/// An element being read: what is taken from it is marked, and what is left over is named when it
/// is finished.
pub(super) struct Part<'e> {
    element: &'e Element,
    pub(super) at: Place,
    taken: Vec<bool>,
}

impl<'e> Part<'e> {
    /// The root of a file.
    pub(super) fn root(file: &str, element: &'e Element) -> Self {
        Self {
            at: Place {
                file: file.into(),
                line: element.line,
                path: element.name.clone(),
            },
            taken: vec![false; element.children.len()],
            element,
        }
    }

    /// Where a child stands; the `number` counts those of its name from 1 on. A text that stands
    /// alone needs none.
    fn place_of(&self, child: &Element, number: Option<usize>) -> Place {
        let number = number
            .map(|number| format!(" {number}"))
            .unwrap_or_default();
        Place {
            file: self.at.file.clone(),
            line: child.line,
            path: format!("{} / {}{number}", self.at.path, child.name).into(),
        }
    }

    /// Every child of that name, to be read in turn.
    pub(super) fn parts(&mut self, name: &str) -> Vec<Self> {
        let mut found = Vec::new();
        for (child, taken) in self.element.children.iter().zip(&mut self.taken) {
            if &*child.name == name {
                *taken = true;
                found.push(child);
            }
        }
        let several = found.len() > 1;
        let numbered = found.into_iter().zip(1..);
        numbered
            .map(|(element, number)| Part {
                at: self.place_of(
                    element,
                    Some(number).filter(|_| several || !element.children.is_empty()),
                ),
                taken: vec![false; element.children.len()],
                element,
            })
            .collect()
    }

    /// The texts of every child of that name; blank ones are none.
    pub(super) fn texts(&mut self, name: &str, findings: &mut Vec<Finding>) -> Vec<Said> {
        let parts = self.parts(name);
        let texts = parts.into_iter().map(|part| Said {
            text: part.element.text.trim().into(),
            at: part.end("has no place in a text", findings),
        });
        texts.filter(|said| !said.text.is_empty()).collect()
    }

    /// The text of the only child of that name, `None` when it is blank or not there.
    pub(super) fn text(&mut self, name: &str, findings: &mut Vec<Finding>) -> Option<Said> {
        let mut texts = self.texts(name, findings).into_iter();
        let first = texts.next();
        findings.extend(texts.map(|more| {
            let what = "stands twice: the first one is taken";
            more.at.finding(FindingKind::NotHonoured, what)
        }));
        first
    }

    /// The text of the only child of that name with its outer blanks.
    pub(super) fn raw_text(&mut self, name: &str, findings: &mut Vec<Finding>) -> Box<str> {
        let raw = self
            .element
            .children
            .iter()
            .find(|child| &*child.name == name);
        let raw = raw.map(|child| child.text.as_str().into());
        self.text(name, findings).and(raw).unwrap_or_default()
    }

    /// The only child of that name as yes or no.
    pub(super) fn flag(
        &mut self,
        name: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<(bool, Place)> {
        let said = self.text(name, findings)?;
        match &*said.text.to_ascii_lowercase() {
            "true" | "1" => Some((true, said.at)),
            "false" | "0" => Some((false, said.at)),
            _ => {
                let what = format!("“{}” is neither true nor false", said.text);
                findings.push(said.at.finding(FindingKind::NotHonoured, what));
                None
            }
        }
    }

    /// Names everything in it that was not taken, a text between its elements too, and gives
    /// where it stands.
    pub(super) fn finish(self, why: &str, findings: &mut Vec<Finding>) -> Place {
        let text = self.element.text.trim();
        if !text.is_empty() {
            let what = format!("the text “{text}” has no place here");
            findings.push(self.at.finding(FindingKind::NotHonoured, what));
        }
        self.end(why, findings)
    }

    fn end(self, why: &str, findings: &mut Vec<Finding>) -> Place {
        for attribute in &self.element.attributes {
            let what = format!("the attribute {attribute} is not known here");
            findings.push(self.at.finding(FindingKind::NotHonoured, what));
        }
        let left = self.element.children.iter().zip(&self.taken);
        for (child, _) in left.filter(|(_, taken)| !**taken) {
            self.leave_out_child(child, why, findings);
        }
        self.at
    }

    /// Names every element in it that holds something, whether it was taken or not.
    pub(super) fn leave_out(self, why: &str, findings: &mut Vec<Finding>) {
        findings.push(self.at.finding(FindingKind::NotHonoured, why));
        for child in &self.element.children {
            self.leave_out_child(child, why, findings);
        }
    }

    fn leave_out_child(&self, child: &'e Element, why: &str, findings: &mut Vec<Finding>) {
        let part = Part {
            at: self.place_of(child, None),
            taken: Vec::new(),
            element: child,
        };
        if child.children.is_empty() {
            findings.push(part.at.finding(FindingKind::NotHonoured, why));
        } else {
            part.leave_out(why, findings);
        }
    }
}

/// Puts findings in the order in which people read the files.
pub(super) fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort();
    findings.dedup();
    findings
}
