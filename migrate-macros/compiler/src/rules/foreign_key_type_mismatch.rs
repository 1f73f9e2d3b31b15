//! `foreign_key_type_mismatch`: a key refers to a column of a type that is not its own.
//!
//! A foreign key refers to a column of another type that it can be compared with. A
//! narrower column (`int` to a `bigint`) overflows before the one it refers to; one of
//! another kind costs a cast in every join. Silent where it is wider and of the same
//! kind. Types that cannot be compared are an error and no rule. Give both the same type.
//!
//! Refused:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     order_id: int references orders(id),
//!     index (order_id),
//! }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     order_id: bigint references orders(id),
//!     index (order_id),
//! }
//! ```

use super::keys::{Key, new_keys};
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::ast::{Base, Type};
use crate::types::{is_text, loss};

pub(crate) static RULE: Rule = Rule {
    name: "foreign_key_type_mismatch",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for key in new_keys(subject) {
        if let Some(diagnostic) = finding(&key) {
            findings.act(key.act, diagnostic);
        }
    }
}

fn finding(key: &Key<'_>) -> Option<Diagnostic> {
    let mut pairs = key.pairs();
    let (own, referenced, why) = pairs.find_map(|(own, referenced)| {
        let why = trouble(&own.ty, &referenced.ty)?;
        Some((own, referenced, why))
    })?;
    let (table, parent) = (&key.table.name, &key.foreign.table);
    let (name, ty, wanted) = (&own.name, &own.ty, &referenced.ty);
    let title = format!(
        "`{table}.{name}` is {ty}, and `{parent}.{}` which it refers to is {wanted}",
        referenced.name
    );
    let help = format!("write `{name}: {wanted}`");
    Some(Diagnostic::new(key.origin, title).why(why).help(help))
}

/// What a column of one type has to suffer that refers to another.
fn trouble(own: &Type, referenced: &Type) -> Option<&'static str> {
    if loss(referenced, own).is_some() {
        return Some(
            "it cannot hold every key that it may have to refer to, and inserts fail at the first one",
        );
    }
    let same_kind = match (&own.base, &referenced.base) {
        (Base::Integer(_), Base::Integer(_)) => true,
        (one, other) if is_text(one) && is_text(other) => true,
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    };
    (!same_kind).then_some("every join and every check of the key needs a cast, which no index of the other side serves")
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_key_can_hold_what_it_refers_to() {
        check(
            "foreign_key_type_mismatch",
            &[
                (
                    "create table t { id: bigint primary key, a: int references orders, index (a) }",
                    &["references orders"],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders, index (a) }",
                    &[],
                ),
                (
                    "create table k { id: int primary key } create table t { id: bigint primary key, a: bigint references k, index (a) }",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: text references customers(email), index (a) }",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: varchar(99) references customers(email), index (a) }",
                    &["references customers(email)"],
                ),
                (
                    "create table k { id: numeric(12, 2) primary key } create table t { id: bigint primary key, a: bigint references k, index (a) }",
                    &["references k"],
                ),
                (
                    "alter table orders add column product: int references products; create index on orders(product);",
                    &["references products"],
                ),
            ],
        );
    }
}
