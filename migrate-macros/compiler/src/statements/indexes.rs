//! Indexes, written in a table or by a statement of their own. Takes phrases, gives named
//! indexes; must not know whether the table is new.

use super::scope::Scope;
use super::{Refusal, constraints, naming, resolve, virtual_columns};
use crate::diagnostic::Diagnostic;
use crate::schema::Index;
use crate::syntax::ast::{ExprKind, IndexPhrase, Name};

/// Whether a value may stand in an index once only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unique {
    No,
    Yes,
}

/// Resolves an index of the scope's table and names it.
pub(super) fn lower(scope: &mut Scope<'_>, phrase: &IndexPhrase) -> Result<Index, Refusal> {
    let table = scope.table;
    let method = phrase.method.as_ref();
    let method = method.map_or("btree".to_owned(), |name| name.text.to_ascii_lowercase());
    if let (true, Some(written), false) = (phrase.unique, &phrase.method, method == "btree") {
        return Err(not_unique(written).into());
    }
    constraints::check_keys(scope, phrase.keys.iter())?;
    if method == "btree" {
        sortable_keys(scope, phrase)?;
    }
    if let Some(filter) = &phrase.filter {
        scope.check(|checker| checker.predicate(filter, table));
    }
    scope.check(|checker| checker.index_method(phrase, table));
    virtual_columns::none_in_index(scope, phrase)?;
    let mut index = Index {
        name: String::new(),
        unique: phrase.unique,
        method,
        keys: phrase.keys.clone(),
        include: resolve::columns(table, &phrase.include, "list of included columns")?,
        nulls_not_distinct: constraints::distinct(scope, phrase.nulls_not_distinct, "indexes")?,
        with: options(phrase),
        filter: phrase.filter.clone(),
        born: scope.ordinal,
    };
    index.name = match &phrase.name {
        Some(name) => explicit_name(scope, name)?,
        None => scope
            .schema
            .default_index_name(table, &index.keys, &index.include),
    };
    Ok(index)
}

/// An operator class says how to sort what has no order of its own.
fn sortable_keys(scope: &Scope<'_>, phrase: &IndexPhrase) -> Result<(), Diagnostic> {
    for key in phrase.keys.iter().filter(|key| key.opclass.is_none()) {
        if let ExprKind::Column {
            table: None,
            column,
        } = &key.expr.kind
        {
            resolve::sortable(scope.table, column, scope.targets)?;
        }
    }
    Ok(())
}

fn options(phrase: &IndexPhrase) -> Vec<(String, String)> {
    let options = phrase.with.iter();
    options
        .map(|(name, value)| (name.text.to_ascii_lowercase(), value.clone()))
        .collect()
}

fn explicit_name(scope: &Scope<'_>, name: &Name) -> Result<String, Diagnostic> {
    let relation = scope.table.name.sibling(&name.text);
    naming::free_relation(scope.schema, scope.targets, &relation, name.origin)?;
    naming::free_beside(scope.table, name)?;
    Ok(name.text.clone())
}

fn not_unique(method: &Name) -> Diagnostic {
    Diagnostic::new(
        method.origin,
        format!("an index `using {method}` cannot be unique"),
    )
    .why("only a btree knows whether a value is there already")
    .help("remove `using`, or `unique`")
}
