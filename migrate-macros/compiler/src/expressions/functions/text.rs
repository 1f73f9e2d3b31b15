//! Functions of strings and bytes: one row each, in the order of their names, with what
//! PostgreSQL's `pg_proc` says of it. Must not know how a function is called.

use super::row::Class::{Immutable, Stable};
use super::row::Returns::{Bigint, Bool, Bytes, Folded, Int, Part, Text, TextArray, Unknown};
use super::row::{Function, MANY, f, rows};
use crate::expressions::types::Family;

pub(super) const FUNCTIONS: &[Function] = &[
    f("ascii", 1, 1, Immutable, Int).of(Family::Text),
    f("bit_count", 1, 1, Immutable, Bigint).postgres(14),
    f("bit_length", 1, 1, Immutable, Int),
    f("btrim", 1, 2, Immutable, Part)
        .of(Family::Text)
        .translated(),
    f("casefold", 1, 1, Immutable, Text)
        .of(Family::Text)
        .postgres(18),
    f("char_length", 1, 1, Immutable, Int)
        .of(Family::Text)
        .translated(),
    f("character_length", 1, 1, Immutable, Int)
        .of(Family::Text)
        .translated(),
    f("chr", 1, 1, Immutable, Text).translated(),
    f("concat", 1, MANY, Stable, Text).translated(),
    f("concat_ws", 2, MANY, Stable, Text).sqlite(44),
    f("convert", 3, 3, Stable, Bytes),
    f("convert_from", 2, 2, Stable, Text),
    f("convert_to", 2, 2, Stable, Bytes),
    f("crc32", 1, 1, Immutable, Bigint).postgres(18),
    f("crc32c", 1, 1, Immutable, Bigint).postgres(18),
    f("decode", 2, 2, Immutable, Bytes),
    f("encode", 2, 2, Immutable, Text),
    f("format", 1, MANY, Stable, Text).sqlite(38),
    f("get_bit", 2, 2, Immutable, Int),
    f("get_byte", 2, 2, Immutable, Int),
    f("initcap", 1, 1, Immutable, Text).of(Family::Text),
    f("is_normalized", 1, 2, Immutable, Bool),
    f("left", 2, 2, Immutable, Text)
        .of(Family::Text)
        .translated(),
    f("length", 1, 1, Immutable, Int).of(Family::Text).sqlite(0),
    f("lower", 1, 1, Immutable, Folded)
        .of(Family::Text)
        .sqlite(0),
    f("lpad", 2, 3, Immutable, Text).of(Family::Text),
    f("ltrim", 1, 2, Immutable, Part).of(Family::Text).sqlite(0),
    f("md5", 1, 1, Immutable, Text).of(Family::Text),
    f("normalize", 1, 2, Immutable, Text),
    f("octet_length", 1, 1, Immutable, Int)
        .of(Family::Text)
        .sqlite(43),
    f("overlay", 3, 4, Immutable, Part),
    f("parse_ident", 1, 2, Immutable, TextArray),
    f("position", 2, 2, Immutable, Int),
    f("quote_ident", 1, 1, Immutable, Text).of(Family::Text),
    f("quote_literal", 1, 1, Immutable, Text),
    f("quote_nullable", 1, 1, Immutable, Text),
    f("regexp_count", 2, 4, Immutable, Int).postgres(15),
    f("regexp_instr", 2, 7, Immutable, Int).postgres(15),
    f("regexp_like", 2, 3, Immutable, Bool).postgres(15),
    f("regexp_match", 2, 3, Immutable, TextArray).of(Family::Text),
    rows("regexp_matches", 2, 3, Immutable, TextArray),
    f("regexp_replace", 3, 6, Immutable, Text).of(Family::Text),
    f("regexp_split_to_array", 2, 3, Immutable, TextArray).of(Family::Text),
    rows("regexp_split_to_table", 2, 3, Immutable, Text),
    f("regexp_substr", 2, 6, Immutable, Text).postgres(15),
    f("repeat", 2, 2, Immutable, Text).of(Family::Text),
    f("replace", 3, 3, Immutable, Text)
        .of(Family::Text)
        .sqlite(0),
    f("reverse", 1, 1, Immutable, Text).of(Family::Text),
    f("right", 2, 2, Immutable, Text)
        .of(Family::Text)
        .translated(),
    f("rpad", 2, 3, Immutable, Text).of(Family::Text),
    f("rtrim", 1, 2, Immutable, Part).of(Family::Text).sqlite(0),
    f("set_bit", 3, 3, Immutable, Unknown),
    f("set_byte", 3, 3, Immutable, Bytes),
    f("sha224", 1, 1, Immutable, Bytes),
    f("sha256", 1, 1, Immutable, Bytes),
    f("sha384", 1, 1, Immutable, Bytes),
    f("sha512", 1, 1, Immutable, Bytes),
    f("split_part", 3, 3, Immutable, Text).of(Family::Text),
    f("starts_with", 2, 2, Immutable, Bool).of(Family::Text),
    f("string_to_array", 2, 3, Immutable, TextArray).of(Family::Text),
    rows("string_to_table", 2, 3, Immutable, Text).postgres(14),
    f("strpos", 2, 2, Immutable, Int)
        .of(Family::Text)
        .translated(),
    f("substr", 2, 3, Immutable, Part)
        .of(Family::Text)
        .sqlite(0),
    f("substring", 2, 3, Immutable, Part).sqlite(0),
    f("text", 1, 1, Immutable, Text),
    f("to_ascii", 1, 2, Immutable, Text),
    f("to_bin", 1, 1, Immutable, Text).postgres(17),
    f("to_hex", 1, 1, Immutable, Text),
    f("to_oct", 1, 1, Immutable, Text).postgres(17),
    f("translate", 3, 3, Immutable, Text).of(Family::Text),
    f("trim", 1, 2, Immutable, Part).of(Family::Text).sqlite(0),
    f("unistr", 1, 1, Immutable, Text).postgres(14),
    f("upper", 1, 1, Immutable, Folded)
        .of(Family::Text)
        .sqlite(0),
];
