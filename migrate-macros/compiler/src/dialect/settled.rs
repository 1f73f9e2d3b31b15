//! Whether a walk may go over its table again for rows that it has missed: a row that was
//! changed must not be found twice. Takes a statement and its table, answers on the safe
//! side; must not know how a walk is written.

use migrate_contract::Reach;

use crate::expressions::{Volatility, excludes, selects_all, volatility};
use crate::schema::{Column, Table};
use crate::syntax::ast::{
    Assignment, Base, Call, Delete, Expr, ExprKind, IsTest, Mention, MentionMut, Operator,
    TableName, UnaryOperator, Update,
};

/// How far an update may look again: over the table, where what it sets makes its own
/// condition false.
pub(super) fn update(update: &Update, table: &Table) -> Option<Reach> {
    let filter = update.filter.as_ref()?;
    let alias = update.alias.as_ref().map(|alias| &alias.text);
    let row = Row {
        table,
        name: alias.unwrap_or(&update.table.name),
        set: &update.set,
        stands_alone: update.from.is_empty(),
    };
    let once = is_met_once(&update.table, |found| update.mentions(found));
    (once && is_steady(filter) && row.fails(filter)).then_some(Reach::Table)
}

/// How far a delete may look again: rows that are gone are not found again. One that takes
/// every row leaves those that came later to the code that inserts them.
pub(super) fn delete(delete: &Delete) -> Option<Reach> {
    let once = is_met_once(&delete.table, |found| delete.mentions(found));
    match &delete.filter {
        filter if selects_all(filter.as_ref()) => once.then_some(Reach::Walked),
        Some(filter) => (once && is_steady(filter)).then_some(Reach::Table),
        None => None,
    }
}

/// Whether the statement looks at its table once only, as far as the compiler can see: a
/// second look would see what has been changed by then.
fn is_met_once<'a>(table: &TableName, mentions: impl FnOnce(&mut dyn FnMut(Mention<'a>))) -> bool {
    let (mut met, mut raw) = (0, false);
    mentions(&mut |mention| match mention {
        Mention::Table(other) => met += usize::from(other == table),
        Mention::Raw(_) => raw = true,
        Mention::Column(_) | Mention::Derived => {}
    });
    met == 1 && !raw
}

/// Whether a row that passes goes on to pass while nobody changes it.
fn is_steady(filter: &Expr) -> bool {
    use ExprKind::{Binary, Exists, InQuery, Unary};
    match &filter.kind {
        Binary(left, Operator::And | Operator::Or, right) => is_steady(left) && is_steady(right),
        Unary(UnaryOperator::Not, operand) => is_steady(operand),
        InQuery { operand, .. } => is_steady(operand),
        Exists(_) => true,
        _ => volatility(filter) != Volatility::Volatile,
    }
}

/// A row once it is changed.
struct Row<'a> {
    table: &'a Table,
    /// What its columns are qualified with.
    name: &'a str,
    set: &'a [Assignment],
    /// Whether there is no other source, whose columns need no qualifier either.
    stands_alone: bool,
}

impl<'a> Row<'a> {
    /// Whether the condition is surely not true for it.
    fn fails(&self, filter: &Expr) -> bool {
        use ExprKind::{Binary, Is, Unary};
        match &filter.kind {
            Binary(left, Operator::And, right) => self.fails(left) || self.fails(right),
            Binary(left, Operator::Or, right) => self.fails(left) && self.fails(right),
            Binary(left, Operator::NotEqual, right) => {
                self.is_same(left, right) || self.is_excluded(filter)
            }
            Unary(UnaryOperator::Not, operand) => match &operand.kind {
                Binary(left, Operator::Equal, right) => {
                    self.is_same(left, right) || self.is_excluded(filter)
                }
                _ => self.is_excluded(filter),
            },
            Is {
                operand,
                test: IsTest::Null,
                negated: false,
            } => self.has_value(operand),
            Is {
                operand,
                test: IsTest::DistinctFrom(other),
                negated: false,
            } => self.is_same(operand, other) || self.is_excluded(filter),
            _ => self.is_excluded(filter),
        }
    }

    /// The column that an expression is, and what is assigned to it.
    fn assigned(&self, expr: &Expr) -> Option<(&'a Column, &'a Expr)> {
        let column = self.own(expr)?;
        let mut set = self.set.iter();
        let assignment = set.find(|assignment| assignment.column.text == column.name)?;
        match (&assignment.value.kind, &column.default) {
            (ExprKind::Default, Some(default)) => Some((column, default)),
            (_, _) => Some((column, &assignment.value)),
        }
    }

