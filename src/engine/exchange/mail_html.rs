//! What can be read of a text in HTML: no scripts, no styles, and nothing is ever fetched.
//!
//! The mail library has such a function, whose table of entities is lost where addresses have 32
//! bits, as in a page.

/// Elements of whose content nothing is to be read.
const UNREAD: [&str; 4] = ["script", "style", "template", "title"];
/// Elements that begin and end on a line of their own.
const BLOCKS: [&str; 16] = [
    "address",
    "blockquote",
    "div",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// The names of the letters from U+00A0 to U+00FF in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
/// Other names that mail programs write.
const OTHERS: [(&str, char); 21] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("sbquo", '\u{201a}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("bdquo", '\u{201e}'),
    ("bull", '\u{2022}'),
    ("hellip", '\u{2026}'),
    ("euro", '\u{20ac}'),
    ("trade", '\u{2122}'),
    ("rarr", '\u{2192}'),
    ("larr", '\u{2190}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
];
/// Bytes of the longest name of a letter, with what ends it.
const NAME_BYTES_MAX: usize = 10;

/// The text of a document, its blocks on lines of their own.
pub(super) fn text_of_html(html: &str) -> String {
    let mut out = Lines::default();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.say(text);
        if !tag.starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first)) {
            out.say("<");
            rest = tag;
            continue;
        }
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        let (inside, after) = tag.split_once(end).unwrap_or_default();
        rest = after;
        let name = inside.trim_start_matches('/');
        let name = name.split(|letter: char| !letter.is_ascii_alphanumeric());
        let name = name.map(str::to_ascii_lowercase).next().unwrap_or_default();
        let is_unread = UNREAD.contains(&name.as_str());
        match name.as_str() {
            _ if is_unread && !inside.starts_with('/') => rest = after_close(after, &name),
            "br" => out.break_line(),
            "p" => out.begin_line(1),
            "td" | "th" => out.say(" "),
            name if BLOCKS.contains(&name) => out.begin_line(0),
            _ => {}
        }
    }
    out.say(rest);
    out.text.trim_end().to_owned()
}

/// What follows the end of an element of which nothing is read.
fn after_close<'a>(text: &'a str, name: &str) -> &'a str {
    let ends = text.match_indices("</");
    let mut ends = ends.filter_map(|(at, _)| text.get(at + 2..));
    let is_own = |tail: &&str| {
        let head = tail.get(..name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
    };
    let end = ends.find(is_own).and_then(|tail| tail.split_once('>'));
    end.map_or("", |(_, after)| after)
}

/// Text in lines, with one space at most between its words.
#[derive(Default)]
struct Lines {
    text: String,
    /// Whether a space stands between what was said and what comes.
    is_spaced: bool,
}

impl Lines {
    fn say(&mut self, html: &str) {
        for letter in Letters(html) {
            if letter.is_whitespace() {
                self.is_spaced = true;
                continue;
            }
            if self.is_spaced && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.is_spaced = false;
            self.text.push(letter);
        }
    }

    fn break_line(&mut self) {
        self.is_spaced = false;
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A new line, unless one has begun, after so many empty ones.
    fn begin_line(&mut self, n_empty: usize) {
        self.is_spaced = false;
        let wanted = "\n".repeat(n_empty + 1);
        while !self.text.is_empty() && !self.text.ends_with(&wanted) {
            self.text.push('\n');
        }
    }
}

/// The letters of a text, named ones too.
struct Letters<'a>(&'a str);

impl Iterator for Letters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some((letter, rest)) = named_letter(self.0) {
            self.0 = rest;
            return Some(letter);
        }
        let mut letters = self.0.chars();
        let letter = letters.next();
        self.0 = letters.as_str();
        letter
    }
}

/// The letter that a text begins with by its name or number, such as `&auml;`, and the rest.
fn named_letter(text: &str) -> Option<(char, &str)> {
    let text = text.strip_prefix('&')?;
    let end = text
        .bytes()
        .take(NAME_BYTES_MAX)
        .position(|byte| byte == b';')?;
    let (name, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let letter = if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let number = hexadecimal.map_or_else(
            || number.parse().ok(),
            |digits| u32::from_str_radix(digits, 16).ok(),
        );
        char::from_u32(number?)?
    } else {
        let others = OTHERS.iter().find(|(own, _)| *own == name);
        let latin = (0xa0_u32..).zip(LATIN.split(' '));
        let mut latin = latin.filter(|(_, own)| *own == name);
        let latin = || latin.next().and_then(|(code, _)| char::from_u32(code));
        others.map(|(_, letter)| *letter).or_else(latin)?
    };
    Some((letter, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_on_lines_of_their_own_and_words_one_space_apart() {
        for (html, text) in [
            ("a  b\n c", "a b c"),
            ("<p>a</p><p>b</p>", "a\n\nb"),
            ("<div>a</div><div>b</div>", "a\nb"),
            ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
            ("a<br><br><br><br>b", "a\n\nb"),
            ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
            ("<tr><td>a</td><td>b</td></tr><tr><td>c", "a b\nc"),
            ("<b>a</b><i> b</i>", "a b"),
            ("1 < 2 & 3 <4", "1 < 2 & 3 <4"),
        ] {
            assert_eq!(text_of_html(html), text, "{html}");
        }
    }

    #[test]
    fn scripts_styles_and_remarks_are_not_read() {
        for html in [
            "a<script>x < y; '</b>'</script>b",
            "a<STYLE type='t'>p{}</Style>b",
            "a<!-- > <b> -->b",
            "<head><title>t</title></head>ab",
            "<!doctype html>ab<script>never ends",
            "ab<img src='x",
        ] {
            assert_eq!(text_of_html(html), "ab", "{html}");
        }
    }

    #[test]
    fn letters_are_known_by_name_and_by_number() {
        for (html, text) in [
            ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
            (
                "Stra&szlig;e, &Uuml;bung, caf&eacute;&yuml;",
                "Straße, Übung, caféÿ",
            ),
            ("&#8364;&#x20AC;&euro;", "€€€"),
            ("a&nbsp;&nbsp;b", "a b"),
            (
                "&unknown; &#0x; &#xd800; & ; &",
                "&unknown; &#0x; &#xd800; & ; &",
            ),
        ] {
            assert_eq!(text_of_html(html), text, "{html}");
        }
        assert_eq!(LATIN.split(' ').count(), 96);
    }
}
