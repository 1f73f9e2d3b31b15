//! The pen: one SQL text, the spelling of its database, and what that database cannot
//! say. Gives the moves that all phrases share; must not know any phrase.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::{Level, Spelling};
use crate::diagnostic::Diagnostic;
use crate::dialect::sql::Sql;
use crate::origin::Origin;
use crate::report::Report;
use crate::syntax::ast::{Cte, Expr, Name, TableName, Type};

/// Writes phrases behind keywords: it is an [`Sql`] that knows a database.
pub(crate) struct Writer<'a> {
    sql: Sql,
    pub(crate) spelling: &'a dyn Spelling,
    refused: Vec<Diagnostic>,
    /// The queries of `with` that can be named here, the innermost last.
    with: Vec<String>,
    /// Columns that stand for those of both sides of a join, and the side that they are
    /// taken from.
    merged: Vec<(String, String)>,
    misfits: Misfits,
}

/// What becomes of a value that a cast refuses, where the database's own cast does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Misfits {
    /// The statement fails.
    #[default]
    Fail,
    /// It is null, for who looks for such values.
    AreNull,
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sql.fmt(formatter)
    }
}

impl Deref for Writer<'_> {
    type Target = Sql;

    fn deref(&self) -> &Sql {
        &self.sql
    }
}

impl DerefMut for Writer<'_> {
    fn deref_mut(&mut self) -> &mut Sql {
        &mut self.sql
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn new(spelling: &'a dyn Spelling) -> Self {
        Self {
            sql: Sql::new(spelling.target().database),
            spelling,
            refused: Vec::new(),
            with: Vec::new(),
            merged: Vec::new(),
            misfits: Misfits::default(),
        }
    }

    /// An expression that is null where a cast in it would fail.
    pub(crate) fn lenient(&mut self, expr: &Expr) {
        let before = std::mem::replace(&mut self.misfits, Misfits::AreNull);
        self.expr(expr);
        self.misfits = before;
    }

    pub(crate) fn misfits(&self) -> Misfits {
        self.misfits
    }

    /// The text; what the database cannot say is reported.
    pub(crate) fn finish(self, report: &mut Report) -> String {
        for diagnostic in self.refused {
            report.error(diagnostic);
        }
        self.sql.finish()
    }

    /// Writes on in another spelling of the same database.
    pub(crate) fn under(&mut self, spelling: &dyn Spelling, write: impl FnOnce(&mut Writer<'_>)) {
        let database = spelling.target().database;
        let mut inner = Writer {
            sql: std::mem::replace(&mut self.sql, Sql::new(database)),
            spelling,
            refused: std::mem::take(&mut self.refused),
            with: std::mem::take(&mut self.with),
            merged: std::mem::take(&mut self.merged),
            misfits: self.misfits,
        };
        write(&mut inner);
        self.sql = inner.sql;
        self.refused = inner.refused;
        self.with = inner.with;
        self.merged = inner.merged;
    }

    /// Keywords alone.
    pub(crate) fn put(&mut self, words: &str) {
        self.word(words);
    }

    pub(crate) fn expr(&mut self, expr: &Expr) {
        self.spelling.expr(self, expr);
    }

    /// An expression where only what holds together this tightly may stand bare.
    pub(crate) fn at(&mut self, expr: &Expr, least: Level) {
        if self.spelling.level(expr) >= least {
            return self.expr(expr);
        }
        self.parens(|writer| writer.expr(expr));
    }

    /// From here on these names are those of queries, and not of tables.
    pub(crate) fn know(&mut self, with: &[Cte]) {
        let names = with.iter().map(|cte| cte.name.text.clone());
        self.with.extend(names);
    }

    /// Writes something that has queries of its own, which nothing behind it can name.
    pub(crate) fn enclosed(&mut self, write: impl FnOnce(&mut Self)) {
        let known = self.with.len();
        write(self);
        self.with.truncate(known);
    }

    /// Writes what has these merged columns, and none of those around it.
    pub(crate) fn merged(&mut self, merged: Vec<(String, String)>, write: impl FnOnce(&mut Self)) {
        let around = std::mem::replace(&mut self.merged, merged);
        write(self);
        self.merged = around;
    }

    /// Where a column that stands for two is taken from.
    pub(super) fn side_of(&self, column: &str) -> Option<&str> {
        let mut merged = self.merged.iter();
        let side = merged.find_map(|(name, side)| (name == column).then_some(side));
        side.map(String::as_str)
    }

    /// A table to read from, or a query of `with`. Where PostgreSQL keeps what it knows of
    /// itself needs no words.
    pub(crate) fn relation(&mut self, table: &TableName) {
        let bare = table.written_schema().is_none()
            && (self.with.contains(&table.name) || table.name.starts_with("pg_"));
        if bare {
            self.name(&table.name);
        } else {
            self.table(table);
        }
    }

    pub(crate) fn ty(&mut self, ty: &Type, origin: Origin) {
        self.spelling.ty(self, ty, origin);
    }

    pub(crate) fn parens(&mut self, inside: impl FnOnce(&mut Self)) {
        self.open();
        inside(self);
        self.close();
    }

    /// Items with commas between.
    pub(crate) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                self.comma();
            }
            write(self, item);
        }
    }

    /// Items with commas between, in parentheses.
    pub(crate) fn group<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        write: impl FnMut(&mut Self, T),
    ) {
        self.parens(|writer| writer.list(items, write));
    }

    /// `("a", "b")`
    pub(crate) fn names<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.group(names, |writer, name| {
            writer.name(name);
        });
    }

    /// `("a", "b")`, or nothing where there is none.
    pub(crate) fn optional_names(&mut self, names: &[Name]) {
        if !names.is_empty() {
            self.names(names.iter().map(|name| name.text.as_str()));
        }
    }

    /// A name that reads better bare (of a function, an index method, a setting), quoted
    /// only where it must be.
    pub(crate) fn bare(&mut self, name: &str) {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let starts = |byte: &u8| !byte.is_ascii_digit();
        if name.bytes().all(plain) && name.as_bytes().first().is_some_and(starts) {
            self.word(name);
        } else {
            self.name(name);
        }
    }

    /// Notes what the database cannot say; the text is no statement any more.
    pub(crate) fn refuse(&mut self, diagnostic: Diagnostic) {
        self.refused.push(diagnostic);
    }
}
