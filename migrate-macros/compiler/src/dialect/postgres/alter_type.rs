//! A column gets another type. Takes changes, gives steps; must not decide what the type
//! costs.

use super::coercion::is_utc;
use super::constraints::validate_all;
use super::steps::Steps;
use super::type_change::{TypeChange, rewrites};
use super::{definition, indexes};
use crate::dialect::spelling::Writer;
use crate::dialect::{Action, Cost, Lock, Placement, Undo, Work};
use crate::origin::Origin;
use crate::schema::{
    Column, Constraint, ConstraintKind, Index, Table, mentions_column, plain_column,
};
use crate::syntax::ast::{Base, Expr, Mention, Type};

/// A check over the column would be verified again while nobody can read the table, so it
/// goes and comes back not valid, and is validated behind.
pub(super) fn change(
    steps: &mut Steps<'_>,
    table: &Table,
    column: &Column,
    (to, using): (&Type, Option<&Expr>),
) {
    let in_use = !steps.is_new(&table.name);
    let mut remade = Remade::of(table, column, to);
    let change = rewrites(&remade.left(table), &column.name, to, using);
    if in_use && change < TypeChange::Rewrite {
        remade.validate_behind(table, &column.name);
    }
    let utc = in_use && is_utc(&column.ty, to, using, &column.name);
    if utc {
        set_zone(steps);
    }
    let mut placement = if utc {
        Placement::WithPrevious
    } else {
        Placement::Shared
    };
    for index in &remade.indexes {
        let sql = steps.sql(|writer| {
            let words = writer.word("DROP INDEX");
            words.object(table.name.written_schema(), &index.name);
        });
        let cost = steps.metadata(&table.name, Lock::AccessExclusive);
        steps.push(Action::Sql(sql), placement, cost);
        steps.undone(Undo::Earlier);
        placement = Placement::WithPrevious;
    }
    let default = default_after(steps, table, column, to);
    let using = using.filter(|_| !utc);
    let looks_beyond = matches!(to.base, Base::Extension(_)) || using.is_some_and(has_fragment);
    let using = using.map(|using| steps.sql_before(|writer| writer.expr(using)));
    let sql = steps.alter(&table.name, |writer| {
        alteration(writer, column, (to, using.as_deref(), default), &remade);
    });
    let cost = cost(steps, table, column, change);
    let read_again = is_read_again(table, &column.name, &remade) && !looks_beyond;
    if read_again {
        steps.push(Action::Sql(NARROW.to_owned()), placement, Cost::default());
        steps.undone(Undo::Earlier);
        placement = Placement::WithPrevious;
    }
    steps.push(Action::Sql(sql), placement, cost);
    // The way back may leave the checks as they are, which is not valid by then.
    let validate = steps.aside(|steps| validate_all(steps, &table.name, &remade.validated));
    steps.undone(Undo::ReversalAnd(validate));
    if read_again {
        steps.joined(WIDEN.to_owned(), Cost::default());
        steps.undone(Undo::Earlier);
    }
    for index in &remade.indexes {
        let (sql, _) = indexes::plain(steps, &table.name, index);
        // The transaction has kept everybody out since the index was dropped.
        let cost = steps.cost(Work::BuildIndex, [(&table.name, Lock::AccessExclusive)]);
        steps.joined(sql, cost);
        steps.undone(Undo::Earlier);
    }
    validate_all(steps, &table.name, &remade.validated);
}

/// What is made anew from its own words. PostgreSQL keeps an expression as it understood it
/// for the type before, and understands its own words of that for the next: `date(at)` is
/// `at` once `at` is a date, and stays so on the way back.
struct Remade<'t> {
    constraints: Vec<&'t Constraint>,
    /// Those of them that hold for new rows first.
    validated: Vec<&'t Constraint>,
    indexes: Vec<&'t Index>,
}

impl<'t> Remade<'t> {
    fn of(table: &'t Table, column: &Column, to: &Type) -> Self {
        let mut remade = Self {
            constraints: Vec::new(),
            validated: Vec::new(),
            indexes: Vec::new(),
        };
        if !is_same_base(&column.ty, to) {
            let constraints = table.constraints.iter();
            let computed = |constraint: &&Constraint| computes(constraint, &column.name);
            remade.constraints = constraints.filter(computed).collect();
            let indexes = table.indexes.iter();
            let computed = |index: &&Index| {
                let keys = index.keys.iter().map(|key| &key.expr);
                computes_any(keys, index.filter.as_ref(), &column.name)
            };
            remade.indexes = indexes.filter(computed).collect();
        }
        remade
    }

