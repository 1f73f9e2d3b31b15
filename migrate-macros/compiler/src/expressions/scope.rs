//! The names that an expression can see: tables and their aliases, the columns of each,
//! the queries of `with`. Takes them one by one, gives what a name refers to; must not
//! know any expression.

mod taken;

use std::cell::RefCell;
use std::rc::Rc;

use super::place::Place;
use super::types::Inferred;
use taken::Taken;

use crate::origin::Origin;
use crate::schema::{Column, Table};
use crate::syntax::ast::{Expr, Name, Type};
pub(super) use taken::TakenColumn;

/// What can be named at one place, and around it.
#[derive(Debug)]
pub(crate) struct Scope<'s> {
    pub(super) place: Place,
    relations: Vec<Relation<'s>>,
    /// Columns that a join has once for both sides.
    merged: Vec<&'s str>,
    with: Vec<(&'s str, Columns<'s>)>,
    outer: Option<&'s Scope<'s>>,
    /// What queries inside this one take from it.
    taken: RefCell<Taken>,
}

/// Something with columns, under the name by which an expression calls it.
#[derive(Clone, Debug)]
struct Relation<'s> {
    name: &'s str,
    columns: Columns<'s>,
}

/// The columns of a relation.
#[derive(Clone, Debug)]
pub(super) enum Columns<'s> {
    Table(&'s Table),
    Listed(Rc<[Output]>),
    /// Which they are is not known: any name may be one.
    Open,
}

/// A column that a query gives.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) name: String,
    pub(super) ty: Inferred,
    /// The literal that it is, which what stands around may read as another type.
    pub(super) literal: Option<Expr>,
    pub(super) origin: Origin,
}

impl Output {
    /// What an expression gives.
    pub(super) fn of(name: String, expr: &Expr, ty: Inferred) -> Self {
        Self {
            name,
            literal: (ty == Inferred::Literal).then(|| expr.clone()),
            ty,
            origin: expr.origin,
        }
    }

    /// A column that nobody wrote.
    pub(super) fn generated((name, ty): (String, Option<Type>)) -> Self {
        let ty = ty.map_or(Inferred::Anything, Inferred::Known);
        let origin = Origin::elsewhere();
        Self {
            name,
            ty,
            literal: None,
            origin,
        }
    }
}

/// What the name of a column refers to.
pub(super) enum Lookup<'s> {
    Column(&'s Table, &'s Column),
    Output(Inferred),
    /// Several relations have it.
    Ambiguous(&'s str, &'s str),
    /// One relation has several of the name.
    Twice,
    /// It may be there: some relation's columns are not known.
    Open,
    Missing,
}

