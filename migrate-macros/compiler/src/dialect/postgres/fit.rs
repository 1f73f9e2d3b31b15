//! Whether an operator of `pg_catalog` takes two operands as they are, or as what they are
//! cast to where PostgreSQL would cast them itself. Takes classes, gives casts; must not
//! know any expression.

use super::catalogue;
use super::class::Class;

/// How an operator is written, so that nobody else's can be taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// As it is, over operands that are cast to these.
    Exact {
        casts: [Option<&'static str>; 2],
        gives: &'static str,
    },
    /// With its schema.
    Qualified,
    /// As it is: it may be an extension's.
    Open,
}

impl Fit {
    /// What the operands are cast to.
    pub(super) fn casts(self) -> [Option<&'static str>; 2] {
        match self {
            Self::Exact { casts, .. } => casts,
            Self::Open | Self::Qualified => [None, None],
        }
    }
}

/// A cast and the type that it leads to, by the catalogue's name.
type Cast<'a> = (Option<&'static str>, &'a str);

pub(super) fn fit(sign: &str, left: Class<'_>, right: Class<'_>) -> Fit {
    use Class::{Known, Literal, Open, Unsure};
    let found = match (left, right) {
        (Open, _) | (_, Open) => return Fit::Open,
        (Known(left), Known(right)) if is_alone(sign, left, right) => return Fit::Open,
        (Unsure, _) | (_, Unsure) | (Literal, Literal) => None,
        (Known(left), Known(right)) => between(sign, left, right),
        (Known(left), Literal) => beside(sign, left),
        (Literal, Known(right)) => {
            between(sign, right, right).map(|([_, cast], gives)| ([None, cast], gives))
        }
    };
    match found {
        Some((casts, gives)) => Fit::Exact { casts, gives },
        None => Fit::Qualified,
    }
}

/// `%` between texts is that of an extension: `pg_catalog` has none.
fn is_alone(sign: &str, left: &str, right: &str) -> bool {
    let is_text = |ty: &str| matches!(ty, "text" | "varchar");
    sign == "%" && is_text(left) && is_text(right)
}

type Found = ([Option<&'static str>; 2], &'static str);

fn between(sign: &str, left: &str, right: &str) -> Option<Found> {
    if let Some(gives) = catalogue::result(sign, left, right) {
        return Some(([None, None], gives));
    }
    let [left, right] = lifted(sign, left, right)?;
    exact(sign, left, right)
}

fn exact(sign: &str, left: Cast<'_>, right: Cast<'_>) -> Option<Found> {
    let gives = catalogue::result(sign, left.1, right.1)?;
    Some(([left.0, right.0], gives))
}

/// A literal on the right takes the type of the left, or that which its place has.
fn beside(sign: &str, left: &str) -> Option<Found> {
    const TEXT: Cast<'_> = (Some("text"), "text");
    let place = match (sign, left) {
        ("->" | "->>", "json" | "jsonb") | ("?" | "-", "jsonb") => TEXT,
        ("#>" | "#>>" | "#-", _) => (Some("text[]"), "_text"),
        (_, "bpchar" | "name") if !catalogue::is_comparison(sign) => TEXT,
        _ => {
            let ([cast, _], gives) = between(sign, left, left)?;
            return Some(([cast, None], gives));
        }
    };
    exact(sign, (None, left), place)
}

/// What PostgreSQL casts the two to; a type that is met as it is needs no cast.
fn lifted(sign: &str, left: &str, right: &str) -> Option<[Cast<'static>; 2]> {
    let both = |cast: fn(&str) -> Option<Cast<'static>>| Some([cast(left)?, cast(right)?]);
    let is_float = |ty: &str| matches!(ty, "float4" | "float8");
    let one_is = |ty: &str| left == ty || right == ty;
    if is_float(left) || is_float(right) {
        return both(as_float);
    }
    match sign {
        "%" if one_is("int8") && !one_is("int2") && !one_is("numeric") => both(as_bigint),
        _ if one_is("numeric") => both(as_numeric),
        "||" => both(as_text),
        _ if one_is("cidr") => both(as_inet),
        _ => both(as_string),
    }
}

fn as_float(ty: &str) -> Option<Cast<'static>> {
    match ty {
        "float4" => Some((None, "float4")),
        "float8" => Some((None, "float8")),
        "int2" | "int4" | "int8" | "numeric" => Some((Some("double precision"), "float8")),
        _ => None,
    }
}

fn as_numeric(ty: &str) -> Option<Cast<'static>> {
    match ty {
        "numeric" => Some((None, "numeric")),
        "int2" | "int4" | "int8" => Some((Some("numeric"), "numeric")),
        _ => None,
    }
}

fn as_bigint(ty: &str) -> Option<Cast<'static>> {
    match ty {
        "int8" => Some((None, "int8")),
        "int4" => Some((Some("bigint"), "int8")),
        _ => None,
    }
}

fn as_inet(ty: &str) -> Option<Cast<'static>> {
    match ty {
        "inet" => Some((None, "inet")),
        "cidr" => Some((Some("inet"), "inet")),
        _ => None,
    }
}

fn as_string(ty: &str) -> Option<Cast<'static>> {
    match ty {
        "text" => Some((None, "text")),
        "varchar" => Some((Some("text"), "text")),
        _ => None,
    }
}

fn as_text(ty: &str) -> Option<Cast<'static>> {
    match ty {
        "bpchar" => Some((Some("text"), "text")),
        _ => as_string(ty),
    }
}

#[cfg(test)]
mod tests {
    use super::Class::{Known, Literal, Open, Unsure};
    use super::*;

    #[test]
    fn casts_as_the_server_would() {
        let casts = |left, sign, right| match fit(sign, left, right) {
            Fit::Exact { casts, .. } => Some(casts),
            Fit::Qualified | Fit::Open => None,
        };
        let text = Some("text");
        assert_eq!(casts(Known("text"), "=", Literal), Some([None, None]));
        assert_eq!(casts(Known("varchar"), "=", Literal), Some([text, None]));
        assert_eq!(casts(Literal, "=", Known("varchar")), Some([None, text]));
        assert_eq!(
            casts(Known("varchar"), "||", Known("bpchar")),
            Some([text, text])
        );
        assert_eq!(casts(Known("bpchar"), "LIKE", Literal), Some([None, text]));
        assert_eq!(casts(Known("jsonb"), "->", Literal), Some([None, text]));
        assert_eq!(
            casts(Known("numeric"), ">", Known("int4")),
            Some([None, Some("numeric")])
        );
        assert_eq!(
            casts(Known("cidr"), "<", Literal),
            Some([Some("inet"), None])
        );
        assert_eq!(
            casts(Known("int8"), "%", Known("int4")),
            Some([None, Some("bigint")])
        );
    }

    #[test]
    fn leaves_to_an_extension_what_may_be_its_own() {
        assert_eq!(fit("=", Open, Literal), Fit::Open);
        assert_eq!(fit("%", Known("text"), Known("varchar")), Fit::Open);
        assert_eq!(fit("=", Unsure, Literal), Fit::Qualified);
        assert_eq!(fit("+", Known("timestamptz"), Literal), Fit::Qualified);
        assert_eq!(fit("%", Known("int2"), Known("int4")), Fit::Qualified);
    }
}
