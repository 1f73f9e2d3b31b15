//! Queries. Takes trees, gives text; must not know what asks.

use super::Writer;
use crate::syntax::ast::{
    Cte, Expr, Join, JoinKind, Name, Query, QueryBody, Select, SelectItem, SetOperation, Source,
};

impl Writer<'_> {
    pub(crate) fn query(&mut self, query: &Query) {
        self.enclosed(|writer| writer.spelling.query(writer, query));
    }

    pub(crate) fn standard_query(&mut self, query: &Query) {
        self.with(&query.with);
        self.query_body(&query.body);
        if !query.order_by.is_empty() {
            self.word("ORDER BY");
            self.list(&query.order_by, Self::order_item);
        }
        self.clause("LIMIT", query.limit.as_ref());
        self.clause("OFFSET", query.offset.as_ref());
    }

    pub(crate) fn with(&mut self, with: &[Cte]) {
        if with.is_empty() {
            return;
        }
        self.word("WITH");
        self.list(with, |writer, cte| {
            writer.name(&cte.name.text);
            writer.optional_names(&cte.columns);
            writer.word("AS");
            writer.parens(|writer| writer.query(&cte.query));
            writer.know(std::slice::from_ref(cte));
        });
    }

    pub(crate) fn query_body(&mut self, body: &QueryBody) {
        match body {
            QueryBody::Select(select) => self.spelling.select(self, select),
            QueryBody::Values(rows) => {
                self.word("VALUES");
                self.list(rows, |writer, row| writer.group(row, Self::expr));
            }
            QueryBody::Operation {
                left,
                operation,
                all,
                right,
            } => {
                self.left_operand(left, *operation);
                self.word(operation_words(*operation));
                self.word(if *all { "ALL" } else { "" });
                self.right_operand(right);
            }
        }
    }

    /// Operations group to the left, but `intersect` holds tighter than the others in one
    /// database and not in another.
    fn left_operand(&mut self, body: &QueryBody, operation: SetOperation) {
        match body {
            QueryBody::Operation {
                operation: inner, ..
            } if is_mixed(*inner, operation) => {
                self.spelling.operand(self, body);
            }
            QueryBody::Operation { .. } | QueryBody::Select(_) | QueryBody::Values(_) => {
                self.query_body(body);
            }
        }
    }

    fn right_operand(&mut self, body: &QueryBody) {
        match body {
            QueryBody::Operation { .. } => self.spelling.operand(self, body),
            QueryBody::Select(_) | QueryBody::Values(_) => self.query_body(body),
        }
    }

    pub(crate) fn standard_select(&mut self, select: &Select) {
        self.select_with(select, Self::select_item);
    }

    /// A `select` whose items are written in a way of their own.
    pub(crate) fn select_with(
        &mut self,
        select: &Select,
        item: impl FnMut(&mut Self, &SelectItem),
    ) {
        self.word("SELECT");
        self.word(if select.distinct { "DISTINCT" } else { "" });
        self.list(&select.items, item);
        self.sources("FROM", &select.from);
        self.clause("WHERE", select.filter.as_ref());
        if !select.group_by.is_empty() {
            self.word("GROUP BY");
            self.list(&select.group_by, Self::expr);
        }
        self.clause("HAVING", select.having.as_ref());
    }

    pub(crate) fn select_item(&mut self, item: &SelectItem) {
        match item {
            SelectItem::Star { table: None, .. } => self.put("*"),
            SelectItem::Star {
                table: Some(table), ..
            } => {
                self.name(&table.text).glue(".").word("*");
            }
            SelectItem::Expr { expr, alias } => {
                self.expr(expr);
                self.alias(alias.as_ref());
            }
        }
    }

    /// A keyword and what it needs, where there is something.
    pub(crate) fn clause(&mut self, keyword: &str, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.word(keyword);
            self.expr(expr);
        }
    }

    pub(crate) fn sources(&mut self, keyword: &str, sources: &[Source]) {
        if !sources.is_empty() {
            self.word(keyword);
            self.list(sources, Self::source);
        }
    }

    pub(crate) fn alias(&mut self, alias: Option<&Name>) {
        if let Some(alias) = alias {
            self.word("AS").name(&alias.text);
        }
    }

    fn source(&mut self, source: &Source) {
        self.spelling.source(self, source);
    }

    pub(crate) fn standard_source(&mut self, source: &Source) {
        match source {
            Source::Table { table, alias, .. } => {
                self.relation(table);
                self.alias(alias.as_ref());
            }
            Source::Query {
                query,
                alias,
                columns,
                lateral,
            } => {
                self.word(if *lateral { "LATERAL" } else { "" });
                self.parens(|writer| writer.query(query));
                self.alias(Some(alias));
                self.optional_names(columns);
            }
            Source::Call {
                call,
                alias,
                columns,
            } => {
                self.spelling.call(self, call);
                self.alias(alias.as_ref());
                self.optional_names(columns);
            }
            Source::Join(join) => self.join(join),
        }
    }

    fn join(&mut self, join: &Join) {
        self.source(&join.left);
        self.word(match join.kind {
            JoinKind::Inner => "JOIN",
            JoinKind::Left => "LEFT JOIN",
            JoinKind::Right => "RIGHT JOIN",
            JoinKind::Full => "FULL JOIN",
            JoinKind::Cross => "CROSS JOIN",
        });
        match &join.right {
            Source::Join(_) => self.parens(|writer| writer.source(&join.right)),
            Source::Table { .. } | Source::Query { .. } | Source::Call { .. } => {
                self.source(&join.right);
            }
        }
        self.clause("ON", join.on.as_ref());
        if !join.using.is_empty() {
            self.word("USING");
            self.optional_names(&join.using);
        }
    }
}

fn operation_words(operation: SetOperation) -> &'static str {
    match operation {
        SetOperation::Union => "UNION",
        SetOperation::Intersect => "INTERSECT",
        SetOperation::Except => "EXCEPT",
    }
}

fn is_mixed(one: SetOperation, other: SetOperation) -> bool {
    (one == SetOperation::Intersect) != (other == SetOperation::Intersect)
}
