//! A `CREATE INDEX` to what it says, without the table's name, which a rename changes. It
//! must not know what is expected.
//!
//! <https://sqlite.org/lang_createindex.html>

use super::reader::Reader;
use super::token::{text, tokens};

/// `unique (a, b desc) where …`, and the index's name; nothing where the text is of none.
pub(super) fn read(sql: &str) -> Option<(String, String)> {
    let tokens = tokens(sql);
    let mut reader = Reader::new(&tokens);
    reader.takes(&["CREATE"]).then_some(())?;
    let unique = if reader.takes(&["UNIQUE"]) {
        "unique "
    } else {
        ""
    };
    reader.takes(&["INDEX"]).then_some(())?;
    reader.takes(&["IF", "NOT", "EXISTS"]);
    let mut name = reader.next_name()?;
    if reader.is_mark('.') {
        reader.skip(1);
        name = reader.next_name()?;
    }
    reader.takes(&["ON"]).then_some(())?;
    reader.next_name()?;
    let what = text(reader.rest());
    Some((name.to_owned(), format!("{unique}{what}")))
}
