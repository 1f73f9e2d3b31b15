//! The phrases of the language as plain values: what `syntax` gives and every later
//! stage reads. Each carries its origin, and compares by meaning. Must not know how
//! a phrase is spelled, what its names refer to, or any database.

mod expr;
pub(crate) mod fragment;
mod name;
mod query;
pub(crate) mod spoken;
mod table;
mod types;
mod walk;

pub(crate) use expr::{Call, Expr, ExprKind, IsTest, Operator, Quantifier, UnaryOperator, When};
pub(crate) use name::{Name, TableName};
pub(crate) use query::{
    Assignment, Conflict, ConflictAction, ConflictTarget, Cte, Delete, Insert, InsertSource, Join,
    JoinKind, OrderItem, Pace, Query, QueryBody, Select, SelectItem, SetOperation, Source, Update,
};
pub(crate) use table::{
    ColumnAttribute, ColumnAttributeKind, ColumnPhrase, ConstraintPhrase, ConstraintPhraseKind,
    Deferrable, IndexPhrase, KeyPhrase, ReferencePhrase, ReferentialAction,
};
pub(crate) use types::{Base, IntegerWidth, NATIVE, Type};
pub(crate) use walk::{Mention, MentionMut};
