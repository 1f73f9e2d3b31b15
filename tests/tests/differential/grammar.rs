//! Expressions by chance that both databases compute. Takes a type, gives a text; it must
//! not know where the text goes.

/// The types that expressions have here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    Bool,
    Int,
    Numeric,
    Double,
    Text,
    Uuid,
    Bytes,
    Date,
    Time,
    Timestamp,
    TimestampTz,
}

/// Makes choices that look arbitrary, and are the same in every run.
///
/// <https://prng.di.unimi.it/splitmix64.c>
pub(crate) struct Grammar {
    state: u64,
}

/// How deep expressions stand in each other.
const DEPTH: u32 = 3;

impl Grammar {
    /// Each type, and the column of `results` that takes it.
    pub(crate) const TYPES: [(Ty, &str); 12] = [
        (Ty::Bool, "v_bool"),
        (Ty::Int, "v_bigint"),
        (Ty::Numeric, "v_numeric"),
        (Ty::Double, "v_double"),
        (Ty::Text, "v_text"),
        (Ty::Uuid, "v_uuid"),
        (Ty::Bytes, "v_bytes"),
        (Ty::Date, "v_date"),
        (Ty::Time, "v_time"),
        (Ty::Timestamp, "v_timestamp"),
        (Ty::TimestampTz, "v_timestamptz"),
        (Ty::Bool, "v_bool"),
    ];

    pub(crate) fn new() -> Grammar {
        Grammar { state: 2026 }
    }

    /// An expression of this type.
    pub(crate) fn expression(&mut self, ty: Ty) -> String {
        self.within(ty, DEPTH)
    }

    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 32).expect("32 bits") % end
    }

    fn of(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }

    fn within(&mut self, ty: Ty, depth: u32) -> String {
        if depth == 0 || self.below(6) == 0 {
            return self.of(leaves(ty)).to_owned();
        }
        let patterns = patterns(ty);
        let pattern = patterns[self.below(patterns.len())];
        self.filled(pattern, ty, depth - 1)
    }

    /// A pattern with each `{type}` filled.
    fn filled(&mut self, pattern: &str, own: Ty, depth: u32) -> String {
        let mut text = String::new();
        let mut rest = pattern;
        while let Some((before, behind)) = rest.split_once('{') {
            let (hole, behind) = behind.split_once('}').expect("a hole ends");
            text += before;
            text += &self.hole(hole, own, depth);
            rest = behind;
        }
        text + rest
    }

    fn hole(&mut self, hole: &str, own: Ty, depth: u32) -> String {
        let ty = match hole {
            "" => own,
            "bool" => Ty::Bool,
            "int" => Ty::Int,
            "numeric" => Ty::Numeric,
            "double" => Ty::Double,
            "text" => Ty::Text,
            "uuid" => Ty::Uuid,
            "bytes" => Ty::Bytes,
            "date" => Ty::Date,
            "time" => Ty::Time,
            "timestamp" => Ty::Timestamp,
            "timestamptz" => Ty::TimestampTz,
            "any time" => [Ty::Date, Ty::Timestamp, Ty::TimestampTz][self.below(3)],
            "test" => return self.of(&["=", "<>", "<", "<=", ">", ">="]).to_owned(),
            "order" => return self.of(&["<", ">"]).to_owned(),
            "not" => return self.of(&["", "not "]).to_owned(),
            "few" => return self.of(&["1", "2", "3", "5"]).to_owned(),
            "interval" => return self.of(INTERVALS).to_owned(),
            "zoned" => return self.of(ZONED).to_owned(),
            other => panic!("no hole is called `{other}`"),
        };
        self.within(ty, depth)
    }
}

const INTERVALS: &[&str] = &[
    "interval \"1 day\"",
    "interval \"90 minutes\"",
    "interval \"2 hours 30 seconds\"",
    "interval \"1 week\"",
];

const ZONED: &[&str] = &[
    "\"2024-03-01T12:20:30+02:00\"",
    "\"2024-3-1 10:20:30\"",
    "\"2024-02-29 23:59:59.123456+00\"",
    "\"2024-03-01\"",
    "\"1969-12-31 18:29:59.5-05:30\"",
];

