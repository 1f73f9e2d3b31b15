//! Constraints of a table, written in it or over a column. Takes phrases, gives named
//! constraints; must not know whether the table is new.

use super::naming;
use super::scope::Scope;
use super::{Refusal, foreign_keys, resolve, version, virtual_columns};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Constraint, ConstraintKind, Exclude};
use crate::syntax::ast::{ConstraintPhrase, ConstraintPhraseKind, ExprKind, KeyPhrase, Name};

/// A constraint, and the index that it takes over.
#[derive(Debug)]
pub(super) struct NewConstraint {
    pub(super) constraint: Constraint,
    pub(super) using_index: Option<String>,
}

/// Resolves a constraint of the scope's table and names it.
pub(super) fn lower(
    scope: &mut Scope<'_>,
    phrase: &ConstraintPhrase,
) -> Result<NewConstraint, Refusal> {
    let (kind, using_index) = kind(scope, phrase)?;
    let mut constraint = Constraint {
        name: String::new(),
        kind,
        deferrable: phrase.deferrable,
        valid: !phrase.not_valid,
        born: scope.ordinal,
    };
    constraint.name = match (&phrase.name, &using_index) {
        (Some(name), taken) => explicit_name(scope, &constraint, name, taken.as_deref())?,
        (None, Some(index)) => index_name(scope, phrase, index)?,
        (None, None) => scope
            .schema
            .default_constraint_name(scope.table, &constraint.kind),
    };
    Ok(NewConstraint {
        constraint,
        using_index,
    })
}

fn kind(
    scope: &mut Scope<'_>,
    phrase: &ConstraintPhrase,
) -> Result<(ConstraintKind, Option<String>), Refusal> {
    let kind = match &phrase.kind {
        ConstraintPhraseKind::PrimaryKey(columns) => {
            only_primary_key(scope, phrase)?;
            ConstraintKind::PrimaryKey(key_columns(scope, columns, "primary key")?)
        }
        ConstraintPhraseKind::Unique {
            columns,
            nulls_not_distinct,
        } => ConstraintKind::Unique {
            columns: key_columns(scope, columns, "unique constraint")?,
            nulls_not_distinct: distinct(scope, *nulls_not_distinct, "keys")?,
        },
        ConstraintPhraseKind::Check(expr) => {
            let table = scope.table;
            scope.check(|checker| checker.condition(expr, table));
            ConstraintKind::Check(expr.clone())
        }
        ConstraintPhraseKind::ForeignKey { columns, reference } => {
            ConstraintKind::ForeignKey(foreign_keys::lower(scope, columns, reference)?)
        }
        ConstraintPhraseKind::Exclude {
            method,
            elements,
            filter,
        } => {
            let table = scope.table;
            check_keys(scope, elements.iter().map(|(key, _)| key))?;
            if let Some(filter) = filter {
                scope.check(|checker| checker.predicate(filter, table));
            }
            scope.check(|checker| checker.exclusion(method, elements, table));
            let keys = elements.iter().map(|(key, _)| key);
            virtual_columns::none_in_keys(scope, keys, filter.as_ref())?;
            ConstraintKind::Exclude(Exclude {
                method: method.text.to_ascii_lowercase(),
                elements: elements.clone(),
                filter: filter.clone(),
            })
        }
        ConstraintPhraseKind::PrimaryKeyUsingIndex(index) => {
            only_primary_key(scope, phrase)?;
            let columns = index_columns(scope, index)?;
            return Ok((
                ConstraintKind::PrimaryKey(columns),
                Some(index.text.clone()),
            ));
        }
        ConstraintPhraseKind::UniqueUsingIndex(index) => {
            let columns = index_columns(scope, index)?;
            let known = scope.table.index(&index.text);
            let kind = ConstraintKind::Unique {
                columns,
                nulls_not_distinct: known.is_some_and(|index| index.nulls_not_distinct),
            };
            return Ok((kind, Some(index.text.clone())));
        }
    };
    Ok((kind, None))
}

/// Whether `nulls not distinct` stands there, where the server knows it.
pub(super) fn distinct(
    scope: &Scope<'_>,
    written: Option<Origin>,
    what: &str,
) -> Result<bool, Diagnostic> {
    let Some(origin) = written else {
        return Ok(false);
    };
    let what = format!("{what} with `nulls not distinct`");
    version::since(scope.targets, 15, (&what, origin))?;
    Ok(true)
}

