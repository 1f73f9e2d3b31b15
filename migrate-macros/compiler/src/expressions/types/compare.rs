//! Which types compare with each other. Takes types, gives answers as PostgreSQL 15's
//! catalogue does; must not know any expression.

use super::Family;
use crate::expressions::catalogue;
use crate::syntax::ast::{Base, Type};

/// Whether the two types have an equality operator, directly or by an implicit cast.
/// Where PostgreSQL's own types or those of extensions take part, only the same type
/// is sure, and everything else is given the benefit of the doubt.
pub(crate) fn comparable(one: &Type, other: &Type) -> bool {
    let (left, right) = (Family::of(one), Family::of(other));
    match (left, right) {
        (Family::Json, Family::Json) => false,
        (Family::Other, _) | (_, Family::Other) => true,
        (Family::Array, Family::Array) => comparable(&element(one), &element(other)),
        (Family::Time, Family::TimeTz | Family::Interval)
        | (Family::TimeTz | Family::Interval, Family::Time) => true,
        _ => left == right || left.is_moment() && right.is_moment(),
    }
}

/// Whether a column of the one type may refer to a key of the other: PostgreSQL looks
/// for an equality in the key's operator family, or an implicit cast to the key's type.
pub(crate) fn referable(from: &Type, key: &Type) -> bool {
    if !comparable(from, key) {
        return false;
    }
    match (Family::of(from), Family::of(key)) {
        (Family::Number, Family::Number) => rank(&from.base) <= rank(&key.base),
        (Family::TimeTz | Family::Interval, Family::Time) => false,
        _ => true,
    }
}

/// Whether values have an order, as a btree index, `order by` and `distinct` need.
pub(crate) fn ordered(ty: &Type) -> bool {
    let name = catalogue::name_of(ty);
    name.is_none_or(|name| match name.strip_suffix("[]") {
        // An array has the order of its items.
        Some(item) => has_order(item),
        None => has_order(&name),
    })
}

/// Whether equal values are found, as `group by`, `distinct` and `union` need.
pub(crate) fn equated(ty: &Type) -> bool {
    let has_hash = |name: &str| catalogue::default_class("hash", name, u16::MAX).is_some();
    ordered(ty)
        || catalogue::name_of(ty).is_some_and(|name| match name.strip_suffix("[]") {
            Some(item) => has_hash(item),
            None => has_hash(&name),
        })
}

fn has_order(name: &str) -> bool {
    catalogue::default_class("btree", name, u16::MAX).is_some()
}

fn element(ty: &Type) -> Type {
    Type::plain(ty.base.clone())
}

/// Integers share one operator family, floats another, and numeric has its own; an
/// implicit cast leads only upwards.
fn rank(number: &Base) -> u8 {
    match number {
        Base::Numeric(_) => 1,
        Base::Real | Base::Double => 2,
        _ => 0,
    }
}
