//! `set`. Takes a cursor at the word, gives what each column becomes; must not know the
//! table.

use super::mistake;
use crate::syntax::ast::Assignment;
use crate::syntax::expr::{Parsed, Parser};
use crate::syntax::name::named;

/// `set c = e, …`
pub(super) fn set(parser: &mut Parser<'_>) -> Parsed<Vec<Assignment>> {
    parser.cursor.expect_word("set")?;
    parser.list(|parser| {
        mistake::several_at_once(&parser.cursor)?;
        let column = named(&mut parser.cursor, "the name of a column")?;
        mistake::qualified(&parser.cursor, &column)?;
        parser.cursor.expect_punct("=")?;
        let value = *parser.value()?;
        Ok(Assignment { column, value })
    })
}
