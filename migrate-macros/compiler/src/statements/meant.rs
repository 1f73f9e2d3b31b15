//! What a refused statement would have named. Takes phrases, gives names, or the ends of
//! those that the compiler would have chosen; must not know the table.

use std::borrow::Cow;

use crate::doubt::Doubt;
use crate::schema::server_name;
use crate::syntax::ast::{ConstraintPhrase, ConstraintPhraseKind, IndexPhrase, KeyPhrase, Name};

/// The names of a constraint: its own, or the columns with what the server puts behind.
pub(super) fn constraint(phrase: &ConstraintPhrase) -> Vec<Doubt> {
    if let Some(name) = &phrase.name {
        return vec![Doubt::made(&name.text)];
    }
    match &phrase.kind {
        ConstraintPhraseKind::PrimaryKey(_) => vec![Doubt::made("pkey")],
        ConstraintPhraseKind::Unique { columns, .. } => vec![ended(names(columns), "key")],
        ConstraintPhraseKind::Check(_) => vec![Doubt::made("check")],
        ConstraintPhraseKind::ForeignKey { columns, .. } => vec![ended(names(columns), "fkey")],
        ConstraintPhraseKind::Exclude { .. } => vec![Doubt::made("excl")],
        ConstraintPhraseKind::PrimaryKeyUsingIndex(index)
        | ConstraintPhraseKind::UniqueUsingIndex(index) => vec![Doubt::made(&index.text)],
    }
}

/// The names of an index.
pub(super) fn index(phrase: &IndexPhrase) -> Vec<Doubt> {
    if let Some(name) = &phrase.name {
        return vec![Doubt::made(&name.text)];
    }
    let key =
        |key: &KeyPhrase| server_name(&key.expr).map_or_else(|| "expr".to_owned(), Cow::into_owned);
    vec![ended(phrase.keys.iter().map(key).collect(), "idx")]
}

fn names(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.text.clone()).collect()
}

fn ended(mut names: Vec<String>, suffix: &str) -> Doubt {
    names.push(suffix.to_owned());
    Doubt::Made(names.join("_"))
}
