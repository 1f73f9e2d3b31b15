//! `json_type`: a document that cannot be compared.

use super::new_columns::of_base;
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::Level;
use crate::syntax::ast::Base;

pub(crate) static RULE: Rule = Rule {
    name: "json_type",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (place, act) in subject.acts() {
        for typed in of_base(act, |base| matches!(base, Base::Json)) {
            let path = typed.path();
            let title = format!("`{path}` has no equality: `select distinct` and `group by` over it fail");
            let why = "json keeps the text as it was written, compares with nothing and takes no index";
            let help = "write jsonb";
            findings.act(place, typed.diagnostic(title).why(why).help(help));
        }
    }
}
