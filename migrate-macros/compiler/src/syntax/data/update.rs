//! `update`. Takes a cursor at `update` or at the `with` before it, gives the statement;
//! must not know its table.

use super::{assignment, mistake, pace};
use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::Update;
use crate::syntax::expr::{Parser, parse};
use crate::syntax::name::table_name;

/// From its first word, which is `update` or `with`.
pub(crate) fn update(cursor: &mut Cursor<'_>) -> Result<Update, Diagnostic> {
    parse(cursor, |parser| {
        let with = parser.ctes()?;
        parser.cursor.expect_word("update")?;
        let (table, origin) = table_name(&mut parser.cursor)?;
        let alias = parser.alias()?;
        let set = assignment::set(parser)?;
        let from = match parser.cursor.eat_word("from") {
            Some(_) => parser.list(Parser::source)?,
            None => Vec::new(),
        };
        let filter = parser.filter("where")?;
        mistake::returning(&parser.cursor)?;
        mistake::limited(&parser.cursor)?;
        Ok(Update {
            with,
            table,
            origin,
            alias,
            set,
            from,
            filter,
            pace: pace::pace(&mut parser.cursor)?,
        })
    })
}
