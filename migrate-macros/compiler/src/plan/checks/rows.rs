//! What the rows of a table will be at a stage of a way back, as a query over what they are
//! before its first step. Takes the acts one after the other, gives what stands behind
//! `FROM`; must not know what is asked of the rows.

use super::Planner;
use crate::dialect::spelling::Writer;
use crate::expressions::{Volatility, volatility};
use crate::origin::Origin;
use crate::schema::{
    Alteration, Change, Column, ColumnChange, Id, Object, Schema, Table, columns_of,
};
use crate::statements::Act;
use crate::syntax::ast::{Expr, ExprKind, Name, TableName, Type};

/// The rows of one table.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// The table before the first step.
    first: TableName,
    /// It, or a query over it.
    from: String,
    is_query: bool,
    /// What is known of them.
    columns: Vec<(String, Values)>,
}

/// Where the values of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Values {
    /// They are those of this column before the first step.
    Column(String),
    /// The column is new, and null everywhere.
    Nothing,
    Computed,
}

impl Rows {
    fn of(planner: Planner<'_>, table: &Table) -> Option<Self> {
        let columns = table.columns.iter().map(|column| {
            let name = column.name.clone();
            (name.clone(), Values::Column(name))
        });
        let from = planner.dialect.query(planner.target, table, &mut |writer| {
            writer.table(&table.name);
        });
        Some(Self {
            first: table.name.clone(),
            from: from?,
            is_query: false,
            columns: columns.collect(),
        })
    }

    /// Nothing where that is not known.
    pub(super) fn values(&self, column: &str) -> Option<&Values> {
        let mut columns = self.columns.iter();
        let found = columns.find(|(name, _)| name == column);
        found.map(|(_, values)| values)
    }

    /// What the table is called before the first step.
    pub(super) fn table(&self) -> &TableName {
        &self.first
    }

    /// What a column is called before the first step, where it is one then.
    pub(super) fn label<'c>(&'c self, column: &'c str) -> &'c str {
        match self.values(column) {
            Some(Values::Column(first)) => first,
            Some(Values::Nothing | Values::Computed) | None => column,
        }
    }

    /// The table itself, where these columns of it are what they were.
    pub(super) fn plain(&self, planner: Planner<'_>, table: &Table, columns: &[&str]) -> Self {
        let is_same = |column: &&str| self.values(column).is_some_and(|v| is_named(v, column));
        if self.first == table.name && columns.iter().all(is_same) {
            return Self::of(planner, table).unwrap_or_else(|| self.clone());
        }
        self.clone()
    }

    /// `FROM …`, so that its columns can be qualified by this name.
    pub(super) fn from(&self, writer: &mut Writer<'_>, name: &str) {
        writer.word("FROM").word(&self.from);
        if self.is_query || self.first.name != name {
            writer.word("AS").name(name);
        }
    }

    pub(super) fn is_table(&self) -> bool {
        !self.is_query
    }

    /// The same with other columns, each with what it is computed from.
    fn layer(&self, planner: Planner<'_>, table: &Table, columns: Vec<Selected>) -> Option<Self> {
        let from = planner.dialect.query(planner.target, table, &mut |writer| {
            writer.open().word("SELECT");
            if columns.is_empty() {
                writer.word("1");
            }
            writer.list(&columns, |writer, column| {
                writer.word(&column.text).word("AS").name(&column.name);
            });
            self.from(writer, &table.name.name);
            writer.close();
        });
        let columns = columns.into_iter().map(|c| (c.name, c.values));
        Some(Self {
            first: self.first.clone(),
            from: from?,
            is_query: true,
            columns: columns.collect(),
        })
    }
}

fn is_named(values: &Values, column: &str) -> bool {
    match values {
        Values::Column(first) => first == column,
        Values::Nothing | Values::Computed => false,
    }
}

/// A column of a query.
struct Selected {
    name: String,
    values: Values,
    text: String,
}

/// The rows of every table, one act after the other.
pub(super) struct Trace<'a> {
    pub(super) planner: Planner<'a>,
    first: &'a Schema,
    /// The tables that are not what they were; those that are gone, or new, have no rows.
    changed: Vec<(TableName, Option<Rows>)>,
}

impl<'a> Trace<'a> {
    pub(super) fn new(planner: Planner<'a>, first: &'a Schema) -> Self {
        Self {
            planner,
            first,
            changed: Vec::new(),
        }
    }

    /// The rows that a table has by now; nothing where it has none.
    pub(super) fn rows(&self, name: &TableName) -> Option<Rows> {
        let mut changed = self.changed.iter();
        match changed.find(|(table, _)| table == name) {
            Some((_, rows)) => rows.clone(),
            None => Rows::of(self.planner, self.first.table(name)?),
        }
    }

