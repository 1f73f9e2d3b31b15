//! Tokens to phrases: names, types, expressions, columns, constraints, indexes,
//! attributes, and a body split into statements. Must not know what a phrase means.

pub(crate) mod ast;

mod attributes;
mod body;
mod canonical;
mod column;
mod constraint;
mod cursor;
mod data;
mod expected;
mod expr;
mod index;
mod literal;
mod name;
mod query;
#[cfg(test)]
mod tests;
mod token;
mod types;

pub(crate) use attributes::{Attributes, ParsedExpectation, attributes, expectations};
pub(crate) use body::{items, statements};
pub(crate) use canonical::canonical;
pub(crate) use column::{column, column_attributes, starts_column};
pub(crate) use constraint::{constraint, reference};
pub(crate) use cursor::Cursor;
pub(crate) use data::{delete, insert, update};
pub(crate) use expr::{expr, operand_expr};
pub(crate) use index::index;
pub(crate) use literal::Number;
pub(crate) use name::{list, name, named, names, table_name};
pub(crate) use query::query;
pub(crate) use token::Tokens;
pub(crate) use types::ty;
