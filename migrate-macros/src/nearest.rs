//! The known name that was probably meant. Takes a name and those that exist, gives the
//! nearest; must not know what is being named.

/// The candidate with the smallest edit distance, if it is near enough to be a typo.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, candidate)| (*distance, differs_at(name, candidate)))
        .map(|(_, candidate)| candidate)
}

/// Small where the two begin alike: among equally near ones that is the likelier.
fn differs_at(one: &str, other: &str) -> std::cmp::Reverse<usize> {
    let alike = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
    std::cmp::Reverse(alike.count())
}

/// Levenshtein's distance; a swap of neighbours counts as two.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_typo_finds_the_name_and_another_word_does_not() {
        let names = ["orders", "customers"];
        assert_eq!(nearest("order", names), Some("orders"));
        assert_eq!(nearest("costumers", names), Some("customers"));
        assert_eq!(nearest("invoices", names), None);
        assert_eq!(nearest("intt", ["inet", "int"]), Some("int"));
    }
}
