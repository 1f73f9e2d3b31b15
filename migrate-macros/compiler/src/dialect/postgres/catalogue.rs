//! The operators and functions of `pg_catalog` that take exactly certain types. Takes
//! names, gives types by the catalogue's own names; must not know any expression.
//!
//! PostgreSQL takes an operator whose operands are of the very types at hand before it
//! looks for one they could be cast to, wherever in the search path it is; of two such it
//! takes the one that stands first, and `pg_catalog` does.
//! <https://www.postgresql.org/docs/current/typeconv-oper.html>

/// Within each of these every comparison is there, whichever two types are compared.
const COMPARABLE: &[&[&str]] = &[
    &["int2", "int4", "int8"],
    &["float4", "float8"],
    &["date", "timestamp", "timestamptz"],
    &["name", "text"],
    &["bit"],
    &["bool"],
    &["bpchar"],
    &["bytea"],
    &["char"],
    &["inet"],
    &["interval"],
    &["jsonb"],
    &["macaddr"],
    &["macaddr8"],
    &["money"],
    &["numeric"],
    &["oid"],
    &["pg_lsn"],
    &["tid"],
    &["time"],
    &["timetz"],
    &["tsquery"],
    &["tsvector"],
    &["uuid"],
    &["varbit"],
    &["xid8"],
];

/// Operators, what they take on the left and on the right, and what they give. From
/// `pg_operator`, where these are the same from 13 to 18.
const OTHERS: &[(&[&str], &str, &str, &str)] = &[
    (MATCHES, "text", "text", "bool"),
    (MATCHES, "bpchar", "text", "bool"),
    (MATCHES, "name", "text", "bool"),
    (&["LIKE", "NOT LIKE"], "bytea", "bytea", "bool"),
    (&["||"], "text", "text", "text"),
    (&["||"], "bytea", "bytea", "bytea"),
    (&["||"], "jsonb", "jsonb", "jsonb"),
    (&["||"], "varbit", "varbit", "varbit"),
    (&["||"], "tsvector", "tsvector", "tsvector"),
    (&["->"], "json", "text", "json"),
    (&["->"], "json", "int4", "json"),
    (&["->"], "jsonb", "text", "jsonb"),
    (&["->"], "jsonb", "int4", "jsonb"),
    (&["->>"], "json", "text", "text"),
    (&["->>"], "json", "int4", "text"),
    (&["->>"], "jsonb", "text", "text"),
    (&["->>"], "jsonb", "int4", "text"),
    (&["#>"], "json", "_text", "json"),
    (&["#>"], "jsonb", "_text", "jsonb"),
    (&["#>>"], "json", "_text", "text"),
    (&["#>>"], "jsonb", "_text", "text"),
    (&["#-"], "jsonb", "_text", "jsonb"),
    (&["-"], "jsonb", "text", "jsonb"),
    (&["-"], "jsonb", "int4", "jsonb"),
    (&["@>", "<@"], "jsonb", "jsonb", "bool"),
    (&["?"], "jsonb", "text", "bool"),
    (&["@@"], "tsvector", "tsquery", "bool"),
    (&["@@"], "text", "tsquery", "bool"),
    (&["+", "-"], "date", "int4", "date"),
    (&["+", "-"], "date", "interval", "timestamp"),
    (&["+", "-"], "timestamp", "interval", "timestamp"),
    (&["+", "-"], "timestamptz", "interval", "timestamptz"),
    (&["+", "-"], "time", "interval", "time"),
    (&["+", "-"], "interval", "interval", "interval"),
    (&["+"], "interval", "date", "timestamp"),
    (&["+"], "interval", "timestamp", "timestamp"),
    (&["+"], "interval", "timestamptz", "timestamptz"),
    (&["-"], "date", "date", "int4"),
    (&["-"], "time", "time", "interval"),
    (&["-"], "timestamp", "timestamp", "interval"),
    (&["-"], "timestamptz", "timestamptz", "interval"),
    (&["*", "/"], "interval", "float8", "interval"),
    (&["^"], "float8", "float8", "float8"),
    (&["^"], "numeric", "numeric", "numeric"),
];

