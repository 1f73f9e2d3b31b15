//! How SQLite spells what the language says. Takes phrases and the table that they speak
//! of, gives text that means what PostgreSQL would mean; must not know any change.

use super::limits::{lacks, no_type};
use super::types::{self, Form};
use super::{casts, functions, literal, operators, queries, times};
use crate::dialect::spelling::{Level, Spelling, Writer};
use crate::expressions::Sight;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Schema, Table};
use crate::syntax::ast::{
    Call, Expr, ExprKind, IsTest, Name, Query, QueryBody, Select, Source, Type, When,
};
use crate::target::Target;

/// SQLite's spelling of what is said about tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lite<'a> {
    pub(super) target: Target,
    pub(super) scope: Scope<'a>,
}

/// What a phrase can speak of: values are stored by the type of their column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scope<'a> {
    Nothing,
    /// The definition of this table, which has another name while it is rebuilt: its
    /// columns stand alone.
    Definition(&'a Table),
    /// Rows of tables and of queries.
    Rows(&'a Sight<'a>),
}

impl<'a> Lite<'a> {
    pub(super) fn new(target: Target, scope: Scope<'a>) -> Self {
        Self { target, scope }
    }

    fn rows<'b>(&self, sight: &'b Sight<'b>) -> Lite<'b> {
        Lite::new(self.target, Scope::Rows(sight))
    }

    /// The type of an expression; a bare text has none of its own.
    pub(super) fn type_of(&self, expr: &Expr) -> Option<Type> {
        let schema = Schema::default();
        let mut sight = Sight::new(self.target, &schema);
        match self.scope {
            Scope::Rows(sight) => return sight.type_of(expr),
            Scope::Definition(table) => sight.add(&table.name.name, table),
            Scope::Nothing => {}
        }
        sight.type_of(expr)
    }

    pub(super) fn form_of(&self, expr: &Expr) -> Option<Form> {
        types::form(&self.type_of(expr)?)
    }

    /// SQLite reads a name in double quotes that is no column as a string, so such a name
    /// says whose column it is; where only the table itself can be meant, and SQLite takes
    /// no table before a column, it stands in quotes that are never a string's.
    /// <https://sqlite.org/quirks.html#dblquote>
    fn column(&self, writer: &mut Writer<'_>, table: Option<&Name>, column: &Name) {
        let owner = match (self.scope, table) {
            (Scope::Definition(_), _) => {
                writer.certain_name(&column.text);
                return;
            }
            (Scope::Rows(sight), None) => sight.owner(&column.text),
            (_, table) => table.map(|table| table.text.as_str()),
        };
        match owner {
            Some(_) => writer.qualified(owner, &column.text),
            None => writer.certain_name(&column.text),
        };
    }

    /// A query whose body is written in a way of its own, where its `with` is seen.
    pub(super) fn within(
        &self,
        writer: &mut Writer<'_>,
        query: &Query,
        body: impl FnOnce(&mut Writer<'_>, &Lite<'_>),
    ) {
        let Scope::Rows(sight) = self.scope else {
            return queries::query(self, writer, query, |writer| body(writer, self));
        };
        let mut inner = sight.inner();
        inner.with(&query.with);
        let lite = self.rows(&inner);
        writer.under(&lite, |writer| {
            queries::query(&lite, writer, query, |writer| body(writer, &lite));
        });
    }

    /// Writes on where the sources of a query are seen.
    pub(super) fn beside(
        &self,
        writer: &mut Writer<'_>,
        select: &Select,
        write: impl FnOnce(&mut Writer<'_>, &Lite<'_>),
    ) {
        let Scope::Rows(sight) = self.scope else {
            return write(writer, self);
        };
        let mut inner = sight.inner();
        inner.sources(&select.from);
        let lite = self.rows(&inner);
        writer.under(&lite, |writer| write(writer, &lite));
    }

    /// An expression that becomes a value of this type.
    pub(super) fn value(&self, writer: &mut Writer<'_>, expr: &Expr, ty: Option<&Type>) {
        if let Some(value) = literal::of(expr, ty) {
            return value.write(writer);
        }
        match &expr.kind {
            ExprKind::Case {
                operand: None,
                whens,
                otherwise,
            } => self.case_value(writer, (whens, otherwise.as_deref()), ty),
            ExprKind::Call(call) if functions::passes_values(call) => {
                writer.function(&call.function.name.to_lowercase(), |writer| {
                    writer.list(&call.arguments, |writer, argument| {
                        self.value(writer, argument, ty);
                    });
                });
            }
            _ => casts::assign(self, writer, expr, ty),
        }
    }

    fn case_value(
        &self,
        writer: &mut Writer<'_>,
        (whens, otherwise): (&[When], Option<&Expr>),
        ty: Option<&Type>,
    ) {
        writer.word("CASE");
        for when in whens {
            writer.word("WHEN");
            writer.expr(&when.condition);
            writer.word("THEN");
            self.value(writer, &when.value, ty);
        }
        if let Some(otherwise) = otherwise {
            writer.word("ELSE");
            self.value(writer, otherwise, ty);
        }
        writer.word("END");
    }

