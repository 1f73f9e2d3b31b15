//! `join … using (c)`, for which PostgreSQL looks an operator up by its name, and has no
//! place for its schema. Where the columns are not of the very type that `pg_catalog`
//! compares, it is said with `on`. Takes queries, gives queries and what their merged columns
//! are called then; must not know what the query is for.

use super::class::Class;
use super::fit::{Fit, fit};
use super::sources::Certainty;
use super::spelling::Postgres;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{
    Expr, ExprKind, Join, JoinKind, Mention, Name, Operator, Query, QueryBody, Select, SelectItem,
    Source,
};

/// Columns of both sides of a join, and the side that each is taken from.
pub(super) type Merged = Vec<(String, String)>;

impl Postgres<'_> {
    /// The same query, compared in words; nothing where there is no need, or where it cannot
    /// be said whose a column is.
    pub(super) fn compared_in_words(&self, query: &Query) -> Option<(Query, Merged)> {
        let mut query = query.clone();
        let QueryBody::Select(select) = &mut query.body else {
            return None;
        };
        let mut merged = Merged::new();
        for source in &mut select.from {
            self.open(source, &mut merged)?;
        }
        let order = query.order_by.iter().map(|item| &item.expr);
        let is_clear = !merged.is_empty()
            && !has_star(select)
            && exprs(select)
                .chain(order)
                .all(|expr| is_clear(expr, &merged));
        is_clear.then_some((query, merged))
    }

    /// Puts `on` in place of each `using` that needs it.
    fn open(&self, source: &mut Source, merged: &mut Merged) -> Option<()> {
        let Source::Join(join) = source else {
            return Some(());
        };
        self.open(&mut join.left, merged)?;
        self.open(&mut join.right, merged)?;
        if join
            .using
            .iter()
            .all(|column| self.is_merged_safely(column))
        {
            return Some(());
        }
        for column in std::mem::take(&mut join.using) {
            let known = merged.iter().find(|(name, _)| *name == column.text);
            let left = match known {
                Some((_, side)) => side.clone(),
                None => self.owner(&join.left, &column.text)?,
            };
            let right = self.owner(&join.right, &column.text)?;
            join.on = Some(and(join.on.take(), equal(&left, &right, &column)));
            let side = match join.kind {
                JoinKind::Inner | JoinKind::Left => left,
                JoinKind::Right => right,
                JoinKind::Full | JoinKind::Cross => return None,
            };
            merged.retain(|(name, _)| *name != column.text);
            merged.push((column.text, side));
        }
        Some(())
    }

    fn is_merged_safely(&self, column: &Name) -> bool {
        match self.fit_of_column(column) {
            Fit::Open => true,
            Fit::Exact { casts, .. } => casts == [None, None],
            Fit::Qualified => false,
        }
    }

    fn fit_of_column(&self, column: &Name) -> Fit {
        let column = of(None, column);
        let class = self.class(&column);
        fit("=", class, class)
    }

    /// What stands before a column of this side.
    fn owner(&self, source: &Source, column: &str) -> Option<String> {
        let mut leaves = Vec::new();
        collect(source, &mut leaves);
        if let [leaf] = leaves[..] {
            return qualifier(leaf);
        }
        let has = |leaf: &&&Source| match leaf {
            Source::Table { table, .. } => self.sources.has(table, column),
            // It may have any column.
            Source::Query { .. } | Source::Call { .. } | Source::Join(_) => true,
        };
        let mut owners = leaves.iter().filter(has);
        match (owners.next(), owners.next()) {
            (Some(leaf), None) => qualifier(leaf),
            _ => None,
        }
    }

    /// Why a `using` that is left cannot stay.
    pub(super) fn caught_by_others(&self, join: &Join) -> Option<Diagnostic> {
        let is_certain = |column: &&Name| {
            let known = matches!(self.sources.column(&column.text), Certainty::Type(_));
            known && !self.is_merged_safely(column)
        };
        let column = join.using.iter().find(is_certain)?;
        let named = of(None, column);
        let ty = match self.class(&named) {
            Class::Known(ty) => ty,
            Class::Literal | Class::Unsure | Class::Open => "this type",
        };
        Some(
            Diagnostic::new(
                column.origin,
                format!("`using` compares `{column}` with any operator that is called `=`"),
            )
            .why(format!(
                "PostgreSQL prefers one for {ty} that somebody made in a schema of the search \
                 path to its own, which takes another type"
            ))
            .help(format!(
                "write `on a.{column} = b.{column}`, and say whose `{column}` is meant elsewhere"
            )),
        )
    }
}

fn collect<'s>(source: &'s Source, leaves: &mut Vec<&'s Source>) {
    match source {
        Source::Join(join) => {
            collect(&join.left, leaves);
            collect(&join.right, leaves);
        }
        Source::Table { .. } | Source::Query { .. } | Source::Call { .. } => leaves.push(source),
    }
}

fn qualifier(leaf: &Source) -> Option<String> {
    match leaf {
        Source::Table { table, alias, .. } => {
            let alias = alias.as_ref().map(|alias| alias.text.clone());
            Some(alias.unwrap_or_else(|| table.name.clone()))
        }
        Source::Query { alias, .. } => Some(alias.text.clone()),
        Source::Call { alias, .. } => alias.as_ref().map(|alias| alias.text.clone()),
        Source::Join(_) => None,
    }
}

/// `*` has a merged column once, and two columns twice.
fn has_star(select: &Select) -> bool {
    let is_star = |item: &SelectItem| matches!(item, SelectItem::Star { table: None, .. });
    select.items.iter().any(is_star)
}

fn exprs(select: &Select) -> impl Iterator<Item = &Expr> {
    let items = select.items.iter().filter_map(|item| match item {
        SelectItem::Expr { expr, .. } => Some(expr),
        SelectItem::Star { .. } => None,
    });
    items
        .chain(&select.filter)
        .chain(&select.group_by)
        .chain(&select.having)
}

/// Whether a merged column is one of this query's own: a query inside may have its own.
fn is_clear(expr: &Expr, merged: &Merged) -> bool {
    let (mut inside, mut named) = (false, false);
    expr.mentions(|mention| match mention {
        Mention::Table(_) | Mention::Derived | Mention::Raw(_) => inside = true,
        Mention::Column(column) => named |= merged.iter().any(|(name, _)| *name == column.text),
    });
    !(inside && named)
}

fn and(before: Option<Expr>, expr: Expr) -> Expr {
    match before {
        None => expr,
        Some(before) => binary(before, Operator::And, expr),
    }
}

fn equal(left: &str, right: &str, column: &Name) -> Expr {
    let side = |table: &str| of(Some(table), column);
    binary(side(left), Operator::Equal, side(right))
}

fn of(table: Option<&str>, column: &Name) -> Expr {
    let (table, column) = (table.map(Name::generated), column.clone());
    let kind = ExprKind::Column { table, column };
    let origin = Origin::elsewhere();
    Expr { kind, origin }
}

fn binary(left: Expr, operator: Operator, right: Expr) -> Expr {
    let kind = ExprKind::Binary(Box::new(left), operator, Box::new(right));
    let origin = Origin::elsewhere();
    Expr { kind, origin }
}
