//! Counts as people read them.

/// A count with its noun: `1 case`, `12,345 cases`.
#[must_use]
pub fn counted(n: usize, one: &str, many: &str) -> String {
    let noun = if n == 1 { one } else { many };
    format!("{} {noun}", grouped(n))
}

/// A number with a comma after every three digits.
#[must_use]
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A word with how many wait; the word alone when nothing does.
#[must_use]
pub fn with_count(word: &str, n: usize) -> String {
    match n {
        0 => word.to_owned(),
        n => format!("{word} ({n})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_agrees_with_its_noun() {
        for (n, text) in [
            (0, "0 cases"),
            (1, "1 case"),
            (999, "999 cases"),
            (1_000, "1,000 cases"),
            (1_234_567, "1,234,567 cases"),
        ] {
            assert_eq!(counted(n, "case", "cases"), text);
        }
    }
}
