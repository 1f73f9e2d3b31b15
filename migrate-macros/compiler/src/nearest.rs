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

/// The optimal string alignment distance: a swap of neighbours counts as one, since that is
/// how fingers slip.
fn distance(one: &str, other: &str) -> usize {
    let letters = |word: &str| word.to_lowercase().chars().collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    let mut rows = vec![(0..=other.len()).collect::<Vec<usize>>()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let differ = usize::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[i - 1][j - 1] + differ)
                .min(rows[i - 1][j] + 1)
                .min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
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
        assert_eq!(nearest("lenght", ["height", "length"]), Some("length"));
        assert_eq!(nearest("intt", ["inet", "int"]), Some("int"));
    }
}
