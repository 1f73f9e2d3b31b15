//! `char_type`: a text that is padded with blanks.

use super::new_columns::of_base;
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::Level;
use crate::syntax::ast::Base;

pub(crate) static RULE: Rule = Rule {
    name: "char_type",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
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
