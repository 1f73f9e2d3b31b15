//! Queries. Takes a cursor at `with`, `select`, `values` or a parenthesis, gives a tree;
//! must not know what a query is for, or what its names refer to.

mod alias;
mod select;
mod source;

use proc_macro2::Delimiter;

use super::Cursor;
use super::ast::{Cte, Expr, OrderItem, Query, QueryBody, SetOperation};
use super::expr::{Parsed, Parser, Tree};
use super::name::{named, optional_names};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

/// What a row limit was given as.
#[derive(Default)]
struct Window {
    limit: Option<Tree>,
    offset: Option<Tree>,
}

impl Parser<'_> {
    /// Whether a query begins there, be it in parentheses of its own.
    pub(super) fn is_query(cursor: &Cursor<'_>) -> bool {
        let mut ahead = *cursor;
        if let Some((inner, _)) = ahead.eat_group(Delimiter::Parenthesis) {
            return (ahead.at_end() || goes_on(&ahead)) && Self::is_query(&inner);
        }
        let word = ahead.word();
        ahead.next();
        match word {
            Some("select") => true,
            Some("values") => ahead.is_group(Delimiter::Parenthesis),
            Some("with") => ahead.is_identifier() || ahead.is_string(),
            Some(_) | None => false,
        }
    }

    /// `[with …] select … | values … [order by …] [limit …] [offset …]`
    pub(super) fn query(&mut self) -> Parsed<Box<Query>> {
        let mut ahead = self.cursor;
        if let Some((inner, _)) = ahead.eat_group(Delimiter::Parenthesis)
            && Self::is_query(&inner)
            && !goes_on(&ahead)
        {
            self.cursor = ahead;
            return self.deeper(|parser| parser.inside(inner, Self::query));
        }
        self.deeper(Self::whole_query)
    }

    fn whole_query(&mut self) -> Parsed<Box<Query>> {
        let start = self.cursor.origin();
        let with = self.ctes()?;
        let body = self.body()?;
        let order_by = self.order_by()?;
        let window = self.window()?;
        left_out(&self.cursor)?;
        Ok(Box::new(Query {
            with,
            body,
            order_by,
            limit: window.limit.map(|limit| *limit),
            offset: window.offset.map(|offset| *offset),
            origin: self.since(start),
        }))
    }

    /// `with name [(column, …)] as (query), …`, where it is written.
    pub(super) fn ctes(&mut self) -> Parsed<Vec<Cte>> {
        if self.cursor.eat_word("with").is_none() {
            return Ok(Vec::new());
        }
        let mut ahead = self.cursor;
        if let Some(origin) = ahead.eat_word("recursive")
            && ahead.is_identifier()
            && !ahead.is_word("as")
        {
            return Err(
                Diagnostic::new(origin, "recursive queries are not in the language")
                    .help("write the whole statement as `sql \"…\" undo \"…\";`")
                    .into(),
            );
        }
        self.list(Self::cte)
    }

    fn cte(&mut self) -> Parsed<Cte> {
        let name = named(&mut self.cursor, "the name of a query")?;
        let columns = optional_names(&mut self.cursor)?;
        self.cursor.expect_word("as")?;
        let (inner, _) = self.cursor.expect_group(Delimiter::Parenthesis)?;
        let query = self.inside(inner, Self::query)?;
        Ok(Cte {
            name,
            columns,
            query: *query,
        })
    }

    /// `union` and `except` bind weaker than `intersect`, each to the left.
    fn body(&mut self) -> Parsed<QueryBody> {
        let mut left = self.intersection()?;
        loop {
            let operation = if self.cursor.eat_word("union").is_some() {
                SetOperation::Union
            } else if self.cursor.eat_word("except").is_some() {
                SetOperation::Except
            } else {
                return Ok(left);
            };
            left = self.operation(left, operation, Self::intersection)?;
        }
    }

    fn intersection(&mut self) -> Parsed<QueryBody> {
        let mut left = self.block()?;
        while self.cursor.eat_word("intersect").is_some() {
            left = self.operation(left, SetOperation::Intersect, Self::block)?;
        }
        Ok(left)
    }

    fn operation(
        &mut self,
        left: QueryBody,
        operation: SetOperation,
        side: fn(&mut Self) -> Parsed<QueryBody>,
    ) -> Parsed<QueryBody> {
        let all = self.cursor.eat_word("all").is_some();
        self.cursor.eat_word("distinct");
        let right = side(self)?;
        self.raise()?;
        Ok(QueryBody::Operation {
            left: Box::new(left),
            operation,
            all,
            right: Box::new(right),
        })
    }

    fn block(&mut self) -> Parsed<QueryBody> {
        if self.cursor.is_word("values") {
            return Ok(QueryBody::Values(self.values()?));
        }
        if let Some((inner, origin)) = self.cursor.eat_group(Delimiter::Parenthesis) {
            return bare(self.inside(inner, Self::query)?, origin);
        }
        if self.cursor.is_word("select") {
            return Ok(QueryBody::Select(Box::new(self.select()?)));
        }
        Err(self.cursor.expected("a query").into())
    }

    /// `values (…), …`
    pub(super) fn values(&mut self) -> Parsed<Vec<Vec<Expr>>> {
        self.cursor.expect_word("values")?;
        let rows = self.list(|parser| {
            let (inner, _) = parser.cursor.expect_group(Delimiter::Parenthesis)?;
            parser.inside(inner, |parser| parser.exprs(Self::value))
        })?;
        if self.cursor.is_group(Delimiter::Parenthesis) {
            let title = "a comma is missing between two rows";
            let error = Diagnostic::new(self.cursor.origin(), title);
            return Err(error.help("write `,` before this").into());
        }
        Ok(rows)
    }

    fn order_by(&mut self) -> Parsed<Vec<OrderItem>> {
        if self.cursor.eat_words(&["order", "by"]).is_none() {
            return Ok(Vec::new());
        }
        self.list(Self::order_item)
    }

    fn order_item(&mut self) -> Parsed<OrderItem> {
        let expr = *self.expr()?;
        let (descending, nulls_first) = direction(&mut self.cursor)?;
        Ok(OrderItem {
            expr,
            descending,
            nulls_first,
        })
    }

    /// `limit n` and `offset n`, in either order.
    fn window(&mut self) -> Parsed<Window> {
        let mut window = Window::default();
        loop {
            if window.limit.is_none() && self.cursor.eat_word("limit").is_some() {
                window.limit = Some(self.expr()?);
            } else if window.offset.is_none() && self.cursor.eat_word("offset").is_some() {
                window.offset = Some(self.expr()?);
                let _ = self.cursor.eat_word("rows").or(self.cursor.eat_word("row"));
            } else {
                return Ok(window);
            }
        }
    }
}

