//! Questions about the rows of a table. Takes what they must not be, gives a query for those
//! that are; must not know which act they are in the way of.

use super::misfit::{call, operator};
use super::rows::{Rows, cast, column_expr};
use super::{Check, Planner};
use crate::dialect::spelling::Writer;
use crate::schema::{Exclude, ForeignKey, Table, columns_of, plain_column};
use crate::syntax::ast::{Expr, ExprKind, KeyPhrase, Type};
use crate::target::Database;
use crate::types::conversion;

/// How many rows are named.
const ROWS: &str = "LIMIT 10";

/// Each row is compared with every other where no equality sorts them out: in a table with
/// more rows than this nobody waits for that.
const COMPARED: &str = "20000";

/// A table at a stage of the way back, and its rows then.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) planner: Planner<'a>,
    pub(super) table: &'a Table,
    pub(super) rows: &'a Rows,
}

/// What no two rows may have alike.
pub(super) struct Key<'a> {
    pub(super) name: &'a str,
    pub(super) keys: Vec<KeyPhrase>,
    pub(super) filter: Option<&'a Expr>,
    pub(super) nulls_repeat: bool,
}

/// A key that is a column.
pub(super) fn column_key(column: &str) -> KeyPhrase {
    KeyPhrase {
        expr: column_expr(column),
        opclass: None,
        collation: None,
        descending: false,
        nulls_first: None,
    }
}

