//! `json_type`: a document that cannot be compared.
//!
//! `json` keeps the text as it was written and has no equality on PostgreSQL: `select
//! distinct` and `group by` over it fail. Silent on SQLite, which keeps both as text.
//! Write `jsonb`.
//!
//! Refused:
//!
//! ```rs
//! alter table events add column details: json;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table events add column details: jsonb;
//! ```

use super::new_columns::of_base;
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::Level;
use crate::syntax::ast::Base;
use crate::target::Database;

pub(crate) static RULE: Rule = Rule {
    name: "json_type",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.target.database == Database::Sqlite {
        return;
    }
    for (place, act) in subject.acts() {
        for typed in of_base(act, |base| matches!(base, Base::Json)) {
            let path = typed.path();
            let title =
                format!("`{path}` has no equality: `select distinct` and `group by` over it fail");
            let why =
                "json keeps the text as it was written, compares with nothing and takes no index";
            let help = "write jsonb";
            findings.act(place, typed.diagnostic(title).why(why).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_document_can_be_compared() {
        check(
            "json_type",
            &[
                ("alter table orders add column a: json;", &["json"]),
                ("alter table orders add column a: jsonb;", &[]),
            ],
        );
    }
}
