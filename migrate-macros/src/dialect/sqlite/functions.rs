//! Functions. Takes a call of one of PostgreSQL's, gives SQLite's for it; must not know
//! where it stands.

use super::limits::lacks;
use super::spelling::Lite;
use super::{times, uuids};
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer};
use crate::expressions::is_built_in;
use crate::syntax::ast::{Base, Call, Expr, ExprKind, IntegerWidth, Type};

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

/// What the result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    Text,
    Integer,
    Numeric,
    Bool,
    Uuid,
    TimestampTz,
    /// What the first argument of known type is.
    Same,
    Unknown,
}

/// Every function that SQLite has an equal of, in alphabetical order.
const FUNCTIONS: &[(&str, Way, Gives)] = &[
    ("abs", Way::As("abs"), Gives::Same),
    ("avg", Way::As("avg"), Gives::Numeric),
    ("bool_and", Way::As("min"), Gives::Bool),
    ("bool_or", Way::As("max"), Gives::Bool),
    ("btrim", Way::As("trim"), Gives::Text),
    ("char_length", Way::As("length"), Gives::Integer),
    ("character_length", Way::As("length"), Gives::Integer),
    ("chr", Way::As("char"), Gives::Text),
    ("clock_timestamp", Way::Now, Gives::TimestampTz),
    ("coalesce", Way::As("coalesce"), Gives::Same),
    ("concat", Way::Concat, Gives::Text),
    ("count", Way::As("count"), Gives::Integer),
    ("every", Way::As("min"), Gives::Bool),
    ("gen_random_uuid", Way::Uuid, Gives::Uuid),
    ("greatest", Way::Extreme("max"), Gives::Same),
    (
        "json_array_length",
        Way::As("json_array_length"),
        Gives::Integer,
    ),
    ("json_build_array", Way::As("json_array"), Gives::Unknown),
    ("json_build_object", Way::As("json_object"), Gives::Unknown),
    (
        "jsonb_array_length",
        Way::As("json_array_length"),
        Gives::Integer,
    ),
    ("jsonb_build_array", Way::As("json_array"), Gives::Unknown),
    ("jsonb_build_object", Way::As("json_object"), Gives::Unknown),
    ("least", Way::Extreme("min"), Gives::Same),
    ("left", Way::Left, Gives::Text),
    ("length", Way::As("length"), Gives::Integer),
    ("lower", Way::As("lower"), Gives::Text),
    ("ltrim", Way::As("ltrim"), Gives::Text),
    ("max", Way::As("max"), Gives::Same),
    ("min", Way::As("min"), Gives::Same),
    ("now", Way::Now, Gives::TimestampTz),
    ("nullif", Way::As("nullif"), Gives::Same),
    ("octet_length", Way::OctetLength, Gives::Integer),
    ("random", Way::Random, Gives::Numeric),
    ("replace", Way::As("replace"), Gives::Text),
    ("right", Way::Right, Gives::Text),
    ("round", Way::As("round"), Gives::Same),
    ("rtrim", Way::As("rtrim"), Gives::Text),
    ("statement_timestamp", Way::Now, Gives::TimestampTz),
    ("string_agg", Way::As("group_concat"), Gives::Text),
    ("strpos", Way::As("instr"), Gives::Integer),
    ("substr", Way::As("substr"), Gives::Text),
    ("substring", Way::As("substr"), Gives::Text),
    ("sum", Way::As("sum"), Gives::Same),
    ("transaction_timestamp", Way::Now, Gives::TimestampTz),
    ("trim", Way::As("trim"), Gives::Text),
    ("upper", Way::As("upper"), Gives::Text),
    ("uuid_generate_v4", Way::Uuid, Gives::Uuid),
    ("uuidv4", Way::Uuid, Gives::Uuid),
];

fn known(call: &Call) -> Option<(Way, Gives)> {
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
    FUNCTIONS.get(place).map(|(_, way, gives)| (*way, *gives))
}

pub(super) fn is_now(call: &Call) -> bool {
    matches!(known(call), Some((Way::Now, _)))
}

/// Whether the result is one of the arguments, so that what it is stored as reaches them.
pub(super) fn passes_values(call: &Call) -> bool {
    call.function.schema.is_none() && call.function.name.eq_ignore_ascii_case("coalesce")
}

pub(super) fn type_of(lite: &Lite<'_>, call: &Call) -> Option<Type> {
    let base = match known(call)?.1 {
        Gives::Text => Base::Text,
        Gives::Integer => Base::Integer(IntegerWidth::Big),
        Gives::Numeric => Base::Numeric(None),
        Gives::Bool => Base::Bool,
        Gives::Uuid => Base::Uuid,
        Gives::TimestampTz => Base::TimestampTz(None),
        Gives::Same => {
            return call
                .arguments
                .iter()
                .find_map(|argument| lite.type_of(argument));
        }
        Gives::Unknown => return None,
    };
    Some(Type::plain(base))
}

pub(super) fn call(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let Some((way, _)) = known(call) else {
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
