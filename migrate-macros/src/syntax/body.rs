//! A body as single statements, and a list as single items, so that one typo costs one of
//! them. Takes a cursor, gives a cursor for each; must not know any statement.

use super::Cursor;
use crate::report::Report;

/// One statement's tokens with the attributes before it, without its semicolon. An error
/// about where one ends is reported here.
pub(crate) fn statements<'a>(body: Cursor<'a>, _report: &mut Report) -> Vec<Cursor<'a>> {
    vec![body]
}

/// Items separated by commas, a last one allowed. An item that is missing is empty.
pub(crate) fn items(list: Cursor<'_>) -> Vec<Cursor<'_>> {
    let (mut rest, mut items) = (list, Vec::new());
    let mut start = rest;
    while !rest.at_end() {
        let before = rest;
        if rest.eat_punct(",").is_some() {
            items.push(start.until(before));
            start = rest;
        } else {
            rest.next();
        }
    }
    if !start.at_end() {
        items.push(start);
    }
    items
}
