//! Every word that begins a type. Takes a word, gives the type it spells or the shape of
//! what must follow; must not know cursors.

use crate::nearest::nearest;
use crate::syntax::ast::{Base, IntegerWidth, NATIVE};

/// What a word begins.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// The whole type.
    Fixed(Base),
    /// `numeric[(precision[, scale])]`
    Numeric,
    /// `float[(bits)]`
    Float,
    /// `double [precision]`
    Double,
    /// `char [varying] [(n)]`
    Char,
    /// `varchar[(n)]`
    Varchar,
    /// `bit [varying] [(n)]`
    Bit,
    /// `varbit[(n)]`
    Varbit,
    /// `time[(p)] [with | without time zone]`
    Time,
    /// `timetz[(p)]`
    TimeTz,
    /// `timestamp[(p)] [with | without time zone]`
    Timestamp,
    /// `timestamptz[(p)]`
    TimestampTz,
    /// `interval[(p)]`
    Interval,
}

/// What the word begins, if it is a type.
pub(super) fn shape(word: &str) -> Option<Shape> {
    let spelled = WORDS.iter().find(|(spelling, _)| *spelling == word);
    match spelled {
        Some((_, shape)) => Some(shape.clone()),
        None => Base::native(word).map(Shape::Fixed),
    }
}

/// A known word that was probably meant.
pub(super) fn similar(word: &str) -> Option<&'static str> {
    let spelled = WORDS.iter().map(|(spelling, _)| *spelling);
    nearest(word, spelled.chain(NATIVE.iter().copied()))
}

const fn fixed(word: &'static str, base: Base) -> (&'static str, Shape) {
    (word, Shape::Fixed(base))
}

/// The most frequent ones first: they are looked for one after the other.
static WORDS: &[(&str, Shape)] = &[
    fixed("text", Base::Text),
    fixed("bigint", Base::Integer(IntegerWidth::Big)),
    fixed("int", Base::Integer(IntegerWidth::Normal)),
    fixed("integer", Base::Integer(IntegerWidth::Normal)),
    ("timestamptz", Shape::TimestampTz),
    ("timestamp", Shape::Timestamp),
    fixed("bool", Base::Bool),
    fixed("boolean", Base::Bool),
    ("varchar", Shape::Varchar),
    ("numeric", Shape::Numeric),
    fixed("uuid", Base::Uuid),
    fixed("jsonb", Base::Jsonb),
    fixed("json", Base::Json),
    fixed("date", Base::Date),
    fixed("smallint", Base::Integer(IntegerWidth::Small)),
    fixed("bytes", Base::Bytes),
    fixed("bytea", Base::Bytes),
    ("double", Shape::Double),
    fixed("real", Base::Real),
    ("char", Shape::Char),
    ("character", Shape::Char),
    fixed("int2", Base::Integer(IntegerWidth::Small)),
    fixed("int4", Base::Integer(IntegerWidth::Normal)),
    fixed("int8", Base::Integer(IntegerWidth::Big)),
    fixed("smallserial", Base::Serial(IntegerWidth::Small)),
    fixed("serial", Base::Serial(IntegerWidth::Normal)),
    fixed("bigserial", Base::Serial(IntegerWidth::Big)),
    fixed("serial2", Base::Serial(IntegerWidth::Small)),
    fixed("serial4", Base::Serial(IntegerWidth::Normal)),
    fixed("serial8", Base::Serial(IntegerWidth::Big)),
    ("decimal", Shape::Numeric),
    ("dec", Shape::Numeric),
    ("float", Shape::Float),
    fixed("float4", Base::Real),
    fixed("float8", Base::Double),
    ("time", Shape::Time),
    ("timetz", Shape::TimeTz),
    ("interval", Shape::Interval),
    ("bit", Shape::Bit),
    ("varbit", Shape::Varbit),
];
