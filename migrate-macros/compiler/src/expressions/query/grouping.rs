//! Grouping: what a query of groups can give. Takes a `select` and what it can see, gives
//! every mistake; must not know where the rows come from.
//! <https://www.postgresql.org/docs/current/sql-select.html#SQL-GROUPBY>

use super::super::Checker;
use super::super::scope::{Columns, Lookup, Scope, TakenColumn};
use super::parts::{aggregated_at, is_aggregate, parts, parts_mut};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{ConstraintKind, Table};
use crate::syntax::ast::{Deferrable, Expr, ExprKind, Name, OrderItem, Select, SelectItem};

/// What the rows of a query are grouped by.
struct Keys {
    exprs: Vec<Expr>,
    /// A fragment is among them: anything may be grouped.
    open: bool,
}

impl Checker<'_> {
    /// Aggregates inside aggregates, and columns that are neither grouped nor aggregated.
    pub(super) fn grouping(&mut self, select: &Select, order: &[OrderItem], scope: &Scope<'_>) {
        let items = select.items.iter().filter_map(|item| match item {
            SelectItem::Expr { expr, .. } => Some(expr),
            SelectItem::Star { .. } => None,
        });
        let order = order.iter().map(|item| &item.expr);
        let given: Vec<&Expr> = items.chain(&select.having).chain(order).collect();
        if let Some(nested) = given.iter().find_map(|expr| nested(expr)) {
            self.report.error(nested);
            return;
        }
        if let Some(key) = select
            .group_by
            .iter()
            .find(|key| is_of_groups(key, select, scope))
        {
            let title = "`group by` cannot go by what a group gives";
            let help = "group by a column of the rows";
            self.report
                .error(Diagnostic::new(key.origin, title).help(help));
            return;
        }
        let own = given.iter().any(|expr| holds_own_aggregate(expr, scope));
        let aggregates = own || scope.is_aggregated();
        let grouped = aggregates || !select.group_by.is_empty() || select.having.is_some();
        if !grouped || !self.is_strict() {
            return;
        }
        let keys = keys(select, scope);
        let is_output = |expr: &Expr| names_output(expr, select, scope);
        let stars = select.items.iter().filter_map(|item| match item {
            SelectItem::Star { table, origin } => Some((table.as_ref(), *origin)),
            SelectItem::Expr { .. } => None,
        });
        let starred =
            stars.filter_map(|(table, origin)| ungrouped_star(table, origin, &keys, scope));
        let named = given.iter().filter(|expr| !is_output(expr));
        let named = named.filter_map(|expr| ungrouped(expr, &keys, scope));
        let taken = scope.taken_columns();
        let taken = taken
            .iter()
            .filter_map(|it| ungrouped_taken(it, &keys, scope));
        if let Some((column, origin)) = starred.chain(named).chain(taken).next() {
            self.report.error(not_grouped(&column, origin, select));
        }
    }
}

fn not_grouped(column: &str, origin: Origin, select: &Select) -> Diagnostic {
    let title = format!("`{column}` is neither in `group by` nor in an aggregate");
    let error = Diagnostic::new(origin, title)
        .why("a group has many rows, and each may have another value");
    if select.group_by.is_empty() {
        return error.help(format!("write `group by {column}`, or `min({column})`"));
    }
    error.help(format!("write `group by …, {column}`, or `min({column})`"))
}

/// An aggregate of an aggregate.
fn nested(expr: &Expr) -> Option<Diagnostic> {
    let ExprKind::Call(call) = &expr.kind else {
        return parts(expr).into_iter().find_map(nested);
    };
    let inner = call
        .arguments
        .iter()
        .find(|argument| holds_aggregate(argument));
    match inner.filter(|_| is_aggregate(call)) {
        None => parts(expr).into_iter().find_map(nested),
        Some(inner) => {
            let title = format!("`{}` cannot take another aggregate", call.function.name);
            let help =
                "aggregate in a query of its own: `select … from (select … group by …) as part`";
            Some(Diagnostic::new(inner.origin, title).help(help))
        }
    }
}

