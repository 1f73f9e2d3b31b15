//! `drop_not_null`: readers that count on a value meet a null.
//!
//! Code of the previous release may read a null where it decodes a value. The statement
//! itself is instant. Silent on new tables and columns. Make the readers ready and
//! release them first.
//!
//! Refused:
//!
//! ```rs
//! alter table customers alter column name drop not null;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table customers {
//!     #[expect(drop_not_null, reason = "every reader takes a null since 4.2")]
//!     alter column name drop not null,
//! }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Alteration, Change, ColumnChange};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "drop_not_null",
    level: Level::Warn,
    class: Class::Incompatible,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Alter(Alteration::Column(table, column, alteration)) = &act.change else {
        return None;
    };
    if *alteration != ColumnChange::DropNotNull {
        return None;
    }
    let known = subject.in_use(act, table)?.column(column)?;
    if subject.is_new(known.born) {
        return None;
    }
    let title = format!("code that reads `{table}.{column}` may meet a null from now on");
    let why = "a reader of the previous release decodes it into a type without a null, and fails\non the first one";
    let help = "make the readers ready, release, and then accept this statement with\n#[expect(drop_not_null, reason = \"…\")]";
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
    fn readers_count_on_a_value() {
        check(
            "drop_not_null",
            &[
                (
                    "alter table orders alter column status drop not null;",
                    &["drop not null"],
                ),
                (
                    r#"alter table orders { add column a: text not null default "", alter column a drop not null }"#,
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: text not null } alter table t alter column a drop not null;",
                    &[],
                ),
            ],
        );
    }
}
