//! What becomes of a value on its way from one type to another: one answer a pair, from
//! which rules, ways back and plans are read. Takes two types; must not know any column.

use super::bytes::{Coercion, bytes};
use super::casts::{Cast, certain};
use super::values::{Values, values};
use crate::syntax::ast::Type;

/// From one type to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conversion {
    /// The cast that every server has for certain.
    pub(crate) cast: Option<Cast>,
    pub(crate) values: Values,
    pub(crate) bytes: Coercion,
}

pub(crate) fn conversion(from: &Type, to: &Type) -> Conversion {
    Conversion {
        cast: certain(from, to),
        values: values(from, to),
        bytes: bytes(from, to),
    }
}

#[cfg(test)]
mod tests;