    /// The same where only what holds together this tightly may stand bare.
    pub(super) fn value_at(
        &self,
        writer: &mut Writer<'_>,
        (expr, ty): (&Expr, Option<&Type>),
        least: Level,
    ) {
        if ty.is_none() || literal::of(expr, ty).is_none() {
            return writer.at(expr, least);
        }
        self.value(writer, expr, ty);
    }
}

impl Spelling for Lite<'_> {
    fn target(&self) -> Target {
        self.target
    }

    fn ty(&self, writer: &mut Writer<'_>, ty: &Type, origin: Origin) {
        match types::name(ty) {
            Some(name) => writer.put(&name),
            None => writer.refuse(no_type(origin, ty)),
        }
    }

    fn expr(&self, writer: &mut Writer<'_>, expr: &Expr) {
        use ExprKind::*;
        match &expr.kind {
            Column { table, column } => self.column(writer, table.as_ref(), column),
            Binary(left, operator, right) => {
                operators::binary(self, writer, (left, *operator, right));
            }
            Is {
                test: IsTest::DistinctFrom(_) | IsTest::Unknown,
                ..
            }
            | In { .. }
            | Between { .. }
            | Quantified { .. } => operators::test(self, writer, expr),
            Cast(operand, ty) => casts::cast(self, writer, operand, (ty, expr.origin)),
            Array(_) | ArrayQuery(_) | Subscript(..) => {
                writer.refuse(lacks(expr.origin, "SQLite has no arrays"));
            }
            Interval(_) => writer.refuse(lacks(
                expr.origin,
                "SQLite knows an interval only where it is added to a time or taken from one",
            )),
            Row(items) if items.len() == 1 => writer.group(items, Writer::expr),
            Collate(operand, name) => {
                writer.at(operand, Level::Collate);
                collation(writer, name, expr.origin);
            }
            AtTimeZone(..) | Extract { .. } | CurrentTimestamp => times::write(self, writer, expr),
            Null
            | Bool(_)
            | Number(_)
            | Text(_)
            | Call(_)
            | Unary(..)
            | Is { .. }
            | InQuery { .. }
            | Case { .. }
            | Row(_)
            | CurrentDate
            | Exists(_)
            | Scalar(_)
            | Default
            | Raw(_) => writer.standard(expr),
        }
    }

    fn level(&self, expr: &Expr) -> Level {
        match &expr.kind {
            // They become calls, or literals.
            ExprKind::Cast(..) | ExprKind::AtTimeZone(..) => Level::Primary,
            _ => Level::of(expr),
        }
    }

    fn call(&self, writer: &mut Writer<'_>, call: &Call) {
        functions::call(self, writer, call);
    }

    fn query(&self, writer: &mut Writer<'_>, query: &Query) {
        self.within(writer, query, |writer, _| writer.query_body(&query.body));
    }

    fn select(&self, writer: &mut Writer<'_>, select: &Select) {
        self.beside(writer, select, |writer, _| {
            writer.select_with(select, queries::item);
        });
    }

    fn source(&self, writer: &mut Writer<'_>, source: &Source) {
        let around = match self.scope {
            Scope::Rows(sight) => sight.around(),
            Scope::Nothing | Scope::Definition(_) => None,
        };
        match (source, around) {
            (Source::Query { .. }, Some(around)) => {
                writer.under(&self.rows(around), |writer| {
                    queries::source(self.target, writer, source);
                });
            }
            _ => queries::source(self.target, writer, source),
        }
    }

    /// SQLite takes no parentheses there.
    fn operand(&self, writer: &mut Writer<'_>, body: &QueryBody) {
        writer.word("SELECT * FROM");
        writer.parens(|writer| writer.query_body(body));
    }
}

/// `COLLATE …`: SQLite's default compares bytes, as PostgreSQL's `C` does.
pub(super) fn collation(writer: &mut Writer<'_>, name: &str, origin: Origin) {
    let known = match name {
        "C" | "POSIX" | "ucs_basic" => "BINARY",
        _ if name.eq_ignore_ascii_case("binary") => "BINARY",
        _ if name.eq_ignore_ascii_case("nocase") => "NOCASE",
        _ if name.eq_ignore_ascii_case("rtrim") => "RTRIM",
        _ => {
            let title = format!("SQLite has no collation `{name}`");
            let help = "SQLite has \"BINARY\" (also as \"C\"), \"NOCASE\" and \"RTRIM\"; write the \
                        other behind `#[only(postgres)]`";
            return writer.refuse(lacks(origin, title).help(help));
        }
    };
    writer.word("COLLATE").word(known);
}

/// A text in SQLite's spelling, with what it cannot say reported.
pub(super) fn sql(
    lite: Lite<'_>,
    report: &mut Report,
    write: impl FnOnce(&Lite<'_>, &mut Writer<'_>),
) -> String {
    let mut writer = Writer::new(&lite);
    write(&lite, &mut writer);
    writer.finish(report)
}
