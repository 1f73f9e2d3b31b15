//! The texts of queries. Must not know what their names refer to.

use super::{fields, variants};
use crate::syntax::ast::{
    Cte, Join, JoinKind, OrderItem, Query, QueryBody, Select, SelectItem, SetOperation, Source,
};

fields!(Query {
    with,
    body,
    order_by,
    limit,
    offset,
    origin
});

fields!(Cte {
    name,
    columns,
    query
});

variants!(QueryBody {
    b's' => Select(select),
    b'v' => Values(rows),
    b'o' => Operation { left, operation, all, right },
});

variants!(SetOperation {
    b'u' => Union,
    b'i' => Intersect,
    b'e' => Except,
});

fields!(Select {
    distinct,
    items,
    from,
    filter,
    group_by,
    having
});

variants!(Source {
    b't' => Table { table, origin, alias },
    b'q' => Query { query, alias, columns, lateral },
    b'c' => Call { call, alias, columns },
    b'j' => Join(join),
});

variants!(SelectItem {
    b'*' => Star { table, origin },
    b'e' => Expr { expr, alias },
});

fields!(Join {
    left,
    kind,
    right,
    on,
    using
});

variants!(JoinKind {
    b'i' => Inner,
    b'l' => Left,
    b'r' => Right,
    b'f' => Full,
    b'c' => Cross,
});

fields!(OrderItem {
    expr,
    descending,
    nulls_first
});
