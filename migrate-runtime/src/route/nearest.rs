//! The name that was probably meant. Takes a name and a history, gives the nearest one that
//! it has.

use crate::history::History;

/// The known name with the fewest edits, when they are few.
pub(super) fn nearest(name: &str, history: &History) -> Option<&'static str> {
    let name = name.to_lowercase();
    let names = history
        .migrations()
        .iter()
        .map(|migration| migration.name());
    let distances = names.map(|known| (edits(&name, known), known));
    let (distance, known) = distances.min()?;
    (distance <= name.len() / 3 + 1).then_some(known)
}

/// The Levenshtein distance.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (done, left) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = done + 1;
        for (index, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[index + 1];
            row[index + 1] = replaced.min(row[index] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}
