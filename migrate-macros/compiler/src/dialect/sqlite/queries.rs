//! Queries, where SQLite reads them in another way or not at all. Takes trees, gives text;
//! must not know what becomes of the rows.

use std::borrow::Cow;

use super::limits::lacks;
use super::spelling::Lite;
use crate::dialect::spelling::Writer;
use crate::schema::server_name;
use crate::syntax::ast::{
    Expr, ExprKind, JoinKind, Name, OrderItem, Query, QueryBody, SelectItem, Source,
};
use crate::target::Target;

/// PostgreSQL sorts nulls as the largest values and SQLite as the smallest, so their place
/// is always written; and an offset needs a limit.
pub(super) fn query(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    query: &Query,
    body: impl FnOnce(&mut Writer<'_>),
) {
    writer.with(&query.with);
    body(writer);
    if !query.order_by.is_empty() {
        writer.word("ORDER BY");
        let items = |writer: &mut Writer<'_>| {
            writer.list(&query.order_by, |writer, item| order(writer, item, query));
        };
        match &query.body {
            QueryBody::Select(select) => lite.beside(writer, select, |writer, _| items(writer)),
            QueryBody::Values(_) | QueryBody::Operation { .. } => items(writer),
        }
    }
    match (&query.limit, &query.offset) {
        (None, Some(_)) => writer.put("LIMIT -1"),
        (limit, _) => writer.clause("LIMIT", limit.as_ref()),
    }
    writer.clause("OFFSET", query.offset.as_ref());
}

/// A bare name is first of all that of a column which the query gives.
fn order(writer: &mut Writer<'_>, item: &OrderItem, query: &Query) {
    let mut item = item.clone();
    item.nulls_first = item.nulls_first.or(Some(item.descending));
    match &item.expr.kind {
        ExprKind::Column {
            table: None,
            column,
        } if gives(&query.body, &column.text) => {
            writer.certain_name(&column.text);
            writer.order_direction(&item);
        }
        _ => writer.order_item(&item),
    }
}

fn gives(body: &QueryBody, column: &str) -> bool {
    match body {
        QueryBody::Select(select) => select.items.iter().any(|item| match item {
            SelectItem::Star { .. } => false,
            SelectItem::Expr { expr, alias } => {
                name(expr, alias.as_ref()).as_deref() == Some(column)
            }
        }),
        QueryBody::Values(_) | QueryBody::Operation { .. } => true,
    }
}

fn name<'e>(expr: &'e Expr, alias: Option<&'e Name>) -> Option<Cow<'e, str>> {
    alias.map_or_else(
        || server_name(expr),
        |alias| Some(alias.text.as_str().into()),
    )
}

/// SQLite names what is computed by its text, PostgreSQL by its function.
pub(super) fn item(writer: &mut Writer<'_>, item: &SelectItem) {
    writer.select_item(item);
    let SelectItem::Expr { expr, alias: None } = item else {
        return;
    };
    if let (false, Some(name)) = (
        matches!(expr.kind, ExprKind::Column { .. }),
        server_name(expr),
    ) {
        writer.word("AS").name(&name);
    }
}

pub(super) fn source(target: Target, writer: &mut Writer<'_>, source: &Source) {
    match source {
        Source::Query {
            alias,
            lateral: true,
            ..
        } => {
            writer.refuse(lacks(alias.origin, "SQLite has no lateral queries"));
        }
        Source::Query { alias, columns, .. } if !columns.is_empty() => {
            let title = "SQLite cannot name the columns of a query from outside";
            let help = "name them inside the query: `select a as b …`";
            writer.refuse(lacks(alias.origin, title).help(help));
        }
        Source::Call { call, .. } => {
            let title = format!("SQLite cannot select from `{}`", call.function);
            writer.refuse(lacks(call.origin, title));
        }
        Source::Join(join)
            if matches!(join.kind, JoinKind::Right | JoinKind::Full) && !target.since(3, 39) =>
        {
            let origin = join
                .on
                .as_ref()
                .map_or_else(crate::origin::Origin::elsewhere, |on| on.origin);
            let title = "SQLite has right and full joins since 3.39 only";
            let help =
                "raise the oldest supported version (`on sqlite 3.39`), or join from the left";
            writer.refuse(lacks(origin, title).help(help));
        }
        Source::Table { .. } | Source::Query { .. } | Source::Join(_) => {
            writer.standard_source(source);
        }
    }
}
