//! An XML file as a tree of elements, each with the line it begins on.

use crate::engine::exchange::FileError;
use quick_xml::{
    Reader, Writer,
    escape::resolve_xml_entity,
    events::{BytesDecl, BytesRef, BytesStart, BytesText, Event},
};
use std::{io, str};

/// What the elements of every such file are names of.
const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";

/// Bytes of one file, at most: real ones stay far below a megabyte.
const BYTES_MAX: usize = 20 * 1024 * 1024;
/// Elements inside elements, at most: real files have five.
const DEPTH_MAX: usize = 32;

/// One element with all that is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: Box<str>,
    /// The line it begins on, from 1 on.
    pub(super) line: u32,
    /// The names of its attributes, but for those of namespaces and schema instances.
    pub(super) attributes: Vec<Box<str>>,
    /// Its text, in one piece.
    pub(super) text: String,
    /// The elements in it, in order.
    pub(super) children: Vec<Element>,
}

/// Reads a file whole: gives its root element.
pub(super) fn parse(file: &str, bytes: &[u8]) -> Result<Element, FileError> {
    let lines = Lines::of(bytes);
    let refuse = |at: usize, reason: String| FileError {
        file: file.into(),
        line: lines.of_byte(at),
        reason: reason.into(),
    };
    if bytes.len() > BYTES_MAX {
        let megabytes = BYTES_MAX / 1024 / 1024;
        return Err(refuse(
            0,
            format!("the file is larger than {megabytes} MB: split it"),
        ));
    }
    if let Err(error) = str::from_utf8(bytes) {
        let reason = "the text is not UTF-8: save the file in that encoding".to_owned();
        return Err(refuse(error.valid_up_to(), reason));
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let n_skipped = bytes.len() - body.len();
    let mut reader = Reader::from_reader(body);
    let mut tree = Tree::default();
    loop {
        let begins_at = n_skipped + usize::try_from(reader.buffer_position()).unwrap_or(0);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(0);
            refuse(
                n_skipped + at,
                format!("this is not well-formed XML: {error}"),
            )
        })?;
        if matches!(event, Event::Eof) {
            break;
        }
        tree.take(event, lines.of_byte(begins_at))
            .map_err(|reason| refuse(begins_at, reason))?;
    }
    match (tree.open.last(), tree.root) {
        (Some(open), _) => Err(FileError {
            file: file.into(),
            line: open.line,
            reason: format!("the element {} is never closed", open.name).into(),
        }),
        (None, Some(root)) => Ok(root),
        (None, None) => Err(refuse(0, "there is no element in the file".to_owned())),
    }
}

/// A file of one element with all that is in it, four blanks a level.
pub(super) fn write(root: &Element) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 4);
    let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
    let mut start = BytesStart::new(&*root.name);
    start.push_attribute(("xmlns", NAMESPACE));
    // Writing to memory cannot fail.
    let _ = writer.write_event(declaration);
    let _ = write_element(&mut writer, &start, root);
    let text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text + "\n"
}

fn write_element(
    writer: &mut Writer<Vec<u8>>,
    start: &BytesStart<'_>,
    element: &Element,
) -> io::Result<()> {
    writer.write_event(Event::Start(start.borrow()))?;
    if !element.text.is_empty() {
        writer.write_event(Event::Text(BytesText::new(&element.text)))?;
    }
    for child in &element.children {
        write_element(writer, &BytesStart::new(&*child.name), child)?;
    }
    writer.write_event(Event::End(start.to_end()))
}

/// The byte at which each line after the first begins.
struct Lines(Vec<usize>);

impl Lines {
    fn of(bytes: &[u8]) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        Self(ends.map(|(at, _)| at + 1).collect())
    }

    fn of_byte(&self, at: usize) -> u32 {
        let n_before = self.0.partition_point(|begin| *begin <= at);
        u32::try_from(n_before)
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }
}

/// What has been read so far: the elements that are still open, outermost first.
#[derive(Default)]
struct Tree {
    root: Option<Element>,
    open: Vec<Element>,
}