impl<'s> Scope<'s> {
    /// A place that sees no table.
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            relations: Vec::new(),
            merged: Vec::new(),
            with: Vec::new(),
            outer: None,
            taken: RefCell::default(),
        }
    }

    /// A place that sees the columns of one table.
    pub(super) fn of(place: Place, table: &'s Table) -> Self {
        let mut scope = Self::new(place);
        scope.add(&table.name.name, Columns::Table(table));
        scope
    }

    /// A place inside this one.
    pub(super) fn inner(&'s self, place: Place) -> Self {
        let mut scope = Self::new(place);
        scope.outer = Some(self);
        scope
    }

    /// Another place that sees the same.
    pub(super) fn at(&self, place: Place) -> Self {
        Self {
            place,
            relations: self.relations.clone(),
            merged: self.merged.clone(),
            with: self.with.clone(),
            outer: self.outer,
            taken: RefCell::default(),
        }
    }

    pub(super) fn outer(&self) -> Option<&'s Scope<'s>> {
        self.outer
    }

    pub(super) fn add(&mut self, name: &'s str, columns: Columns<'s>) {
        self.relations.push(Relation { name, columns });
    }

    pub(super) fn merge(&mut self, column: &'s str) {
        self.merged.push(column);
    }

    /// Whether some column stands for several.
    pub(super) fn is_merged(&self) -> bool {
        !self.merged.is_empty()
    }

    pub(super) fn add_with(&mut self, name: &'s str, columns: Columns<'s>) {
        self.with.push((name, columns));
    }

    /// The query of a `with` here or around.
    pub(super) fn with(&self, name: &str) -> Option<&Columns<'s>> {
        let own = self.with.iter().rev().find(|(known, _)| *known == name);
        own.map(|(_, columns)| columns)
            .or_else(|| self.outer?.with(name))
    }

    /// The relation of this name, here or around.
    pub(super) fn relation(&self, name: &str) -> Option<&Columns<'s>> {
        let own = self.relations.iter().find(|known| known.name == name);
        own.map(|relation| &relation.columns)
            .or_else(|| self.outer?.relation(name))
    }

    /// The relations of this place in their order, without those around.
    pub(super) fn relations(&self) -> impl Iterator<Item = (&'s str, &Columns<'s>)> {
        let relations = self.relations.iter();
        relations.map(|relation| (relation.name, &relation.columns))
    }

    /// What an unqualified name refers to: the nearest place that has it decides.
    pub(super) fn column(&self, name: &str) -> Lookup<'s> {
        let mut found = Lookup::Missing;
        let mut first = "";
        for relation in &self.relations {
            let one = relation.columns.column(name);
            match (&found, one) {
                (_, Lookup::Missing) => {}
                (Lookup::Missing | Lookup::Open, one) => {
                    first = relation.name;
                    found = one;
                }
                (_, Lookup::Open) => {}
                _ if self.merged.contains(&name) => {}
                _ => return Lookup::Ambiguous(first, relation.name),
            }
        }
        match (found, self.outer) {
            (Lookup::Missing, Some(outer)) => outer.column(name),
            (found, _) => found,
        }
    }

    /// The relation whose column an unqualified name is, where one alone has it.
    pub(super) fn owner(&self, column: &str) -> Option<&'s str> {
        let has =
            |relation: &&Relation<'_>| !matches!(relation.columns.column(column), Lookup::Missing);
        let mut owners = self.relations.iter().filter(has);
        let Some(owner) = owners.next() else {
            return self.outer?.owner(column);
        };
        let is_known = !matches!(owner.columns, Columns::Open);
        let is_alone = owners.next().is_none() && !self.merged.contains(&column);
        (is_known && is_alone).then_some(owner.name)
    }

    /// Every name of a relation, here and around, for the nearest of them.
    pub(super) fn relation_names(&self) -> Vec<&'s str> {
        let own = self.relations.iter().map(|relation| relation.name);
        let around = self.outer.map(Scope::relation_names);
        own.chain(around.into_iter().flatten()).collect()
    }

    /// Every name of a column that is known, here and around.
    pub(super) fn column_names(&self) -> Vec<&str> {
        let own = self.relations.iter();
        let own = own.flat_map(|relation| relation.columns.names());
        let around = self.outer.map(Scope::column_names);
        own.chain(around.into_iter().flatten()).collect()
    }
}

impl<'s> Columns<'s> {
    pub(super) fn column(&self, name: &str) -> Lookup<'s> {
        match self {
            Self::Table(table) => match table.column(name) {
                Some(column) => Lookup::Column(table, column),
                None => Lookup::Missing,
            },
            Self::Listed(outputs) => {
                let mut found = outputs.iter().filter(|output| output.name == name);
                match (found.next(), found.next()) {
                    (Some(output), None) => Lookup::Output(output.ty.clone()),
                    (Some(_), Some(_)) => Lookup::Twice,
                    (None, _) => Lookup::Missing,
                }
            }
            Self::Open => Lookup::Open,
        }
    }

    pub(super) fn names(&self) -> Vec<&str> {
        match self {
            Self::Table(table) => names_of(table).collect(),
            Self::Listed(outputs) => outputs.iter().map(|output| output.name.as_str()).collect(),
            Self::Open => Vec::new(),
        }
    }

    /// What `*` gives; nothing where that is not known.
    pub(super) fn outputs(&self, origin: Origin) -> Option<Vec<Output>> {
        match self {
            Self::Table(table) => Some(
                table
                    .columns
                    .iter()
                    .map(|column| Output {
                        name: column.name.clone(),
                        ty: Inferred::Known(column.ty.clone()),
                        literal: None,
                        origin,
                    })
                    .collect(),
            ),
            Self::Listed(outputs) => Some(outputs.to_vec()),
            Self::Open => None,
        }
    }

    /// The columns under the names that `(a, b)` behind an alias gives them.
    pub(super) fn renamed(self, names: &[Name]) -> Self {
        if names.is_empty() {
            return self;
        }
        let Self::Listed(outputs) = &self else {
            return Self::Open;
        };
        let mut outputs = outputs.to_vec();
        for (output, name) in outputs.iter_mut().zip(names) {
            output.name.clone_from(&name.text);
        }
        Self::Listed(outputs.into())
    }
}

/// The names of a table's columns.
pub(super) fn names_of(table: &Table) -> impl Iterator<Item = &str> {
    table.columns.iter().map(|column| column.name.as_str())
}