/// Resolves the columns of a constraint that an index stands behind.
fn key_columns(scope: &Scope<'_>, names: &[Name], what: &str) -> Result<Vec<String>, Refusal> {
    let columns = resolve::columns(scope.table, names, what)?;
    for name in names {
        resolve::sortable(scope.table, name, scope.targets)?;
    }
    virtual_columns::none_among(scope, names, what)?;
    Ok(columns)
}

/// Resolves the keys of an index or an exclusion.
pub(super) fn check_keys<'k>(
    scope: &mut Scope<'_>,
    keys: impl Iterator<Item = &'k KeyPhrase>,
) -> Result<(), Refusal> {
    let table = scope.table;
    for key in keys {
        if let ExprKind::Column {
            table: None,
            column,
        } = &key.expr.kind
        {
            resolve::column(table, column)?;
        }
        scope.check(|checker| checker.key(&key.expr, table));
    }
    Ok(())
}

fn only_primary_key(scope: &Scope<'_>, phrase: &ConstraintPhrase) -> Result<(), Diagnostic> {
    let mut constraints = scope.table.constraints.iter();
    let is_key = |known: &&Constraint| matches!(known.kind, ConstraintKind::PrimaryKey(_));
    let Some(known) = constraints.find(is_key) else {
        return Ok(());
    };
    let table = &scope.table.name;
    let columns = known.columns().join(", ");
    Err(Diagnostic::new(
        phrase.origin,
        format!("table `{table}` already has a primary key, `{columns}`"),
    )
    .help("write `unique` here, or one `primary key (…)` over all of its columns"))
}

/// The name of the index, which becomes the constraint's.
fn index_name(
    scope: &Scope<'_>,
    phrase: &ConstraintPhrase,
    index: &str,
) -> Result<String, Diagnostic> {
    let name = Name::new(index, phrase.origin);
    naming::free_constraint(scope.table, scope.targets, &name)?;
    beside_not_nulls(scope, &name)?;
    Ok(name.text)
}

/// In a new table the not nulls are named last.
fn beside_not_nulls(scope: &Scope<'_>, name: &Name) -> Result<(), Diagnostic> {
    match scope.schema.table(&scope.table.name) {
        Some(table) => naming::free_beside_not_nulls(table, scope.targets, name),
        None => Ok(()),
    }
}

/// A name that was written, if nothing has it. The index that the constraint takes over
/// may have it: the two become one.
fn explicit_name(
    scope: &Scope<'_>,
    constraint: &Constraint,
    name: &Name,
    using_index: Option<&str>,
) -> Result<String, Diagnostic> {
    naming::free_constraint(scope.table, scope.targets, name)?;
    beside_not_nulls(scope, name)?;
    if constraint.has_index() && using_index != Some(name.text.as_str()) {
        let relation = scope.table.name.sibling(&name.text);
        naming::free_relation(scope.schema, scope.targets, &relation, name.origin)?;
        naming::free_beside(scope.table, name)?;
    }
    Ok(name.text.clone())
}

/// The columns of an index that a constraint takes over.
fn index_columns(scope: &Scope<'_>, name: &Name) -> Result<Vec<String>, Refusal> {
    let table = scope.table;
    let relation = table.name.sibling(&name.text);
    let (owner, index) = resolve::index(scope.schema, &relation, name.origin)?;
    let refused = |reason: &str, help: &str| {
        let title = format!("index `{name}` cannot become a constraint: {reason}");
        Refusal::from(Diagnostic::new(name.origin, title).help(help))
    };
    if owner.name != table.name {
        let reason = format!("it is on table `{}`", owner.name);
        return Err(refused(&reason, "write an index of this table"));
    }
    if !index.unique {
        return Err(refused("it is not unique", "create a unique index"));
    }
    if index.method != "btree" {
        return Err(refused(
            "it is not a btree",
            "create a unique index without `using`",
        ));
    }
    if index.filter.is_some() {
        return Err(refused(
            "it holds only some of the rows",
            "create one without `where`",
        ));
    }
    let plain = |key: &KeyPhrase| {
        !key.descending
            && key.nulls_first != Some(true)
            && key.opclass.is_none()
            && key.collation.is_none()
    };
    let (Some(columns), true) = (index.key_columns(), index.keys.iter().all(plain)) else {
        return Err(refused(
            "its keys are not plain columns in their own order",
            "create a unique index over the columns, without `desc`",
        ));
    };
    Ok(columns.into_iter().map(str::to_owned).collect())
}
