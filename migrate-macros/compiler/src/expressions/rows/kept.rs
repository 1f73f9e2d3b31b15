//! What a table keeps to: rows whose constants break a check or a key. Takes rows, gives
//! every mistake; silent where a value is no constant. Must not know a statement.

use super::super::Checker;
use super::super::is_false;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Column, Constraint, ConstraintKind, Table};
use crate::syntax::ast::{Conflict, ConflictAction, ConflictTarget, Expr, ExprKind};

/// What a row is known to hold, column by column.
pub(super) type Row<'r> = Vec<(&'r str, Expr)>;

/// Whether the value is stored as it is written: a fraction may be rounded.
pub(super) fn is_exact(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Number(number) => number.bytes().all(|byte| byte.is_ascii_digit()),
        ExprKind::Unary(_, operand) => is_exact(operand),
        ExprKind::Null | ExprKind::Bool(_) | ExprKind::Text(_) => true,
        _ => false,
    }
}

impl Checker<'_> {
    /// A row that some check surely refuses.
    pub(super) fn keeps_checks(&mut self, row: &Row<'_>, table: &Table, origin: Origin) {
        let is_broken = |constraint: &&Constraint| match &constraint.kind {
            ConstraintKind::Check(check) => is_false(check, row),
            ConstraintKind::PrimaryKey(_)
            | ConstraintKind::Unique { .. }
            | ConstraintKind::ForeignKey(_)
            | ConstraintKind::Exclude(_) => false,
        };
        let Some(check) = table.constraints.iter().find(is_broken) else {
            return;
        };
        let title = format!("a row with these values breaks the check `{}`", check.name);
        let error = Diagnostic::new(origin, title).why("the statement fails on it");
        self.report
            .error(error.help("give values that the check accepts"));
    }

    /// Two rows of one statement with the same key. What meets an earlier row may be left out,
    /// but not change that row a second time.
    /// <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
    pub(super) fn keeps_keys(
        &mut self,
        rows: &[(Row<'_>, Origin)],
        table: &Table,
        conflict: Option<&Conflict>,
    ) {
        let keys = table.constraints.iter().filter(|it| is_key(it));
        for key in keys.filter(|it| conflict.is_none_or(|conflict| is_updated(conflict, it))) {
            let keys = rows.iter().map(|(row, origin)| (values(row, key), *origin));
            let mut seen: Vec<Vec<&ExprKind>> = Vec::new();
            for (values, origin) in keys {
                let Some(values) = values else { continue };
                if seen.contains(&values) {
                    self.report.error(same_key(key, origin));
                    return;
                }
                seen.push(values);
            }
        }
    }
}

/// Whether `on conflict … do update` goes by this key.
fn is_updated(conflict: &Conflict, key: &Constraint) -> bool {
    let is_update = matches!(conflict.action, ConflictAction::Update { .. });
    is_update
        && match &conflict.target {
            Some(ConflictTarget::Constraint(name)) => name.text == key.name,
            Some(ConflictTarget::Columns(columns)) => {
                let names = key.columns();
                names.len() == columns.len() && columns.iter().all(|it| names.contains(&it.text))
            }
            None => false,
        }
}

fn is_key(constraint: &Constraint) -> bool {
    match constraint.kind {
        ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique { .. } => true,
        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) | ConstraintKind::Exclude(_) => {
            false
        }
    }
}

/// The constants of a key; nothing where one is none, or null.
fn values<'r>(row: &'r Row<'_>, key: &Constraint) -> Option<Vec<&'r ExprKind>> {
    let value = |name: &String| {
        let (_, value) = row.iter().find(|(column, _)| column == name)?;
        let is_constant = matches!(
            value.kind,
            ExprKind::Text(_) | ExprKind::Number(_) | ExprKind::Bool(_)
        );
        is_constant.then_some(&value.kind)
    };
    key.columns().iter().map(value).collect()
}

fn same_key(key: &Constraint, origin: Origin) -> Diagnostic {
    let columns = key.columns().join("`, `");
    let title = format!("an earlier row of this insert has the same `{columns}`");
    Diagnostic::new(origin, title)
        .why(format!("`{}` lets no two rows have it", key.name))
        .help("remove one of the rows, or give it another value")
}

/// What a row holds in a column that an insert does not name.
pub(super) fn left_out(column: &Column, origin: Origin) -> Option<Expr> {
    let is_computed = column.generator.is_some() || column.generated.is_some();
    let null = Expr {
        kind: ExprKind::Null,
        origin,
    };
    (!is_computed).then(|| column.default.clone().unwrap_or(null))
}
