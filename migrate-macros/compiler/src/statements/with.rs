//! `with … insert | update | delete`. Takes tokens, finds the statement behind the queries
//! that are named first; must not know what it does.

use super::form::{Form, Parsed};
use super::{delete, insert, update};
use crate::report::Report;
use crate::syntax::Cursor;

pub(super) const FORM: Form = Form {
    words: &["with"],
    parse,
};

fn parse(cursor: &mut Cursor<'_>, report: &mut Report) -> Parsed {
    let mut ahead = *cursor;
    while !ahead.at_end() {
        match ahead.word() {
            Some("insert") => return insert::parse(cursor, report),
            Some("update") => return update::parse(cursor, report),
            Some("delete") => return delete::parse(cursor, report),
            _ => ahead.skip(),
        }
    }
    Err(ahead.expected("`insert`, `update` or `delete`"))
}
