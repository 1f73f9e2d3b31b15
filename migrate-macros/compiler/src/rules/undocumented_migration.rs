//! `undocumented_migration`: nobody will know what the migration was for.
//!
//! The migration has no doc comment, which [`Migrator::status`](crate::Migrator::status),
//! plans and the documentation of the static show to whoever has to decide about it
//! later. Write `/// …` before `static`.
//!
//! Refused:
//!
//! ```rs
//! pub static ADD_CHANNEL after SHOP;
//!
//! alter table orders add column channel: text;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! /// Orders come by several channels.
//! pub static ADD_CHANNEL after SHOP;
//!
//! alter table orders add column channel: text;
//! ```

use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};

pub(crate) static RULE: Rule = Rule {
    name: "undocumented_migration",
    level: Level::Warn,
    class: Class::Migration,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let header = subject.header;
    if !header.summary().is_empty() {
        return;
    }
    let name = &header.static_name;
    let title = format!("`{name}` does not say what it is for");
    let why =
        "the history and the ledger show the doc comment to whoever must decide about it later";
    let help = format!("write a doc comment before `static {name}`: `/// …`");
    findings.migration(Diagnostic::new(header.origin(), title).why(why).help(help));
}
