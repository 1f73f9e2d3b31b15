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

    /// The type that values have together where one of them is taken or compared.
    pub(super) fn common<'e>(&self, values: impl Iterator<Item = &'e Expr>) -> Option<Type> {
        let types = values.map(|value| self.type_of(value));
        types.reduce(types::compared).flatten()
    }

    /// The types of the columns that a query gives, where they are known.
    pub(super) fn outputs(&self, query: &Query) -> Option<Vec<Option<Type>>> {
        let Scope::Rows(sight) = self.scope else {
            return None;
        };
        let outputs = sight.outputs(query)?;
        Some(outputs.into_iter().map(|(_, ty)| ty).collect())
    }

    /// An expression that becomes a value of this type.
    pub(super) fn value(&self, writer: &mut Writer<'_>, expr: &Expr, ty: Option<&Type>) {
        if let Some(value) = literal::of(expr, ty) {
            return value.write(writer);
        }
        match &expr.kind {
            ExprKind::Case {
                operand,
                whens,
                otherwise,
            } => self.case(
                writer,
                (operand.as_deref(), whens, otherwise.as_deref()),
                |writer, value| {
                    self.value(writer, value, ty);
                },
            ),
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

    /// `case` with its values written in a way of their own; what an operand is compared
    /// with is written as the operand is.
    fn case(
        &self,
        writer: &mut Writer<'_>,
        (operand, whens, otherwise): (Option<&Expr>, &[When], Option<&Expr>),
        value: impl Fn(&mut Writer<'_>, &Expr),
    ) {
        let conditions = whens.iter().map(|when| &when.condition);
        let ty =
            operand.and_then(|operand| self.common(std::iter::once(operand).chain(conditions)));
        writer.word("CASE");
        if let Some(operand) = operand {
            self.value_at(writer, (operand, ty.as_ref()), Level::Or);
        }
        for when in whens {
            writer.word("WHEN");
            match operand {
                Some(_) => self.value_at(writer, (&when.condition, ty.as_ref()), Level::Or),
                None => writer.expr(&when.condition),
            }
            writer.word("THEN");
            value(writer, &when.value);
        }
        if let Some(otherwise) = otherwise {
            writer.word("ELSE");
            value(writer, otherwise);
        }
        writer.word("END");
    }

    /// A value beside others of this type, where only what holds together this tightly may
    /// stand bare.
    pub(super) fn value_at(
        &self,
        writer: &mut Writer<'_>,
        (expr, ty): (&Expr, Option<&Type>),
        least: Level,
    ) {
        let Some(ty) = ty.map(types::unlimited) else {
            return writer.at(expr, least);
        };
        match literal::of(expr, Some(&ty)) {
            Some(value) => value.write(writer),
            None => casts::assign_at(self, writer, (expr, Some(&ty)), least),
        }
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
            | InQuery { .. }
            | Between { .. }
            | Quantified { .. } => operators::test(self, writer, expr),
            Case {
                operand,
                whens,
                otherwise,
            } => {
                let values = whens.iter().map(|when| &when.value);
                let ty = self.common(values.chain(otherwise.as_deref()));
                self.case(
                    writer,
                    (operand.as_deref(), whens, otherwise.as_deref()),
                    |writer, value| self.value_at(writer, (value, ty.as_ref()), Level::Or),
                );
            }
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
