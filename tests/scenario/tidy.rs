//! Properties of the source itself, checked like any other behaviour.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of `src` in dependency order: each may name only those before it.
const LAYERS: &[&str] = &["engine", "view", "store", "shell", "ui"];
/// Tests beside the code are not counted.
const LINES_MAX: usize = 400;
/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "common", "types", "misc"];

#[test]
fn layers_look_only_downwards() {
    let mut breaches = Vec::new();
    for (level, layer) in LAYERS.iter().enumerate() {
        for file in rust_files(&[&format!("src/{layer}")]) {
            for (line, name) in crate_names(&read(&file)) {
                if LAYERS[level + 1..].contains(&name.as_str()) {
                    breaches.push(format!("{}:{line}: names crate::{name}", file.display()));
                }
            }
        }
    }
    assert_none(&breaches);
}

#[test]
fn the_layer_check_sees_through_grouped_imports() {
    let text = "use crate::engine::Desk;\npub(crate) use crate::{\n    ui::{shell, App},\n    view,\n};\ncrate::store::open();";
    let names: Vec<(usize, String)> = crate_names(text);
    let expected = [(1, "engine"), (3, "ui"), (4, "view"), (6, "store")];
    assert_eq!(names, expected.map(|(line, name)| (line, name.to_owned())));
}

#[test]
fn files_stay_readable() {
    let mut breaches = Vec::new();
    for file in rust_files(&["src", "tests", "benches"]) {
        let text = read(&file);
        let n_lines = text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .count();
        if n_lines > LINES_MAX {
            breaches.push(format!(
                "{}: {n_lines} lines, of {LINES_MAX}",
                file.display()
            ));
        }
    }
    assert_none(&breaches);
}

#[test]
fn modules_are_named_for_what_they_hold() {
    let mut breaches = Vec::new();
    for file in rust_files(&["src", "tests", "benches"]) {
        let stem_says_nothing = file
            .with_extension("")
            .iter()
            .any(|part| EMPTY_NAMES.iter().any(|name| part == *name));
        if stem_says_nothing {
            breaches.push(format!("{}: the name says nothing", file.display()));
        }
        for name in EMPTY_NAMES {
            breaches.extend(places(&file, |line| declares_module(line, name)));
        }
    }
    assert_none(&breaches);
}

#[test]
fn nothing_asks_chrono_for_the_time() {
    // Split, so that this file does not name it.
    let asking = [concat!("Utc::", "now"), concat!("Local::", "now")];
    assert_none(&places_of(&["src", "tests", "benches"], &asking));
}

#[test]
fn nothing_is_left_unwritten() {
    let unwritten = [concat!("todo", "!"), concat!("unimplemented", "!")];
    assert_none(&places_of(&["src", "tests", "benches"], &unwritten));
}

#[test]
fn screens_never_set_html_from_text() {
    assert_none(&places_of(
        &["src/ui"],
        &["inner_html", "insert_adjacent_html"],
    ));
}

/// The content security policy drops such attributes in silence; `style:width=…` is heeded.
#[test]
fn screens_never_set_a_style_attribute() {
    assert_none(&places_of(
        &["src/ui"],
        &[
            "style=\"",
            "style=move",
            "style=format",
            "style={",
            "\"style\",",
        ],
    ));
}

#[track_caller]
fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

/// Every line of the folders' files that holds one of the texts, as `file:line: text`.
fn places_of(folders: &[&str], texts: &[&str]) -> Vec<String> {
    rust_files(folders)
        .iter()
        .flat_map(|file| places(file, |line| texts.iter().any(|text| line.contains(text))))
        .collect()
}

fn places(file: &Path, breaks: impl Fn(&str) -> bool) -> Vec<String> {
    let text = read(file);
    let numbered = text.lines().zip(1..).filter(|(line, _)| breaks(line));
    numbered
        .map(|(line, number)| format!("{}:{number}: {}", file.display(), line.trim()))
        .collect()
}

fn declares_module(line: &str, name: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|word| word == "mod") && words.next() == Some(name)
}

/// The modules that a text names directly under `crate::`, grouped imports too, with their lines.
fn crate_names(text: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (at, path) in text.match_indices("crate::") {
        let start = at + path.len();
        let rest = &text[start..];
        let Some(group) = rest.strip_prefix('{') else {
            names.extend(first_word(text, start));
            continue;
        };
        let mut depth = 0;
        let mut expects_name = true;
        for (offset, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => expects_name = true,
                _ if depth == 0 && expects_name && !c.is_whitespace() => {
                    names.extend(first_word(text, start + 1 + offset));
                    expects_name = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn first_word(text: &str, start: usize) -> Option<(usize, String)> {
    let word: String = text[start..]
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let line = text[..start].matches('\n').count() + 1;
    (!word.is_empty()).then_some((line, word))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

fn rust_files(folders: &[&str]) -> Vec<PathBuf> {
    let mut pending: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("node_modules") {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
