//! `delete`. Takes a cursor at `delete` or at the `with` before it, gives the statement;
//! must not know its table.

use super::{mistake, pace};
use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::Delete;
use crate::syntax::expr::{Parser, parse};
use crate::syntax::name::table_name;

/// From its first word, which is `delete` or `with`.
pub(crate) fn delete(cursor: &mut Cursor<'_>) -> Result<Delete, Diagnostic> {
    parse(cursor, |parser| {
        let with = parser.ctes()?;
        parser.cursor.expect_words(&["delete", "from"])?;
        let (table, origin) = table_name(&mut parser.cursor)?;
        let alias = parser.alias()?;
        let using = match parser.cursor.eat_word("using") {
            Some(_) => parser.list(Parser::source)?,
            None => Vec::new(),
        };
        let filter = parser.filter("where")?;
        mistake::returning(&parser.cursor)?;
        mistake::limited(&parser.cursor)?;
        Ok(Delete {
            with,
            table,
            origin,
            alias,
            using,
            filter,
            pace: pace::pace(&mut parser.cursor)?,
        })
    })
}
