//! What rows come from: tables, queries, calls, and joins of them. Takes a cursor behind
//! `from`, gives a tree; must not know the rest of the query.

use proc_macro2::Delimiter;

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::{Join, JoinKind, Name, Source};
use crate::syntax::expr::{Parsed, Parser};
use crate::syntax::name::{names, optional_names, table_name};

impl Parser<'_> {
    /// A source with everything that is joined to it.
    pub(in crate::syntax) fn source(&mut self) -> Parsed<Source> {
        let mut left = self.deeper(Self::single_source)?;
        while let Some(kind) = self.join_kind()? {
            left = self.join(left, kind)?;
            self.raise()?;
        }
        Ok(left)
    }

    fn join_kind(&mut self) -> Parsed<Option<JoinKind>> {
        let kind = match self.cursor.word() {
            Some("join") => JoinKind::Inner,
            Some("inner") => JoinKind::Inner,
            Some("left") => JoinKind::Left,
            Some("right") => JoinKind::Right,
            Some("full") => JoinKind::Full,
            Some("cross") => JoinKind::Cross,
            Some("natural") => return Err(natural(&self.cursor).into()),
            Some(_) | None => return Ok(None),
        };
        if self.cursor.eat_word("join").is_some() {
            return Ok(Some(kind));
        }
        self.cursor.next();
        if matches!(kind, JoinKind::Left | JoinKind::Right | JoinKind::Full) {
            self.cursor.eat_word("outer");
        }
        self.cursor.expect_word("join")?;
        Ok(Some(kind))
    }

    fn join(&mut self, left: Source, kind: JoinKind) -> Parsed<Source> {
        let right = self.deeper(Self::single_source)?;
        let (mut on, mut using) = (None, Vec::new());
        if kind != JoinKind::Cross {
            if self.cursor.eat_word("using").is_some() {
                using = names(&mut self.cursor)?;
            } else if self.cursor.eat_word("on").is_some() {
                on = Some(*self.expr()?);
            } else {
                return Err(self.cursor.expected("`on` or `using`").into());
            }
        }
        Ok(Source::Join(Box::new(Join {
            left,
            kind,
            right,
            on,
            using,
        })))
    }

    fn single_source(&mut self) -> Parsed<Source> {
        let mut ahead = self.cursor;
        let lateral = ahead.eat_word("lateral").is_some()
            && (ahead.is_identifier() || ahead.is_group(Delimiter::Parenthesis));
        if lateral {
            self.cursor = ahead;
        }
        let Some((inner, _)) = self.cursor.eat_group(Delimiter::Parenthesis) else {
            return self.named_source();
        };
        if !Self::is_query(&inner) {
            return self.inside(inner, Self::source);
        }
        let query = self.inside(inner, Self::query)?;
        let alias = self.alias_of_query()?;
        let columns = optional_names(&mut self.cursor)?;
        Ok(Source::Query {
            query,
            alias,
            columns,
            lateral,
        })
    }

    fn alias_of_query(&mut self) -> Parsed<Name> {
        self.alias()?.ok_or_else(|| {
            let error = self.cursor.expected("an alias for the query");
            error.help("write `as name` behind its parentheses").into()
        })
    }

    fn named_source(&mut self) -> Parsed<Source> {
        let (table, origin) = table_name(&mut self.cursor)?;
        let Some((inner, _)) = self.cursor.eat_group(Delimiter::Parenthesis) else {
            let alias = self.alias()?;
            return Ok(Source::Table {
                table,
                origin,
                alias,
            });
        };
        if table.name == "sql" && inner.is_string() {
            return Err(raw(origin).into());
        }
        let call = self.call(table, origin, inner)?;
        let alias = self.alias()?;
        let columns = match alias {
            Some(_) => optional_names(&mut self.cursor)?,
            None => Vec::new(),
        };
        Ok(Source::Call {
            call,
            alias,
            columns,
        })
    }
}

fn raw(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "`sql(…)` gives a value, not rows")
        .why("nothing is known of the columns that a fragment would give")
        .help("write the whole statement as `sql \"…\" undo \"…\";`")
}

fn natural(cursor: &Cursor<'_>) -> Diagnostic {
    Diagnostic::new(cursor.origin(), "natural joins are not in the language")
        .why("a column that is added later silently changes what is joined")
        .help("write `join … using (…)`")
}
