//! Aliases, with or without `as`. Takes a cursor behind what may have one, gives the
//! name; must not know what it is the alias of.

use crate::syntax::ast::Name;
use crate::syntax::expr::{Parsed, Parser};
use crate::syntax::name::named;

/// Words that go on with the query or the statement; as an alias they need `as`.
const CLAUSES: &[&str] = &[
    "and",
    "as",
    "batches",
    "conflict",
    "cross",
    "default",
    "do",
    "else",
    "end",
    "except",
    "fetch",
    "for",
    "from",
    "full",
    "group",
    "having",
    "in",
    "inner",
    "intersect",
    "into",
    "join",
    "lateral",
    "left",
    "limit",
    "natural",
    "not",
    "offset",
    "on",
    "or",
    "order",
    "outer",
    "pausing",
    "returning",
    "right",
    "select",
    "set",
    "tablesample",
    "then",
    "union",
    "using",
    "values",
    "when",
    "where",
    "window",
    "with",
];

impl Parser<'_> {
    /// `as name`, or a name alone that cannot be anything else.
    pub(in crate::syntax) fn alias(&mut self) -> Parsed<Option<Name>> {
        if self.cursor.eat_word("as").is_some() {
            return Ok(Some(named(&mut self.cursor, "an alias")?));
        }
        if self
            .cursor
            .word()
            .is_some_and(|word| CLAUSES.contains(&word))
        {
            return Ok(None);
        }
        let alias = self.cursor.eat_identifier();
        Ok(alias.map(|(text, origin)| Name::new(text, origin)))
    }
}
