//! `select`. Takes a cursor at the word, gives its clauses; must not know set operations.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expr, Name, Select, SelectItem};
use crate::syntax::expr::{Parsed, Parser};

impl Parser<'_> {
    pub(super) fn select(&mut self) -> Parsed<Select> {
        self.cursor.expect_word("select")?;
        let distinct = self.distinct()?;
        let items = self.list(Self::item)?;
        let from = match self.cursor.eat_word("from") {
            Some(_) => self.list(Self::source)?,
            None => Vec::new(),
        };
        Ok(Select {
            distinct,
            items,
            from,
            filter: self.filter("where")?,
            group_by: self.group_by()?,
            having: self.filter("having")?,
        })
    }

    fn distinct(&mut self) -> Parsed<bool> {
        if self.cursor.eat_word("distinct").is_none() {
            return Ok(false);
        }
        if !self.cursor.is_word("on") {
            return Ok(true);
        }
        Err(
            Diagnostic::new(self.cursor.origin(), "`distinct on` is not in the language")
                .why("only PostgreSQL has it")
                .help(
                    "group by the columns, or write the whole statement as `sql \"…\" undo \"…\";`",
                )
                .into(),
        )
    }

    fn item(&mut self) -> Parsed<SelectItem> {
        let start = self.cursor.origin();
        if self.cursor.eat_punct("*").is_some() {
            return Ok(SelectItem::Star {
                table: None,
                origin: start,
            });
        }
        if let Some(table) = self.table_star() {
            return Ok(SelectItem::Star {
                table: Some(table),
                origin: self.since(start),
            });
        }
        Ok(SelectItem::Expr {
            expr: *self.expr()?,
            alias: self.alias()?,
        })
    }

    /// `t.*`
    fn table_star(&mut self) -> Option<Name> {
        let mut ahead = self.cursor;
        let (text, origin) = ahead.eat_identifier()?;
        ahead.eat_punct(".")?;
        ahead.eat_punct("*")?;
        self.cursor = ahead;
        Some(Name::new(text, origin))
    }

    /// `where e` or `having e`, where it is written.
    pub(in crate::syntax) fn filter(&mut self, word: &str) -> Parsed<Option<Expr>> {
        match self.cursor.eat_word(word) {
            Some(_) => Ok(Some(*self.expr()?)),
            None => Ok(None),
        }
    }

    fn group_by(&mut self) -> Parsed<Vec<Expr>> {
        match self.cursor.eat_words(&["group", "by"]) {
            Some(_) => self.exprs(Self::expr),
            None => Ok(Vec::new()),
        }
    }
}
