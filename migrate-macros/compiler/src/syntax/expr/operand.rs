//! What stands between two operators: literals, columns, parentheses, and the casts and
//! subscripts behind them. Takes a cursor, gives a tree; must not know operators.

use proc_macro2::Delimiter;

use super::mistake;
use super::{Parsed, Parser, Tree};
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::{Expr, ExprKind};
use crate::syntax::types::ty;

impl<'a> Parser<'a> {
    pub(super) fn operand(&mut self) -> Parsed<Tree> {
        let mut operand = self.primary()?;
        loop {
            operand = if self.cursor.eat_punct("::").is_some() {
                self.cast_to(operand)?
            } else if self.cursor.peek_group(Delimiter::Bracket).is_some() {
                self.subscript(operand)?
            } else {
                return Ok(operand);
            };
            self.raise()?;
        }
    }

    fn cast_to(&mut self, operand: Tree) -> Parsed<Tree> {
        let start = operand.origin;
        let (ty, _) = ty(&mut self.cursor)?;
        Ok(self.tree(ExprKind::Cast(operand, ty), start).into())
    }

    /// Brackets that follow each other belong together, as in SQL: `a[1][2]` is no item of
    /// `a[1]`, which is written `(a[1])[2]`.
    fn subscript(&mut self, operand: Tree) -> Parsed<Tree> {
        let start = operand.origin;
        let mut places = Vec::new();
        while let Some((inner, _)) = self.cursor.eat_group(Delimiter::Bracket) {
            places.push(*self.inside(inner, Self::place)?);
        }
        Ok(self
            .tree(ExprKind::Subscript(operand, places), start)
            .into())
    }

    fn place(&mut self) -> Parsed<Tree> {
        mistake::slice(&self.cursor)?;
        let place = self.expr()?;
        mistake::slice(&self.cursor)?;
        Ok(place)
    }

    fn primary(&mut self) -> Parsed<Tree> {
        if let Some(word) = self.cursor.word() {
            return self.word(word);
        }
        if let Some((inner, origin)) = self.cursor.eat_group(Delimiter::Parenthesis) {
            return self.parenthesized(inner, origin);
        }
        if self.cursor.is_identifier() {
            return self.column_or_call();
        }
        self.literal()
    }

    fn literal(&mut self) -> Parsed<Tree> {
        let start = self.cursor.origin();
        if let Some((text, origin)) = self.cursor.eat_string() {
            mistake::quoted_column(&self.cursor, &text, origin)?;
            return Ok(self.tree(ExprKind::Text(text), start).into());
        }
        if self.cursor.is_number() {
            let (digits, _) = self.cursor.number()?;
            return Ok(self.tree(ExprKind::Number(digits), start).into());
        }
        Err(mistake::no_operand(&self.cursor).into())
    }

    /// `(e)`, `(e, …)` or `(query)`.
    pub(super) fn parenthesized(&mut self, inner: Cursor<'a>, origin: Origin) -> Parsed<Tree> {
        if Self::is_query(&inner) {
            let query = self.inside(inner, Self::query)?;
            return Ok(self.tree(ExprKind::Scalar(query), origin).into());
        }
        self.inside(inner, |parser| parser.one_or_row(origin))
    }

    /// An expression alone is itself, and takes its parentheses along.
    fn one_or_row(&mut self, origin: Origin) -> Parsed<Tree> {
        let mut only = self.expr()?;
        if self.cursor.eat_punct(",").is_none() {
            only.origin = origin;
            return Ok(only);
        }
        let mut items = vec![*only];
        items.extend(self.exprs(Self::expr)?);
        let kind = ExprKind::Row(items);
        Ok(Box::new(Expr { kind, origin }))
    }
}
