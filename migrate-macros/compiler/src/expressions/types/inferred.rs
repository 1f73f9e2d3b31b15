//! What is known of an expression's type. Gives values to read; must not know how it was
//! found.

use super::Family;
use crate::syntax::ast::{Base, Type};

/// The type of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inferred {
    Known(Type),
    /// A text literal: what stands around decides what it is, as in PostgreSQL.
    Literal,
    Null,
    /// Nothing is known, and nothing may be said.
    Anything,
}

impl Inferred {
    pub(crate) fn base(base: Base) -> Self {
        Self::Known(Type::plain(base))
    }

    pub(crate) const BOOL: Self = Self::Known(Type {
        base: Base::Bool,
        array: false,
    });

    pub(crate) const TEXT: Self = Self::Known(Type {
        base: Base::Text,
        array: false,
    });

    pub(crate) fn known(&self) -> Option<&Type> {
        match self {
            Self::Known(ty) => Some(ty),
            Self::Literal | Self::Null | Self::Anything => None,
        }
    }

    /// The family, where the type is known.
    pub(crate) fn family(&self) -> Option<Family> {
        self.known().map(Family::of)
    }
}