    /// The column of this table that an expression is.
    fn own(&self, expr: &Expr) -> Option<&'a Column> {
        let ExprKind::Column { table, column } = &expr.kind else {
            return None;
        };
        let is_own = match table {
            Some(table) => table.text == self.name,
            None => self.stands_alone,
        };
        let column = self.table.column(&column.text);
        column.filter(|_| is_own)
    }

    fn has_value(&self, expr: &Expr) -> bool {
        self.assigned(expr)
            .is_some_and(|(_, value)| self.is_value(value))
    }

    /// Whether an expression is never null. A function is known to give a value for values
    /// or is not: many find nothing.
    fn is_value(&self, expr: &Expr) -> bool {
        use ExprKind::{
            Binary, Bool, Call, Case, Cast, Collate, Column, CurrentDate, CurrentTimestamp,
            Interval, Number, Text, Unary,
        };
        match &expr.kind {
            Bool(_) | Number(_) | Text(_) | Interval(_) | CurrentTimestamp | CurrentDate => true,
            Column { .. } => self.own(expr).is_some_and(|column| column.not_null),
            Unary(_, operand) | Cast(operand, _) | Collate(operand, _) => self.is_value(operand),
            Binary(left, operator, right) => {
                keeps_values(*operator) && self.is_value(left) && self.is_value(right)
            }
            Call(call) => self.gives_value(call),
            Case {
                whens,
                otherwise: Some(otherwise),
                ..
            } => self.is_value(otherwise) && whens.iter().all(|when| self.is_value(&when.value)),
            _ => false,
        }
    }

    fn gives_value(&self, call: &Call) -> bool {
        const FOR_VALUES: [&str; 22] = [
            "abs",
            "btrim",
            "ceil",
            "char_length",
            "clock_timestamp",
            "floor",
            "gen_random_uuid",
            "initcap",
            "left",
            "length",
            "lower",
            "lpad",
            "ltrim",
            "md5",
            "now",
            "random",
            "replace",
            "right",
            "rpad",
            "rtrim",
            "trim",
            "upper",
        ];
        let name = call.function.name.to_lowercase();
        let mut arguments = call.arguments.iter();
        match name.as_str() {
            _ if call.function.schema.is_some() => false,
            "coalesce" => arguments.any(|value| self.is_value(value)),
            "concat" => true,
            name if FOR_VALUES.contains(&name) => arguments.all(|value| self.is_value(value)),
            _ => false,
        }
    }

    /// Whether the one side is a column that now holds the other.
    fn is_same(&self, left: &Expr, right: &Expr) -> bool {
        self.holds(left, right) || self.holds(right, left)
    }

    fn holds(&self, column: &Expr, expr: &Expr) -> bool {
        let Some((own, value)) = self.assigned(column) else {
            return false;
        };
        if value != expr {
            return false;
        }
        let steady = volatility(value) == Volatility::Immutable && !self.reads_assigned(value);
        let stored = match &own.ty.base {
            Base::Bool | Base::Text | Base::Varchar(None) => own.collation.is_none(),
            _ => self.own(value).is_some_and(|other| other.ty == own.ty),
        };
        steady && stored || self.is_folded(value, own)
    }

    /// Whether an expression reads what the statement assigns.
    fn reads_assigned(&self, expr: &Expr) -> bool {
        let mut reads = false;
        expr.mentions(|mention| match mention {
            Mention::Column(name) => {
                reads |= self.set.iter().any(|set| set.column.text == name.text);
            }
            Mention::Table(_) | Mention::Raw(_) | Mention::Derived => reads = true,
        });
        reads
    }

    /// Whether an expression is the column itself in a form that is its own form:
    /// `lower(trim(c))`.
    fn is_folded(&self, expr: &Expr, column: &Column) -> bool {
        let ExprKind::Call(call) = &expr.kind else {
            return false;
        };
        let folds = ["lower", "upper", "trim", "btrim", "ltrim", "rtrim"];
        let [argument] = call.arguments.as_slice() else {
            return false;
        };
        let is_column = self
            .own(argument)
            .is_some_and(|own| own.name == column.name);
        folds.contains(&&*call.function.name.to_lowercase())
            && call.function.schema.is_none()
            && (is_column || self.is_folded(argument, column))
    }

    /// Whether the condition is false or null for the constants that are assigned, and
    /// whatever else the row holds.
    fn is_excluded(&self, filter: &Expr) -> bool {
        let set = self.set.iter().filter_map(|assignment| {
            let column = self.table.column(&assignment.column.text)?;
            let value = match (&assignment.value.kind, &column.default) {
                (ExprKind::Default, Some(default)) => default,
                (_, _) => &assignment.value,
            };
            is_kept(column, value).then_some((column.name.as_str(), value))
        });
        let set: Vec<(&str, &Expr)> = set.collect();
        self.is_about_own(filter) && excludes(filter, &set)
    }

    /// Whether every column is one of this table.
    fn is_about_own(&self, filter: &Expr) -> bool {
        let mut own = true;
        filter.clone().mentions_mut(|mention| match mention {
            MentionMut::Column { table, column } => {
                let is_own = match table {
                    Some(table) => table.text == self.name,
                    None => self.stands_alone,
                };
                own &= is_own && self.table.column(&column.text).is_some();
            }
            MentionMut::Star(_) | MentionMut::Raw(_) => own = false,
        });
        own
    }
}

/// Whether the operator gives a value for two values on every database: SQLite divides by
/// nothing to null.
fn keeps_values(operator: Operator) -> bool {
    matches!(
        operator,
        Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Concat
    )
}

/// Whether a column holds a constant as it is written, neither rounded nor cut.
fn is_kept(column: &Column, value: &Expr) -> bool {
    if column.collation.is_some() || column.ty.array {
        return false;
    }
    match (&value.kind, &column.ty.base) {
        (ExprKind::Null, _) | (ExprKind::Bool(_), Base::Bool) => true,
        (ExprKind::Number(number), Base::Integer(_)) => number.bytes().all(|b| b.is_ascii_digit()),
        (ExprKind::Number(number), Base::Numeric(Some((_, scale)))) => {
            let decimals = number.split_once('.').map_or(0, |(_, rest)| rest.len());
            !number.contains(['e', 'E'])
                && i16::try_from(decimals).is_ok_and(|digits| digits <= *scale)
        }
        (ExprKind::Number(number), Base::Numeric(None)) => !number.contains(['e', 'E']),
        (ExprKind::Text(_), Base::Text | Base::Varchar(None)) => true,
        (ExprKind::Text(text), Base::Varchar(Some(length))) => {
            u32::try_from(text.chars().count()).is_ok_and(|count| count <= *length)
        }
        (ExprKind::Text(text), Base::Extension(_)) => text.is_ascii(),
        (ExprKind::Unary(UnaryOperator::Minus, operand), _) => is_kept(column, operand),
        (_, _) => false,
    }
}

#[cfg(test)]
mod tests;