/// What stands at the ends of expressions.
fn leaves(ty: Ty) -> &'static [&'static str] {
    match ty {
        Ty::Bool => &["b", "true", "false", "i > 0"],
        Ty::Int => &["i", "s", "0", "1", "5", "-7", "length(t)"],
        Ty::Numeric => &["n", "p", "1.5", "2.25", "-0.5"],
        Ty::Double => &["d", "r", "d", "0.25::double"],
        Ty::Text => &[
            "t",
            "vc",
            "\"abc\"",
            "\"\"",
            "\"it's %\"",
            "i::text",
            "b::text",
        ],
        Ty::Uuid => &["u", "\"6F1E4BA8-8a6c-4f0e-9d8a-0123456789ab\"::uuid"],
        Ty::Bytes => &["y", "\"\\\\x00ff\"::bytes"],
        Ty::Date => &["da", "da", "date \"2024-3-2\"", "ts::date"],
        Ty::Time => &["ti", "ti", "time \"9:05\"", "ts::time"],
        Ty::Timestamp => &["ts", "ts", "timestamp \"2024-3-1 9:00\"", "tz::timestamp"],
        Ty::TimestampTz => &[
            "tz",
            "tz",
            "timestamptz \"2024-03-01 12:20:30+02\"",
            "da::timestamptz",
        ],
    }
}

/// How expressions are made of others.
fn patterns(ty: Ty) -> &'static [&'static str] {
    match ty {
        Ty::Bool => BOOL,
        Ty::Int => INT,
        Ty::Numeric => NUMERIC,
        Ty::Double => DOUBLE,
        Ty::Text => TEXT,
        Ty::Uuid => UUID,
        Ty::Bytes => BYTES,
        Ty::Date => DATE,
        Ty::Time => TIME,
        Ty::Timestamp => TIMESTAMP,
        Ty::TimestampTz => TIMESTAMP_TZ,
    }
}

/// Sums of fractions are not compared for equality, since they are doubles on SQLite.
const BOOL: &[&str] = &[
    "({} and {})",
    "({} or {})",
    "(not {})",
    "({int} {test} {int})",
    "({text} {test} {text})",
    "({any time} {test} {any time})",
    "({any time} {test} {any time})",
    "({time} {test} {time})",
    "({uuid} {test} {uuid})",
    "({bytes} {test} {bytes})",
    "(n {order} {numeric} + 0.0123)",
    "(d {order} {double} + 0.0123)",
    "(tz {test} {zoned})",
    "(tz {not}in ({zoned}, {zoned}))",
    "({any time} {not}in ({date}, {timestamp}))",
    "(tz {not}between {zoned} and {zoned})",
    "({any time} {not}between {date} and {any time})",
    "({int} {not}in ({int}, {int}))",
    "({int} {not}between {int} and {int})",
    "({text} {not}like \"a%\")",
    "({text} {not}ilike \"%B_\")",
    "({any time} is {not}distinct from {any time})",
    "({int} is {not}distinct from {int})",
    "({} is {not}null)",
    "({text} is {not}null)",
    "({} is {not}true)",
    "({} is {not}unknown)",
    "case when {} then {} else {} end",
    "coalesce({}, {})",
    "(({int}, {any time}) = ({int}, {any time}))",
    "exists (select 1 from others as o where o.tz {test} samples.ts and o.id < 5)",
    "({any time} {not}in (select o.ts from others as o where o.id between 2 and 5))",
    "({date} {not}in (select o.tz from others as o where o.id between 2 and 5))",
    "({any time} {test} (select max(o.da) from others as o where o.id < 9))",
];

