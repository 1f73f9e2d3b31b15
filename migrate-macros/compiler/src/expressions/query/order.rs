//! The order of a query's rows. Takes the keys of `order by`, gives every mistake; must not
//! know where the rows come from.
//! <https://www.postgresql.org/docs/current/sql-select.html#SQL-ORDERBY>

use super::super::Checker;
use super::super::scope::{Output, Scope};
use super::grouping::resolved;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expr, ExprKind, OrderItem, Select, SelectItem};

impl Checker<'_> {
    /// A place that a key of `order by` or `group by` names; whether it is a mistake.
    pub(super) fn misplaced(
        &mut self,
        key: &Expr,
        outputs: Option<&[Output]>,
        clause: &str,
    ) -> bool {
        let is_constant = matches!(key.kind, ExprKind::Text(_) | ExprKind::Null);
        let ExprKind::Number(number) = &key.kind else {
            return is_constant && self.constant_key(key, clause);
        };
        let Ok(place) = number.parse::<usize>() else {
            return self.constant_key(key, clause);
        };
        let Some(count) = outputs.map(<[Output]>::len) else {
            return false;
        };
        if (1..=count).contains(&place) {
            return false;
        }
        let plural = if count == 1 { "" } else { "s" };
        let title =
            format!("`{clause} {place}` names no column: the query gives {count} column{plural}");
        let help = format!("write a place from 1 to {count}, or a column");
        self.report
            .error(Diagnostic::new(key.origin, title).help(help));
        true
    }

    /// Every row has the same value of a constant, so that PostgreSQL takes none.
    fn constant_key(&mut self, key: &Expr, clause: &str) -> bool {
        if !self.is_strict() {
            return false;
        }
        let title = format!("`{clause}` goes by a constant, which is the same for every row");
        let help = "write a column; a name in quotes is `name(\"…\")`";
        self.report
            .error(Diagnostic::new(key.origin, title).help(help));
        true
    }

    /// With `distinct`, rows are sorted by what is given.
    pub(super) fn distinct_order(
        &mut self,
        select: &Select,
        order: &[OrderItem],
        scope: &Scope<'_>,
    ) {
        if !select.distinct || !self.is_strict() {
            return;
        }
        let star = select
            .items
            .iter()
            .any(|item| matches!(item, SelectItem::Star { .. }));
        let is_given = |key: &&OrderItem| match &key.expr.kind {
            ExprKind::Number(_) | ExprKind::Raw(_) => true,
            ExprKind::Column { .. } if star => true,
            _ => select
                .items
                .iter()
                .any(|item| gives(item, &key.expr, scope)),
        };
        if let Some(key) = order.iter().find(|key| !is_given(key)) {
            let title = "with `distinct`, `order by` goes by what the query gives";
            let error = Diagnostic::new(key.expr.origin, title).why(
                "rows that are alike in all that is given become one, and may differ in the rest",
            );
            self.report
                .error(error.help("select it too, or leave out `distinct`"));
        }
    }

    /// The rows of several queries are sorted by their columns alone.
    pub(super) fn combined_order(&mut self, order: &[OrderItem], outputs: Option<&[Output]>) {
        for OrderItem { expr, .. } in order {
            if self.misplaced(expr, outputs, "order by") {
                continue;
            }
            let is_output = match &expr.kind {
                ExprKind::Number(_) | ExprKind::Raw(_) => true,
                ExprKind::Column {
                    table: None,
                    column,
                } => outputs.is_none_or(|all| all.iter().any(|it| it.name == column.text)),
                _ => false,
            };
            if !is_output {
                let title = "what several queries give is sorted by its columns alone";
                let help = "write the name or the place of a column, or sort around it:\n\
                            `select * from (…) as part order by …`";
                self.report
                    .error(Diagnostic::new(expr.origin, title).help(help));
            }
        }
    }
}

fn gives(item: &SelectItem, key: &Expr, scope: &Scope<'_>) -> bool {
    let SelectItem::Expr { expr, alias } = item else {
        return false;
    };
    let named = match (&key.kind, alias) {
        (
            ExprKind::Column {
                table: None,
                column,
            },
            Some(alias),
        ) => alias.text == column.text,
        _ => false,
    };
    named || resolved(expr, scope) == resolved(key, scope)
}
