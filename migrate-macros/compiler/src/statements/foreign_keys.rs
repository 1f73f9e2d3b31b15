//! Foreign keys: what they refer to, and whether the server takes them. Takes a reference
//! as written, gives the key with every column filled in; must not know where it stands.

use super::scope::Scope;
use super::{Refusal, resolve, version, virtual_columns};
use crate::diagnostic::Diagnostic;
use crate::expressions::referable;
use crate::print;
use crate::schema::{Constraint, ConstraintKind, ForeignKey, Index, Table};
use crate::syntax::ast::{Deferrable, Name, ReferencePhrase, ReferentialAction};
use crate::target::{Database, Target};

/// The key of these columns of the scope's table.
pub(super) fn lower(
    scope: &Scope<'_>,
    columns: &[Name],
    reference: &ReferencePhrase,
) -> Result<ForeignKey, Refusal> {
    let own = resolve::columns(scope.table, columns, "foreign key")?;
    virtual_columns::none_among(scope, columns, "foreign key")?;
    let target = scope.find(&reference.table, reference.origin)?;
    let referenced = referenced_columns(target, reference)?;
    if own.len() != referenced.len() {
        return Err(different_numbers(&own, &referenced, reference).into());
    }
    let key = ForeignKey {
        columns: own,
        table: target.name.clone(),
        referenced,
        on_delete: reference.on_delete,
        delete_sets: columns_set(scope, columns, reference)?,
        on_update: reference.on_update,
    };
    if !has_key(target, &key.referenced) {
        return Err(not_unique(target, &key, reference).into());
    }
    same_types(scope.table, target, &key, columns)?;
    can_be_written(scope.table, &key, reference)?;
    Ok(key)
}

/// The columns that a deletion sets, where some are listed: each one of the key.
fn columns_set(
    scope: &Scope<'_>,
    key: &[Name],
    reference: &ReferencePhrase,
) -> Result<Vec<String>, Refusal> {
    let Some(first) = reference.delete_sets.first() else {
        return Ok(Vec::new());
    };
    let what = ("actions that set some columns of a key", first.origin);
    version::since(scope.targets, 15, what)?;
    let other = |target: &&Target| target.database != Database::Postgres;
    if let Some(target) = scope.targets.iter().find(other) {
        let title = format!("{} sets every column of a key", target.database.title());
        return Err(Diagnostic::new(first.origin, title)
            .help("remove the list, or write `#[only(postgres)]` over the constraint")
            .into());
    }
    let names = resolve::columns(scope.table, &reference.delete_sets, "list")?;
    let in_key = |name: &&Name| key.iter().any(|own| own.text == name.text);
    if let Some(stray) = reference.delete_sets.iter().find(|name| !in_key(name)) {
        let title = format!("`{stray}` is no column of this foreign key");
        return Err(Diagnostic::new(stray.origin, title)
            .why("an action sets columns of its own key alone")
            .help("remove it from the list")
            .into());
    }
    Ok(names)
}

/// The columns written, or the primary key.
fn referenced_columns(target: &Table, reference: &ReferencePhrase) -> Result<Vec<String>, Refusal> {
    if !reference.columns.is_empty() {
        return resolve::columns(target, &reference.columns, "reference");
    }
    let key = target.primary_key().ok_or_else(|| {
        Diagnostic::new(
            reference.origin,
            format!("table `{}` has no primary key to refer to", target.name),
        )
        .why("a reference without columns means the primary key")
        .help(format!(
            "name unique columns: `references {}(…)`, or give the table a primary key",
            target.name
        ))
    })?;
    Ok(key.to_vec())
}

/// Whether exactly these columns, in any order, are a key of the table.
pub(super) fn has_key(table: &Table, columns: &[String]) -> bool {
    let constraint = |constraint: &Constraint| is_key(constraint, columns);
    let index = |index: &Index| is_unique_index(index, columns);
    table.constraints.iter().any(constraint) || table.indexes.iter().any(index)
}

/// Whether a foreign key to these columns can rest on this constraint.
pub(super) fn is_key(constraint: &Constraint, columns: &[String]) -> bool {
    let unique = match &constraint.kind {
        ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique { .. } => true,
        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) | ConstraintKind::Exclude(_) => {
            false
        }
    };
    unique
        && constraint.deferrable == Deferrable::No
        && same_set(constraint.columns().iter().map(String::as_str), columns)
}

/// Whether a foreign key to these columns can rest on this index.
pub(super) fn is_unique_index(index: &Index, columns: &[String]) -> bool {
    let keys = index.key_columns();
    index.unique && index.filter.is_none() && keys.is_some_and(|keys| same_set(keys, columns))
}

