//! What SQLite cannot express. Takes what was asked for and where, gives the error that
//! names SQLite and the way out; must not know how anything else is planned.

use crate::diagnostic::Diagnostic;
use crate::dialect::Situation;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{
    Alteration, Change, Column, ColumnChange, Constraint, ConstraintKind, Id, Index, Object, Table,
};
use crate::syntax::ast::{Deferrable, ExprKind, KeyPhrase, TableName, Type};

const WHY: &str = "this history is for SQLite too, and there is no SQL that does this there";
const HELP: &str = "restrict it to the databases that can, as in `#[only(postgres)]`, and write \
                    what SQLite shall do instead behind `#[only(sqlite)]`";

/// An error that says what SQLite lacks.
pub(super) fn lacks(origin: Origin, title: impl Into<String>) -> Diagnostic {
    Diagnostic::new(origin, title).why(WHY).help(HELP)
}

pub(super) fn no_type(origin: Origin, ty: &Type) -> Diagnostic {
    lacks(origin, format!("SQLite has no type `{ty}`"))
}

/// Reports what SQLite has no words for in a change; whether it can be made.
pub(super) fn allows(situation: &Situation<'_>, report: &mut Report) -> bool {
    let refusals = refusals(situation);
    let allows = refusals.is_empty();
    for refusal in refusals {
        report.error(refusal);
    }
    allows
}

/// Whether SQLite has words for a change.
pub(super) fn is_possible(situation: &Situation<'_>) -> bool {
    refusals(situation).is_empty()
}

fn refusals(situation: &Situation<'_>) -> Vec<Diagnostic> {
    let (change, origin) = (situation.change, situation.origin);
    let mut found: Vec<Diagnostic> = match change {
        Change::Create(Object::Table(created)) => table(created, situation),
        Change::Create(Object::Column { column: added, .. }) => {
            column(added, origin).into_iter().collect()
        }
        Change::Alter(Alteration::Column(_, _, alteration)) => {
            altered(alteration, origin).into_iter().collect()
        }
        Change::Create(Object::Constraint { constraint: c, .. }) => constraint(c, situation),
        Change::Create(Object::Index { index: created, .. }) => index(created, situation),
        Change::Alter(Alteration::Comment(..) | Alteration::Constraint(..))
        | Change::Drop(_)
        | Change::Rename(..)
        | Change::Rows(_)
        | Change::Run { .. } => Vec::new(),
    };
    found.extend(change.table().and_then(|table| schema(table, origin)));
    found.extend(new_name(change).and_then(|name| reserved(name, origin)));
    found
}

/// The name that a change gives to a table or an index of its own.
fn new_name(change: &Change) -> Option<&str> {
    match change {
        Change::Create(Object::Table(table)) => Some(&table.name.name),
        Change::Create(Object::Index { index, .. }) => Some(&index.name),
        Change::Rename(Id::Table(_) | Id::Index(..), to) => Some(to),
        _ => None,
    }
}

fn reserved(name: &str, origin: Origin) -> Option<Diagnostic> {
    let prefix = name.get(..7)?;
    let title = format!("SQLite keeps names like `{name}` for itself");
    let error = lacks(origin, title).help("choose a name that does not begin with `sqlite_`");
    prefix.eq_ignore_ascii_case("sqlite_").then_some(error)
}

fn schema(table: &TableName, origin: Origin) -> Option<Diagnostic> {
    table.schema.as_ref()?;
    let title = format!("SQLite has no schemas, so there can be no `{table}`");
    Some(lacks(origin, title))
}

fn table(table: &Table, at: &Situation<'_>) -> Vec<Diagnostic> {
    let columns = table.columns.iter();
    let columns = columns.filter_map(|c| column(c, at.place_of(&c.name, "")));
    let constraints = table.constraints.iter().flat_map(|c| constraint(c, at));
    let indexes = table.indexes.iter().flat_map(|i| index(i, at));
    columns.chain(constraints).chain(indexes).collect()
}

