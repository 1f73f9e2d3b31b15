//! `char_type`: a text that is padded with blanks.
//!
//! `char(n)` pads with blanks on PostgreSQL: comparisons ignore them, concatenations do
//! not, and every later change of the length writes the table anew. Silent on SQLite,
//! which pads nothing. Write `varchar(n)` or `text`.
//!
//! Refused:
//!
//! ```rs
//! alter table customers add column country: char(2);
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table customers add column country: varchar(2);
//! ```

use super::new_columns::of_base;
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::Level;
use crate::syntax::ast::Base;
use crate::target::Database;

pub(crate) static RULE: Rule = Rule {
    name: "char_type",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.target.database == Database::Sqlite {
        return;
    }
    for (place, act) in subject.acts() {
        for typed in of_base(act, |base| matches!(base, Base::Char(_))) {
            let path = typed.path();
            let title = format!("`{path}` is padded with blanks to its length");
            let why = "comparisons ignore the blanks and concatenations do not, and every later change of the\nlength writes the table anew";
            let help = "write varchar(n), or text";
            findings.act(place, typed.diagnostic(title).why(why).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn text_is_as_long_as_it_is() {
        check(
            "char_type",
            &[
                ("alter table orders add column a: char(2);", &["char(2)"]),
                ("alter table orders add column a: varchar(2);", &[]),
                (
                    "create table t { id: bigint primary key, a: character(2) }",
                    &["character(2)"],
                ),
            ],
        );
    }
}
