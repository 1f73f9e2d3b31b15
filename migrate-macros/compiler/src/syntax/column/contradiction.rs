//! Attributes that cannot stand together. Takes those before and a new one, gives an
//! error at the new one; must not know tokens.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, ColumnAttribute, ColumnAttributeKind, Type};

/// What an attribute says, without its arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    NotNull,
    Null,
    Default,
    PrimaryKey,
    Unique,
    Identity,
    Generated,
    Collation,
    Comment,
    /// Several may stand at one column.
    Many,
}

fn says(kind: &ColumnAttributeKind) -> Says {
    match kind {
        ColumnAttributeKind::NotNull => Says::NotNull,
        ColumnAttributeKind::Null => Says::Null,
        ColumnAttributeKind::Default(_) => Says::Default,
        ColumnAttributeKind::PrimaryKey => Says::PrimaryKey,
        ColumnAttributeKind::Unique { .. } => Says::Unique,
        ColumnAttributeKind::Check(_) | ColumnAttributeKind::References(_) => Says::Many,
        ColumnAttributeKind::IdentityAlways | ColumnAttributeKind::IdentityByDefault => {
            Says::Identity
        }
        ColumnAttributeKind::Generated { .. } => Says::Generated,
        ColumnAttributeKind::Collate(_) => Says::Collation,
        ColumnAttributeKind::Comment(_) => Says::Comment,
    }
}

impl Says {
    fn word(self) -> &'static str {
        match self {
            Self::NotNull => "not null",
            Self::Null => "null",
            Self::Default => "default",
            Self::PrimaryKey => "primary key",
            Self::Unique => "unique",
            Self::Identity => "identity",
            Self::Generated => "generated",
            Self::Collation => "collate",
            Self::Comment => "comment",
            Self::Many => "check",
        }
    }
}

/// Pairs of which a column has one at most, in either order, and why.
const PAIRS: &[(Says, Says, &str)] = &[
    (
        Says::Null,
        Says::NotNull,
        "a column either takes null or does not",
    ),
    (Says::Null, Says::PrimaryKey, "a primary key takes no null"),
    (
        Says::Null,
        Says::Identity,
        "an identity column takes no null",
    ),
    (Says::Default, Says::Identity, FILLED),
    (Says::Default, Says::Generated, FILLED),
    (Says::Identity, Says::Generated, FILLED),
];

const FILLED: &str = "a column is filled in one way where a row does not give it a value";

/// Whether the new attribute goes with each of those before it.
pub(super) fn among(before: &[ColumnAttribute], new: &ColumnAttribute) -> Result<(), Diagnostic> {
    let new_says = says(&new.kind);
    if new_says == Says::Many {
        return Ok(());
    }
    for earlier in before {
        let earlier = says(&earlier.kind);
        if earlier == new_says {
            return Err(twice(new, new_says));
        }
        let pair = PAIRS.iter().find(|(one, other, _)| {
            [*one, *other] == [earlier, new_says] || [*other, *one] == [earlier, new_says]
        });
        if let Some((_, _, why)) = pair {
            return Err(together(new, [earlier, new_says], why));
        }
    }
    Ok(())
}

fn twice(new: &ColumnAttribute, says: Says) -> Diagnostic {
    let title = format!("`{}` is written twice", says.word());
    Diagnostic::new(new.origin, title).help("remove one of the two")
}

fn together(new: &ColumnAttribute, [one, other]: [Says; 2], why: &str) -> Diagnostic {
    let (one, other) = (one.word(), other.word());
    let title = format!("`{one}` and `{other}` exclude each other");
    Diagnostic::new(new.origin, title)
        .why(why)
        .help(format!("remove `{other}`, or `{one}` before it"))
}

/// A serial type is an integer with a default of its own that takes no null.
pub(super) fn with_type(ty: &Type, attributes: &[ColumnAttribute]) -> Result<(), Diagnostic> {
    if !matches!(ty.base, Base::Serial(_)) {
        return Ok(());
    }
    let contrary = attributes
        .iter()
        .find(|attribute| match says(&attribute.kind) {
            Says::Null | Says::Default | Says::Identity | Says::Generated => true,
            Says::NotNull | Says::PrimaryKey | Says::Unique => false,
            Says::Collation | Says::Comment | Says::Many => false,
        });
    let Some(contrary) = contrary else {
        return Ok(());
    };
    let word = says(&contrary.kind).word();
    Err(Diagnostic::new(
        contrary.origin,
        format!("a serial column cannot have `{word}`"),
    )
    .why("a serial type brings a default from its own sequence, and takes no null")
    .help(format!(
        "remove `{word}`, or write `int` or `bigint` as the type"
    )))
}
