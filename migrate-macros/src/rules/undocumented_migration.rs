//! `undocumented_migration`: nobody will know what the migration was for.

use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};

pub(crate) static RULE: Rule = Rule {
    name: "undocumented_migration",
    level: Level::Warn,
    class: Class::Migration,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.description.is_empty() {
        return;
    }
    let title = format!("`{}` does not say what it is for", subject.name);
    let why = "the history and the ledger show the doc comment to whoever must decide about it later";
    let help = format!("write a doc comment before `static {}`: `/// …`", subject.name);
    findings.migration(Diagnostic::new(subject.origin, title).why(why).help(help));
}
