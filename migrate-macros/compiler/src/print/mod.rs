//! Values back as text of the language, which is read as the same again: names and types.
//! Takes what the parser gives, gives text that can be pasted; must not know what it is for.

mod name;
mod types;

pub(crate) use name::{in_expression, name, names};
