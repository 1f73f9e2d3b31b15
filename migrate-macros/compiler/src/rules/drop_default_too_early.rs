//! `drop_default_too_early`: a required column loses its default in the release that adds
//! it, while code that does not know the column still inserts.
//!
//! A column is added not null with a default, and loses the default in the same
//! migration: the previous release, which does not name the column, cannot insert any
//! more. Silent on new tables, on nullable columns, on columns of earlier migrations, and
//! where the column has a default again at the end. Drop the default in a later
//! migration, after a release.
//!
//! Refused:
//!
//! ```rs
//! alter table orders {
//!     add column channel: text not null default "web",
//!     alter column channel drop default,
//! }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders add column channel: text not null default "web";
//! // after a release
//! alter table orders alter column channel drop default;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Alteration, Change, ColumnChange};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "drop_default_too_early",
    level: Level::Deny,
    class: Class::Incompatible,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Alter(Alteration::Column(table, column, ColumnChange::Default(None))) = &act.change
    else {
        return None;
    };
    let known = subject.in_use(act, table)?.column(column)?;
    let at_the_end = subject.last()?.table(table)?.column(column)?;
    if !subject.is_new(known.born) || !at_the_end.must_be_written() {
        return None;
    }
    let title = format!(
        "dropping the default of `{table}.{column}` now breaks inserts that do not name it"
    );
    let why = "the column is new and not null: the previous release, which does not know it, cannot\ninsert a row any more";
    let help = "keep the default for one release, and drop it in a later migration";
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_required_column_keeps_its_default_for_a_release() {
        check(
            "drop_default_too_early",
            &[
                (
                    r#"alter table orders { add column a: text not null default "", alter column a drop default }"#,
                    &["drop default"],
                ),
                (
                    r#"alter table orders { add column a: text default "", alter column a drop default }"#,
                    &[],
                ),
                (
                    r#"alter table orders { add column a: text not null default "", alter column a drop default, alter column a set default "x" }"#,
                    &[],
                ),
                ("alter table orders alter column status drop default;", &[]),
            ],
        );
    }
}