/// The same, but for an aggregate that counts the rows of a query around.
fn holds_own_aggregate(expr: &Expr, scope: &Scope<'_>) -> bool {
    let own = matches!(&expr.kind, ExprKind::Call(call)
        if is_aggregate(call) && aggregated_at(call, scope) == 0);
    let mut parts = parts(expr).into_iter();
    own || parts.any(|part| holds_own_aggregate(part, scope))
}

fn holds_aggregate(expr: &Expr) -> bool {
    let own = matches!(&expr.kind, ExprKind::Call(call) if is_aggregate(call));
    own || parts(expr).into_iter().any(holds_aggregate)
}

/// Whether a key means an item that is an aggregate.
fn is_of_groups(key: &Expr, select: &Select, scope: &Scope<'_>) -> bool {
    meant(key, select, scope).is_some_and(holds_aggregate)
}

fn keys(select: &Select, scope: &Scope<'_>) -> Keys {
    let mut keys = Keys {
        exprs: Vec::new(),
        open: false,
    };
    for key in &select.group_by {
        keys.add(meant(key, select, scope), scope);
    }
    keys
}

impl Keys {
    fn add(&mut self, key: Option<&Expr>, scope: &Scope<'_>) {
        match key {
            None => self.open = true,
            Some(Expr {
                kind: ExprKind::Raw(_),
                ..
            }) => self.open = true,
            Some(Expr {
                kind: ExprKind::Row(items),
                ..
            }) => {
                self.exprs
                    .extend(items.iter().map(|item| resolved(item, scope)));
            }
            Some(key) => self.exprs.push(resolved(key, scope)),
        }
    }

    fn contain(&self, expr: &Expr) -> bool {
        self.open || self.exprs.contains(expr)
    }

    /// The primary key among the keys says which row it is.
    fn determine(&self, relation: &str, table: &Table) -> bool {
        let key = table
            .constraints
            .iter()
            .find_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey(columns) if constraint.deferrable == Deferrable::No => {
                    Some(columns)
                }
                _ => None,
            });
        key.is_some_and(|columns| columns.iter().all(|it| self.contain(&column(relation, it))))
    }
}

/// The expression that a key of `group by` means: an item by its place or its alias, if no
/// column has that name. Nothing for a place among the columns of a star.
fn meant<'e>(key: &'e Expr, select: &'e Select, scope: &Scope<'_>) -> Option<&'e Expr> {
    let item = |item: &'e SelectItem| match item {
        SelectItem::Expr { expr, .. } => Some(expr),
        SelectItem::Star { .. } => None,
    };
    match &key.kind {
        ExprKind::Number(place) => {
            let stars = select.items.iter().any(|it| item(it).is_none());
            let place = place.parse::<usize>().ok().filter(|_| !stars)?;
            item(select.items.get(place.checked_sub(1)?)?)
        }
        ExprKind::Column {
            table: None,
            column,
        } if owner(&column.text, scope).is_none() => {
            let aliased = select.items.iter().find_map(|item| match item {
                SelectItem::Expr {
                    expr,
                    alias: Some(alias),
                } if alias.text == column.text => Some(expr),
                _ => None,
            });
            Some(aliased.unwrap_or(key))
        }
        _ => Some(key),
    }
}

/// Whether a key of `order by` is an output: by its name or its place.
fn names_output(expr: &Expr, select: &Select, scope: &Scope<'_>) -> bool {
    match &expr.kind {
        ExprKind::Number(_) => true,
        ExprKind::Column {
            table: None,
            column,
        } => {
            let named = |item: &SelectItem| matches!(item, SelectItem::Expr { alias: Some(alias), .. } if alias.text == column.text);
            select.items.iter().any(named) && owner(&column.text, scope).is_none()
        }
        _ => false,
    }
}

