//! `add_required_column`: a column that every insert must give appears under code that
//! does not know it.
//!
//! The statement also fails on the first row that is there. Silent on new tables, and
//! where a default, a generator or an expression gives the value.

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::Change;
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "add_required_column",
    level: Level::Deny,
    class: Class::Incompatible,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::AddColumn { table, column, .. } = &act.change else {
        return None;
    };
    subject.in_use(act, table)?;
    if !column.must_be_written() {
        return None;
    }
    let (name, ty) = (&column.name, &column.ty);
    let title = format!("adding column `{table}.{name}` as not null without a default fails on every row that is there");
    let why = "no row has a value for it, and inserts of the previous release, which do not name it,\nfail from then on";
    let help = format!(
        "give it a default: `{name}: {ty} not null default …`, or add it nullable,\nfill it in the next migration, and set not null in the one after"
    );
    Some(Diagnostic::new(act.place(name), title).why(why).help(help))
}
