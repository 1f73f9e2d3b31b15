//! What stands between two operators: literals, columns, parentheses, and the casts and
//! subscripts behind them. Takes a cursor, gives a tree; must not know operators.

use proc_macro2::Delimiter;

use super::mistake;
use super::{Parsed, Parser};
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::{Expr, ExprKind};
use crate::syntax::types::ty;

impl<'a> Parser<'a> {
    pub(super) fn operand(&mut self) -> Parsed<Expr> {
        let mut operand = self.primary()?;
        loop {
            operand = if self.cursor.eat_punct("::").is_some() {
                self.cast_to(operand)?
            } else if let Some((inner, _)) = self.cursor.eat_group(Delimiter::Bracket) {
                self.subscript(operand, inner)?
            } else {
                return Ok(operand);
            };
            self.raise()?;
        }
    }

    fn cast_to(&mut self, operand: Expr) -> Parsed<Expr> {
        let start = operand.origin;
        let (ty, _) = ty(&mut self.cursor)?;
        Ok(self.expr_since(ExprKind::Cast(Box::new(operand), ty), start))
    }

    fn subscript(&mut self, operand: Expr, inner: Cursor<'a>) -> Parsed<Expr> {
        let start = operand.origin;
        let index = self.inside(inner, |parser| {
            mistake::slice(&parser.cursor)?;
            let index = parser.expr()?;
            mistake::slice(&parser.cursor)?;
            Ok(index)
        })?;
        let kind = ExprKind::Subscript(Box::new(operand), Box::new(index));
        Ok(self.expr_since(kind, start))
    }

    fn primary(&mut self) -> Parsed<Expr> {
        if let Some(word) = self.cursor.word() {
            return self.word(word);
        }
        if let Some((text, origin)) = self.cursor.eat_string() {
            mistake::quoted_column(&self.cursor, &text, origin)?;
            let kind = ExprKind::Text(text);
            return Ok(Expr { kind, origin });
        }
        if self.cursor.is_number() {
            let (digits, origin) = self.cursor.number()?;
            let kind = ExprKind::Number(digits);
            return Ok(Expr { kind, origin });
        }
        if let Some((inner, origin)) = self.cursor.eat_group(Delimiter::Parenthesis) {
            return self.parenthesized(inner, origin);
        }
        if self.cursor.is_identifier() {
            return self.column_or_call();
        }
        Err(mistake::no_operand(&self.cursor))
    }

    /// `(e)`, `(e, …)` or `(query)`.
    pub(super) fn parenthesized(&mut self, inner: Cursor<'a>, origin: Origin) -> Parsed<Expr> {
        if Self::is_query(&inner) {
            let query = self.inside(inner, Self::query)?;
            let kind = ExprKind::Scalar(Box::new(query));
            return Ok(Expr { kind, origin });
        }
        let mut items = self.inside(inner, |parser| parser.list(Self::expr))?;
        match items.pop() {
            Some(only) if items.is_empty() => Ok(Expr { origin, ..only }),
            last => {
                items.extend(last);
                let kind = ExprKind::Row(items);
                Ok(Expr { kind, origin })
            }
        }
    }
}
