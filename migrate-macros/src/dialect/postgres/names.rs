//! Names that the compiler gives to what nobody named. Takes what a name is made of,
//! gives one that is free in its table; must not know what it is for.

use crate::schema::Table;

/// The longest name in bytes: `NAMEDATALEN - 1`.
pub(super) const LIMIT: usize = 63;

/// `table_column_label` as PostgreSQL makes it, with the next free number when a
/// constraint of the table has it already.
pub(super) fn free_name(table: &Table, column: &str, label: &str) -> String {
    let plain = joined(&table.name.name, column, label);
    if table.constraint(&plain).is_none() {
        return plain;
    }
    let numbered = |number: usize| joined(&table.name.name, column, &format!("{label}{number}"));
    let mut names = (1..).map(numbered);
    let free = names.find(|name| table.constraint(name).is_none());
    free.unwrap_or(plain)
}

/// As `makeObjectName` of the server: the longer of the first two parts is cut until the
/// whole fits.
fn joined(first: &str, second: &str, label: &str) -> String {
    let available = LIMIT.saturating_sub(label.len() + 2);
    let (mut one, mut other) = (first.len(), second.len());
    while one + other > available {
        if one > other {
            one -= 1;
        } else {
            other -= 1;
        }
    }
    format!("{}_{}_{label}", cut(first, one), cut(second, other))
}

/// As many whole characters as fit.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, joined};

    #[test]
    fn cuts_the_longer_part() {
        assert_eq!(joined("t", "c", "not_null"), "t_c_not_null");
        let long = joined(&"t".repeat(60), "ä", "not_null");
        assert_eq!(long, format!("{}_ä_not_null", "t".repeat(51)));
        assert_eq!(long.len(), LIMIT);
    }
}
