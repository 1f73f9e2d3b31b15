//! What a phrase mentions: columns, tables, functions and fragments, at any depth. Takes
//! phrases, gives their names to look at or to rename; must not know what a name refers to.

use super::{
    Cte, Expr, ExprKind, IsTest, Join, Name, Query, QueryBody, Select, SelectItem, Source,
    TableName,
};

/// Something that a phrase refers to by its name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mention<'a> {
    Column(&'a Name),
    /// Never the name of a `with`.
    Table(&'a TableName),
    /// A fragment passed as it is, which may mention anything.
    Raw(&'a str),
    /// A source whose columns are no table's: a query, a call, a `with`.
    Derived,
}

/// A mention that can be renamed.
#[derive(Debug)]
pub(crate) enum MentionMut<'a> {
    Column {
        /// A table, an alias or `excluded`, where one was written.
        table: Option<&'a mut Name>,
        column: &'a mut Name,
    },
    /// `*` or `t.*`
    Star(Option<&'a mut Name>),
    Raw(&'a mut String),
}

impl<'a> Walker<'a, '_> {
    fn column(&mut self, _table: Option<&'a Name>, column: &'a Name) {
        (self.found)(Mention::Column(column));
    }

    #[expect(
        clippy::unused_self,
        reason = "the walk that renames has something to do here"
    )]
    fn star(&mut self, _table: Option<&'a Name>) {}

    fn derived(&mut self) {
        (self.found)(Mention::Derived);
    }

    fn table(&mut self, table: &'a TableName) {
        if table.schema.is_some() || !self.hidden.contains(&table.name) {
            (self.found)(Mention::Table(table));
        }
    }
}

impl<'a> WalkerMut<'a, '_> {
    fn column(&mut self, table: Option<&'a mut Name>, column: &'a mut Name) {
        (self.found)(MentionMut::Column { table, column });
    }

    fn star(&mut self, table: Option<&'a mut Name>) {
        (self.found)(MentionMut::Star(table));
    }

    #[expect(
        clippy::unused_self,
        reason = "the walk that looks has something to do here"
    )]
    fn derived(&mut self) {}

    #[expect(
        clippy::unused_self,
        reason = "the walk that looks has something to do here"
    )]
    fn table(&mut self, _table: &'a mut TableName) {}
}

