//! Queries: what each gives, and every mistake inside. Takes queries and what can be seen
//! around them, gives their columns; must not know what a query is for.

mod grouping;
mod order;
mod parts;

use std::borrow::Cow;

use super::Checker;
use super::place::Place;
use super::scope::{Columns, Output, Scope};
use super::types::{Common, Inferred, common};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::server_name;
use crate::syntax::ast::{
    Cte, Expr, ExprKind, Name, OrderItem, Query, QueryBody, Select, SelectItem, SetOperation,
    UnaryOperator,
};

impl Checker<'_> {
    /// What a query gives; nothing where its columns are not known.
    pub(super) fn query(&mut self, query: &Query, around: &Scope<'_>) -> Option<Vec<Output>> {
        let mut scope = around.inner(Place::Output);
        self.with(&query.with, &mut scope);
        for limit in [&query.limit, &query.offset].into_iter().flatten() {
            self.limit(limit);
        }
        self.body(&query.body, &query.order_by, &scope)
    }

    /// How many rows: a number that is known before the first of them.
    fn limit(&mut self, limit: &Expr) {
        self.type_of(limit, &Scope::new(Place::Filter));
        let negative = matches!(&limit.kind, ExprKind::Unary(UnaryOperator::Minus, operand)
            if matches!(operand.kind, ExprKind::Number(_)));
        if negative {
            let title = "`limit` and `offset` cannot be negative";
            let help = "write how many rows are meant, or remove it";
            self.report
                .error(Diagnostic::new(limit.origin, title).help(help));
        }
    }

    /// Makes the queries of `with` known, each to those after it.
    pub(super) fn with<'s>(&mut self, with: &'s [Cte], scope: &mut Scope<'s>) {
        for cte in with {
            let outputs = self.query(&cte.query, scope);
            let columns = self.listed(outputs, &cte.columns);
            scope.add_with(&cte.name.text, columns);
        }
    }

    /// The columns of a query under the names that an alias gives them.
    pub(super) fn listed<'s>(
        &mut self,
        outputs: Option<Vec<Output>>,
        names: &[Name],
    ) -> Columns<'s> {
        let Some(outputs) = outputs else {
            return Columns::Open;
        };
        if let Some(extra) = names.get(outputs.len()) {
            let title = format!(
                "the query gives {} columns, and this names more",
                outputs.len()
            );
            let error = Diagnostic::new(extra.origin, title);
            self.report
                .error(error.help("remove the names that are too many"));
        }
        Columns::Listed(outputs.into()).renamed(names)
    }

    fn body(
        &mut self,
        body: &QueryBody,
        order: &[OrderItem],
        scope: &Scope<'_>,
    ) -> Option<Vec<Output>> {
        match body {
            QueryBody::Select(select) => self.select(select, order, scope),
            QueryBody::Values(rows) => {
                let outputs = self.values(rows, scope);
                self.combined_order(order, outputs.as_deref());
                outputs
            }
            QueryBody::Operation {
                left,
                operation,
                right,
                ..
            } => {
                let left = self.body(left, &[], scope);
                let right = self.body(right, &[], scope);
                let outputs = self.combined(left?, *operation, &right?);
                self.combined_order(order, outputs.as_deref());
                outputs
            }
        }
    }

    fn select(
        &mut self,
        select: &Select,
        order: &[OrderItem],
        around: &Scope<'_>,
    ) -> Option<Vec<Output>> {
        let before = self.report.len();
        let mut scope = around.inner(Place::Output);
        for source in &select.from {
            self.source(source, &mut scope);
        }
        let filter = scope.at(Place::Filter);
        if let Some(condition) = &select.filter {
            self.condition_in(condition, &filter);
        }
        let outputs = self.items(&select.items, &scope);
        let given = outputs.as_deref().unwrap_or_default();
        for key in &select.group_by {
            if !self.misplaced(key, outputs.as_deref(), "group by") {
                self.sort_key(key, given, &filter);
            }
        }
        if let Some(condition) = &select.having {
            self.condition_in(condition, &scope);
        }
        for item in order {
            if !self.misplaced(&item.expr, outputs.as_deref(), "order by") {
                self.sort_key(&item.expr, given, &scope);
            }
        }
        if self.report.len() == before {
            self.grouping(select, order, &scope);
            self.distinct_order(select, order, &scope);
        }
        outputs
    }

    /// A key of `group by` or `order by`: a place, the name of an output, or an expression.
    fn sort_key(&mut self, key: &Expr, outputs: &[Output], scope: &Scope<'_>) {
        let is_output = match &key.kind {
            ExprKind::Number(_) => true,
            ExprKind::Column {
                table: None,
                column,
            } => outputs.iter().any(|output| output.name == column.text),
            _ => false,
        };
        if !is_output {
            self.type_of(key, scope);
        }
    }

    fn items(&mut self, items: &[SelectItem], scope: &Scope<'_>) -> Option<Vec<Output>> {
        let mut outputs = Some(Vec::new());
        for item in items {
            let more = match item {
                SelectItem::Star { table, origin } => self.star(table.as_ref(), *origin, scope),
                SelectItem::Expr { expr, alias } => {
                    let ty = self.type_of(expr, scope);
                    let name = output_name(expr, alias.as_ref());
                    let origin = expr.origin;
                    Some(vec![Output { name, ty, origin }])
                }
            };
            outputs = outputs.zip(more).map(|(mut outputs, more)| {
                outputs.extend(more);
                outputs
            });
        }
        outputs
    }

    fn star(
        &mut self,
        table: Option<&Name>,
        origin: Origin,
        scope: &Scope<'_>,
    ) -> Option<Vec<Output>> {
        let Some(table) = table else {
            let all = scope
                .relations()
                .map(|(_, columns)| columns.outputs(origin));
            let all: Option<Vec<Vec<Output>>> = all.collect();
            // A column that a join has once for both sides comes once.
            return all.filter(|_| !scope.is_merged()).map(|all| all.concat());
        };
        let Some(columns) = scope.relation(&table.text) else {
            self.unknown_relation(table, scope);
            return None;
        };
        columns.outputs(origin)
    }

    fn values(&mut self, rows: &[Vec<Expr>], scope: &Scope<'_>) -> Option<Vec<Output>> {
        let mut outputs: Option<Vec<Output>> = None;
        for row in rows {
            let typed: Vec<Output> = row
                .iter()
                .enumerate()
                .map(|(place, value)| Output {
                    name: format!("column{}", place + 1),
                    ty: self.type_of(value, scope),
                    origin: value.origin,
                })
                .collect();
            outputs = match outputs {
                None => Some(typed),
                Some(first) if first.len() == typed.len() => Some(widened(first, &typed)),
                Some(first) => {
                    let title = format!(
                        "the first row has {} values, and this one {}",
                        first.len(),
                        typed.len()
                    );
                    let origin = typed.first().map_or(Origin::elsewhere(), |it| it.origin);
                    let help = "give every row as many values";
                    self.report.error(Diagnostic::new(origin, title).help(help));
                    return None;
                }
            };
        }
        outputs
    }

    fn combined(
        &mut self,
        left: Vec<Output>,
        operation: SetOperation,
        right: &[Output],
    ) -> Option<Vec<Output>> {
        if left.len() == right.len() {
            let mut pairs = left.iter().zip(right);
            let misfit = pairs.find_map(|(one, other)| unlike(one, other));
            if let Some(error) = misfit.filter(|_| self.is_strict()) {
                self.report.error(error);
                return None;
            }
            return Some(widened(left, right));
        }
        let word = match operation {
            SetOperation::Union => "union",
            SetOperation::Intersect => "intersect",
            SetOperation::Except => "except",
        };
        let title = format!(
            "the queries of `{word}` give {} and {} columns",
            left.len(),
            right.len()
        );
        let origin = right.first().map_or(Origin::elsewhere(), |it| it.origin);
        let help = "give as many columns on both sides, `null` where one has no value";
        self.report.error(Diagnostic::new(origin, title).help(help));
        None
    }
}

/// The error for two columns that cannot become one.
fn unlike(one: &Output, other: &Output) -> Option<Diagnostic> {
    let (Inferred::Known(left), Inferred::Known(right)) = (&one.ty, &other.ty) else {
        return None;
    };
    if common(left, right) != Common::None {
        return None;
    }
    let title = format!("one column cannot hold `{left}` and `{right}`");
    let error = Diagnostic::new(other.origin, title);
    Some(error.help(format!("cast it: `(…)::{left}`")))
}

/// Several rows of a column: its type is sure where all agree.
fn widened(mut outputs: Vec<Output>, others: &[Output]) -> Vec<Output> {
    for (output, other) in outputs.iter_mut().zip(others) {
        if output.ty != other.ty {
            output.ty = Inferred::Anything;
        }
    }
    outputs
}

/// The name of an item: its alias, else what PostgreSQL calls it.
fn output_name(expr: &Expr, alias: Option<&Name>) -> String {
    let named = match alias {
        Some(alias) => Some(alias.text.as_str().into()),
        None => server_name(expr),
    };
    named.map_or_else(|| "?column?".to_owned(), Cow::into_owned)
}
