//! What a refused statement would have named or made free. Takes phrases, gives names,
//! or the ends of those that the compiler would have chosen; must not know the table.

use std::borrow::Cow;

use crate::schema::server_name;
use crate::syntax::ast::{ConstraintPhrase, ConstraintPhraseKind, IndexPhrase, KeyPhrase, Name};

/// Stands for a name that would be free, or a column of another type; no name is spelled like
/// this.
pub(crate) fn freed(name: &str) -> String {
    format!("{name}*")
}

/// The names of a constraint: its own, or the columns with what the server puts behind.
pub(super) fn constraint(phrase: &ConstraintPhrase) -> Vec<String> {
    if let Some(name) = &phrase.name {
        return vec![name.text.clone()];
    }
    match &phrase.kind {
        ConstraintPhraseKind::PrimaryKey(_) => vec!["pkey".to_owned()],
        ConstraintPhraseKind::Unique { columns, .. } => vec![ended(names(columns), "key")],
        ConstraintPhraseKind::Check(_) => vec!["check".to_owned()],
        ConstraintPhraseKind::ForeignKey { columns, .. } => vec![ended(names(columns), "fkey")],
        ConstraintPhraseKind::Exclude { .. } => vec!["excl".to_owned()],
        ConstraintPhraseKind::PrimaryKeyUsingIndex(index)
        | ConstraintPhraseKind::UniqueUsingIndex(index) => vec![index.text.clone()],
    }
}

/// The names of an index.
pub(super) fn index(phrase: &IndexPhrase) -> Vec<String> {
    if let Some(name) = &phrase.name {
        return vec![name.text.clone()];
    }
    let key =
        |key: &KeyPhrase| server_name(&key.expr).map_or_else(|| "expr".to_owned(), Cow::into_owned);
    vec![ended(phrase.keys.iter().map(key).collect(), "idx")]
}

fn names(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.text.clone()).collect()
}

fn ended(mut names: Vec<String>, suffix: &str) -> String {
    names.push(suffix.to_owned());
    names.join("_")
}
