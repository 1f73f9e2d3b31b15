//! `lossy_type_change`: a column gets a type that cannot hold every value it has.
//!
//! The new type cannot hold every value of the old one. A shorter text or a smaller
//! integer fails on the first row that does not fit; a smaller scale or precision rounds
//! without a word. Silent on new tables, where the new type holds every value, and where
//! `using` is no cast. Keep the type, or check the rows first and say so in the reason.
//!
//! Refused:
//!
//! ```rs
//! alter table orders alter column code type varchar(20);
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders alter column code type varchar(80);
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Alteration, Change, ColumnChange, plain_column};
use crate::statements::Act;
use crate::syntax::ast::ExprKind;
use crate::types::{Loss, loss};

pub(crate) static RULE: Rule = Rule {
    name: "lossy_type_change",
    level: Level::Deny,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let (table, column, to) = act.type_change()?;
    if computes(&act.change) {
        return None;
    }
    let from = &subject.in_use(act, table)?.column(column)?.ty;
    let why = match loss(from, to)? {
        Loss::Fails => {
            "the statement fails on the first row whose value does not fit, after it held its lock so far"
        }
        Loss::Rounds => "values are cut to what fits without a word, and nothing brings them back",
    };
    let title = format!("changing `{table}.{column}` from {from} to {to} loses what does not fit");
    let help = format!(
        "keep {from}, or check first that every value fits and accept it with\n#[expect(lossy_type_change, reason = \"…\")]"
    );
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

/// Whether `using` is neither the column nor a cast: then it says of every value what it
/// becomes, and nothing is cut by the way.
fn computes(change: &Change) -> bool {
    let Change::Alter(Alteration::Column(
        _,
        _,
        ColumnChange::Type {
            using: Some(using), ..
        },
    )) = change
    else {
        return false;
    };
    !matches!(using.kind, ExprKind::Cast(..)) && plain_column(using).is_none()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_narrower_type_loses() {
        check(
            "lossy_type_change",
            &[
                (
                    "alter table orders alter column code type varchar(49);",
                    &["varchar(49)"],
                ),
                (
                    "alter table orders alter column code type varchar(51);",
                    &[],
                ),
                ("alter table orders alter column code type text;", &[]),
                (
                    "alter table orders alter column total type numeric(12, 1);",
                    &["numeric(12, 1)"],
                ),
                (
                    "alter table orders alter column total type numeric(14, 2);",
                    &[],
                ),
                ("alter table orders alter column quantity type bigint;", &[]),
                (
                    "alter table orders alter column quantity type smallint;",
                    &["smallint"],
                ),
                (
                    "alter table orders alter column placed_at type timestamptz(3);",
                    &["timestamptz(3)"],
                ),
                (
                    "alter table orders alter column note type jsonb using note::jsonb;",
                    &["jsonb"],
                ),
                (
                    r#"alter table orders alter column note type "citext";"#,
                    &[],
                ),
                (
                    r#"alter table orders alter column note type bool using note = "yes";"#,
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: text } alter table t alter column a type varchar(3);",
                    &[],
                ),
            ],
        );
    }
}