/// One walk, once to look and once to rename.
macro_rules! walk {
    ($Walker:ident, $Mention:ident, $mentions:ident $(, $mutable:tt)?) => {
        struct $Walker<'a, 'f> {
            found: &'f mut dyn FnMut($Mention<'a>),
            /// The names of the `with`s around, which hide tables.
            hidden: Vec<String>,
        }

        impl<'a> $Walker<'a, '_> {
            fn exprs(&mut self, exprs: impl IntoIterator<Item = &'a $($mutable)? Expr>) {
                for expr in exprs {
                    self.expr(expr);
                }
            }

            fn expr(&mut self, expr: &'a $($mutable)? Expr) {
                use ExprKind::*;
                match &$($mutable)? expr.kind {
                    Null | Bool(_) | Number(_) | Text(_) | Interval(_) | CurrentTimestamp
                    | CurrentDate | Default => {}
                    Raw(text) => (self.found)($Mention::Raw(text)),
                    Column { table, column } => self.column(table.into(), column),
                    Call(call) => self.exprs(&$($mutable)? call.arguments),
                    Unary(_, operand) | Cast(operand, _) | Collate(operand, _) => {
                        self.expr(operand);
                    }
                    Binary(left, _, right)
                    | Quantified { left, right, .. }
                    | AtTimeZone(left, right) => {
                        self.expr(left);
                        self.expr(right);
                    }
                    Is { operand, test, .. } => {
                        self.expr(operand);
                        self.test(test);
                    }
                    In { operand, list, .. } | Subscript(operand, list) => {
                        self.expr(operand);
                        self.exprs(list);
                    }
                    InQuery { operand, query, .. } => {
                        self.expr(operand);
                        self.query(query);
                    }
                    Between { operand, low, high, .. } => {
                        self.expr(operand);
                        self.expr(low);
                        self.expr(high);
                    }
                    Case { operand, whens, otherwise } => {
                        self.optional(operand.into());
                        for when in whens {
                            self.expr(&$($mutable)? when.condition);
                            self.expr(&$($mutable)? when.value);
                        }
                        self.optional(otherwise.into());
                    }
                    Array(items) | Row(items) => self.exprs(items),
                    ArrayQuery(query) | Exists(query) | Scalar(query) => self.query(query),
                    Extract { source, .. } => self.expr(source),
                }
            }

            fn optional(&mut self, expr: Option<&'a $($mutable)? Box<Expr>>) {
                if let Some(expr) = expr {
                    self.expr(expr);
                }
            }

            fn test(&mut self, test: &'a $($mutable)? IsTest) {
                match test {
                    IsTest::Null | IsTest::True | IsTest::False | IsTest::Unknown => {}
                    IsTest::DistinctFrom(other) => self.expr(other),
                }
            }

            fn query(&mut self, query: &'a $($mutable)? Query) {
                let around = self.hidden.len();
                self.with(&$($mutable)? query.with);
                self.body(&$($mutable)? query.body);
                for item in &$($mutable)? query.order_by {
                    self.expr(&$($mutable)? item.expr);
                }
                self.exprs(&$($mutable)? query.limit);
                self.exprs(&$($mutable)? query.offset);
                self.hidden.truncate(around);
            }

            /// A `with` hides a table from what follows it, not from its own query.
            fn with(&mut self, with: &'a $($mutable)? [Cte]) {
                for cte in with {
                    self.derived();
                    self.query(&$($mutable)? cte.query);
                    self.hidden.push(cte.name.text.clone());
                }
            }

            fn body(&mut self, body: &'a $($mutable)? QueryBody) {
                match body {
                    QueryBody::Select(select) => self.select(select),
                    QueryBody::Values(rows) => {
                        for row in rows {
                            self.exprs(row);
                        }
                    }
                    QueryBody::Operation { left, right, .. } => {
                        self.body(left);
                        self.body(right);
                    }
                }
            }

            fn select(&mut self, select: &'a $($mutable)? Select) {
                for item in &$($mutable)? select.items {
                    match item {
                        SelectItem::Star { table, .. } => self.star(table.into()),
                        SelectItem::Expr { expr, .. } => self.expr(expr),
                    }
                }
                self.sources(&$($mutable)? select.from);
                self.exprs(&$($mutable)? select.filter);
                self.exprs(&$($mutable)? select.group_by);
                self.exprs(&$($mutable)? select.having);
            }

            fn sources(&mut self, sources: &'a $($mutable)? [Source]) {
                for source in sources {
                    self.source(source);
                }
            }

            fn source(&mut self, source: &'a $($mutable)? Source) {
                match source {
                    Source::Table { table, .. } => self.table(table),
                    Source::Query { query, .. } => {
                        self.derived();
                        self.query(query);
                    }
                    Source::Call { call, .. } => {
                        self.derived();
                        self.exprs(&$($mutable)? call.arguments);
                    }
                    Source::Join(join) => self.join(join),
                }
            }

            fn join(&mut self, join: &'a $($mutable)? Join) {
                self.source(&$($mutable)? join.left);
                self.source(&$($mutable)? join.right);
                self.exprs(&$($mutable)? join.on);
                self.columns(&$($mutable)? join.using);
            }

            fn columns(&mut self, columns: &'a $($mutable)? [Name]) {
                for column in columns {
                    self.column(None, column);
                }
            }
        }

        walk!(entry $Walker, $Mention, $mentions $(, $mutable)?; Expr expr);
    };
    (entry $Walker:ident, $Mention:ident, $mentions:ident, mut; $($Phrase:ident $walk:ident),*) => {
        $(impl $Phrase {
            /// Gives every mention to rename, in the order of the text.
            pub(crate) fn $mentions<'a>(&'a mut self, mut found: impl FnMut($Mention<'a>)) {
                $Walker { found: &mut found, hidden: Vec::new() }.$walk(self);
            }
        })*
    };
    (entry $Walker:ident, $Mention:ident, $mentions:ident; $($Phrase:ident $walk:ident),*) => {
        $(impl $Phrase {
            /// Gives every mention, in the order of the text.
            pub(crate) fn $mentions<'a>(&'a self, mut found: impl FnMut($Mention<'a>)) {
                $Walker { found: &mut found, hidden: Vec::new() }.$walk(self);
            }
        })*
    };
}

mod rows;

walk!(Walker, Mention, mentions);
walk!(WalkerMut, MentionMut, mentions_mut, mut);

#[cfg(test)]
mod tests;