/// The first column that is neither grouped nor aggregated.
fn ungrouped(expr: &Expr, keys: &Keys, scope: &Scope<'_>) -> Option<(String, Origin)> {
    if keys.contain(&resolved(expr, scope)) {
        return None;
    }
    match &expr.kind {
        ExprKind::Call(call) if is_aggregate(call) => None,
        ExprKind::Column { table, column } => {
            let relation = match table {
                Some(table) => scope.relations().find(|(name, _)| *name == table.text)?,
                None => match owner(&column.text, scope) {
                    Some(owner) => owner,
                    None => return ungrouped_star(Some(column), expr.origin, keys, scope),
                },
            };
            let (name, columns) = relation;
            let known = matches!(
                columns.column(&column.text),
                Lookup::Column(..) | Lookup::Output(_)
            );
            let single = !scope.is_merged() && known;
            let free = single && !is_determined(name, columns, keys);
            let shown = table
                .as_ref()
                .map_or(column.text.clone(), |it| format!("{it}.{column}"));
            free.then_some((shown, expr.origin))
        }
        _ => parts(expr)
            .into_iter()
            .find_map(|part| ungrouped(part, keys, scope)),
    }
}

/// A column that a query inside this one takes from its groups: there a key is known by its
/// name alone, and not as an expression.
fn ungrouped_taken(
    taken: &TakenColumn,
    keys: &Keys,
    scope: &Scope<'_>,
) -> Option<(String, Origin)> {
    let Some(name) = &taken.column else {
        let row = Name::new(&taken.relation, taken.origin);
        return ungrouped_star(Some(&row), taken.origin, keys, scope);
    };
    if scope.is_merged() || keys.contain(&column(&taken.relation, name)) {
        return None;
    }
    let (_, columns) = scope.relations().find(|(it, _)| *it == taken.relation)?;
    let free = !is_determined(&taken.relation, columns, keys);
    free.then(|| (taken.shown.clone(), taken.origin))
}

fn ungrouped_star(
    table: Option<&Name>,
    origin: Origin,
    keys: &Keys,
    scope: &Scope<'_>,
) -> Option<(String, Origin)> {
    let asked = |name: &&str| table.is_none_or(|table| table.text == **name);
    let relations = scope.relations().filter(|(name, _)| asked(name));
    for (name, columns) in relations.filter(|_| !scope.is_merged()) {
        let names = columns.names();
        let free = names.iter().find(|it| !keys.contain(&column(name, it)));
        if let (Some(free), false) = (free, is_determined(name, columns, keys)) {
            return Some(((*free).to_owned(), origin));
        }
    }
    None
}

fn is_determined(name: &str, columns: &Columns<'_>, keys: &Keys) -> bool {
    matches!(columns, Columns::Table(table) if keys.determine(name, table))
}

/// The relation of this query that has the column; nothing for one from around.
fn owner<'a, 's>(name: &str, scope: &'a Scope<'s>) -> Option<(&'s str, &'a Columns<'s>)> {
    let mut relations = scope.relations();
    relations.find(|(_, columns)| !matches!(columns.column(name), Lookup::Missing))
}

/// The expression with every column qualified, so that two can be compared.
pub(super) fn resolved(expr: &Expr, scope: &Scope<'_>) -> Expr {
    let mut expr = expr.clone();
    qualify(&mut expr, scope);
    expr
}

fn qualify(expr: &mut Expr, scope: &Scope<'_>) {
    if let ExprKind::Column {
        table: table @ None,
        column,
    } = &mut expr.kind
    {
        *table = owner(&column.text, scope).map(|(name, _)| Name::new(name, column.origin));
        return;
    }
    for part in parts_mut(expr) {
        qualify(part, scope);
    }
}

fn column(relation: &str, name: &str) -> Expr {
    let origin = Origin::elsewhere();
    Expr {
        kind: ExprKind::Column {
            table: Some(Name::new(relation, origin)),
            column: Name::new(name, origin),
        },
        origin,
    }
}
