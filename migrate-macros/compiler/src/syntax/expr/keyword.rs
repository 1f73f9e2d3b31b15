//! The forms that begin with a word of their own: `case`, `cast`, `array`, `exists`,
//! `extract`, `interval`, `sql("…")` and the like. Takes that word, gives a tree; must
//! not know operators.

use proc_macro2::Delimiter;

use super::mistake;
use super::{Parsed, Parser, Tree};
use crate::origin::Origin;
use crate::syntax::ast::{Expr, ExprKind, Name, When};
use crate::syntax::name::quoted;
use crate::syntax::types::{is_type, ty};
use crate::syntax::{Cursor, sql_text};

impl<'a> Parser<'a> {
    /// An operand that begins with a word, which may be the name of a column after all.
    pub(super) fn word(&mut self, word: &str) -> Parsed<Tree> {
        match word {
            "null" => Ok(self.constant(ExprKind::Null).into()),
            "true" => Ok(self.constant(ExprKind::Bool(true)).into()),
            "false" => Ok(self.constant(ExprKind::Bool(false)).into()),
            "current_timestamp" => Ok(self.constant(ExprKind::CurrentTimestamp).into()),
            "current_date" => Ok(self.constant(ExprKind::CurrentDate).into()),
            "case" => self.case(),
            _ => self.form(word),
        }
    }

    fn constant(&mut self, kind: ExprKind) -> Expr {
        self.cursor.eat_identifier();
        let origin = self.cursor.previous();
        Expr { kind, origin }
    }

    /// A word that what follows it may turn into a form.
    fn form(&mut self, word: &str) -> Parsed<Tree> {
        let start = self.cursor.origin();
        let mut ahead = self.cursor;
        ahead.eat_identifier();
        if let Some(inner) = ahead.peek_group(Delimiter::Parenthesis) {
            return match word {
                "cast" => self.skip_and(2, |parser| parser.cast(inner, start)),
                "exists" => self.skip_and(2, |parser| parser.exists(inner, start)),
                "extract" => self.skip_and(2, |parser| parser.extract(inner, start)),
                "row" => self.skip_and(2, |parser| parser.row(inner, start)),
                "array" => self.skip_and(2, |parser| parser.array_query(inner, start)),
                "sql" => self.raw(inner, start),
                _ => self.column_or_call(),
            };
        }
        match word {
            "array" => match ahead.peek_group(Delimiter::Bracket) {
                Some(inner) => self.skip_and(2, |parser| parser.array(inner, start)),
                None => self.column_or_call(),
            },
            "interval" if ahead.is_string() => self.interval(start),
            "time" | "timestamp" | "double" | "character" => self.typed_text(start),
            _ if ahead.is_string() && is_type(word) => self.typed_text(start),
            _ => self.column_or_call(),
        }
    }

    /// Goes past tokens that were looked at, and on.
    fn skip_and<T>(
        &mut self,
        tokens: usize,
        phrase: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        for _ in 0..tokens {
            self.cursor.next();
        }
        phrase(self)
    }

    fn cast(&mut self, inner: Cursor<'a>, start: Origin) -> Parsed<Tree> {
        let kind = self.inside(inner, |parser| {
            let operand = parser.expr()?;
            parser.cursor.expect_word("as")?;
            let (ty, _) = ty(&mut parser.cursor)?;
            Ok(ExprKind::Cast(operand, ty))
        })?;
        Ok(self.tree(kind, start).into())
    }

    fn exists(&mut self, inner: Cursor<'a>, start: Origin) -> Parsed<Tree> {
        let query = self.inside(inner, Self::query)?;
        Ok(self.tree(ExprKind::Exists(query), start).into())
    }

    fn extract(&mut self, inner: Cursor<'a>, start: Origin) -> Parsed<Tree> {
        let kind = self.inside(inner, |parser| {
            let field = crate::syntax::named(&mut parser.cursor, "a field such as `year`")?;
            parser.cursor.expect_word("from")?;
            Ok(ExprKind::Extract {
                field: field.text.to_ascii_lowercase(),
                source: parser.expr()?,
            })
        })?;
        Ok(self.tree(kind, start).into())
    }

