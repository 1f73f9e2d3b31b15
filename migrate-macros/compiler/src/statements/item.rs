//! One statement of a body with what is written over it. Takes tokens, gives items, and
//! lowers each under its attributes; must not know any statement.

use std::rc::Rc;

use super::{Attached, Expectation, Lowering, Statement, form};
use crate::doubt::{Doubt, Doubts};
use crate::origin::Origin;
use crate::report::Report;
use crate::syntax::Cursor;
use crate::target::Database;

/// A statement, and what stands over it.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) attached: Attached,
    pub(crate) statement: Box<dyn Statement>,
}

impl Item {
    /// Reads one statement with its attributes, or reports why it cannot be read.
    pub(crate) fn parse(mut cursor: Cursor<'_>, report: &mut Report) -> Option<Self> {
        let attached = Attached::parse(&mut cursor);
        let attached = report.take(attached)?;
        let statement = form::parse(&mut cursor, report);
        Some(Self {
            attached,
            statement: report.take(statement)?,
        })
    }

    /// Lowers it; what it would have made is doubtful if that fails.
    pub(crate) fn lower(&self, lowering: &mut Lowering<'_>) {
        let outcome = lowering.under(&self.attached, |lowering| self.statement.lower(lowering));
        lowering.doubt(outcome, || self.statement.makes());
    }

    /// Every `#[expect(…)]` on it or on one of its parts.
    pub(crate) fn expectations(&self) -> impl Iterator<Item = &Rc<Expectation>> {
        self.attached().flat_map(|attached| &attached.expectations)
    }

    /// Every database that an `#[only(…)]` names, on it or on one of its parts.
    pub(crate) fn restrictions(&self) -> impl Iterator<Item = (Database, Origin)> {
        self.attached()
            .filter_map(|attached| attached.only.as_ref())
            .flatten()
            .copied()
    }

    fn attached(&self) -> impl Iterator<Item = &Attached> {
        std::iter::once(&self.attached).chain(self.statement.parts())
    }
}

/// Every name in a statement that could not be read.
pub(crate) fn words(mut cursor: Cursor<'_>, found: &mut Doubts) {
    use proc_macro2::Delimiter::{Brace, Bracket, Parenthesis};
    while !cursor.at_end() {
        let group = [Brace, Bracket, Parenthesis]
            .into_iter()
            .find_map(|delimiter| cursor.eat_group(delimiter));
        if let Some((inner, _)) = group {
            words(inner, found);
        } else if let Some((word, _)) = cursor.eat_identifier() {
            found.extend(Doubt::of(word));
        } else if let Some((text, _)) = cursor.eat_string() {
            found.extend(Doubt::of(&text));
        } else {
            cursor.skip();
        }
    }
}