const INT: &[&str] = &[
    "({} + {})",
    "({} - {})",
    "({} * {few})",
    "({} / {few})",
    "({} % {few})",
    "({} / {})",
    "(-{})",
    "abs({})",
    "coalesce({}, {})",
    "nullif({}, {})",
    "greatest({}, {})",
    "least({}, {}, {})",
    "case when {bool} then {} else {} end",
    "length({text})",
    "octet_length({text})",
    "strpos({text}, \"b\")",
    "{numeric}::int",
    "{double}::int",
    "{bool}::int",
    "extract(year from {any time})::int",
    "extract(hour from {timestamp})::int",
    "extract(minute from {time})::int",
    "extract(epoch from {any time})::bigint",
    "(select count(*) from others as o where o.da {order} samples.da)",
];

const NUMERIC: &[&str] = &[
    "({} + {})",
    "({} - {})",
    "({} * {few})",
    "({} / 4.0)",
    "(-{})",
    "abs({})",
    "round({} + 0.0123, 1)",
    "coalesce({}, {int})",
    "greatest(n, p)",
    "case when {bool} then {} else {int} end",
    "({int} / 8.0)",
    "({} + {int})",
    "extract(epoch from {any time})",
    "extract(second from {timestamp})",
];

const DOUBLE: &[&str] = &[
    "({} + {})",
    "({} - {})",
    "({} * {few})",
    "({} / 4)",
    "(-{})",
    "abs({})",
    "round({} + 0.0123)",
    "coalesce({}, {})",
    "greatest(d, r)",
    "case when {bool} then {} else {} end",
    "({} + {int})",
    "{numeric}::double",
];

const TEXT: &[&str] = &[
    "({} || {})",
    "({} || {int})",
    "({} || {bool})",
    "({} || {any time})",
    "({} || {uuid})",
    "concat({}, {any time}, {int})",
    "concat({bool}, {time})",
    "upper({})",
    "lower({})",
    "left({}, {few})",
    "right({}, {few})",
    "substr({}, {few})",
    "substr({}, ({int})::int, {few})",
    "substr({}, {few}, {few})",
    "replace({}, \"b\", \"--\")",
    "trim({})",
    "coalesce({}, {})",
    "nullif({}, {})",
    "greatest({}, {})",
    "case when {bool} then {} else {} end",
    "case {int} when {few} then {} else {} end",
    "{int}::text",
    "{any time}::text",
    "{time}::text",
    "{uuid}::text",
    "{bytes}::text",
    "p::text",
];

const UUID: &[&str] = &[
    "coalesce({}, {})",
    "nullif({}, {})",
    "case when {bool} then {} else {} end",
    "{}::text::uuid",
];

const BYTES: &[&str] = &[
    "({} || {})",
    "coalesce({}, {})",
    "nullif({}, {})",
    "substr({}, {few})",
    "substr({}, ({int})::int, {few})",
    "case when {bool} then {} else {} end",
];

const DATE: &[&str] = &[
    "coalesce({}, {})",
    "nullif({}, {})",
    "greatest({}, {})",
    "least({}, {})",
    "case when {bool} then {} else {} end",
    "{any time}::date",
    "({} + {interval})::date",
    "({timestamptz} - {interval})::date",
    "{}::text::date",
];

const TIME: &[&str] = &[
    "coalesce({}, {})",
    "nullif({}, {})",
    "greatest({}, {})",
    "case when {bool} then {} else {} end",
    "{timestamp}::time",
    "({timestamp} - {interval})::time",
    "{timestamptz}::time",
];

const TIMESTAMP: &[&str] = &[
    "coalesce({}, {date})",
    "nullif({}, {any time})",
    "greatest({}, {date})",
    "case when {bool} then {} else {date} end",
    "({} + {interval})",
    "({} - {interval})",
    "({date} + {interval})",
    "{any time}::timestamp",
    "({timestamptz} at time zone \"UTC\")",
    "(select max(o.ts) from others as o where o.da <= samples.da)",
];

const TIMESTAMP_TZ: &[&str] = &[
    "coalesce({}, {timestamp})",
    "coalesce(tz, {zoned})",
    "nullif({}, {any time})",
    "least({}, {any time})",
    "case when {bool} then {} else {any time} end",
    "({} + {interval})",
    "({} - {interval})",
    "{any time}::timestamptz",
    "({timestamp} at time zone \"UTC\")",
];
