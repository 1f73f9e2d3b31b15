//! `insert`. Takes a cursor at `insert` or at the `with` before it, gives the statement;
//! must not know its table.

use proc_macro2::Delimiter;

use super::{conflict, mistake};
use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::{Insert, InsertSource, Name};
use crate::syntax::expr::{Parsed, Parser, parse};
use crate::syntax::name::{names, table_name};

/// From its first word, which is `insert` or `with`.
pub(crate) fn insert(cursor: &mut Cursor<'_>) -> Result<Insert, Diagnostic> {
    parse(cursor, |parser| {
        let with = parser.ctes()?;
        parser.cursor.expect_words(&["insert", "into"])?;
        let (table, origin) = table_name(&mut parser.cursor)?;
        let columns = columns(&mut parser.cursor)?;
        let source = source(parser)?;
        let conflict = conflict::conflict(parser)?;
        mistake::returning(&parser.cursor)?;
        Ok(Insert {
            with,
            table,
            origin,
            columns,
            source,
            conflict,
        })
    })
}

fn columns(cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Diagnostic> {
    match cursor.peek_group(Delimiter::Parenthesis) {
        Some(inner) if !Parser::is_query(&inner) => names(cursor),
        Some(_) | None => Ok(Vec::new()),
    }
}

fn source(parser: &mut Parser<'_>) -> Parsed<InsertSource> {
    mistake::source(&parser.cursor)?;
    if parser.cursor.is_word("values") {
        return parser.values().map(InsertSource::Values);
    }
    if !Parser::is_query(&parser.cursor) && !parser.cursor.is_group(Delimiter::Parenthesis) {
        return Err(parser.cursor.expected("`values` or `select`").into());
    }
    parser.query().map(InsertSource::Query)
}
