//! Functions. Takes a call of one of PostgreSQL's, gives SQLite's for it; must not know
//! where it stands.

use super::limits::lacks;
use super::spelling::Lite;
use super::{operators, times, translated, uuids};
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::Writer;
use crate::expressions::is_built_in;
use crate::syntax::ast::{Call, Expr, ExprKind};

/// How SQLite does what a function of PostgreSQL does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Under this name.
    As(&'static str),
    Now,
    Uuid,
    Random,
    Character,
    ArrayLength,
    /// Its texts one after the other, nulls as nothing.
    Concat,
    /// The first that is no null, in the form that all have together.
    Coalesce,
    Nullif,
    Round,
    Substring,
    /// A document of its arguments.
    Document(&'static str),
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
    ("chr", Way::Character),
    ("clock_timestamp", Way::Now),
    ("coalesce", Way::Coalesce),
    ("concat", Way::Concat),
    ("count", Way::As("count")),
    ("every", Way::As("min")),
    ("gen_random_uuid", Way::Uuid),
    ("greatest", Way::Extreme("max")),
    ("json_array_length", Way::ArrayLength),
    ("json_build_array", Way::Document("json_array")),
    ("json_build_object", Way::Document("json_object")),
    ("jsonb_array_length", Way::ArrayLength),
    ("jsonb_build_array", Way::Document("json_array")),
    ("jsonb_build_object", Way::Document("json_object")),
    ("least", Way::Extreme("min")),
    ("left", Way::Left),
    ("length", Way::As("length")),
    ("lower", Way::As("lower")),
    ("ltrim", Way::As("ltrim")),
    ("max", Way::As("max")),
    ("min", Way::As("min")),
    ("now", Way::Now),
    ("nullif", Way::Nullif),
    ("octet_length", Way::OctetLength),
    ("random", Way::Random),
    ("replace", Way::As("replace")),
    ("right", Way::Right),
    ("round", Way::Round),
    ("rtrim", Way::As("rtrim")),
    ("statement_timestamp", Way::Now),
    ("string_agg", Way::As("group_concat")),
    ("strpos", Way::As("instr")),
    ("substr", Way::Substring),
    ("substring", Way::Substring),
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

pub(super) fn is_random_uuid(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Call(call) if known(call) == Some(Way::Uuid))
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
    let common = || lite.common(call.arguments.iter());
    match way {
        Way::As(name) => {
            writer.word(name);
            writer.arguments(call);
        }
        Way::Now => times::now(writer),
        Way::Uuid => uuids::random(writer),
        // 53 random bits, as many as a double holds.
        Way::Random => writer.put("((random() & 9007199254740991) / 9007199254740992.0)"),
        Way::ArrayLength => translated::array_length(lite, writer, call),
        Way::Character => translated::character(lite, writer, call),
        Way::Concat => translated::concat(lite, writer, &call.arguments),
        Way::Coalesce => translated::together(lite, writer, ("coalesce", call), common().as_ref()),
        Way::Nullif => translated::nullif(lite, writer, call, common().as_ref()),
        Way::Extreme(name) => {
            let ty = common();
            operators::refuse_documents(writer, ty.as_ref(), call.origin);
            translated::extreme(lite, writer, (name, &call.arguments), ty.as_ref());
        }
        Way::Round => translated::round(lite, writer, call),
        Way::Substring => translated::substring(lite, writer, call),
        Way::Document(name) => translated::document(lite, writer, (name, call)),
        Way::Left => translated::side(writer, call, ("1", "")),
        Way::Right => translated::side(writer, call, ("", "-")),
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

#[cfg(test)]
mod tests {
    use super::FUNCTIONS;

    #[test]
    fn functions_stand_in_order() {
        assert!(FUNCTIONS.is_sorted_by_key(|(name, ..)| *name));
    }
}
