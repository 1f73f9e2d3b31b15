//! Functions that give many rows, where one value is needed before there is any. Takes what a
//! query gives, gives errors; must not know what a function does.
//! <https://www.postgresql.org/docs/current/xfunc-sql.html#XFUNC-SQL-FUNCTIONS-RETURNING-SET>

use super::super::functions::{self, Kind};
use super::super::scope::Scope;
use super::super::{Checker, catalogue};
use super::parts::{is_aggregate, parts};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Call, Expr, ExprKind, Select, SelectItem};

impl Checker<'_> {
    /// Such functions inside `case`, `coalesce` and aggregates.
    pub(super) fn hidden_rows(&mut self, select: &Select, scope: &Scope<'_>) {
        if !self.is_strict() || !scope.place.allows_rows() {
            return;
        }
        let items = select.items.iter().filter_map(|item| match item {
            SelectItem::Expr { expr, .. } => Some(expr),
            SelectItem::Star { .. } => None,
        });
        let found = items.chain(&select.having).find_map(|it| hidden(it, None));
        if let Some((call, around)) = found {
            let name = &call.function.name;
            let title = format!("`{around}` cannot hold `{name}`, which gives many rows");
            let help = format!("read its rows in `from`: `from …, {name}(…) as item`");
            self.report
                .error(Diagnostic::new(call.origin, title).help(help));
        }
    }
}

/// The first function of many rows inside something that computes one value.
fn hidden<'e>(expr: &'e Expr, around: Option<&'e str>) -> Option<(&'e Call, &'e str)> {
    let around = match &expr.kind {
        ExprKind::Call(call) => {
            if let (true, Some(around)) = (gives_rows(call), around) {
                return Some((call, around));
            }
            let name = call.function.name.as_str();
            let is_one = is_aggregate(call) || name.eq_ignore_ascii_case("coalesce");
            if is_one { Some(name) } else { around }
        }
        ExprKind::Case { .. } => Some("case"),
        _ => around,
    };
    parts(expr)
        .into_iter()
        .find_map(|part| hidden(part, around))
}

fn gives_rows(call: &Call) -> bool {
    let name = call.function.name.to_ascii_lowercase();
    let kind = match functions::any(&name, call.arguments.len()) {
        Some(function) => Some(function.kind),
        None => catalogue::kind(&name),
    };
    kind == Some(Kind::Rows)
}
