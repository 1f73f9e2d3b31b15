//! `rename_table`: a table changes its name under code that says the old one.
//!
//! Every query of the previous release fails once the table has another name, and the
//! next release cannot start before it has: no order of the two is free of errors. Silent
//! on new tables. Keep the name in the database and use another one in the code.
//!
//! Refused:
//!
//! ```rs
//! rename table links to addresses;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table drafts { id: bigint identity primary key }
//! rename table drafts to addresses;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Id};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "rename_table",
    level: Level::Deny,
    class: Class::Incompatible,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Rename(Id::Table(table), to) = &act.change else {
        return None;
    };
    subject.in_use(act, table)?;
    let title = format!("renaming table `{table}` to `{to}` breaks code that says `{table}`");
    let why = "every query of the previous release fails from the moment this runs, and the next\nrelease cannot start before it: no order of the two is free of errors";
    let help = "keep the name in the database and use another in the code, or, when nothing runs meanwhile,\n#[expect(rename_table, reason = \"…\")]";
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_name_in_use_stays() {
        check(
            "rename_table",
            &[
                ("rename table orders to purchases;", &["orders"]),
                (
                    "create table t { id: bigint primary key } rename table t to u;",
                    &[],
                ),
            ],
        );
    }
}