/// Whether a query in parentheses is only the beginning of a query.
fn goes_on(cursor: &Cursor<'_>) -> bool {
    const CLAUSES: [&str; 6] = ["union", "except", "intersect", "order", "limit", "offset"];
    cursor.word().is_some_and(|word| CLAUSES.contains(&word))
}

/// `[asc | desc] [nulls first | last]`
pub(super) fn direction(cursor: &mut Cursor<'_>) -> Result<(bool, Option<bool>), Diagnostic> {
    let descending = cursor.eat_word("desc").is_some();
    if !descending {
        cursor.eat_word("asc");
    }
    if !cursor.is_words(&["nulls", "first"]) && !cursor.is_words(&["nulls", "last"]) {
        return Ok((descending, None));
    }
    cursor.expect_word("nulls")?;
    let first = cursor.eat_word("first").is_some();
    if !first {
        cursor.expect_word("last")?;
    }
    Ok((descending, Some(first)))
}

/// A query in parentheses that another one is combined with has only a body.
fn bare(query: Box<Query>, origin: Origin) -> Parsed<QueryBody> {
    let plain = query.with.is_empty()
        && query.order_by.is_empty()
        && query.limit.is_none()
        && query.offset.is_none();
    if plain {
        return Ok(query.body);
    }
    Err(
        Diagnostic::new(origin, "these parentheses hold more than a plain query")
            .why("`with`, `order by`, `limit` and `offset` hold for a whole query here")
            .help("write `select * from (…) as part`")
            .into(),
    )
}

/// Clauses behind a query that the language leaves out.
fn left_out(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let title = match cursor.word() {
        Some("fetch") => "`fetch` is not in the language",
        Some("for") => "`for update` and its kin are not in the language",
        Some("window") => "windows are not in the language",
        Some(_) | None => return Ok(()),
    };
    let error = Diagnostic::new(cursor.origin(), title);
    Err(match cursor.word() {
        Some("fetch") => error.help("write `limit n`"),
        Some(_) | None => error.help("leave it out, or write the statement as `sql \"…\"`"),
    })
}
