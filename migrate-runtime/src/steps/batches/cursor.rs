//! Where a loop of batches stands, and how the ledger remembers it. It must not know SQL.

/// Where a loop of batches stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::steps) struct Cursor {
    /// How often the table is gone over again by now, for rows that were missed.
    pub(in crate::steps) sweep: u32,
    /// Where the last batch ended; none before the first.
    pub(in crate::steps) place: Option<String>,
    /// The table's last row when the walk began: rows that are inserted later belong
    /// to the new code.
    pub(in crate::steps) last: String,
}

impl Cursor {
    /// Reads `[sweep n, ]<length of place>:<place> of <last>`: places may hold any text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (sweep, text) = match text.strip_prefix("sweep ") {
            None => (0, text),
            Some(text) => {
                let (sweep, rest) = text.split_once(", ")?;
                (sweep.parse().ok()?, rest)
            }
        };
        let (length, rest) = text.split_once(':')?;
        let (place, rest) = rest.split_at_checked(length.parse().ok()?)?;
        let last = rest.strip_prefix(" of ")?;
        Some(Cursor {
            sweep,
            place: Some(place.to_owned()),
            last: last.to_owned(),
        })
    }

    /// For the ledger; before the first batch there is nothing to remember.
    pub(super) fn text(&self) -> Option<String> {
        let place = self.place.as_deref()?;
        let sweep = match self.sweep {
            0 => String::new(),
            sweep => format!("sweep {sweep}, "),
        };
        Some(format!("{sweep}{}:{place} of {}", place.len(), self.last))
    }

    /// The same walk, a batch later.
    pub(in crate::steps) fn moved(&self, place: String) -> Self {
        Cursor {
            place: Some(place),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_any_text_in_its_places() {
        for place in ["17", "(1, 'a of b')", "'5: of \n'", "'é'", "'sweep 1, 2'"] {
            for sweep in [0, 1, 12] {
                let cursor = Cursor {
                    sweep,
                    place: Some(place.to_owned()),
                    last: "'z of 3:'".to_owned(),
                };
                assert_eq!(
                    cursor.text().as_deref().and_then(Cursor::parse),
                    Some(cursor)
                );
            }
        }
    }

    #[test]
    fn before_the_first_batch_there_is_nothing_to_remember() {
        let cursor = Cursor {
            sweep: 0,
            place: None,
            last: "9".to_owned(),
        };
        assert_eq!(cursor.text(), None);
    }
}
