//! Every pair of types, and what its three answers must say together.

use super::{Coercion, Conversion, Values, conversion};
use crate::syntax::ast::{Base, IntegerWidth, NATIVE, Type};
use crate::types::loss;

fn bases() -> Vec<Base> {
    use Base::*;
    use IntegerWidth::{Big, Normal, Small};
    let mut found = vec![Bool, Integer(Small), Integer(Normal), Integer(Big)];
    found.extend([Real, Double, Text, Bytes, Uuid, Date, Json, Jsonb]);
    let numbers = [
        None,
        Some((4, 0)),
        Some((12, 0)),
        Some((12, 2)),
        Some((12, 3)),
        Some((20, 2)),
        Some((3, -2)),
    ];
    found.extend(numbers.map(Numeric));
    for length in [1, 8, 50] {
        found.extend([Char(length), Bit(length)]);
    }
    for length in [None, Some(1), Some(8), Some(50)] {
        found.extend([Varchar(length), Varbit(length)]);
    }
    for digits in [None, Some(0), Some(3), Some(6)] {
        found.extend([Time(digits), TimeTz(digits), Interval(digits)]);
        found.extend([Timestamp(digits), TimestampTz(digits)]);
    }
    found.extend(NATIVE.iter().copied().map(Native));
    found.extend(["citext", "mood"].map(|name| Extension(name.to_owned())));
    found
}

/// The pairs of which the answers are not what they must be.
fn broken(holds: impl Fn(&Type, &Type, Conversion) -> bool) -> Vec<String> {
    let arrays = bases().into_iter().map(|base| Type { base, array: true });
    let types: Vec<Type> = bases().into_iter().map(Type::plain).chain(arrays).collect();
    let mut found = Vec::new();
    for from in &types {
        for to in &types {
            let between = conversion(from, to);
            if !holds(from, to, between) {
                found.push(format!("{from} to {to}: {between:?}"));
            }
        }
    }
    found
}

#[track_caller]
fn always(holds: impl Fn(&Type, &Type, Conversion) -> bool) {
    let found = broken(holds);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_fits_has_a_cast() {
    always(|_, _, it| !it.values.fit() || it.cast.is_some());
}

#[test]
fn what_keeps_its_bytes_has_a_cast() {
    always(|_, _, it| it.bytes == Coercion::Convert || it.cast.is_some());
}

#[test]
fn what_is_only_relabelled_loses_nothing() {
    always(|_, _, it| it.bytes != Coercion::Relabel || it.values.fit());
}

#[test]
fn what_keeps_its_bytes_is_never_rounded() {
    always(|_, _, it| it.bytes == Coercion::Convert || it.values != Values::Rounds);
}

#[test]
fn a_type_is_the_same_as_itself_alone() {
    always(|from, to, it| {
        let same = from == to;
        (it.values == Values::Same) == same && (it.bytes == Coercion::Same) == same
    });
}

/// The rule against losses speaks of no pair that the way back calls whole, but for whole
/// numbers: a `numeric` of few digits holds `NaN`, which no integer does.
#[test]
fn a_loss_is_of_values_that_do_not_fit() {
    always(|from, to, it| {
        let numbers = matches!(
            (&from.base, &to.base),
            (Base::Numeric(Some(_)), Base::Integer(_))
        );
        numbers || !it.values.fit() || loss(from, to).is_none()
    });
}

/// Both ways stand in `pg_cast`, and neither is one of the other.
#[test]
fn a_box_becomes_a_polygon_and_a_polygon_a_box() {
    let native = |name| Type::plain(Base::Native(name));
    let there = conversion(&native("box"), &native("polygon"));
    let back = conversion(&native("polygon"), &native("box"));
    assert_eq!(there.cast, Some(crate::types::Cast::Assignment));
    assert_eq!(back.cast, Some(crate::types::Cast::Explicit));
    assert!(!there.values.fit() && !back.values.fit());
}