    /// Makes the act.
    pub(super) fn follow(&mut self, act: &Act) {
        match &act.change {
            Change::Create(Object::Table(table)) => self.set(&table.name, None),
            Change::Drop(Id::Table(table)) => self.set(table, None),
            Change::Rename(Id::Table(table), to) => {
                let rows = self.rows(table);
                self.set(table, None);
                self.set(&table.sibling(to), rows);
            }
            Change::Create(Object::Column { table, column, .. }) => {
                self.change(act, table, |stage| stage.added(column));
            }
            Change::Drop(Id::Column(table, column)) => {
                self.change(act, table, |stage| Some(stage.without(column)));
            }
            Change::Rename(Id::Column(table, column), to) => {
                self.change(act, table, |stage| stage.renamed(column, to));
            }
            Change::Alter(Alteration::Column(table, column, alteration)) => {
                self.change(act, table, |stage| stage.altered(column, alteration));
            }
            Change::Create(Object::Constraint { .. } | Object::Index { .. })
            | Change::Drop(Id::Constraint(..) | Id::Index(..))
            | Change::Rename(Id::Constraint(..) | Id::Index(..), _)
            | Change::Alter(Alteration::Comment(..) | Alteration::Constraint(..))
            | Change::Rows(_)
            | Change::Run { .. } => {}
        }
    }

    fn change(
        &mut self,
        act: &Act,
        name: &TableName,
        make: impl FnOnce(Stage<'_>) -> Option<Rows>,
    ) {
        let (Some(table), Some(rows)) = (act.before.table(name), self.rows(name)) else {
            return;
        };
        let planner = self.planner;
        let stage = Stage {
            planner,
            table,
            rows: &rows,
        };
        let other = make(stage);
        self.set(name, other.or(Some(rows)));
    }

    fn set(&mut self, name: &TableName, rows: Option<Rows>) {
        self.changed.retain(|(table, _)| table != name);
        self.changed.push((name.clone(), rows));
    }
}

/// A table before an act, and its rows then.
struct Stage<'a> {
    planner: Planner<'a>,
    table: &'a Table,
    rows: &'a Rows,
}

impl Stage<'_> {
    fn added(&self, column: &Column) -> Option<Rows> {
        let mut columns = self.kept(&column.name);
        columns.extend(self.first_values(column));
        self.rows.layer(self.planner, self.table, columns)
    }

    /// The values of a column that is new; nothing where they are each row's own.
    fn first_values(&self, column: &Column) -> Option<Selected> {
        let (name, ty) = (column.name.clone(), &column.ty);
        if let Some(generated) = &column.generated {
            return self.computed(name, &generated.expr);
        }
        if column.generator.is_some() {
            return None;
        }
        let Some(default) = &column.default else {
            let text = self.text(&cast(expr(ExprKind::Null), ty))?;
            return Some(Selected {
                name,
                values: Values::Nothing,
                text,
            });
        };
        let is_one = volatility(default) < Volatility::Volatile;
        is_one
            .then(|| self.computed(name, &cast(default.clone(), ty)))
            .flatten()
    }

    fn without(&self, column: &str) -> Rows {
        let mut rows = self.rows.clone();
        rows.columns.retain(|(name, _)| name != column);
        rows
    }

    fn renamed(&self, column: &str, to: &str) -> Option<Rows> {
        let mut columns = self.kept("");
        for selected in columns.iter_mut().filter(|c| c.name == column) {
            to.clone_into(&mut selected.name);
        }
        self.rows.layer(self.planner, self.table, columns)
    }

    fn altered(&self, column: &str, alteration: &ColumnChange) -> Option<Rows> {
        let computed = match alteration {
            ColumnChange::Type { ty, using } => {
                let using = using.clone().unwrap_or_else(|| column_expr(column));
                cast(using, ty)
            }
            ColumnChange::Generated(Some(generated)) => generated.expr.clone(),
            ColumnChange::SetNotNull { .. }
            | ColumnChange::DropNotNull
            | ColumnChange::Default(_)
            | ColumnChange::Generator { .. }
            | ColumnChange::Restart(_)
            | ColumnChange::Generated(None)
            | ColumnChange::Statistics(_)
            | ColumnChange::Storage(_) => return None,
        };
        let mut columns = self.kept(column);
        columns.extend(self.computed(column.to_owned(), &computed));
        self.rows.layer(self.planner, self.table, columns)
    }

    /// All known columns but one, as they are.
    fn kept(&self, but: &str) -> Vec<Selected> {
        let known = self.rows.columns.iter().filter(|(name, _)| name != but);
        known
            .filter_map(|(name, values)| {
                Some(Selected {
                    name: name.clone(),
                    values: values.clone(),
                    text: self.text(&column_expr(name))?,
                })
            })
            .collect()
    }

    fn computed(&self, name: String, expr: &Expr) -> Option<Selected> {
        let mentioned = columns_of(expr, self.table);
        let is_known = |column: &&str| self.rows.values(column).is_some();
        let values = Values::Computed;
        let text = mentioned
            .iter()
            .all(is_known)
            .then(|| self.text(expr))
            .flatten()?;
        Some(Selected { name, values, text })
    }

    fn text(&self, expr: &Expr) -> Option<String> {
        let Planner { dialect, target } = self.planner;
        dialect.query(target, self.table, &mut |writer| match &expr.kind {
            ExprKind::Column { column, .. } => {
                writer.qualified(Some(&self.table.name.name), &column.text);
            }
            _ => writer.expr(expr),
        })
    }
}

pub(super) fn column_expr(column: &str) -> Expr {
    expr(ExprKind::Column {
        table: None,
        column: Name::generated(column),
    })
}

pub(super) fn cast(operand: Expr, ty: &Type) -> Expr {
    expr(ExprKind::Cast(Box::new(operand), ty.clone()))
}

fn expr(kind: ExprKind) -> Expr {
    Expr {
        kind,
        origin: Origin::elsewhere(),
    }
}
