//! What a renamed table or column is called in the expressions that mention it. Takes an
//! expression of the table itself, renames in place; must not know whose expression it is.

use super::{Constraint, ConstraintKind, Index, Table};
use crate::syntax::ast::{Expr, MentionMut, fragment};

/// Renames a column of the expression's own table: unqualified, or qualified by the
/// table's name. No database takes a query in such an expression, so an unqualified name
/// is never another table's.
pub(crate) fn rename_column(expr: &mut Expr, table: &str, from: &str, to: &str) {
    expr.mentions_mut(|mention| match mention {
        MentionMut::Column {
            table: owner,
            column,
        } => {
            let own = owner.is_none_or(|owner| owner.text == table);
            if own && column.text == from {
                to.clone_into(&mut column.text);
            }
        }
        MentionMut::Raw(text) => rename_in_fragment(text, from, to),
        MentionMut::Star(_) => {}
    });
}

/// Renames the expression's own table where it qualifies a column.
pub(crate) fn rename_table(expr: &mut Expr, from: &str, to: &str) {
    expr.mentions_mut(|mention| match mention {
        MentionMut::Column { table, .. } | MentionMut::Star(table) => {
            if let Some(table) = table.filter(|table| table.text == from) {
                to.clone_into(&mut table.text);
            }
        }
        // In a fragment the name of a table cannot be told from that of a column.
        MentionMut::Raw(_) => {}
    });
}

fn rename_in_fragment(text: &mut String, from: &str, to: &str) {
    if fragment::mentions(text, from) {
        *text = fragment::rename(text, from, to);
    }
}

impl Table {
    /// Every expression that can mention the table's own columns.
    pub(crate) fn exprs_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        let generated = self
            .columns
            .iter_mut()
            .filter_map(|column| column.generated.as_mut())
            .map(|generated| &mut generated.expr);
        let constraints = self.constraints.iter_mut().flat_map(constraint_exprs_mut);
        let indexes = self.indexes.iter_mut().flat_map(index_exprs_mut);
        generated.chain(constraints).chain(indexes)
    }
}

fn constraint_exprs_mut(constraint: &mut Constraint) -> Vec<&mut Expr> {
    match &mut constraint.kind {
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::ForeignKey(_) => Vec::new(),
        ConstraintKind::Check(expr) => vec![expr],
        ConstraintKind::Exclude(exclude) => {
            let elements = exclude.elements.iter_mut().map(|(key, _)| &mut key.expr);
            elements.chain(&mut exclude.filter).collect()
        }
    }
}

fn index_exprs_mut(index: &mut Index) -> Vec<&mut Expr> {
    let keys = index.keys.iter_mut().map(|key| &mut key.expr);
    keys.chain(&mut index.filter).collect()
}