impl Question<'_> {
    /// The rows that fulfil a condition, by their key and what it is about.
    pub(super) fn rows(
        &self,
        why: &str,
        about: &[&str],
        condition: impl Fn(&mut Writer<'_>),
    ) -> Option<Check> {
        let columns = self.shown(about)?;
        let rows = self.rows.plain(self.planner, self.table, &columns);
        let query = self.query(&mut |writer| {
            writer.word("SELECT");
            writer.list(&columns, |writer, column| self.column(writer, column));
            rows.from(writer, self.name());
            writer.word("WHERE");
            condition(writer);
            writer.word(ROWS);
        })?;
        let labels = columns.iter().map(|column| self.rows.label(column));
        Some(self.check(labels, query, why))
    }

    /// The values that several rows have.
    pub(super) fn repeats(&self, key: &Key<'_>) -> Option<Check> {
        let exprs = key.keys.iter().map(|key| &key.expr).chain(key.filter);
        let rows = self.reads(exprs)?;
        let write = |writer: &mut Writer<'_>| {
            writer.list(&key.keys, |writer, key| self.key(writer, key));
        };
        let query = self.query(&mut |writer| {
            writer.word("SELECT");
            write(writer);
            rows.from(writer, self.name());
            let mut condition = Condition::default();
            if let Some(filter) = key.filter {
                condition.and(writer);
                writer.parens(|writer| writer.expr(filter));
            }
            for key in key.keys.iter().filter(|_| !key.nulls_repeat) {
                condition.and(writer);
                self.key(writer, key);
                writer.word("IS NOT NULL");
            }
            writer.word("GROUP BY");
            write(writer);
            writer.word("HAVING");
            call(writer, "count", |writer| writer.put("*"));
            operator(writer, ">");
            writer.word("1").word(ROWS);
        })?;
        let labels = key.keys.iter();
        let labels = labels.map(|phrase| match plain_column(&phrase.expr) {
            Some(column) => self.rows.label(column),
            None => key.name,
        });
        let why = format!("repeat a value of `{}`, which is unique again", key.name);
        Some(self.check(labels, query, &why))
    }

    /// The rows whose key no row has in the other table, as it is then: nothing where it is
    /// not there yet, and has none.
    pub(super) fn orphans(
        &self,
        (name, key): (&str, &ForeignKey),
        other: Option<(Rows, &Table)>,
    ) -> Option<Check> {
        let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        let referenced: Vec<&str> = key.referenced.iter().map(String::as_str).collect();
        let is_known = |(rows, _): &(Rows, &Table)| {
            let mut columns = referenced.iter();
            columns.all(|column| rows.values(column).is_some())
        };
        if other.as_ref().is_some_and(|other| !is_known(other)) {
            return None;
        }
        let other = other.map(|(rows, table)| rows.plain(self.planner, table, &referenced));
        let alias = self.another("other");
        let why = format!(
            "refer to no row of `{}`, as `{name}` wants again",
            key.table
        );
        self.rows(&why, &columns, |writer| {
            let mut condition = Condition::Next;
            for column in &columns {
                condition.and(writer);
                self.column(writer, column);
                writer.word("IS NOT NULL");
            }
            let Some(other) = &other else {
                return;
            };
            writer.word("AND NOT EXISTS").open().word("SELECT 1");
            other.from(writer, alias);
            let mut condition = Condition::default();
            for (own, other) in columns.iter().zip(&referenced) {
                condition.and(writer);
                writer.qualified(Some(alias), other);
                let own_expr = column_expr(own);
                writer.spelling.index_operator(writer, &own_expr, "=");
                self.column(writer, own);
            }
            writer.close();
        })
    }

    /// The rows that exclude each other. Where the query does not say which row is which,
    /// they are not looked for.
    pub(super) fn clashes(&self, name: &str, exclude: &Exclude) -> Option<Check> {
        let exprs = exclude.elements.iter().map(|(key, _)| &key.expr);
        self.reads(&exclude.filter)?;
        let about: Vec<&str> = exprs
            .flat_map(|expr| columns_of(expr, self.table))
            .collect();
        let columns = self.shown(&about)?;
        let rows = self.rows.plain(self.planner, self.table, &columns);
        if !rows.is_table() {
            return None;
        }
        let alias = self.another("other");
        let sorts = exclude.elements.iter().any(|(_, operator)| operator == "=");
        let why = format!("exclude each other by `{name}`, which comes back");
        self.rows(&why, &about, |writer| {
            if !sorts {
                self.few(writer, &rows);
                writer.word("AND");
            }
            if let Some(filter) = &exclude.filter {
                writer.parens(|writer| writer.expr(filter));
                writer.word("AND");
            }
            writer.word("EXISTS").open().word("SELECT 1 FROM");
            self.others(writer, &rows, exclude);
            writer.word("AS").name(alias).word("WHERE");
            writer.qualified(Some(alias), "row");
            operator(writer, "<>");
            writer.qualified(Some(self.name()), "ctid");
            for (number, (key, operator)) in exclude.elements.iter().enumerate() {
                writer.word("AND");
                self.key(writer, key);
                writer.spelling.index_operator(writer, &key.expr, operator);
                writer.qualified(Some(alias), &number.to_string());
            }
            writer.close();
        })
    }

    /// The keys of all rows that the constraint is about, by number.
    fn others(&self, writer: &mut Writer<'_>, rows: &Rows, exclude: &Exclude) {
        writer.open().word("SELECT");
        writer
            .qualified(Some(self.name()), "ctid")
            .word("AS")
            .name("row");
        for (number, (key, _)) in exclude.elements.iter().enumerate() {
            writer.comma();
            self.key(writer, key);
            writer.word("AS").name(&number.to_string());
        }
        rows.from(writer, self.name());
        writer.clause("WHERE", exclude.filter.as_ref());
        writer.close();
    }

    /// Whether the table has few rows, without counting all of them.
    fn few(&self, writer: &mut Writer<'_>, rows: &Rows) {
        writer.open().word("SELECT");
        call(writer, "count", |writer| writer.put("*"));
        writer.word("FROM").open().word("SELECT 1");
        rows.from(writer, self.name());
        writer
            .word("LIMIT")
            .word(COMPARED)
            .close()
            .word("AS")
            .name("few");
        writer.close();
        operator(writer, "<");
        writer.word(COMPARED);
    }

    /// A query that gives no row, and fails on a value that does not become one of the type.
    /// In SQLite no cast fails.
    pub(super) fn conversion(
        &self,
        why: &str,
        column: &str,
        (ty, using): (&Type, Option<&Expr>),
    ) -> Option<Check> {
        let from = &self.table.column(column)?.ty;
        if self.planner.target.database != Database::Postgres || conversion(from, ty).values.fit() {
            return None;
        }
        let value = using.cloned().unwrap_or_else(|| column_expr(column));
        let rows = self.reads([&value])?;
        let converted = cast(value, ty);
        let query = self.query(&mut |writer| {
            writer.word("SELECT 1");
            rows.from(writer, self.name());
            writer.word("HAVING");
            call(writer, "count", |writer| writer.expr(&converted));
            operator(writer, "<");
            writer.word("0");
        })?;
        Some(self.check([], query, why))
    }

    /// The rows, where all that these expressions mention is known of them.
    fn reads<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) -> Option<Rows> {
        let exprs = exprs.into_iter();
        let columns: Vec<&str> = exprs
            .flat_map(|expr| columns_of(expr, self.table))
            .collect();
        let is_known = |column: &&str| self.rows.values(column).is_some();
        let known = columns.iter().all(is_known);
        known.then(|| self.rows.plain(self.planner, self.table, &columns))
    }

    /// The primary key, then what it is about; nothing where that is not known.
    fn shown<'c>(&'c self, about: &[&'c str]) -> Option<Vec<&'c str>> {
        let is_known = |column: &&str| self.rows.values(column).is_some();
        if !about.iter().all(is_known) {
            return None;
        }
        let key = self.table.primary_key().unwrap_or_default();
        let key = key.iter().map(String::as_str).filter(is_known);
        let mut columns: Vec<&str> = key.collect();
        for column in about {
            if !columns.contains(column) {
                columns.push(column);
            }
        }
        if columns.is_empty() {
            let names = self.table.columns.iter().map(|column| column.name.as_str());
            columns.push(names.into_iter().find(is_known)?);
        }
        Some(columns)
    }

    fn key(&self, writer: &mut Writer<'_>, key: &KeyPhrase) {
        let collated = key.collation.as_ref().map(|collation| Expr {
            kind: ExprKind::Collate(Box::new(key.expr.clone()), collation.clone()),
            origin: key.expr.origin,
        });
        match (plain_column(&key.expr), &collated) {
            (Some(column), None) => self.column(writer, column),
            (_, collated) => {
                let expr = collated.as_ref().unwrap_or(&key.expr);
                writer.parens(|writer| writer.expr(expr));
            }
        }
    }

    fn column(&self, writer: &mut Writer<'_>, column: &str) {
        writer.qualified(Some(self.name()), column);
    }

    /// A name that is not the table's.
    fn another(&self, name: &'static str) -> &'static str {
        if self.name() == name { "another" } else { name }
    }

    fn name(&self) -> &str {
        &self.table.name.name
    }

    fn query(&self, write: &mut dyn FnMut(&mut Writer<'_>)) -> Option<String> {
        let Planner { dialect, target } = self.planner;
        dialect.query(target, self.table, write)
    }

    fn check<'c>(
        &self,
        columns: impl IntoIterator<Item = &'c str>,
        query: String,
        why: &str,
    ) -> Check {
        let columns = columns.into_iter().map(ToOwned::to_owned);
        let why = format!("rows of `{}` {why}", self.rows.table());
        Check::new(columns.collect(), query, why)
    }
}

/// What stands before the next part of a condition.
#[derive(Default)]
enum Condition {
    #[default]
    First,
    /// `WHERE` is there, and nothing behind it.
    Next,
    Last,
}

impl Condition {
    fn and(&mut self, writer: &mut Writer<'_>) {
        writer.word(match self {
            Self::First => "WHERE",
            Self::Next => "",
            Self::Last => "AND",
        });
        *self = Self::Last;
    }
}
