//! A walk of its own through the files: every element is looked for on the desk, or among what
//! the importer names by line. It shares no code with the importer.

use super::found::Found;
use quick_xml::{Reader, events::Event};
use rung::engine::{
    desk::Desk,
    exchange::salesforce::{Finding, FindingKind},
};

/// An element as the walk meets it.
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) line: u32,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        let child = self.children.iter().find(|child| child.name == name)?;
        Some(child.text.trim())
    }

    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Node> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads a file, with nothing of the importer.
pub(crate) fn tree(text: &str) -> Node {
    let body = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(body);
    let mut open = vec![Node {
        name: String::new(),
        line: 0,
        text: String::new(),
        children: Vec::new(),
    }];
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap();
        let line = 1 + u32::try_from(body[..at].matches('\n').count()).unwrap();
        let node = |name: &[u8]| Node {
            name: String::from_utf8(name.to_vec()).unwrap(),
            line,
            text: String::new(),
            children: Vec::new(),
        };
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(node(start.name().as_ref())),
            Event::Empty(start) => {
                let leaf = node(start.name().as_ref());
                open.last_mut().unwrap().children.push(leaf);
            }
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => {
                let text = String::from_utf8(text.to_vec()).unwrap();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::CData(text) => {
                let text = String::from_utf8(text.to_vec()).unwrap();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::GeneralRef(name) => {
                let escaped = format!("&{};", std::str::from_utf8(&name).unwrap());
                let text = quick_xml::escape::unescape(&escaped).unwrap();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::Eof => return open.remove(0).children.remove(0),
            _ => {}
        }
    }
}

/// How many elements of files came out how.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) n_honoured: usize,
    pub(super) n_named: usize,
    /// Those that are neither: `file:line element text`.
    pub(super) silent: Vec<String>,
}

impl Count {
    /// Counts every element of a file that was brought into `desk` with those findings.
    pub(super) fn add(&mut self, file: &str, text: &str, desk: &Desk, findings: &[Finding]) {
        let of_file: Vec<&Finding> = findings
            .iter()
            .filter(|finding| &*finding.file == file && finding.kind != FindingKind::Note)
            .collect();
        let root = tree(text);
        let found = Found::new(desk, &root);
        self.visit(file, &root, &[], &found, &of_file);
    }

    fn visit<'n>(
        &mut self,
        file: &str,
        node: &'n Node,
        above: &[&'n Node],
        found: &Found<'_>,
        findings: &[&Finding],
    ) {
        let is_named = findings.iter().any(|finding| {
            let last = finding.element.rsplit(" / ").next().unwrap();
            let name = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
            finding.line == node.line && name == node.name
        });
        if is_named {
            self.n_named += 1;
        } else if found.honours(above, node) {
            self.n_honoured += 1;
        } else {
            let said = format!("{file}:{} {} {}", node.line, node.name, node.text.trim());
            self.silent.push(said);
        }
        let mut path = above.to_vec();
        path.push(node);
        for child in &node.children {
            self.visit(file, child, &path, found, findings);
        }
    }
}
