//! Functions. Takes a call of one of PostgreSQL's, gives SQLite's for it; must not know
//! where it stands.

use super::limits::lacks;
use super::spelling::Lite;
use super::{times, uuids};
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer};
use crate::expressions::is_built_in;
use crate::syntax::ast::{Base, Call, Expr, ExprKind, Type};

/// How SQLite does what a function of PostgreSQL does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Under this name.
    As(&'static str),
    Now,
    Uuid,
    Random,
    /// Its texts one after the other, nulls as nothing.
    Concat,
    /// `greatest` and `least` skip nulls, SQLite's `max` and `min` do not.
    Extreme(&'static str),
    Left,
    Right,
    OctetLength,
}

/// Every function that SQLite has an equal of, in alphabetical order.
const FUNCTIONS: &[(&str, Way)] = &[
    ("abs", Way::As("abs")),
    ("avg", Way::As("avg")),
    ("bool_and", Way::As("min")),
    ("bool_or", Way::As("max")),
    ("btrim", Way::As("trim")),
    ("char_length", Way::As("length")),
    ("character_length", Way::As("length")),
    ("chr", Way::As("char")),
    ("clock_timestamp", Way::Now),
    ("coalesce", Way::As("coalesce")),
    ("concat", Way::Concat),
    ("count", Way::As("count")),
    ("every", Way::As("min")),
    ("gen_random_uuid", Way::Uuid),
    ("greatest", Way::Extreme("max")),
    ("json_array_length", Way::As("json_array_length")),
    ("json_build_array", Way::As("json_array")),
    ("json_build_object", Way::As("json_object")),
    ("jsonb_array_length", Way::As("json_array_length")),
    ("jsonb_build_array", Way::As("json_array")),
    ("jsonb_build_object", Way::As("json_object")),
    ("least", Way::Extreme("min")),
    ("left", Way::Left),
    ("length", Way::As("length")),
    ("lower", Way::As("lower")),
    ("ltrim", Way::As("ltrim")),
    ("max", Way::As("max")),
    ("min", Way::As("min")),
    ("now", Way::Now),
    ("nullif", Way::As("nullif")),
    ("octet_length", Way::OctetLength),
    ("random", Way::Random),
    ("replace", Way::As("replace")),
    ("right", Way::Right),
    ("round", Way::As("round")),
    ("rtrim", Way::As("rtrim")),
    ("statement_timestamp", Way::Now),
    ("string_agg", Way::As("group_concat")),
    ("strpos", Way::As("instr")),
    ("substr", Way::As("substr")),
    ("substring", Way::As("substr")),
    ("sum", Way::As("sum")),
    ("transaction_timestamp", Way::Now),
    ("trim", Way::As("trim")),
    ("upper", Way::As("upper")),
    ("uuid_generate_v4", Way::Uuid),
    ("uuidv4", Way::Uuid),
];

fn known(call: &Call) -> Option<Way> {
    if call
        .function
        .schema
        .as_deref()
        .is_some_and(|schema| schema != "pg_catalog")
    {
        return None;
    }
    let name = call.function.name.to_lowercase();
    let place = FUNCTIONS
        .binary_search_by_key(&name.as_str(), |(name, ..)| name)
        .ok()?;
    FUNCTIONS.get(place).map(|(_, way)| *way)
}

pub(super) fn is_now(call: &Call) -> bool {
    matches!(known(call), Some(Way::Now))
}

/// Whether the result is one of the arguments, so that what it is stored as reaches them.
pub(super) fn passes_values(call: &Call) -> bool {
    call.function.schema.is_none() && call.function.name.eq_ignore_ascii_case("coalesce")
}

pub(super) fn call(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let Some(way) = known(call) else {
        if is_built_in(&call.function.name, call.arguments.len(), lite.target) {
            return writer.standard_call(call);
        }
        return writer.refuse(missing(call));
    };
    match way {
        Way::As(name) => {
            writer.word(name);
            writer.arguments(call);
        }
        Way::Now => times::now(writer),
        Way::Uuid => uuids::random(writer),
        // 53 random bits, as many as a double holds.
        Way::Random => writer.put("((random() & 9007199254740991) / 9007199254740992.0)"),
        Way::Concat => concat(lite, writer, &call.arguments),
        Way::Extreme(name) => extreme(writer, name, &call.arguments),
        Way::Left => side(writer, call, ("1", "")),
        Way::Right => side(writer, call, ("", "-")),
        Way::OctetLength => writer.function("length", |writer| {
            writer.function("CAST", |writer| {
                writer.list(&call.arguments, Writer::expr);
                writer.word("AS BLOB");
            });
        }),
    }
}

fn missing(call: &Call) -> Diagnostic {
    let title = format!("SQLite has no function `{}`", call.function);
    lacks(call.origin, title).help(
        "write it for SQLite as `sql(\"…\")` behind `#[only(sqlite)]`, and this one behind \
         `#[only(postgres)]`",
    )
}

fn concat(lite: &Lite<'_>, writer: &mut Writer<'_>, arguments: &[Expr]) {
    let text = Type::plain(Base::Text);
    writer.parens(|writer| {
        for (number, argument) in arguments.iter().enumerate() {
            writer.word(if number > 0 { "||" } else { "" });
            writer.function("coalesce", |writer| {
                lite.value(writer, argument, Some(&text));
                writer.comma().string("");
            });
        }
    });
}

/// `max(coalesce(a, b), coalesce(b, a))`, from the left.
fn extreme(writer: &mut Writer<'_>, name: &str, arguments: &[Expr]) {
    let Some((last, others)) = arguments.split_last() else {
        return;
    };
    if others.is_empty() {
        return writer.at(last, Level::Primary);
    }
    writer.function(name, |writer| {
        writer.function("coalesce", |writer| {
            extreme(writer, name, others);
            writer.comma();
            writer.expr(last);
        });
        writer.comma();
        writer.function("coalesce", |writer| {
            writer.expr(last);
            writer.comma();
            extreme(writer, name, others);
        });
    });
}

/// `left(text, n)` and `right(text, n)`; a negative number means something else there.
fn side(writer: &mut Writer<'_>, call: &Call, (start, sign): (&str, &str)) {
    let [text, length] = call.arguments.as_slice() else {
        return;
    };
    let ExprKind::Number(length) = &length.kind else {
        let title = format!(
            "SQLite takes the length of `{}` only as a number",
            call.function
        );
        return writer.refuse(lacks(length.origin, title));
    };
    writer.function("substr", |writer| {
        writer.expr(text);
        writer.comma();
        if !start.is_empty() {
            writer.word(start).comma();
        }
        writer.word(&format!("{sign}{length}"));
    });
}

#[cfg(test)]
mod tests {
    use super::FUNCTIONS;

    #[test]
    fn functions_stand_in_order() {
        assert!(FUNCTIONS.is_sorted_by_key(|(name, ..)| *name));
    }
}
