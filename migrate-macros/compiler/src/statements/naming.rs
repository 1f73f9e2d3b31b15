//! Whether a new name can be given: its length, and who has it already. Takes names and a
//! schema, gives an error or nothing; must not know which statement asks.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Constraint, Part, Schema, Table};
use crate::syntax::ast::{Name, TableName};
use crate::target::{Database, Target};

/// A name of a table or an index: they share one namespace in each schema.
pub(super) fn free_relation(
    schema: &Schema,
    targets: &[Target],
    name: &TableName,
    origin: Origin,
) -> Result<(), Diagnostic> {
    fits(&name.name, origin, targets)?;
    if schema.table(name).is_some() {
        return Err(taken(origin, &name.name, "the name of a table"));
    }
    if let Some(table) = schema.table_of_index(name.schema.as_deref(), &name.name) {
        return Err(taken_by_index(origin, name, table));
    }
    if let Some(table) = schema.table_of_sequence(name.schema.as_deref(), &name.name)
        && names_parts(targets)
    {
        let what = format!("the name of a sequence that `{}` owns", table.name);
        return Err(taken(origin, &name.name, &what));
    }
    if !folds_case(targets) {
        return Ok(());
    }
    match schema.folded(name) {
        Some(other) => Err(differs_in_case(origin, &name.name, &other.name, targets)),
        None => Ok(()),
    }
}

/// The new name of a table or an index. A name may change in nothing but its case.
pub(super) fn free_renamed(
    schema: &Schema,
    targets: &[Target],
    from: &TableName,
    to: &Name,
) -> Result<(), Diagnostic> {
    if from.name == to.text {
        return Err(same_name(to));
    }
    if from.name.eq_ignore_ascii_case(&to.text) {
        return fits(&to.text, to.origin, targets);
    }
    free_relation(schema, targets, &from.sibling(&to.text), to.origin)
}

/// The error for a rename to the name that is there.
pub(super) fn same_name(name: &Name) -> Diagnostic {
    Diagnostic::new(name.origin, format!("`{name}` has this name already"))
        .help("remove the statement, or write another name")
}

/// A name of a column of this table.
pub(super) fn free_column(
    table: &Table,
    targets: &[Target],
    name: &Name,
) -> Result<(), Diagnostic> {
    fits(&name.text, name.origin, targets)?;
    not_of_the_system(name, targets)?;
    if table.column(&name.text).is_some() {
        return Err(Diagnostic::new(
            name.origin,
            format!("table `{}` already has a column `{name}`", table.name),
        )
        .help("take another name")
        .taken(&name.text));
    }
    let mut columns = table.columns.iter().map(|column| column.name.as_str());
    let other = columns.find(|other| other.eq_ignore_ascii_case(&name.text));
    match other.filter(|_| folds_case(targets)) {
        Some(other) => Err(differs_in_case(name.origin, &name.text, other, targets)),
        None => Ok(()),
    }
}

/// PostgreSQL keeps columns of its own in every table.
fn not_of_the_system(name: &Name, targets: &[Target]) -> Result<(), Diagnostic> {
    let is_postgres = |target: &Target| target.database == Database::Postgres;
    let taken = ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"].contains(&name.text.as_str());
    if !taken || !targets.iter().any(is_postgres) {
        return Ok(());
    }
    let title = format!("`{name}` is a column that PostgreSQL has in every table");
    Err(Diagnostic::new(name.origin, title)
        .why("the server refuses a second column of this name")
        .help("take another name"))
}

/// A name of a constraint of this table; one with an index needs a free relation, too.
pub(super) fn free_constraint(
    table: &Table,
    targets: &[Target],
    name: &Name,
) -> Result<(), Diagnostic> {
    fits(&name.text, name.origin, targets)?;
    match table.constraint(&name.text) {
        None => Ok(()),
        Some(_) => Err(constraint_taken(table, name)),
    }
}

/// A name of a constraint beside the not nulls of a table that is there.
pub(super) fn free_beside_not_nulls(
    table: &Table,
    targets: &[Target],
    name: &Name,
) -> Result<(), Diagnostic> {
    let required = table.column_with(Part::NotNull, &name.text);
    match required.filter(|_| names_parts(targets)) {
        None => Ok(()),
        Some(column) => Err(constraint_taken(table, name).why(format!(
            "from version 18 on PostgreSQL calls the not null of `{}` so",
            column.name
        ))),
    }
}

fn constraint_taken(table: &Table, name: &Name) -> Diagnostic {
    let title = format!("table `{}` already has a constraint `{name}`", table.name);
    Diagnostic::new(name.origin, title)
        .help("take another name")
        .taken(&name.text)
}

/// Whether a target gives names to sequences, and to what is not null.
fn names_parts(targets: &[Target]) -> bool {
    targets
        .iter()
        .any(|target| target.database == Database::Postgres)
}

/// A name of an index of a table that the schema may not know yet.
pub(super) fn free_beside(table: &Table, name: &Name) -> Result<(), Diagnostic> {
    let relation = table.name.sibling(&name.text);
    if table.name == relation {
        return Err(taken(name.origin, &name.text, "the name of the table"));
    }
    let constraint = table.constraint(&name.text);
    if table.index(&name.text).is_some() || constraint.is_some_and(Constraint::has_index) {
        return Err(taken_by_index(name.origin, &relation, table));
    }
    Ok(())
}

/// Whether every target takes a name of this length.
pub(super) fn fits(name: &str, origin: Origin, targets: &[Target]) -> Result<(), Diagnostic> {
    let short = |target: &&Target| !is_short(name, target.database);
    let Some(target) = targets.iter().find(short) else {
        return Ok(());
    };
    let title = target.database.title();
    let limit = match target.database {
        Database::Postgres | Database::Sqlite => {
            format!("63 bytes, and this one has {}", name.len())
        }
        Database::Mysql | Database::Mariadb => {
            format!("64 characters, and this one has {}", name.chars().count())
        }
    };
    Err(
        Diagnostic::new(origin, format!("`{name}` is too long for {title}"))
            .why(format!("a name has at most {limit}"))
            .help("take a shorter name"),
    )
}

fn is_short(name: &str, database: Database) -> bool {
    match database {
        Database::Postgres => name.len() <= 63,
        Database::Mysql | Database::Mariadb => name.chars().count() <= 64,
        Database::Sqlite => true,
    }
}

/// Whether a target takes two names for one that differ only in case.
fn folds_case(targets: &[Target]) -> bool {
    targets.iter().any(|target| folds(target.database))
}

fn folds(database: Database) -> bool {
    match database {
        Database::Postgres => false,
        Database::Sqlite | Database::Mysql | Database::Mariadb => true,
    }
}

fn taken(origin: Origin, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(origin, format!("`{name}` is already {what}"))
        .why("tables and indexes share one set of names")
        .help("take another name")
        .taken(name)
}

fn taken_by_index(origin: Origin, name: &TableName, table: &Table) -> Diagnostic {
    let what = match table.index(&name.name) {
        Some(_) => format!("an index of `{}`", table.name),
        None => format!("the index of a constraint of `{}`", table.name),
    };
    taken(origin, &name.name, &what)
}

fn differs_in_case(origin: Origin, name: &str, other: &str, targets: &[Target]) -> Diagnostic {
    let folding = targets.iter().find(|target| folds(target.database));
    let title = folding.map_or("a target", |target| target.database.title());
    Diagnostic::new(
        origin,
        format!("`{name}` and `{other}` differ only in case"),
    )
    .why(format!("{title} takes the two for one name"))
    .help("take another name")
}
