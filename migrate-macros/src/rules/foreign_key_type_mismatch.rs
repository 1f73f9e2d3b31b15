//! `foreign_key_type_mismatch`: a key refers to a column of another integer type.
//!
//! A narrower column overflows before the one it refers to; a wider one costs a cast in
//! every join. Types that cannot be compared at all are an error and no rule.

use super::keys::{Key, new_keys};
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};

pub(crate) static RULE: Rule = Rule {
    name: "foreign_key_type_mismatch",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for key in new_keys(subject) {
        if let Some(diagnostic) = finding(&key) {
            findings.act(key.act, diagnostic);
        }
    }
}

fn finding(key: &Key<'_>) -> Option<Diagnostic> {
    let (own, referenced) = key.pairs().find(|(own, referenced)| own.ty != referenced.ty)?;
    let (table, parent) = (&key.table.name, &key.foreign.table);
    let (name, ty, wanted) = (&own.name, &own.ty, &referenced.ty);
    let title = format!("`{table}.{name}` is {ty}, and `{parent}.{}` which it refers to is {wanted}", referenced.name);
    let why = "the narrower of the two overflows first, and every join and check of the key needs a cast";
    let help = format!("write `{name}: {wanted}`");
    Some(Diagnostic::new(key.origin, title).why(why).help(help))
}
