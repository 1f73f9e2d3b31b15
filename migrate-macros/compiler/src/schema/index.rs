//! An index as the schema knows it: one that `create index` made, not the one behind
//! a constraint. Gives values to read; must not know any database.

use crate::syntax::ast::{Expr, ExprKind, KeyPhrase};

/// An index at one point of the history; its name is always known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Index {
    pub(crate) name: String,
    pub(crate) unique: bool,
    /// Always filled in: `btree` where none was written.
    pub(crate) method: String,
    pub(crate) keys: Vec<KeyPhrase>,
    pub(crate) include: Vec<String>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) with: Vec<(String, String)>,
    pub(crate) filter: Option<Expr>,
    /// The number of the migration that added it.
    pub(crate) born: u32,
}

impl Index {
    /// The key columns, where every key is a plain column.
    pub(crate) fn key_columns(&self) -> Option<Vec<&str>> {
        self.keys
            .iter()
            .map(|key| plain_column(&key.expr))
            .collect()
    }

    /// The plain columns that the keys begin with.
    pub(crate) fn leading_columns(&self) -> Vec<&str> {
        let columns = self.keys.iter().map_while(|key| plain_column(&key.expr));
        columns.collect()
    }
}

/// The column that an expression is, if it is nothing else.
pub(crate) fn plain_column(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Column {
            table: None,
            column,
        } => Some(&column.text),
        _ => None,
    }
}
