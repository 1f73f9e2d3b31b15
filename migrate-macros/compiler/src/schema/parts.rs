//! What PostgreSQL names in a column by itself: its not null, from version 18 on, and the
//! sequence that it owns. Takes a table, gives these names, and keeps them where the table
//! or the column is renamed, as the server does; must not know who asks.
//!
//! Only a name that is another than the table's and the column's own give is kept in the
//! column: nearly none is.

use std::borrow::Cow;

use super::names::default_part_name;
use super::{Column, Table};
use crate::origin::Origin;
use crate::syntax::ast::{Base, Call, Expr, ExprKind, IntegerWidth, TableName};

/// A part of a column with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A constraint of the table, from PostgreSQL 18 on:
    /// <https://www.postgresql.org/docs/18/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL>
    NotNull,
    /// Of a serial or an identity.
    Sequence,
}

/// A sequence that a column owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(crate) name: String,
    /// A serial's keeps the width of the column as it was made.
    pub(crate) width: IntegerWidth,
}

impl Sequence {
    /// A new one for this column.
    pub(crate) fn of(column: &Column, name: String) -> Self {
        let width = match column.ty.base {
            Base::Integer(width) => width,
            _ => IntegerWidth::Big,
        };
        Self { name, width }
    }
}

impl Part {
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::NotNull => "not_null",
            Self::Sequence => "seq",
        }
    }
}

impl Table {
    /// The name of a part of this column, if the column has it.
    pub(crate) fn part_name<'t>(&self, column: &'t Column, part: Part) -> Option<Cow<'t, str>> {
        let (has, name) = match part {
            Part::NotNull => (column.not_null, column.not_null_name.as_deref()),
            Part::Sequence => {
                let name = column.sequence.as_ref().map(|known| known.name.as_str());
                (column.generator.is_some(), name)
            }
        };
        let usual = || Cow::Owned(default_part_name(&self.name, &column.name, part));
        match name {
            Some(name) => Some(Cow::Borrowed(name)),
            None => has.then(usual),
        }
    }

    /// The column that has a part of this name.
    pub(crate) fn column_with(&self, part: Part, name: &str) -> Option<&Column> {
        let mut columns = self.columns.iter();
        columns.find(|column| {
            self.part_name(column, part)
                .is_some_and(|found| found == name)
        })
    }

    /// The sequence that this column owns.
    pub(crate) fn sequence(&self, column: &Column) -> Option<Sequence> {
        if let Some(sequence) = &column.sequence {
            return Some(sequence.clone());
        }
        let name = self.part_name(column, Part::Sequence)?;
        Some(Sequence::of(column, name.into_owned()))
    }

    /// What a column keeps of the name of a part: nothing where it is the usual one.
    pub(crate) fn kept_name(&self, column: &str, part: Part, name: String) -> Option<String> {
        Some(name).filter(|name| *name != default_part_name(&self.name, column, part))
    }

    /// What this column keeps of the sequence that it owns.
    pub(crate) fn kept_sequence(&self, column: &Column, sequence: Sequence) -> Option<Sequence> {
        let name = default_part_name(&self.name, &column.name, Part::Sequence);
        let usual = Sequence::of(column, name);
        Some(sequence).filter(|sequence| column.generator.is_none() || *sequence != usual)
    }

    /// Renames the table or a column of it: the parts keep their names.
    pub(super) fn rename_around_parts(&mut self, rename: impl FnOnce(&mut Self)) {
        let columns = self.columns.iter();
        let parts: Vec<(Option<String>, Option<Sequence>)> = columns
            .map(|column| {
                let name = self.part_name(column, Part::NotNull);
                (name.map(Cow::into_owned), self.sequence(column))
            })
            .collect();
        rename(self);
        for (place, (not_null, sequence)) in parts.into_iter().enumerate() {
            let column = &self.columns[place];
            let not_null =
                not_null.and_then(|name| self.kept_name(&column.name, Part::NotNull, name));
            let sequence = sequence.and_then(|sequence| self.kept_sequence(column, sequence));
            let column = &mut self.columns[place];
            (column.not_null_name, column.sequence) = (not_null, sequence);
        }
    }
}

/// The default of a serial as it is written: the next number of its sequence. A name without
/// a schema is looked up where the run makes its tables, before anywhere else.
pub(crate) fn next_value(table: &TableName, sequence: &Sequence) -> Expr {
    let own = quoted(&sequence.name);
    let name = match table.written_schema() {
        Some(schema) => format!("{}.{own}", quoted(schema)),
        None => own,
    };
    let origin = Origin::elsewhere();
    let name = Expr {
        kind: ExprKind::Text(name),
        origin,
    };
    let call = Call {
        function: TableName::new(None, "nextval"),
        origin,
        arguments: vec![name],
        star: false,
        distinct: false,
    };
    Expr {
        kind: ExprKind::Call(call),
        origin,
    }
}

/// Whether an expression is the next number of this sequence and nothing else.
pub(crate) fn is_next_value(expr: &Expr, table: &TableName, sequence: &Sequence) -> bool {
    match &expr.kind {
        ExprKind::Cast(operand, ty) if matches!(ty.base, Base::Integer(_)) => {
            is_next_value(operand, table, sequence)
        }
        ExprKind::Call(call) => is_call_of(call, table, sequence),
        _ => false,
    }
}

/// Whether an expression takes numbers of this sequence.
pub(crate) fn takes_from(expr: &Expr, table: &TableName, sequence: &Sequence) -> bool {
    let takes = |expr: &Expr| takes_from(expr, table, sequence);
    match &expr.kind {
        ExprKind::Call(call) => {
            is_call_of(call, table, sequence) || call.arguments.iter().any(takes)
        }
        ExprKind::Cast(operand, _)
        | ExprKind::Unary(_, operand)
        | ExprKind::Collate(operand, _) => takes(operand),
        ExprKind::Binary(left, _, right) => takes(left) || takes(right),
        _ => false,
    }
}

fn is_call_of(call: &Call, table: &TableName, sequence: &Sequence) -> bool {
    let [argument] = call.arguments.as_slice() else {
        return false;
    };
    let ExprKind::Text(text) = &argument.kind else {
        return false;
    };
    call.function.name == "nextval" && names(text, &table.sibling(&sequence.name))
}

/// Whether a text that the server reads as a name means this one.
fn names(text: &str, name: &TableName) -> bool {
    let schema = name.schema.as_deref().unwrap_or("public");
    let own = quoted(&name.name);
    let whole = format!("{}.{own}", quoted(schema));
    let bare = text.replace('"', "");
    let plain = bare == name.name || bare == format!("{schema}.{}", name.name);
    text == own || text == whole || (plain && !name.name.contains(['.', '"']))
}

fn quoted(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.bytes().all(plain) && !name.starts_with(|first: char| first.is_ascii_digit()) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('"', "\"\""))
}
