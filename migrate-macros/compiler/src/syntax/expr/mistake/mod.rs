//! What is said of an expression that nobody can mean, or that the language leaves out.
//! Takes a cursor or an operand, gives the error; must not build trees.

mod form;
mod link;

pub(crate) use form::is_reserved;
pub(super) use form::{
    behind_call, case_end, no_operand, order_of_arguments, quoted_column, reserved, slice,
    third_part, too_deep, words_between_arguments,
};
pub(super) use link::{
    chained, escape, logic, not_an_operand, not_binds_weaker, operator, similar_to, symmetric,
};

/// What to write for a construct of SQL that the language does not know.
const ESCAPE: &str = "write the whole of it as `sql(\"…\")`";
