//! What a name refers to. Takes names and a schema, gives what has the name or an error
//! with the nearest that something has; must not know which statement asks.

use super::Refusal;
use crate::diagnostic::Diagnostic;
use crate::expressions::ordered;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::schema::{Column, Constraint, Index, Schema, Table};
use crate::syntax::ast::{Name, TableName};
use crate::target::{Database, Target};

/// The table of this name.
pub(super) fn table<'a>(
    schema: &'a Schema,
    name: &TableName,
    origin: Origin,
) -> Result<&'a Table, Refusal> {
    schema
        .table(name)
        .ok_or_else(|| unknown_table(schema, name, origin))
}

/// The column of this name.
pub(super) fn column<'a>(table: &'a Table, name: &Name) -> Result<&'a Column, Refusal> {
    table
        .column(&name.text)
        .ok_or_else(|| unknown_column(table, name))
}

/// The texts of columns that all exist, none of them twice.
pub(super) fn columns(table: &Table, names: &[Name], what: &str) -> Result<Vec<String>, Refusal> {
    let mut found: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        column(table, name)?;
        if found.contains(&name.text) {
            return Err(Diagnostic::new(
                name.origin,
                format!("column `{name}` stands twice in the {what}"),
            )
            .help("name it once")
            .into());
        }
        found.push(name.text.clone());
    }
    Ok(found)
}

/// The constraint of this name.
pub(super) fn constraint<'a>(table: &'a Table, name: &Name) -> Result<&'a Constraint, Refusal> {
    table
        .constraint(&name.text)
        .ok_or_else(|| unknown_constraint(table, name))
}

/// The index of this name that `create index` made, and its table.
pub(super) fn index<'a>(
    schema: &'a Schema,
    name: &TableName,
    origin: Origin,
) -> Result<(&'a Table, &'a Index), Refusal> {
    let table = schema.table_of_index(name.schema.as_deref(), &name.name);
    let found = table.and_then(|table| Some((table, table.index(&name.name)?)));
    match (found, table) {
        (Some(found), _) => Ok(found),
        (None, Some(table)) => Err(index_of_constraint(table, name, origin).into()),
        (None, None) => Err(unknown_index(schema, name, origin)),
    }
}

fn unknown_table(schema: &Schema, name: &TableName, origin: Origin) -> Refusal {
    if let Some(table) = schema.table_of_index(name.schema.as_deref(), &name.name) {
        let error = Diagnostic::new(origin, format!("`{name}` is an index, not a table"));
        return error
            .help(format!("write its table, `{}`", table.name))
            .into();
    }
    let names: Vec<String> = schema.names().map(ToString::to_string).collect();
    let error = Diagnostic::new(origin, format!("there is no table `{name}`"));
    let error = match nearest(&name.to_string(), names.iter().map(String::as_str)) {
        Some(near) => error.help(format!("write `{near}`")),
        None => error
            .why("a table is known from the statement that creates it, not before")
            .help("create it in an earlier statement or migration"),
    };
    Refusal::unknown(&name.name, error)
}

fn unknown_column(table: &Table, name: &Name) -> Refusal {
    let error = Diagnostic::new(
        name.origin,
        format!("table `{}` has no column `{name}`", table.name),
    );
    let names = || table.columns.iter().map(|column| column.name.as_str());
    let error = match nearest(&name.text, names()) {
        Some(near) => error.help(format!("write `{near}`")),
        None => error.help(format!(
            "write one of its columns: `{}`",
            names().collect::<Vec<_>>().join("`, `")
        )),
    };
    Refusal::unknown(&name.text, error)
}

fn unknown_constraint(table: &Table, name: &Name) -> Refusal {
    if table.index(&name.text).is_some() {
        let error = Diagnostic::new(
            name.origin,
            format!("`{name}` is an index, not a constraint"),
        );
        return error.help(format!("write `drop index {name}`")).into();
    }
    let error = Diagnostic::new(
        name.origin,
        format!("table `{}` has no constraint `{name}`", table.name),
    );
    let names = || table.constraints.iter().map(|known| known.name.as_str());
    let error = match (nearest(&name.text, names()), table.constraints.is_empty()) {
        (Some(near), _) => error.help(format!("write `{near}`")),
        (None, true) => error.help("remove the statement: the table has no constraint at all"),
        (None, false) => error.help(format!(
            "write one of its constraints: `{}`",
            names().collect::<Vec<_>>().join("`, `")
        )),
    };
    Refusal::unknown(&name.text, error)
}

/// Why the index of a constraint cannot be dropped or renamed by itself.
pub(crate) const INDEX_OF_CONSTRAINT: &str =
    "the index of a constraint comes, is renamed and goes with it";

/// `drop index` of what stands behind a constraint.
fn index_of_constraint(table: &Table, name: &TableName, origin: Origin) -> Diagnostic {
    let (table, index) = (&table.name, &name.name);
    Diagnostic::new(origin, format!("`{index}` belongs to a constraint"))
        .why(INDEX_OF_CONSTRAINT)
        .help(format!(
            "change the constraint: `alter table {table} drop constraint {index}`, or\n`alter table {table} rename constraint {index} to …`"
        ))
}

fn unknown_index(schema: &Schema, name: &TableName, origin: Origin) -> Refusal {
    if schema.table(name).is_some() {
        let error = Diagnostic::new(origin, format!("`{name}` is a table, not an index"));
        return error.help("write the name of an index").into();
    }
    let tables = schema.names().filter_map(|table| schema.table(table));
    let names: Vec<String> = tables
        .flat_map(|table| {
            table
                .indexes
                .iter()
                .map(|index| table.name.sibling(&index.name))
        })
        .map(|index| index.path())
        .collect();
    let error = Diagnostic::new(origin, format!("there is no index `{name}`"));
    let elsewhere = names
        .iter()
        .find(|known| known.rsplit('.').next() == Some(&name.name));
    let near = elsewhere.map(String::as_str);
    let near = near.or_else(|| nearest(&name.path(), names.iter().map(String::as_str)));
    let error = match near {
        Some(near) => error.help(format!("write `{near}`")),
        None => error.help("write the name of an index that an earlier statement creates"),
    };
    Refusal::unknown(&name.name, error)
}

/// Refuses a column whose type has no order in PostgreSQL: no btree index can sort it, and
/// so no key or unique constraint can have it.
pub(super) fn sortable(table: &Table, name: &Name, targets: &[Target]) -> Result<(), Diagnostic> {
    let postgres = |target: &Target| target.database == Database::Postgres;
    let column = table
        .column(&name.text)
        .filter(|column| !ordered(&column.ty));
    let (Some(column), true) = (column, targets.iter().any(postgres)) else {
        return Ok(());
    };
    let title = format!(
        "`{}.{name}` is `{}`, which no index can sort",
        table.name, column.ty
    );
    Err(Diagnostic::new(name.origin, title)
        .why("PostgreSQL has no order for its values, and refuses a btree index, a key or a unique over it")
        .help("index an expression over it, write `using gin` or `using gist`, or choose another type"))
}