    /// The table as the new type finds it.
    fn left(&self, table: &Table) -> Table {
        let mut table = table.clone();
        table.indexes.retain(|index| !self.indexes.contains(&index));
        table
    }

    fn validate_behind(&mut self, table: &'t Table, column: &str) {
        for check in valid_checks(table, column) {
            if !self.constraints.contains(&check) {
                self.constraints.push(check);
            }
            self.validated.push(check);
        }
    }
}

fn computes(constraint: &Constraint, column: &str) -> bool {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::ForeignKey(_) => false,
        ConstraintKind::Check(expr) => mentions_column(expr, column),
        ConstraintKind::Exclude(exclude) => {
            let keys = exclude.elements.iter().map(|(key, _)| &key.expr);
            computes_any(keys, exclude.filter.as_ref(), column)
        }
    }
}

/// A key that is the column itself follows by itself.
fn computes_any<'e>(
    mut keys: impl Iterator<Item = &'e Expr>,
    filter: Option<&Expr>,
    column: &str,
) -> bool {
    filter.is_some_and(|filter| mentions_column(filter, column))
        || keys.any(|key| plain_column(key).is_none() && mentions_column(key, column))
}

/// A default keeps the old type inside, and where a value is converted by hand there may be
/// no cast for it: it goes before, and comes back in words of its own.
fn default_after<'s>(
    steps: &Steps<'s>,
    table: &Table,
    column: &Column,
    to: &Type,
) -> Option<&'s Expr> {
    if column.default.is_none() || is_same_base(&column.ty, to) {
        return None;
    }
    let after = steps.situation.after.table(&table.name)?;
    after.column(&column.name)?.default.as_ref()
}

fn has_fragment(expr: &Expr) -> bool {
    let mut found = false;
    expr.mentions(|mention| found |= matches!(mention, Mention::Raw(_)));
    found
}

/// Leaves nothing but the catalogue in the search path, and remembers what was there.
const NARROW: &str = "SELECT pg_catalog.set_config('migrate_runtime.path', \
    pg_catalog.current_setting('search_path'), TRUE), \
    pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', TRUE)";

const WIDEN: &str = "SELECT pg_catalog.set_config('search_path', \
    pg_catalog.current_setting('migrate_runtime.path'), TRUE)";

/// Whether the server reads expressions over the column again: it prints them, changes the
/// type, and looks up each name in the text by the search path that there is.
fn is_read_again(table: &Table, column: &str, remade: &Remade<'_>) -> bool {
    let reads = |index: &&Index| {
        let computes = index.filter.is_some() || index.key_columns().is_none();
        computes && index.uses(column) && !remade.indexes.contains(index)
    };
    let checks = |constraint: &&Constraint| match &constraint.kind {
        ConstraintKind::Check(_) | ConstraintKind::Exclude(_) => {
            constraint.uses(column) && !remade.constraints.contains(constraint)
        }
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::ForeignKey(_) => false,
    };
    table.indexes.iter().any(|index| reads(&index))
        || table.constraints.iter().any(|it| checks(&it))
}

/// One statement, of which PostgreSQL takes what is dropped first and what is added last.
fn alteration(
    writer: &mut Writer<'_>,
    column: &Column,
    (to, using, default): (&Type, Option<&str>, Option<&Expr>),
    remade: &Remade<'_>,
) {
    for constraint in &remade.constraints {
        writer
            .word("DROP CONSTRAINT")
            .name(&constraint.name)
            .comma();
    }
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
    for constraint in &remade.constraints {
        writer.comma().word("ADD");
        definition::constraint(writer, constraint);
        let behind = !constraint.valid || remade.validated.contains(constraint);
        writer.put(if behind { "NOT VALID" } else { "" });
    }
}

/// Whether every expression means the same over either.
fn is_same_base(from: &Type, to: &Type) -> bool {
    let same = match (&from.base, &to.base) {
        (Base::Integer(one), Base::Integer(other)) => one == other,
        (Base::Native(one), Base::Native(other)) => one == other,
        (Base::Extension(one), Base::Extension(other)) => one == other,
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    };
    from.array == to.array && same
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
