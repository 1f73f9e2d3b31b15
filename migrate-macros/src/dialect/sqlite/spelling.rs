//! How SQLite spells what the language says. Takes phrases and the table that they speak
//! of, gives text that means what PostgreSQL would mean; must not know any change.

use super::limits::{lacks, no_type};
use super::types;
use super::{casts, functions, literal, operators, queries, times};
use crate::dialect::spelling::{Level, Spelling, Writer};
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Column, Table};
use crate::syntax::ast::{
    Call, ConflictTarget, Expr, ExprKind, IsTest, Name, Query, QueryBody, Source, Type, When,
};
use crate::target::Target;

/// SQLite's spelling of what is said about a table.
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
    /// The rows of this table, under its name or an alias.
    Rows(&'a Table, Option<&'a Name>),
}

impl<'a> Lite<'a> {
    pub(super) fn new(target: Target, scope: Scope<'a>) -> Self {
        Self { target, scope }
    }

    /// The column of the table in scope that a name means, if it is one.
    pub(super) fn column(&self, table: Option<&Name>, column: &str) -> Option<&'a Column> {
        let (owner, alias) = match self.scope {
            Scope::Nothing => return None,
            Scope::Definition(owner) => (owner, None),
            Scope::Rows(owner, alias) => (owner, alias),
        };
        let is_owner = |table: &Name| {
            table.text == owner.name.name
                || table.text == "excluded"
                || alias.is_some_and(|alias| alias.text == table.text)
        };
        if table.is_some_and(|table| !is_owner(table)) {
            return None;
        }
        owner.column(column)
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
            Column { column, .. } if matches!(self.scope, Scope::Definition(_)) => {
                writer.name(&column.text);
            }
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
            | Column { .. }
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

    /// SQLite knows keys by their columns only.
    fn conflict_target(&self, writer: &mut Writer<'_>, target: &ConflictTarget) {
        let ConflictTarget::Constraint(name) = target else {
            return writer.standard_conflict_target(target);
        };
        let Scope::Rows(table, _) = self.scope else {
            return;
        };
        if let Some(constraint) = table.constraint(&name.text) {
            writer.names(constraint.columns().iter().map(String::as_str));
        }
    }

    fn query(&self, writer: &mut Writer<'_>, query: &Query) {
        queries::query(writer, query);
    }

    fn source(&self, writer: &mut Writer<'_>, source: &Source) {
        queries::source(self, writer, source);
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
