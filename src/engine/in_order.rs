//! Putting a few things in order. Sorting is compiled again for each type, at four kilobytes each;
//! these sort ranks, which are always of one type, and put the things in the order of theirs.

/// The items in the order of a number; equal ones stay as they were.
#[must_use]
pub fn by_number<T>(items: Vec<T>, number: impl Fn(&T) -> i64) -> Vec<T> {
    let ranks = items.iter().map(|item| (number(item), String::new()));
    in_order(ranks.collect(), items)
}

/// The items in the order of a name, in which capitals count as small letters; equal ones stay as
/// they were.
#[must_use]
pub fn by_name<T>(items: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    let ranks = items.iter().map(|item| (0, name(item).to_lowercase()));
    in_order(ranks.collect(), items)
}

fn in_order<T>(ranks: Vec<(i64, String)>, items: Vec<T>) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let places = places(ranks).into_iter();
    places
        .filter_map(|place| items.get_mut(place).and_then(Option::take))
        .collect()
}

/// The places of ranks, in the order of the ranks.
fn places(ranks: Vec<(i64, String)>) -> Vec<usize> {
    let mut places: Vec<((i64, String), usize)> = ranks.into_iter().zip(0..).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ranks_keep_the_order_they_came_in() {
        let ages = by_number(vec![(60, 'b'), (30, 'a'), (60, 'c')], |(age, _)| *age);
        assert_eq!(ages, [(30, 'a'), (60, 'b'), (60, 'c')]);
        let names = by_name(vec!["web", "Sales", "WEB", "africa"], |name| name);
        assert_eq!(names, ["africa", "Sales", "web", "WEB"]);
    }
}