fn column(column: &Column, origin: Origin) -> Option<Diagnostic> {
    if column.storage.is_some() || column.statistics.is_some() {
        return Some(lacks(
            origin,
            "SQLite has neither storage nor statistics of a column",
        ));
    }
    None
}

fn altered(alteration: &ColumnChange, origin: Origin) -> Option<Diagnostic> {
    match alteration {
        ColumnChange::Statistics(Some(_)) => Some(lacks(
            origin,
            "SQLite keeps no statistics target of a column",
        )),
        ColumnChange::Storage(Some(_)) => {
            Some(lacks(origin, "SQLite cannot choose how a column is stored"))
        }
        ColumnChange::Statistics(None)
        | ColumnChange::Storage(None)
        | ColumnChange::Type { .. }
        | ColumnChange::SetNotNull { .. }
        | ColumnChange::DropNotNull
        | ColumnChange::Default(_)
        | ColumnChange::Generator { .. }
        | ColumnChange::Restart(_)
        | ColumnChange::Generated(_) => None,
    }
}

fn constraint(constraint: &Constraint, at: &Situation<'_>) -> Vec<Diagnostic> {
    let name = &constraint.name;
    let origin = at.place_of(name, "");
    let mut found = Vec::new();
    if !constraint.valid {
        let title = format!("SQLite cannot add `{name}` without checking the rows that are there");
        found.push(lacks(origin, title));
    }
    match &constraint.kind {
        ConstraintKind::Unique {
            nulls_not_distinct: true,
            ..
        } => found.push(nulls_distinct(name, at)),
        ConstraintKind::Exclude(_) => {
            let title = format!("SQLite has no exclusion constraints, so there can be no `{name}`");
            found.push(lacks(origin, title));
        }
        ConstraintKind::Unique { .. }
        | ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Check(_)
        | ConstraintKind::ForeignKey(_) => {}
    }
    if constraint.deferrable != Deferrable::No && constraint.foreign_key().is_none() {
        let title = format!("SQLite can defer foreign keys only, and `{name}` is none");
        found.push(lacks(origin, title));
    }
    found
}

fn nulls_distinct(name: &str, at: &Situation<'_>) -> Diagnostic {
    let origin = at.place_of(name, "nulls not distinct");
    let title = format!("SQLite takes nulls as distinct, so `{name}` cannot forbid a second one");
    lacks(origin, title)
}

fn index(index: &Index, at: &Situation<'_>) -> Vec<Diagnostic> {
    let name = &index.name;
    let mut found = Vec::new();
    if index.method != "btree" {
        let method = &index.method;
        let title = format!("SQLite has only B-trees, so `{name}` cannot use `{method}`");
        found.push(lacks(at.place_of(name, "using"), title));
    }
    if !index.include.is_empty() {
        let title =
            format!("SQLite's indexes carry no other columns, so `{name}` cannot include any");
        found.push(lacks(at.place_of(name, "include"), title));
    }
    if !index.with.is_empty() {
        let title = format!("SQLite's indexes have no settings, so `{name}` cannot have `with`");
        found.push(lacks(at.place_of(name, "with"), title));
    }
    for key in &index.keys {
        let title = self::key(key, name);
        found.extend(title.map(|title| lacks(key.expr.origin, title)));
    }
    if index.nulls_not_distinct {
        found.push(nulls_distinct(name, at));
    }
    found
}

fn key(key: &KeyPhrase, index: &str) -> Option<String> {
    if let Some(class) = &key.opclass {
        return Some(format!(
            "SQLite has no operator classes, so `{index}` cannot use `{class}`"
        ));
    }
    // Nulls are the smallest values: first when ascending, last when descending.
    if key.nulls_first.is_some_and(|first| first == key.descending) {
        return Some(format!(
            "SQLite's indexes sort nulls as the smallest values, `{index}` too"
        ));
    }
    match &key.expr.kind {
        ExprKind::Exists(_) | ExprKind::Scalar(_) | ExprKind::InQuery { .. } => Some(format!(
            "SQLite's indexes take no queries, so `{index}` cannot have one"
        )),
        _ => None,
    }
}