impl Tree {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), String> {
        match event {
            Event::Start(start) => {
                if self.open.len() == DEPTH_MAX {
                    return Err(format!("elements are nested deeper than {DEPTH_MAX}"));
                }
                self.open.push(begun(&start, line)?);
            }
            Event::Empty(start) => {
                let element = begun(&start, line)?;
                self.close(element)?;
            }
            Event::End(_) => {
                if let Some(element) = self.open.pop() {
                    self.close(element)?;
                }
            }
            Event::Text(text) => {
                let text = text.xml10_content().map_err(|error| error.to_string())?;
                self.add_text(&text)?;
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|error| error.to_string())?;
                self.add_text(&text)?;
            }
            Event::GeneralRef(reference) => self.add_text(&resolved(&reference)?)?,
            Event::DocType(_) => {
                let reason = "a document type definition is not read: take it out";
                return Err(reason.to_owned());
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn close(&mut self, element: Element) -> Result<(), String> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None if self.root.is_some() => {
                return Err(format!("{} stands after the end", element.name));
            }
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn add_text(&mut self, text: &str) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err("there is text outside of the elements".to_owned()),
        }
        Ok(())
    }
}

fn begun(start: &BytesStart<'_>, line: u32) -> Result<Element, String> {
    let text = |bytes: &[u8]| -> Box<str> { String::from_utf8_lossy(bytes).into() };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let key = attribute.map_err(|error| error.to_string())?.key;
        let prefix = key.prefix().map(|prefix| text(prefix.as_ref()));
        let is_plumbing = key.as_namespace_binding().is_some() || prefix.as_deref() == Some("xsi");
        if !is_plumbing {
            attributes.push(text(key.as_ref()));
        }
    }
    Ok(Element {
        name: text(start.local_name().as_ref()),
        line,
        attributes,
        ..Element::default()
    })
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    if let Some(character) = reference
        .resolve_char_ref()
        .map_err(|error| error.to_string())?
    {
        return Ok(character.into());
    }
    let name = reference.decode().map_err(|error| error.to_string())?;
    let known = resolve_xml_entity(&name).map(str::to_owned);
    known.ok_or_else(|| format!("the entity &{name}; is not known"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        parse("a.xml", text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn every_element_has_the_line_it_begins_on_and_its_text_in_one_piece() {
        let text = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<a>\r\n <b\n  xmlns:x='y'>1 &amp; &quot;2&#39;</b><c/>\n\n <!-- no --><d>x<![CDATA[<y>]]></d>\n</a>";
        let root = parse("a.xml", text.as_bytes()).unwrap();
        let found: Vec<_> = root
            .children
            .iter()
            .map(|child| (&*child.name, child.line, child.text.as_str()))
            .collect();
        assert_eq!((&*root.name, root.line), ("a", 2));
        assert_eq!(
            found,
            [("b", 3, "1 & \"2'"), ("c", 4, ""), ("d", 6, "x<y>")]
        );
    }

    #[test]
    fn what_is_no_xml_is_refused_with_its_line() {
        let deep = "<a>".repeat(40);
        for (text, line, reason) in [
            ("", 1, "no element"),
            ("<a>\n<b>\n</a>", 3, "well-formed"),
            ("<a>\n<b>", 2, "b is never closed"),
            ("<a>\n&nope;</a>", 2, "&nope; is not known"),
            ("<a/>\nrest", 1, "outside"),
            ("<a/>\n<b/>", 2, "after the end"),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", 1, "document type"),
            (&deep, 1, "nested deeper"),
            ("<a b=c/>", 1, ""),
        ] {
            let said = refusal(text);
            assert!(said.starts_with(&format!("a.xml, line {line}: ")), "{said}");
            assert!(said.contains(reason), "{said}");
        }
        let latin = parse("a.xml", b"<a>\n\xe9</a>").unwrap_err();
        assert!(latin.to_string().contains("line 2: the text is not UTF-8"));
    }
}
