//! Which columns of its own table something uses. Takes an expression, a constraint or
//! an index, answers for a column; must not know what follows from it.

use super::{Constraint, ConstraintKind, Index, Table};
use crate::syntax::ast::{Expr, Mention, fragment};

/// The columns of its table that an expression mentions, each once, in the order of the
/// text. A fragment is asked for the names of all columns.
pub(crate) fn columns_of<'a>(expr: &'a Expr, table: &'a Table) -> Vec<&'a str> {
    let mut columns: Vec<&str> = Vec::new();
    let mut add = |column: &'a str| {
        if !columns.contains(&column) {
            columns.push(column);
        }
    };
    expr.mentions(|mention| match mention {
        Mention::Column(column) => add(&column.text),
        Mention::Raw(text) => table
            .columns
            .iter()
            .filter(|column| fragment::mentions(text, &column.name))
            .for_each(|column| add(&column.name)),
        Mention::Table(_) | Mention::Derived => {}
    });
    columns
}

/// Whether an expression of the table mentions this column of it.
pub(crate) fn mentions_column(expr: &Expr, name: &str) -> bool {
    let mut found = false;
    expr.mentions(|mention| match mention {
        Mention::Column(column) => found |= column.text == name,
        Mention::Raw(text) => found |= fragment::mentions(text, name),
        Mention::Table(_) | Mention::Derived => {}
    });
    found
}

impl Constraint {
    /// Whether it goes when the column goes.
    pub(crate) fn uses(&self, column: &str) -> bool {
        match &self.kind {
            ConstraintKind::PrimaryKey(_)
            | ConstraintKind::Unique { .. }
            | ConstraintKind::ForeignKey(_) => self.columns().iter().any(|name| name == column),
            ConstraintKind::Check(expr) => mentions_column(expr, column),
            ConstraintKind::Exclude(exclude) => {
                let keys = exclude.elements.iter().map(|(key, _)| &key.expr);
                keys.chain(&exclude.filter)
                    .any(|expr| mentions_column(expr, column))
            }
        }
    }
}

impl Constraint {
    /// Whether it also speaks of a column besides this one of its table.
    pub(crate) fn uses_another(&self, column: &str, table: &Table) -> bool {
        let mut others = table.columns.iter().filter(|other| other.name != column);
        others.any(|other| self.uses(&other.name))
    }
}

impl Index {
    /// Whether it also speaks of a column besides this one of its table.
    pub(crate) fn uses_another(&self, column: &str, table: &Table) -> bool {
        let mut others = table.columns.iter().filter(|other| other.name != column);
        others.any(|other| self.uses(&other.name))
    }

    /// Whether it goes when the column goes: by a key, an expression, `include` or `where`.
    pub(crate) fn uses(&self, column: &str) -> bool {
        let keys = self.keys.iter().map(|key| &key.expr);
        let mut exprs = keys.chain(&self.filter);
        exprs.any(|expr| mentions_column(expr, column))
            || self.include.iter().any(|name| name == column)
    }
}
