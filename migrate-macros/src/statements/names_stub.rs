//! Stand-in until the schema names what nobody named.
use crate::schema::{ConstraintKind, Schema, Table};
use crate::syntax::ast::KeyPhrase;
pub(super) fn constraint(_: &Schema, table: &Table, kind: &ConstraintKind) -> String {
    let t = &table.name.name;
    let n = table.constraints.len();
    match kind {
        ConstraintKind::PrimaryKey(_) => format!("{t}_pkey"),
        ConstraintKind::Unique { columns, .. } => format!("{t}_{}_key", columns.join("_")),
        ConstraintKind::Check(_) => format!("{t}_check{n}"),
        ConstraintKind::ForeignKey(key) => format!("{t}_{}_fkey", key.columns.join("_")),
        ConstraintKind::Exclude(_) => format!("{t}_excl"),
    }
}
pub(super) fn index(_: &Schema, table: &Table, keys: &[KeyPhrase]) -> String {
    let names: Vec<_> = keys
        .iter()
        .filter_map(|k| crate::schema::plain_column(&k.expr))
        .collect();
    format!("{}_{}_idx", table.name.name, names.join("_"))
}
