//! Queries, where SQLite reads them in another way or not at all. Takes trees, gives text;
//! must not know what asks.

use super::limits::lacks;
use super::spelling::Lite;
use crate::dialect::spelling::Writer;
use crate::syntax::ast::{Expr, ExprKind, JoinKind, Query, Source};

/// PostgreSQL sorts nulls as the largest values and SQLite as the smallest, so their place
/// is always written; and an offset needs a limit.
pub(super) fn query(writer: &mut Writer<'_>, query: &Query) {
    let needs_limit = query.limit.is_none() && query.offset.is_some();
    if query.order_by.is_empty() && !needs_limit {
        return writer.standard_query(query);
    }
    let mut query = query.clone();
    for item in &mut query.order_by {
        item.nulls_first = item.nulls_first.or(Some(item.descending));
    }
    if needs_limit {
        query.limit = Some(Expr {
            kind: ExprKind::Number("-1".to_owned()),
            origin: query.origin,
        });
    }
    writer.standard_query(&query);
}

pub(super) fn source(lite: &Lite<'_>, writer: &mut Writer<'_>, source: &Source) {
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
            if matches!(join.kind, JoinKind::Right | JoinKind::Full)
                && !lite.target.since(3, 39) =>
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
