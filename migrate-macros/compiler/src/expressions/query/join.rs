//! Joins that PostgreSQL reads and cannot compute, and sources that cannot see what they name.
//! Takes joins, gives errors; must not know the columns of a source.
//! <https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN>

use super::super::Checker;
use super::parts::parts;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{Expr, ExprKind, IsTest, Join, JoinKind, Operator, Select, Source};

impl Checker<'_> {
    /// A full join is computed by sorting or hashing both sides, so it needs an equality. One
    /// under a condition or another join may become a simpler one, and is not judged.
    pub(super) fn full_join(&mut self, select: &Select) {
        let ([Source::Join(join)], None) = (select.from.as_slice(), &select.filter) else {
            return;
        };
        let Join { kind, on, .. } = join.as_ref();
        let (JoinKind::Full, Some(on)) = (kind, on) else {
            return;
        };
        if may_equate(on) || !self.is_strict() {
            return;
        }
        let title = "`full join` needs a condition with `=`";
        let error = Diagnostic::new(on.origin, title)
            .why("PostgreSQL finds what has no match on either side by sorting or hashing both");
        self.report.error(
            error.help("join by an equality, or write two queries and `union all` between them"),
        );
    }

    /// A source sees what stands before it, but not from a join that keeps all rows of its own.
    pub(in crate::expressions) fn sees_left(&mut self, join: &Join, taken: Option<Origin>) {
        let word = match join.kind {
            JoinKind::Right => "right join",
            JoinKind::Full => "full join",
            JoinKind::Inner | JoinKind::Left | JoinKind::Cross => return,
        };
        let Some(origin) = taken.filter(|_| self.is_strict()) else {
            return;
        };
        let title = format!("the right side of a `{word}` cannot see the left one");
        let error = Diagnostic::new(origin, title)
            .why("its rows are kept where the left side has none to look at");
        self.report
            .error(error.help("write `left join lateral …`, or name the column in `on`"));
    }
}

/// Whether some part may be an equality, once the server has simplified the condition.
fn may_equate(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary(_, Operator::And | Operator::Or, _) => {
            parts(expr).into_iter().any(may_equate)
        }
        ExprKind::Binary(_, operator, _) => *operator == Operator::Equal,
        ExprKind::Between { .. } | ExprKind::Column { .. } => false,
        ExprKind::Is { test, .. } => match test {
            IsTest::Null | IsTest::DistinctFrom(_) => false,
            IsTest::True | IsTest::False | IsTest::Unknown => {
                parts(expr).into_iter().any(may_equate)
            }
        },
        _ => true,
    }
}

/// The first column that a call in `from` names.
pub(in crate::expressions) fn first_column(expr: &Expr) -> Option<Origin> {
    match &expr.kind {
        ExprKind::Column { .. } => Some(expr.origin),
        _ => parts(expr).into_iter().find_map(first_column),
    }
}
