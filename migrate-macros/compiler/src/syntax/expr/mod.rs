//! Expressions, with PostgreSQL's operators and precedence. Takes a cursor, gives trees
//! whose height is bounded, so that later stages may walk them by recursion; must not
//! know where an expression is used, or what its names refer to.

mod binary;
mod call;
mod keyword;
mod mistake;
mod operand;
mod operator;
mod predicate;
#[cfg(test)]
mod tests;

use std::mem;

use super::Cursor;
use super::ast::{Expr, ExprKind};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use operator::Level;

pub(crate) use mistake::is_reserved;

/// Expressions inside expressions: as deep as the stack of a compiler's thread allows
/// without optimization.
const DEEPEST: u16 = 128;

/// Operators in a row: each adds a level to the tree.
const HIGHEST: u16 = 512;

/// What the parts of the parser give. They nest deeply, and without optimization every
/// value has a place of its own on the stack, so both sides are kept small.
pub(super) type Parsed<T> = Result<T, Box<Diagnostic>>;

pub(super) type Tree = Box<Expr>;

/// A cursor, and how deep the trees around and behind it are.
pub(super) struct Parser<'a> {
    pub(super) cursor: Cursor<'a>,
    depth: u16,
    height: u16,
}

/// A whole expression.
pub(crate) fn expr(cursor: &mut Cursor<'_>) -> Result<Expr, Diagnostic> {
    parse(cursor, Parser::expr).map(|tree| *tree)
}

/// An operand: what binds tighter than any operator between two of them. A default and
/// the key of an index are one; everything else needs parentheses there.
pub(crate) fn operand_expr(cursor: &mut Cursor<'_>) -> Result<Expr, Diagnostic> {
    parse(cursor, |parser| {
        let operand = parser.binary(Level::Sign)?;
        mistake::not_an_operand(&parser.cursor, &operand)?;
        Ok(*operand)
    })
}

/// Reads a phrase that holds expressions; a failure leaves the cursor where it was.
pub(super) fn parse<'a, T>(
    cursor: &mut Cursor<'a>,
    phrase: impl FnOnce(&mut Parser<'a>) -> Parsed<T>,
) -> Result<T, Diagnostic> {
    let mut parser = Parser {
        cursor: *cursor,
        depth: 0,
        height: 0,
    };
    let value = phrase(&mut parser).map_err(|error| *error)?;
    *cursor = parser.cursor;
    Ok(value)
}

impl<'a> Parser<'a> {
    pub(super) fn expr(&mut self) -> Parsed<Tree> {
        self.binary(Level::Weakest)
    }

    /// An expression, or `default` where a row takes values.
    pub(super) fn value(&mut self) -> Parsed<Tree> {
        let mut ahead = self.cursor;
        match ahead.eat_word("default") {
            Some(origin) if !operator::follows(&ahead) => {
                self.cursor = ahead;
                let kind = ExprKind::Default;
                Ok(Box::new(Expr { kind, origin }))
            }
            Some(_) | None => self.expr(),
        }
    }

    /// Everything inside a group.
    pub(super) fn inside<T>(
        &mut self,
        inner: Cursor<'a>,
        phrase: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let outer = mem::replace(&mut self.cursor, inner);
        let value = phrase(self)?;
        self.cursor.expect_end()?;
        self.cursor = outer;
        Ok(value)
    }

    /// Items separated by commas: at least one.
    pub(super) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.cursor.eat_punct(",").is_some() {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// Values separated by commas: at least one.
    pub(super) fn exprs(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Parsed<Tree>,
    ) -> Parsed<Vec<Expr>> {
        let mut items = Vec::new();
        loop {
            items.push(*item(self)?);
            if self.cursor.eat_punct(",").is_none() {
                return Ok(items);
            }
        }
    }

    /// A tree that begins there and ends with the last token that was read.
    fn tree(&self, kind: ExprKind, start: Origin) -> Expr {
        let origin = self.since(start);
        Expr { kind, origin }
    }

    /// From where a phrase began to the last token that was read.
    pub(super) fn since(&self, start: Origin) -> Origin {
        start.to(self.cursor.previous())
    }

    /// A tree that just grew by a level.
    pub(super) fn raise(&mut self) -> Parsed<()> {
        self.height += 1;
        if self.height > HIGHEST {
            return Err(mistake::too_deep(self.cursor.previous()).into());
        }
        Ok(())
    }

    /// One step deeper, for as long as the phrase takes.
    pub(super) fn deeper<T>(&mut self, phrase: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEEPEST {
            return Err(mistake::too_deep(self.cursor.origin()).into());
        }
        self.depth += 1;
        let value = phrase(self);
        self.depth -= 1;
        value
    }
}
