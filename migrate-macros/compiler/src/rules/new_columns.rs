//! The columns that an act adds or gives another type, with the place of the type. Serves
//! the rules about types; must not know any of them.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Alteration, Change, Column, ColumnChange, Object};
use crate::statements::Act;
use crate::syntax::ast::Base;

/// A column with a type that was written in this act.
pub(super) struct Typed<'a> {
    pub(super) table: String,
    pub(super) column: &'a Column,
    pub(super) origin: Origin,
}

impl Typed<'_> {
    /// A message at the type.
    pub(super) fn diagnostic(&self, title: String) -> Diagnostic {
        Diagnostic::new(self.origin, title)
    }

    /// `t.c`
    pub(super) fn path(&self) -> String {
        format!("{}.{}", self.table, self.column.name)
    }
}

/// All of them.
pub(super) fn typed(act: &Act) -> Vec<Typed<'_>> {
    let (table, columns): (_, Vec<&Column>) = match &act.change {
        Change::Create(Object::Table(table)) => (&table.name, table.columns.iter().collect()),
        Change::Create(Object::Column { table, column, .. }) => (table, vec![column.as_ref()]),
        Change::Alter(Alteration::Column(table, column, ColumnChange::Type { .. })) => {
            let after = act
                .after
                .table(table)
                .and_then(|table| table.column(column));
            (table, after.into_iter().collect())
        }
        _ => return Vec::new(),
    };
    let typed = |column| Typed {
        table: table.to_string(),
        column,
        origin: place(act, column),
    };
    columns.into_iter().map(typed).collect()
}

/// All of one base type.
pub(super) fn of_base(act: &Act, is: fn(&Base) -> bool) -> Vec<Typed<'_>> {
    let mut columns = typed(act);
    columns.retain(|typed| is(&typed.column.ty.base));
    columns
}

fn place(act: &Act, column: &Column) -> Origin {
    act.place(&column.name)
}