    fn row(&mut self, inner: Cursor<'a>, start: Origin) -> Parsed<Tree> {
        let items = self.inside(inner, |parser| parser.exprs(Self::expr))?;
        Ok(self.tree(ExprKind::Row(items), start).into())
    }

    fn array_query(&mut self, inner: Cursor<'a>, start: Origin) -> Parsed<Tree> {
        let query = self.inside(inner, Self::query)?;
        Ok(self.tree(ExprKind::ArrayQuery(query), start).into())
    }

    fn array(&mut self, inner: Cursor<'a>, start: Origin) -> Parsed<Tree> {
        let items = if inner.at_end() {
            Vec::new()
        } else {
            self.inside(inner, |parser| parser.exprs(Self::element))?
        };
        Ok(self.tree(ExprKind::Array(items), start).into())
    }

    /// Inside `array[…]`, brackets alone are an array too.
    fn element(&mut self) -> Parsed<Tree> {
        let start = self.cursor.origin();
        match self.cursor.eat_group(Delimiter::Bracket) {
            Some((inner, _)) => self.deeper(|parser| parser.array(inner, start)),
            None => self.expr(),
        }
    }

    fn interval(&mut self, start: Origin) -> Parsed<Tree> {
        self.cursor.expect_word("interval")?;
        let (text, _) = self.cursor.string()?;
        Ok(self.tree(ExprKind::Interval(text), start).into())
    }

    /// `date "2026-01-01"`, `timestamp with time zone "…"`, or a column after all.
    fn typed_text(&mut self, start: Origin) -> Parsed<Tree> {
        let mut ahead = self.cursor;
        let read = ty(&mut ahead).ok().zip(ahead.eat_string());
        let Some(((ty, _), (text, origin))) = read else {
            return self.column_or_call();
        };
        self.cursor = ahead;
        let kind = ExprKind::Text(text);
        let text = Box::new(Expr { kind, origin });
        Ok(self.tree(ExprKind::Cast(text, ty), start).into())
    }

    /// `sql("…")`: a function of that name if anything else is in the parentheses.
    fn raw(&mut self, inner: Cursor<'a>, start: Origin) -> Parsed<Tree> {
        let Some((text, origin)) = only_string(inner) else {
            return self.column_or_call();
        };
        sql_text::part(&text, origin)?;
        self.skip_and(2, |parser| {
            Ok(parser.tree(ExprKind::Raw(text), start).into())
        })
    }

    /// A name in an expression: an identifier, or `name("…")`.
    pub(super) fn column_name(&mut self) -> Parsed<Name> {
        let mut ahead = self.cursor;
        if ahead.eat_word("name").is_some()
            && let Some((inner, _)) = ahead.eat_group(Delimiter::Parenthesis)
            && let Some((text, origin)) = only_string(inner)
        {
            self.cursor = ahead;
            return Ok(quoted(text, origin)?);
        }
        match self.cursor.eat_identifier() {
            Some((text, origin)) => Ok(Name::new(text, origin)),
            None => Err(self.cursor.expected("the name of a column").into()),
        }
    }

    fn case(&mut self) -> Parsed<Tree> {
        let start = self.cursor.expect_word("case")?;
        let operand = if self.cursor.is_word("when") {
            None
        } else {
            Some(self.expr()?)
        };
        let mut whens = Vec::new();
        while self.cursor.eat_word("when").is_some() {
            whens.push(self.when()?);
        }
        if whens.is_empty() {
            return Err(self.cursor.expected("`when`").into());
        }
        let otherwise = match self.cursor.eat_word("else") {
            Some(_) => Some(self.expr()?),
            None => None,
        };
        mistake::case_end(&self.cursor, start)?;
        self.cursor.expect_word("end")?;
        let kind = ExprKind::Case {
            operand,
            whens,
            otherwise,
        };
        Ok(self.tree(kind, start).into())
    }

    fn when(&mut self) -> Parsed<When> {
        let condition = self.expr()?;
        self.cursor.expect_word("then")?;
        let value = self.expr()?;
        Ok(When {
            condition: *condition,
            value: *value,
        })
    }
}

/// The string, if it is all that is inside.
fn only_string(mut inner: Cursor<'_>) -> Option<(String, Origin)> {
    let string = inner.eat_string()?;
    inner.at_end().then_some(string)
}
