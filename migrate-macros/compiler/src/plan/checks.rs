//! Rows that the schema allows today and the one before does not: the way back would fail on
//! them half way. Takes the acts of a way back, gives what looks for such rows before its
//! first step; must not know how a database spells it.

mod misfit;
mod question;
mod rows;

use super::Planner;
use crate::program::Strand;
use crate::schema::{
    Alteration, Change, Column, ColumnChange, Constraint, ConstraintKind, Index, Object, Table,
    columns_of,
};
use crate::statements::Act;
use crate::syntax::ast::{Expr, ExprKind};
use misfit::misfit;
use question::{Key, Question};
use rows::{Rows, Trace, Values};

/// A part of the contract.
type Check = migrate_contract::Check<String>;

impl Planner<'_> {
    /// What is looked for in the schema that the migration leaves, in the order of the acts.
    /// What only comes back on the way has no rows to look at, and what a statement writes on
    /// the way is not known before.
    pub(super) fn checks(self, strand: &Strand, back: &[Act]) -> Vec<Check> {
        let mut trace = Trace::new(self, &strand.after);
        let mut checks = Vec::new();
        for act in back.iter().take_while(|act| !writes_rows(&act.change)) {
            checks.extend(before(&trace, act));
            trace.follow(act);
            checks.extend(behind(&trace, act));
        }
        checks
    }
}

fn writes_rows(change: &Change) -> bool {
    change.is_data() || matches!(change, Change::Run { .. })
}

/// What the rows must not be when the act is made.
fn before(trace: &Trace<'_>, act: &Act) -> Vec<Check> {
    let place = act.change.table().and_then(|name| {
        let rows = trace.rows(name)?;
        Some((act.before.table(name)?, rows))
    });
    let Some((table, rows)) = place else {
        return Vec::new();
    };
    let sought = Sought {
        trace,
        act,
        table,
        rows: &rows,
    };
    match &act.change {
        Change::Alter(Alteration::Column(_, column, alteration)) => {
            sought.altered(column, alteration)
        }
        Change::Create(Object::Constraint { constraint, .. }) if constraint.valid => {
            sought.constraint(constraint)
        }
        Change::Create(Object::Index { index, .. }) if index.unique => {
            sought.index(index).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What the rows must not be once the act is made: a computed column may have no value.
fn behind(trace: &Trace<'_>, act: &Act) -> Option<Check> {
    let Change::Create(Object::Column { table, column, .. }) = &act.change else {
        return None;
    };
    let rows = trace.rows(table)?;
    let sought = Sought {
        trace,
        act,
        table: act.after.table(table)?,
        rows: &rows,
    };
    let is_computed = column.not_null && column.generated.is_some();
    is_computed.then(|| sought.no_value(&column.name)).flatten()
}

/// One act, and the rows of its table then.
#[derive(Clone, Copy)]
struct Sought<'a> {
    trace: &'a Trace<'a>,
    act: &'a Act,
    table: &'a Table,
    rows: &'a Rows,
}

/// Whether the expression is the column, cast or not.
fn is_cast_of(expr: &Expr, column: &str) -> bool {
    match &expr.kind {
        ExprKind::Cast(operand, _) => is_cast_of(operand, column),
        ExprKind::Column { column: name, .. } => name.text == column,
        _ => false,
    }
}

impl Sought<'_> {
    fn question(&self) -> Question<'_> {
        Question {
            planner: self.trace.planner,
            table: self.table,
            rows: self.rows,
        }
    }

    fn altered(&self, column: &str, alteration: &ColumnChange) -> Vec<Check> {
        let check = match alteration {
            ColumnChange::SetNotNull { .. } => self.no_value(column),
            ColumnChange::Type { .. } => self.no_type(column, alteration),
            ColumnChange::DropNotNull
            | ColumnChange::Default(_)
            | ColumnChange::Generator { .. }
            | ColumnChange::Restart(_)
            | ColumnChange::Generated(_)
            | ColumnChange::Statistics(_)
            | ColumnChange::Storage(_) => None,
        };
        check.into_iter().collect()
    }

    /// A column that is not there yet has no value in any row.
    fn no_value(&self, column: &str) -> Option<Check> {
        let name = self.name();
        let question = self.question();
        if matches!(self.rows.values(column)?, Values::Nothing) {
            let why = format!("would have no value for `{name}.{column}`, which is not null again");
            return question.rows(&why, &[], |writer| writer.put("1 = 1"));
        }
        let why = format!("have no value for `{name}.{column}`, which is not null again");
        question.rows(&why, &[column], |writer| {
            writer.qualified(Some(name), column).word("IS NULL");
        })
    }

    fn no_type(&self, column: &str, alteration: &ColumnChange) -> Option<Check> {
        let ColumnChange::Type { ty, using } = alteration else {
            return None;
        };
        let target = self.trace.planner.target;
        let from = &self.table.column(column)?.ty;
        let why = format!("have a `{column}` that is no `{ty}`, which it is again");
        let is_cast = using.as_ref().is_none_or(|using| is_cast_of(using, column));
        match misfit(target, from, ty).filter(|_| is_cast) {
            Some(misfit) => self.question().rows(&why, &[column], |writer| {
                misfit.write(writer, (self.name(), column));
            }),
            None => self
                .question()
                .conversion(&why, column, (ty, using.as_ref())),
        }
    }

    fn constraint(&self, constraint: &Constraint) -> Vec<Check> {
        let name = &constraint.name;
        match &constraint.kind {
            ConstraintKind::Check(expr) => {
                let columns = columns_of(expr, self.table);
                let why = format!("violate `{name}`, which comes back");
                let check = self.question().rows(&why, &columns, |writer| {
                    writer.word("NOT");
                    writer.parens(|writer| writer.expr(expr));
                });
                check.into_iter().collect()
            }
            ConstraintKind::PrimaryKey(columns) => {
                let nullable = columns.iter().filter_map(|name| self.table.column(name));
                let nullable = nullable.filter(|column| !column.not_null);
                let nulls = nullable.filter_map(|column: &Column| self.no_value(&column.name));
                nulls.chain(self.repeats(name, columns, false)).collect()
            }
            ConstraintKind::Unique {
                columns,
                nulls_not_distinct,
            } => {
                let check = self.repeats(name, columns, *nulls_not_distinct);
                check.into_iter().collect()
            }
            ConstraintKind::ForeignKey(key) => {
                let other = self.trace.rows(&key.table);
                let referenced = self.act.before.table(&key.table);
                let check = self.question().orphans((name, key), other.zip(referenced));
                check.into_iter().collect()
            }
            ConstraintKind::Exclude(exclude) => {
                let check = self.question().clashes(name, exclude);
                check.into_iter().collect()
            }
        }
    }

    fn repeats(&self, name: &str, columns: &[String], nulls_repeat: bool) -> Option<Check> {
        let columns = columns.iter().map(String::as_str);
        self.question().repeats(&Key {
            name,
            keys: columns.map(question::column_key).collect(),
            filter: None,
            nulls_repeat,
        })
    }

    fn index(&self, index: &Index) -> Option<Check> {
        self.question().repeats(&Key {
            name: &index.name,
            keys: index.keys.clone(),
            filter: index.filter.as_ref(),
            nulls_repeat: index.nulls_not_distinct,
        })
    }

    fn name(&self) -> &str {
        &self.table.name.name
    }
}
