//! `#[expect(…)]`, `#[only(…)]` and doc comments before a statement, an action or a
//! column. Takes a cursor, gives what they say; must not know any rule.

use super::Cursor;
use super::ast::Name;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::target::Database;

/// What stands before a statement, an action or a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) expectations: Vec<ParsedExpectation>,
    /// The databases of `#[only(…)]`, where it is written.
    pub(crate) only: Option<Vec<(Database, Origin)>>,
}

/// One rule of an `#[expect(rule, …, reason = "…")]`.
#[derive(Clone, Debug)]
pub(crate) struct ParsedExpectation {
    pub(crate) rule: Name,
    pub(crate) reason: Option<String>,
    pub(crate) origin: Origin,
}

/// The attributes before a statement, an action or a column; there may be none.
pub(crate) fn attributes(cursor: &mut Cursor<'_>) -> Result<Attributes, Diagnostic> {
    if cursor.is_punct("#") {
        return Err(cursor.expected("a statement"));
    }
    Ok(Attributes::default())
}