const MATCHES: &[&str] = &[
    "LIKE",
    "NOT LIKE",
    "ILIKE",
    "NOT ILIKE",
    "~",
    "~*",
    "!~",
    "!~*",
];

/// Functions that take one text and nothing else, but for types that no text is.
const OF_TEXT: &[&str] = &[
    "ascii",
    "btrim",
    "char_length",
    "character_length",
    "initcap",
    "length",
    "lower",
    "ltrim",
    "md5",
    "octet_length",
    "quote_ident",
    "quote_literal",
    "reverse",
    "rtrim",
    "upper",
];

/// What an operator of exactly these operands gives; nothing where there is none.
pub(super) fn result(sign: &str, left: &str, right: &str) -> Option<&'static str> {
    if is_comparison(sign) {
        let compares = |group: &&&[&str]| group.contains(&left) && group.contains(&right);
        return COMPARABLE.iter().find(compares).map(|_| "bool");
    }
    number(sign, left, right).or_else(|| {
        let is_this = |row: &&(&[&str], &str, &str, &str)| {
            row.0.contains(&sign) && row.1 == left && row.2 == right
        };
        OTHERS.iter().find(is_this).map(|row| row.3)
    })
}

pub(super) fn is_comparison(sign: &str) -> bool {
    matches!(sign, "=" | "<>" | "<" | "<=" | ">" | ">=")
}

/// Whether the operator asks something, whatever its operands are.
pub(super) fn is_question(sign: &str) -> bool {
    is_comparison(sign)
        || MATCHES.contains(&sign)
        || matches!(sign, "@>" | "<@" | "&&" | "?" | "@@")
}

/// What arithmetic on two numbers gives.
fn number(sign: &str, left: &str, right: &str) -> Option<&'static str> {
    const INTEGERS: [&str; 3] = ["int2", "int4", "int8"];
    const FLOATS: [&str; 2] = ["float4", "float8"];
    let widest = |types: &'static [&'static str]| {
        let place = |name: &str| types.iter().position(|ty| *ty == name);
        types.get(place(left)?.max(place(right)?)).copied()
    };
    match sign {
        "+" | "-" | "*" | "/" if left == "numeric" && right == "numeric" => Some("numeric"),
        "+" | "-" | "*" | "/" => widest(&INTEGERS).or_else(|| widest(&FLOATS)),
        "%" if left == right && left == "numeric" => Some("numeric"),
        "%" if left == right => widest(&INTEGERS),
        _ => None,
    }
}

/// Whether a minus or a plus stands before exactly this type.
pub(super) fn has_sign(ty: &str) -> bool {
    matches!(
        ty,
        "int2" | "int4" | "int8" | "float4" | "float8" | "numeric" | "interval"
    )
}

/// Whether the one function of this name that takes a text takes nothing else.
pub(super) fn takes_text(function: &str) -> bool {
    OF_TEXT.contains(&function)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_the_catalogue_has() {
        assert_eq!(result("<=", "int2", "int8"), Some("bool"));
        assert_eq!(result("*", "int2", "int8"), Some("int8"));
        assert_eq!(result("/", "float4", "float8"), Some("float8"));
        assert_eq!(result("%", "int8", "int8"), Some("int8"));
        assert_eq!(result("-", "date", "date"), Some("int4"));
        assert_eq!(result("NOT LIKE", "bpchar", "text"), Some("bool"));
    }

    #[test]
    fn knows_what_the_catalogue_lacks() {
        for (sign, left, right) in [
            ("=", "varchar", "varchar"),
            ("<=", "cidr", "cidr"),
            (">", "numeric", "int4"),
            ("*", "numeric", "int4"),
            ("%", "int8", "int4"),
            ("=", "_text", "_text"),
            ("=", "json", "json"),
            ("LIKE", "varchar", "text"),
            ("->", "jsonb", "jsonb"),
            ("+", "timestamptz", "timestamptz"),
        ] {
            assert_eq!(result(sign, left, right), None, "{left} {sign} {right}");
        }
    }
}
