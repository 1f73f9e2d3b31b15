//! Queries: what each gives, and every mistake inside. Takes queries and what can be seen
//! around them, gives their columns; must not know what a query is for.

mod combine;
mod compared;
mod grouping;
mod join;
mod order;
mod parts;
mod rows;

pub(super) use join::first_column;
pub(super) use parts::{aggregated_at, is_aggregate};

use std::borrow::Cow;

use super::Checker;
use super::place::Place;
use super::scope::{Columns, Output, Scope};
use super::types::Inferred;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::server_name;
use crate::syntax::ast::{
    Base, Cte, Expr, ExprKind, IntegerWidth, Name, OrderItem, Query, QueryBody, Select, SelectItem,
    Type, UnaryOperator,
};
use crate::types::assignable;

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
        let scope = Scope::new(Place::Filter);
        let before = self.report.len();
        let inferred = self.type_of(limit, &scope);
        self.must_count(limit, &inferred, &scope);
        if self.report.len() > before {
            return;
        }
        let negative = matches!(&limit.kind, ExprKind::Unary(UnaryOperator::Minus, operand)
            if matches!(operand.kind, ExprKind::Number(_)));
        if negative {
            let title = "`limit` and `offset` cannot be negative";
            let help = "write how many rows are meant, or remove it";
            self.report
                .error(Diagnostic::new(limit.origin, title).help(help));
        }
    }

    fn must_count(&mut self, limit: &Expr, inferred: &Inferred, scope: &Scope<'_>) {
        let bigint = Type::plain(Base::Integer(IntegerWidth::Big));
        match inferred {
            Inferred::Literal => self.literal_fits(limit, &bigint, scope),
            Inferred::Known(ty) if self.is_strict() && !assignable(ty, &bigint) => {
                let title = format!("`limit` and `offset` count rows, and this is of type `{ty}`");
                let error = Diagnostic::new(limit.origin, title);
                self.report.error(error.help("write a whole number"));
            }
            Inferred::Known(_) | Inferred::Null | Inferred::Anything => {}
        }
    }

    /// Makes the queries of `with` known, each to those after it.
    pub(super) fn with<'s>(&mut self, with: &'s [Cte], scope: &mut Scope<'s>) {
        let mut names: Vec<&str> = Vec::new();
        for cte in with {
            let name = cte.name.text.as_str();
            if names.contains(&name) {
                let title = format!("`with` has two queries called `{name}`");
                let error = Diagnostic::new(cte.name.origin, title);
                self.report
                    .error(error.help("give one of them another name"));
            }
            names.push(name);
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
        let outputs = outputs.into_iter().map(|mut output| {
            output.ty = self.as_column(output.ty);
            output
        });
        Columns::Listed(outputs.collect()).renamed(names)
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
                all,
                right,
            } => {
                let left = self.body(left, &[], scope);
                let right = self.body(right, &[], scope);
                let kind = (*operation, *all);
                let outputs = self.combined((left?, right?), kind, scope);
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
        // What stands in `from` and `where` is taken from the rows, before there are groups.
        scope.keep_taken(0);
        let filter = scope.at(Place::Filter);
        if let Some(condition) = &select.filter {
            self.condition_in(condition, &filter);
        }
        let outputs = self.items(&select.items, &scope);
        let given = outputs.as_deref().unwrap_or_default();
        for key in &select.group_by {
            if !self.misplaced(key, outputs.as_deref(), "group by") {
                let key_type = self.sort_key(key, given, &filter);
                self.must_compare(&key_type, "group by", key.origin);
            }
        }
        if let Some(condition) = &select.having {
            self.condition_in(condition, &scope);
        }
        for item in order {
            if !self.misplaced(&item.expr, outputs.as_deref(), "order by") {
                let key_type = self.sort_key(&item.expr, given, &scope);
                self.must_sort(&key_type, "order by", item.expr.origin);
            }
        }
        if select.distinct {
            self.all_compare(given, "distinct");
        }
        let outputs = outputs.map(|outputs| self.grouped(outputs, select));
        if self.report.len() == before {
            self.hidden_rows(select, &scope);
            self.full_join(select);
            self.grouping(select, order, &scope);
            self.distinct_order(select, order, &scope);
        }
        outputs
    }

    /// Equal rows are looked for, so that a literal must have a type: it is a text.
    fn grouped(&self, outputs: Vec<Output>, select: &Select) -> Vec<Output> {
        let outputs = outputs.into_iter().map(|mut output| {
            if select.distinct && output.literal.take().is_some() {
                output.ty = self.as_column(output.ty);
            }
            output
        });
        outputs.collect()
    }

    /// The type of a key of `group by` or `order by`: a place, the name of an output, or an
    /// expression.
    fn sort_key(&mut self, key: &Expr, outputs: &[Output], scope: &Scope<'_>) -> Inferred {
        let output = match &key.kind {
            ExprKind::Number(place) => {
                let place = place.parse::<usize>().ok();
                let output = place.and_then(|it| outputs.get(it.checked_sub(1)?));
                return output.map_or(Inferred::Anything, |it| it.ty.clone());
            }
            ExprKind::Column {
                table: None,
                column,
            } => outputs.iter().find(|output| output.name == column.text),
            _ => None,
        };
        match output {
            Some(output) => output.ty.clone(),
            None => self.type_of(key, scope),
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
                    Some(vec![Output::of(name, expr, ty)])
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
}

/// The name of an item: its alias, else what PostgreSQL calls it.
fn output_name(expr: &Expr, alias: Option<&Name>) -> String {
    let named = match alias {
        Some(alias) => Some(alias.text.as_str().into()),
        None => server_name(expr),
    };
    named.map_or_else(|| "?column?".to_owned(), Cow::into_owned)
}
