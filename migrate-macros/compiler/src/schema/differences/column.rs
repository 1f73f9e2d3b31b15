//! How one column differs from another of its name. Must not know its table.

use crate::schema::{Column, Generator};

/// What differs, as sentences about the second; `place` is the column's name in backticks.
pub(super) fn differences(one: &Column, other: &Column, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    if one.ty != other.ty {
        found.push(format!("{place} is `{}` and not `{}`", other.ty, one.ty));
    }
    match (one.not_null, other.not_null) {
        (true, false) => found.push(format!("{place} is not `not null`")),
        (false, true) => found.push(format!("{place} is `not null`")),
        (true, true) | (false, false) => {}
    }
    if one.generator != other.generator {
        let (one, other) = (word(one.generator), word(other.generator));
        found.push(format!("{place} has {other} and not {one}"));
    }
    let idle = |column: &Column| column.generator.is_none() && column.sequence.is_some();
    match (idle(one), idle(other)) {
        (true, false) => found.push(format!("{place} does not own its sequence")),
        (false, true) => found.push(format!("{place} owns a sequence that it does not call")),
        (true, true) | (false, false) => {}
    }
    let optional = [
        (
            "default",
            presence(one.default.as_ref(), other.default.as_ref()),
        ),
        (
            "expression",
            presence(one.generated.as_ref(), other.generated.as_ref()),
        ),
        (
            "collation",
            presence(one.collation.as_ref(), other.collation.as_ref()),
        ),
        (
            "comment",
            presence(one.comment.as_ref(), other.comment.as_ref()),
        ),
        (
            "statistics target",
            presence(one.statistics.as_ref(), other.statistics.as_ref()),
        ),
        (
            "storage",
            presence(one.storage.as_ref(), other.storage.as_ref()),
        ),
    ];
    found.extend(optional.iter().filter_map(|(noun, presence)| {
        Some(match presence {
            Presence::Same => return None,
            Presence::Missing => format!("{place} has no {noun}"),
            Presence::Surplus => format!("{place} has a {noun} too many"),
            Presence::Other => format!("the {noun} of {place} differs"),
        })
    }));
    found
}

enum Presence {
    Same,
    Missing,
    Surplus,
    Other,
}

fn presence<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Presence {
    match (one, other) {
        (one, other) if one == other => Presence::Same,
        (Some(_), None) => Presence::Missing,
        (None, Some(_)) => Presence::Surplus,
        (_, _) => Presence::Other,
    }
}

fn word(generator: Option<Generator>) -> &'static str {
    match generator {
        None => "no identity",
        Some(Generator::IdentityAlways) => "`identity`",
        Some(Generator::IdentityByDefault) => "`identity by default`",
        Some(Generator::Serial) => "a serial sequence",
    }
}
