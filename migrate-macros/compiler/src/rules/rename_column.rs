//! `rename_column`: a column changes its name under code that says the old one.
//!
//! Every query of the previous release that names the column fails. Silent on new tables
//! and columns. Add the new column, write both, fill it in a migration of its own, and
//! drop the old one a release later.
//!
//! Refused:
//!
//! ```rs
//! alter table orders rename column note to remark;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders add column remark: text;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::print;
use crate::schema::{Change, Id};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "rename_column",
    level: Level::Deny,
    class: Class::Incompatible,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Rename(Id::Column(table, column), to) = &act.change else {
        return None;
    };
    let known = subject.in_use(act, table)?.column(column)?;
    if subject.is_new(known.born) {
        return None;
    }
    let title = format!("renaming column `{table}.{column}` breaks code that says `{column}`");
    let why = "every query of the previous release that names it fails from the moment this runs";
    let (ty, from, new) = (&known.ty, print::in_expression(column), print::name(to));
    let empty = print::in_expression(to);
    let help = format!(
        "add the new column beside the old one, write both, fill it, and drop the old one a release later:\n\
         alter table {table} add column {new}: {ty};\n\
         and in the next migration\n\
         update {table} set {new} = {from} where {empty} is null;\n\
         or, when nothing runs meanwhile, #[expect(rename_column, reason = \"…\")]"
    );
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
            "rename_column",
            &[
                (
                    "alter table orders rename column note to remark;",
                    &["note"],
                ),
                (
                    "alter table orders { add column a: text, rename column a to b }",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key } alter table t rename column id to key;",
                    &[],
                ),
            ],
        );
    }
}
