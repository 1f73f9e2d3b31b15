//! The texts of constraints, without what the list of their table has. Must not know
//! what a constraint means.

use super::flags::Flags;
use super::index::{read_columns, read_key, write_columns, write_key};
use super::{Code, Object, ObjectKind, Reader, Writer, variants};
use crate::schema::{Constraint, ConstraintKind, Exclude, ForeignKey};
use crate::syntax::ast::{Deferrable, ReferentialAction};

const NOT_VALID: u32 = 1;
/// Not in the migration that created its table.
const BORN: u32 = 2;
/// A foreign key does something when what it refers to goes or changes.
const ACTIONS: u32 = 4;
const NULLS_NOT_DISTINCT: u32 = 8;
const DEFERRABLE: u32 = 16;
const DEFERRED: u32 = 32;
const DELETE_SETS: u32 = 64;

variants!(ReferentialAction {
    b'n' => NoAction,
    b'r' => Restrict,
    b'c' => Cascade,
    b's' => SetNull,
    b'd' => SetDefault,
});

pub(super) fn write_constraint(constraint: &Constraint, table_born: u32, to: &mut Writer<'_>) {
    let flags = flags(constraint, table_born);
    flags.write(to);
    if flags.has(BORN) {
        constraint.born.write(to);
    }
    match &constraint.kind {
        ConstraintKind::PrimaryKey(columns) | ConstraintKind::Unique { columns, .. } => {
            write_columns(columns, to);
        }
        ConstraintKind::Check(expr) => expr.write(to),
        ConstraintKind::ForeignKey(key) => write_foreign_key(key, flags, to),
        ConstraintKind::Exclude(exclude) => write_exclude(exclude, to),
    }
}

fn flags(constraint: &Constraint, table_born: u32) -> Flags {
    let nulls_not_distinct = match &constraint.kind {
        ConstraintKind::Unique {
            nulls_not_distinct, ..
        } => *nulls_not_distinct,
        _ => false,
    };
    Flags::default()
        .with(NOT_VALID, !constraint.valid)
        .with(BORN, constraint.born != table_born)
        .with(ACTIONS, constraint.foreign_key().is_some_and(has_actions))
        .with(DELETE_SETS, constraint.foreign_key().is_some_and(sets_some))
        .with(NULLS_NOT_DISTINCT, nulls_not_distinct)
        .with(DEFERRABLE, constraint.deferrable != Deferrable::No)
        .with(
            DEFERRED,
            constraint.deferrable == Deferrable::InitiallyDeferred,
        )
}

fn has_actions(key: &ForeignKey) -> bool {
    key.on_delete != ReferentialAction::NoAction || key.on_update != ReferentialAction::NoAction
}

fn sets_some(key: &ForeignKey) -> bool {
    !key.delete_sets.is_empty()
}

/// The table that it refers to stands in the list.
fn write_foreign_key(key: &ForeignKey, flags: Flags, to: &mut Writer<'_>) {
    write_columns(&key.columns, to);
    key.referenced.write(to);
    if flags.has(ACTIONS) {
        key.on_delete.write(to);
        key.on_update.write(to);
    }
    if flags.has(DELETE_SETS) {
        key.delete_sets.write(to);
    }
}

fn write_exclude(exclude: &Exclude, to: &mut Writer<'_>) {
    exclude.method.write(to);
    to.number(u32::try_from(exclude.elements.len()).unwrap_or(u32::MAX));
    for (key, operator) in &exclude.elements {
        write_key(key, to);
        operator.write(to);
    }
    exclude.filter.write(to);
}

pub(super) fn read_constraint(
    object: Object<'_>,
    table_born: u32,
    from: &mut Reader<'_>,
) -> Option<Constraint> {
    let flags = Flags::read(from)?;
    let born = if flags.has(BORN) {
        from.number()?
    } else {
        table_born
    };
    Some(Constraint {
        name: object.name(),
        deferrable: match (flags.has(DEFERRABLE), flags.has(DEFERRED)) {
            (false, _) => Deferrable::No,
            (true, false) => Deferrable::InitiallyImmediate,
            (true, true) => Deferrable::InitiallyDeferred,
        },
        valid: !flags.has(NOT_VALID),
        born,
        kind: read_kind(object, flags, from)?,
    })
}

fn read_kind(object: Object<'_>, flags: Flags, from: &mut Reader<'_>) -> Option<ConstraintKind> {
    Some(match object.kind {
        ObjectKind::PrimaryKey => ConstraintKind::PrimaryKey(read_columns(from)?),
        ObjectKind::Unique => ConstraintKind::Unique {
            columns: read_columns(from)?,
            nulls_not_distinct: flags.has(NULLS_NOT_DISTINCT),
        },
        ObjectKind::Check => ConstraintKind::Check(Code::read(from)?),
        ObjectKind::ForeignKey => {
            ConstraintKind::ForeignKey(read_foreign_key(object, flags, from)?)
        }
        ObjectKind::Exclude => ConstraintKind::Exclude(read_exclude(from)?),
        ObjectKind::Index => return None,
    })
}

fn read_foreign_key(object: Object<'_>, flags: Flags, from: &mut Reader<'_>) -> Option<ForeignKey> {
    let mut key = ForeignKey {
        columns: read_columns(from)?,
        table: object.target()?,
        referenced: Code::read(from)?,
        on_delete: ReferentialAction::NoAction,
        delete_sets: Vec::new(),
        on_update: ReferentialAction::NoAction,
    };
    if flags.has(ACTIONS) {
        key.on_delete = Code::read(from)?;
        key.on_update = Code::read(from)?;
    }
    if flags.has(DELETE_SETS) {
        key.delete_sets = Code::read(from)?;
    }
    Some(key)
}

fn read_exclude(from: &mut Reader<'_>) -> Option<Exclude> {
    let method = Code::read(from)?;
    let elements = (0..from.number()?)
        .map(|_| Some((read_key(from)?, String::read(from)?)))
        .collect::<Option<_>>()?;
    Some(Exclude {
        method,
        elements,
        filter: Code::read(from)?,
    })
}
