//! A column gets another type. Takes changes, gives steps; must not decide what the type
//! costs.

use super::coercion::is_utc;
use super::constraints::validate_all;
use super::definition;
use super::steps::Steps;
use super::type_change::{TypeChange, rewrites};
use crate::dialect::spelling::Writer;
use crate::dialect::{Action, Cost, Lock, Placement, Undo, Work};
use crate::origin::Origin;
use crate::schema::{Column, Constraint, ConstraintKind, Table};
use crate::syntax::ast::{Expr, Type};

/// A check over the column would be verified again while nobody can read the table, so it
/// goes and comes back not valid, and is validated behind.
pub(super) fn change(
    steps: &mut Steps<'_>,
    table: &Table,
    column: &Column,
    (to, using): (&Type, Option<&Expr>),
) {
    let in_use = !steps.is_new(&table.name);
    let change = rewrites(table, &column.name, to, using);
    let checks = if in_use && change < TypeChange::Rewrite {
        valid_checks(table, &column.name)
    } else {
        Vec::new()
    };
    let utc = in_use && is_utc(&column.ty, to, using, &column.name);
    let using = using.filter(|_| !utc);
    let using = using.map(|using| steps.sql_before(|writer| writer.expr(using)));
    let sql = steps.alter(&table.name, |writer| {
        alteration(writer, column, (to, using.as_deref()), &checks);
    });
    let cost = cost(steps, table, column, change);
    if utc {
        set_zone(steps);
        steps.joined(sql, cost);
    } else {
        steps.shared(sql, cost);
    }
    // The way back may leave the checks as they are, which is not valid by then.
    let validate = steps.aside(|steps| validate_all(steps, &table.name, &checks));
    steps.undone(Undo::ReversalAnd(validate));
    validate_all(steps, &table.name, &checks);
}

/// One statement, of which PostgreSQL takes what is dropped first and what is added last.
fn alteration(
    writer: &mut Writer<'_>,
    column: &Column,
    (to, using): (&Type, Option<&str>),
    checks: &[&Constraint],
) {
    for check in checks {
        writer.word("DROP CONSTRAINT").name(&check.name).comma();
    }
    // A default keeps the old type inside, and where a value is converted by hand there
    // may be no cast for it.
    let default = column
        .default
        .as_ref()
        .filter(|_| !is_same_base(&column.ty, to));
    if default.is_some() {
        writer
            .word("ALTER COLUMN")
            .name(&column.name)
            .word("DROP DEFAULT")
            .comma();
    }
    writer.word("ALTER COLUMN").name(&column.name).word("TYPE");
    writer.ty(to, Origin::elsewhere());
    // The type names its collation anew, or loses it.
    if let Some(collation) = column.collation.as_ref().filter(|_| to.is_collatable()) {
        writer.word("COLLATE").name(collation);
    }
    if let Some(using) = using {
        writer.word("USING").word(using);
    }
    if let Some(default) = default {
        writer
            .comma()
            .word("ALTER COLUMN")
            .name(&column.name)
            .word("SET DEFAULT");
        writer.spelling.default(writer, default);
    }
    for check in checks {
        writer.comma().word("ADD");
        definition::constraint(writer, check);
        writer.word("NOT VALID");
    }
}

fn is_same_base(from: &Type, to: &Type) -> bool {
    from.array == to.array && std::mem::discriminant(&from.base) == std::mem::discriminant(&to.base)
}

/// In a transaction of its own, so that no other statement sees the zone.
fn set_zone(steps: &mut Steps<'_>) {
    let sql = steps.sql(|writer| {
        writer.word("SET LOCAL TimeZone =").string("UTC");
    });
    steps.push(Action::Sql(sql), Placement::Own, Cost::default());
    steps.undone(Undo::Earlier);
}

fn valid_checks<'t>(table: &'t Table, column: &str) -> Vec<&'t Constraint> {
    let is_check = |constraint: &&Constraint| {
        matches!(constraint.kind, ConstraintKind::Check(_))
            && constraint.valid
            && constraint.uses(column)
    };
    table.constraints.iter().filter(is_check).collect()
}

/// Foreign keys of the column and to it are looked at from both sides.
fn cost(steps: &Steps<'_>, table: &Table, column: &Column, change: TypeChange) -> Cost {
    let own = table.constraints.iter().filter_map(Constraint::foreign_key);
    let outgoing = own
        .filter(|key| key.columns.contains(&column.name))
        .map(|key| &key.table);
    let refers = |other: &&Table| {
        let mut keys = other.constraints.iter().filter_map(Constraint::foreign_key);
        keys.any(|key| key.table == table.name && key.referenced.contains(&column.name))
    };
    let others = steps.situation.before.referencing(&table.name);
    let incoming = others
        .iter()
        .filter(|other| refers(other))
        .map(|other| &other.name);
    let tables = std::iter::once(&table.name).chain(outgoing).chain(incoming);
    // Rows that are not there cost nothing, least of all the tables beside this one.
    let work = if steps.is_new(&table.name) {
        Work::Metadata
    } else {
        work(change)
    };
    steps.cost(work, tables.map(|table| (table, Lock::AccessExclusive)))
}

fn work(change: TypeChange) -> Work {
    match change {
        TypeChange::Metadata => Work::Metadata,
        TypeChange::Revalidation => Work::Scan,
        TypeChange::IndexRebuild => Work::BuildIndex,
        TypeChange::Rewrite => Work::Rewrite,
    }
}
