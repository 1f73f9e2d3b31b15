//! The types: what the catalogue calls each, and what becomes of a value between two.
//! Takes types, gives facts, for PostgreSQL's behaviour is what the language means; must
//! not know any schema, expression or statement.

mod bytes;
mod casts;
mod conversion;
mod limits;
mod loss;
mod names;
mod values;

pub(crate) use bytes::Coercion;
pub(crate) use casts::{Cast, assignable, castable, implicitly_castable};
pub(crate) use conversion::conversion;
pub(crate) use loss::{Loss, is_text, loss};
pub(crate) use names::catalogue_name;
pub(crate) use values::Values;
