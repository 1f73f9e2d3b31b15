//! Columns and calls: what begins with a name. Takes a cursor at the name, gives a tree;
//! must not know which functions exist.

use proc_macro2::Delimiter;

use super::{Parsed, Parser, Tree, mistake};
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::{Call, ExprKind, Name, TableName};

impl<'a> Parser<'a> {
    pub(super) fn column_or_call(&mut self) -> Parsed<Tree> {
        mistake::reserved(&self.cursor)?;
        let start = self.cursor.origin();
        let first = self.column_name()?;
        let (qualifier, name) = match self.cursor.eat_punct(".") {
            Some(_) => (Some(first), self.column_behind_dot()?),
            None => (None, first),
        };
        mistake::third_part(&self.cursor, &name)?;
        let Some((inner, _)) = self.cursor.eat_group(Delimiter::Parenthesis) else {
            let kind = ExprKind::Column {
                table: qualifier,
                column: name,
            };
            return Ok(self.tree(kind, start).into());
        };
        let schema = qualifier.as_ref().map(|schema| schema.text.as_str());
        let function = TableName::new(schema, &name.text);
        self.call_tree(function, start.to(name.origin), inner)
    }

    fn call_tree(
        &mut self,
        function: TableName,
        origin: Origin,
        inner: Cursor<'a>,
    ) -> Parsed<Tree> {
        let call = self.call(function, origin, inner)?;
        Ok(self.tree(ExprKind::Call(call), origin).into())
    }

    /// Behind a dot a string cannot be a literal.
    fn column_behind_dot(&mut self) -> Parsed<Name> {
        match self.cursor.eat_string() {
            Some((text, origin)) => Ok(crate::syntax::name::quoted(text, origin)?),
            None => self.column_name(),
        }
    }

    /// The call of a function whose parentheses were just read.
    pub(in crate::syntax) fn call(
        &mut self,
        function: TableName,
        origin: Origin,
        inner: Cursor<'a>,
    ) -> Parsed<Call> {
        mistake::words_between_arguments(&function.name, inner)?;
        let mut call = Call {
            function,
            origin,
            arguments: Vec::new(),
            star: false,
            distinct: false,
        };
        if !inner.at_end() {
            self.inside(inner, |parser| parser.arguments(&mut call))?;
        }
        mistake::behind_call(&self.cursor)?;
        Ok(call)
    }

    fn arguments(&mut self, call: &mut Call) -> Parsed<()> {
        call.star = self.cursor.eat_punct("*").is_some();
        if call.star {
            return Ok(());
        }
        call.distinct = self.cursor.eat_word("distinct").is_some();
        call.arguments = self.exprs(Self::expr)?;
        Ok(mistake::order_of_arguments(&self.cursor)?)
    }
}