fn same_set<'a>(one: impl IntoIterator<Item = &'a str>, other: &[String]) -> bool {
    let mut one: Vec<&str> = one.into_iter().collect();
    let mut other: Vec<&str> = other.iter().map(String::as_str).collect();
    one.sort_unstable();
    other.sort_unstable();
    one == other
}

/// Each pair of columns needs an operator that compares the two.
fn same_types(
    table: &Table,
    target: &Table,
    key: &ForeignKey,
    names: &[Name],
) -> Result<(), Diagnostic> {
    let pairs = key.columns.iter().zip(&key.referenced).zip(names);
    for ((own, referenced), name) in pairs {
        let (Some(one), Some(other)) = (table.column(own), target.column(referenced)) else {
            continue;
        };
        if referable(&one.ty, &other.ty) {
            continue;
        }
        return Err(Diagnostic::new(
            name.origin,
            format!(
                "`{own}` is `{}` and cannot be compared with `{}.{referenced}`, which is `{}`",
                one.ty, target.name, other.ty
            ),
        )
        .why("the server refuses a foreign key between types that have no equality")
        .help(format!("give `{own}` the type `{}`", other.ty)));
    }
    Ok(())
}

/// An action that writes the key cannot write a column that is computed.
fn can_be_written(
    table: &Table,
    key: &ForeignKey,
    reference: &ReferencePhrase,
) -> Result<(), Diagnostic> {
    let writes = |action: ReferentialAction, cascade: ReferentialAction| match action {
        ReferentialAction::SetNull | ReferentialAction::SetDefault => true,
        ReferentialAction::NoAction | ReferentialAction::Restrict | ReferentialAction::Cascade => {
            action == cascade
        }
    };
    // Deleting a row with the one it refers to writes nothing.
    let written = writes(key.on_delete, ReferentialAction::SetNull)
        || writes(key.on_update, ReferentialAction::Cascade);
    // A list says which columns a deletion sets; an update concerns them all.
    let by_update = writes(key.on_update, ReferentialAction::Cascade);
    let names = if by_update || key.delete_sets.is_empty() {
        &key.columns
    } else {
        &key.delete_sets
    };
    let columns = names.iter().filter_map(|name| table.column(name));
    let computed = columns
        .into_iter()
        .find(|column| column.generated.is_some());
    let Some(column) = computed.filter(|_| written) else {
        return Ok(());
    };
    let title = format!(
        "`{}` is computed, and this foreign key would write it",
        column.name
    );
    Err(Diagnostic::new(reference.origin, title)
        .why("the server refuses `set null`, `set default` and `on update cascade` here")
        .help("write `on delete cascade`, or no action"))
}

fn different_numbers(
    own: &[String],
    referenced: &[String],
    reference: &ReferencePhrase,
) -> Diagnostic {
    Diagnostic::new(
        reference.origin,
        format!(
            "a foreign key of {} cannot refer to {}",
            counted(own),
            counted(referenced)
        ),
    )
    .help(format!(
        "name as many columns: `references {}({})`",
        reference.table,
        own.join(", ")
    ))
}

fn counted(columns: &[String]) -> String {
    match columns {
        [_] => "one column".to_owned(),
        more => format!("{} columns", more.len()),
    }
}

/// Why a foreign key cannot refer to columns that are no key.
pub(crate) const WITHOUT_UNIQUE_TARGET: &str = "the server wants a primary key, a unique constraint or a unique index over exactly\nthese columns";

fn not_unique(target: &Table, key: &ForeignKey, reference: &ReferencePhrase) -> Diagnostic {
    let columns = key.referenced.join(", ");
    let table = &target.name;
    let error = Diagnostic::new(
        reference.origin,
        format!("nothing makes `{table}({columns})` unique, so no foreign key can refer to it"),
    );
    let partial =
        |index: &&Index| index.filter.is_some() && index.unique && index.key_columns().is_some();
    let late = target.constraints.iter().find(|constraint| {
        constraint.has_index()
            && constraint.deferrable != Deferrable::No
            && same_set(
                constraint.columns().iter().map(String::as_str),
                &key.referenced,
            )
    });
    if let Some(late) = late {
        let title = format!(
            "`{}` is checked later, so no foreign key can refer to it",
            late.name
        );
        return Diagnostic::new(reference.origin, title)
            .why("a constraint that is `deferrable` may be broken until the transaction ends")
            .help(format!(
                "write before it\nalter table {table} add unique ({});",
                print::names(&key.referenced)
            ));
    }
    let why = match target.indexes.iter().find(partial) {
        Some(index) => format!(
            "{WITHOUT_UNIQUE_TARGET}, and the index `{}` holds only some of the rows",
            index.name
        ),
        None => WITHOUT_UNIQUE_TARGET.to_owned(),
    };
    error.why(why).help(format!(
        "write before it\nalter table {table} add unique ({});",
        print::names(&key.referenced)
    ))
}
