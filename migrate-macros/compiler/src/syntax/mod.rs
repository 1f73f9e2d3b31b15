//! Tokens to phrases: names, types, expressions, columns, constraints, indexes,
//! attributes, and a body split into statements. Must not know what a phrase means.

pub(crate) mod ast;
pub(crate) mod sql_text;

mod attributes;
mod body;
mod canonical;
mod column;
mod constraint;
mod cursor;
mod data;
mod expected;
mod expr;
mod habit;
mod index;
mod literal;
mod name;
mod query;
#[cfg(test)]
mod tests;
mod token;
mod types;

pub(crate) use attributes::{Attributes, ParsedExpectation, attributes};
pub(crate) use body::{begins_statement, items, statements};
pub(crate) use canonical::canonical;
pub(crate) use column::{column, starts_column};
pub(crate) use constraint::constraint;
pub(crate) use cursor::Cursor;
pub(crate) use data::{delete, insert, update};
pub(crate) use expr::{expr, is_reserved, operand_expr};
pub(crate) use habit::{Piece, action_of_sql, braces, raw, raw_action, statement_of_sql};
pub(crate) use index::index;
pub(crate) use literal::Number;
#[cfg(test)]
pub(crate) use name::name;
pub(crate) use name::{named, table_name};
pub(crate) use token::Tokens;
pub(crate) use types::ty;
