//! Rows of every type: values at the edges of types, and texts that are values of types, or
//! nearly. Takes nothing, gives literals; it must not know any expression.

/// How a column's values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bool,
    Number,
    /// Of 32 bits; sqlx stores them with 64.
    Single,
    Text,
    Uuid,
    Bytes,
}

/// The columns behind `id`, with the values of a row of which nothing else is said.
const COLUMNS: [(&str, Kind, &str); 19] = [
    ("b", Kind::Bool, "true"),
    ("i", Kind::Number, "5"),
    ("s", Kind::Number, "7"),
    ("l", Kind::Number, "5"),
    ("r", Kind::Single, "2.5"),
    ("d", Kind::Number, "2.5"),
    ("n", Kind::Number, "1.5"),
    ("p", Kind::Number, "9.99"),
    ("t", Kind::Text, "abc"),
    ("vc", Kind::Text, "abc"),
    ("ch", Kind::Text, "ab"),
    ("u", Kind::Uuid, "6f1e4ba88a6c4f0e9d8a0123456789ab"),
    ("y", Kind::Bytes, "4142"),
    ("da", Kind::Text, "2024-03-01"),
    ("ti", Kind::Text, "09:00:00"),
    ("ts", Kind::Text, "2024-03-01 10:20:30"),
    ("tz", Kind::Text, "2024-03-01T10:20:30+00:00"),
    ("j", Kind::Text, r#"{"a": "x", "b": true, "n": 5}"#),
    ("js", Kind::Text, r#"{"a": 1}"#),
];

/// What rows say of their own; the rest is as above.
type Row = &'static [(&'static str, &'static str)];

const ROWS: &[Row] = &[
    &[],
    &[
        ("b", "false"),
        ("i", "-7"),
        ("s", "-3"),
        ("l", "9007199254740993"),
        ("r", "0.5"),
        ("d", "-2.5"),
        ("n", "2.675"),
        ("p", "-0.05"),
        ("t", "12"),
        ("vc", "12"),
        ("u", "00000000000000000000000000000000"),
        ("y", ""),
        ("da", "2024-02-29"),
        ("ti", "23:59:59.500"),
        ("ts", "2024-03-01 23:59:59.999600"),
        ("tz", "2024-02-29T23:59:59.123456+00:00"),
        ("j", r#"{"a": null, "b": false, "n": -7}"#),
        ("js", "[1, 2]"),
    ],
    &[
        ("i", "0"),
        ("s", "0"),
        ("l", "0"),
        ("r", "0"),
        ("d", "0.5"),
        ("n", "0.5"),
        ("p", "0"),
        ("t", ""),
        ("vc", ""),
        ("y", "5c78"),
        ("da", "1969-12-31"),
        ("ti", "00:00:00"),
        ("ts", "1969-12-31 23:59:59.500"),
        ("tz", "1969-12-31T23:59:59.500+00:00"),
        ("j", "12"),
        ("js", r#""a""#),
    ],
    &[
        ("ts", "2024-03-01 00:00:00"),
        ("tz", "2024-03-01T00:00:00+00:00"),
        ("ti", "00:00:00.001"),
    ],
    &[
        ("da", "2024-12-31"),
        ("ts", "2024-12-31 23:59:59.999999"),
        ("tz", "2024-12-31T23:59:59.999999+00:00"),
        ("ti", "23:59:59.999999"),
    ],
    &[
        ("da", "2000-02-29"),
        ("ts", "2000-02-29 06:07:08.090"),
        ("tz", "2000-02-29T06:07:08.090+00:00"),
        ("ti", "06:07:08.090"),
    ],
    &[("n", "2.5"), ("p", "2.5"), ("d", "1.5")],
    &[("n", "-2.5"), ("p", "-2.5"), ("d", "-0.5")],
    &[("n", "0.005"), ("p", "0.01"), ("d", "3.5")],
    &[("n", "1.005"), ("d", "-3.5"), ("r", "-3.5")],
    &[("n", "0.125"), ("d", "0.49999999999999994")],
    &[("n", "999.95"), ("p", "999.95"), ("d", "0.1"), ("r", "1.5")],
    &[("n", "999.94"), ("p", "12345678.9"), ("d", "-2.4")],
    &[("n", "-0.4"), ("p", "-0.4"), ("d", "123456.789")],
    &[("n", "0.1"), ("p", "0.1"), ("d", "0.30000000000000004")],
];

/// Numbers that do not fit into every type.
const EDGES: &[Row] = &[
    &[
        ("n", "99999999.994"),
        ("d", "99999999.994"),
        ("i", "32767"),
        ("s", "32767"),
        ("l", "32767"),
    ],
    &[
        ("n", "99999999.995"),
        ("d", "99999999.995"),
        ("i", "32768"),
        ("l", "32768"),
    ],
    &[
        ("n", "32767.5"),
        ("d", "32767.5"),
        ("i", "-32768"),
        ("s", "-32768"),
        ("l", "-32768"),
    ],
    &[
        ("n", "-32768.5"),
        ("d", "-32768.5"),
        ("i", "-32769"),
        ("l", "-32769"),
    ],
    &[
        ("n", "2147483647.5"),
        ("d", "2147483647.5"),
        ("i", "2147483647"),
        ("l", "2147483647"),
    ],
    &[
        ("n", "-2147483648.5"),
        ("d", "-2147483648.5"),
        ("i", "-2147483648"),
        ("l", "2147483648"),
    ],
    &[
        ("n", "9223372036854775807"),
        ("d", "9.3e18"),
        ("l", "9223372036854775807"),
    ],
    &[
        ("n", "99999999999999"),
        ("d", "1e15"),
        ("l", "-9223372036854775808"),
        ("r", "3e38"),
    ],
    &[
        ("n", "1000000"),
        ("d", "4503599627370497.5"),
        ("l", "1000000"),
        ("i", "1000000"),
    ],
    &[
        ("n", "100000000"),
        ("d", "1e300"),
        ("l", "100000000"),
        ("r", "1e-30"),
    ],
    &[
        ("n", "0.00001"),
        ("d", "1e-50"),
        ("l", "999999"),
        ("i", "999999"),
    ],
    &[("n", "99999999.99"), ("d", "1e39"), ("p", "99999999.99")],
];

/// Texts that both databases read as values of some type, or neither does.
const TEXTS: &[&str] = &[
    "12abc",
    "3.7",
    " 12 ",
    "+5",
    "-7",
    "--7",
    "1e3",
    "1e-400",
    "99999",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    ".5",
    "5.",
    "true",
    "YES",
    "of",
    "o",
    "2024-03-02",
    "2026-02-31",
    "2024-03-02 10:11:12",
    "2024-03-02T10:11:12.5",
    "2024-03-02 10:11:12.123456",
    "2024-03-02 25:00",
    "2024-13-01",
    "09:30",
    "12:00:00",
    "x",
    "6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab",
    "6f1e4ba88a6c4f0e9d8a0123456789ab",
    "6F1E4BA8-8A6C-4F0E-9D8A-0123456789AB",
    "6f1e4ba88a6c4f0e9d8a0123456789a",
    "[1,2",
    "null",
    "éàü",
    "it's",
    "%_",
    "0",
    "1",
    "-0",
    "00012",
    "123456789012345678901234567890",
    "9999999.995",
    "99999999.995",
    "99999999.994",
    "2024-03-02 10:11",
    " true ",
    "3.4e38",
    "3.5e38",
    "1.7976931348623157e308",
    "  ",
    "abc,def",
    "1e",
    "e5",
    "+",
    "-",
    ".",
    "1 2",
    "\t7\n",
    "2024-02-30",
    "2023-02-29",
    "23:60",
    "24:01",
    "tru",
    "offf",
    "12:00:61",
    "a\\b",
    "{}",
    "\"s\"",
    "1,5",
    "Infinityy",
    "١٢",
    "0.1e1",
    "2.5",
    "-2.5",
    "1.005",
    "10:11:12.25",
];

/// Texts that only PostgreSQL reads, so that SQLite may fail.
const ONLY_POSTGRES: &[&str] = &[
    "0x10",
    "NaN",
    "Infinity",
    "1_000",
    "2024-3-2",
    "2024-03-02Z",
    "20240302",
    "9:00",
    "24:00:00",
    "23:59:60",
    "12:00:00.1234567",
    "2024-03-02 10:11:12+02",
    "2024-03-02 10:11:12.25-03:30",
    "{6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab}",
    "6f1e4ba8-8a6c4f0e9d8a-0123456789ab",
    "\\x41",
    "\\\\",
    "{\"a\": 1e400}",
    "1e400",
    "1.8e308",
    "2024-03-02 10:11:12.",
    "1.2.3",
    "Mar 2 2024",
    "now",
    "epoch",
    "t1",
];

/// One row, with a number of its own.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) number: i32,
    values: [Option<&'static str>; COLUMNS.len()],
    pub(crate) family: Family,
}

/// What is special about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Plain,
    /// A sum over it may leave its type.
    Edge,
    /// Only its texts.
    Text,
    /// Only its texts, which SQLite need not read.
    PostgresText,
}

/// All rows.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = vec![Sample {
        number: 0,
        values: [None; COLUMNS.len()],
        family: Family::Plain,
    }];
    all.extend(ROWS.iter().map(|own| sample(own, Family::Plain)));
    all.extend(EDGES.iter().map(|own| sample(own, Family::Edge)));
    let of_text = |text: &'static str, family| {
        let (vc, ch) = (shortened(text, 10), shortened(text, 5));
        sample(
            &[("t", text), ("vc", vc), ("ch", ch.trim_end_matches(' '))],
            family,
        )
    };
    all.extend(TEXTS.iter().map(|text| of_text(text, Family::Text)));
    let postgres = ONLY_POSTGRES.iter();
    all.extend(postgres.map(|text| of_text(text, Family::PostgresText)));
    for (sample, number) in all.iter_mut().zip(1..) {
        sample.number = number;
    }
    all
}

fn sample(own: &[(&str, &'static str)], family: Family) -> Sample {
    let value = |(name, _, value): (&str, Kind, &'static str)| {
        let own = own.iter().find(|(column, _)| *column == name);
        Some(own.map_or(value, |(_, value)| value))
    };
    Sample {
        number: 0,
        values: COLUMNS.map(value),
        family,
    }
}

fn shortened(text: &'static str, characters: usize) -> &'static str {
    let end = text.char_indices().nth(characters);
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

impl Sample {
    /// The row as PostgreSQL reads it.
    pub(crate) fn for_postgres(&self) -> String {
        self.row(|kind, value| match kind {
            Kind::Bytes => format!("'\\x{value}'"),
            Kind::Bool | Kind::Number | Kind::Single | Kind::Text | Kind::Uuid => quoted(value),
        })
    }

    /// The row as sqlx would store it.
    pub(crate) fn for_sqlite(&self) -> String {
        self.row(|kind, value| match kind {
            Kind::Bool | Kind::Number => value.to_owned(),
            Kind::Single => {
                let value: f32 = value.parse().expect("a number");
                format!("{:e}", f64::from(value))
            }
            Kind::Text => quoted(value),
            Kind::Uuid | Kind::Bytes => format!("X'{value}'"),
        })
    }

    /// Whether its text begins with a day.
    pub(crate) fn has_day(&self) -> bool {
        let texts = COLUMNS.iter().zip(self.values);
        let mut texts = texts.filter(|((name, ..), _)| *name == "t");
        texts.any(|(_, text)| text.is_some_and(|text| text.starts_with("20")))
    }

    fn row(&self, literal: impl Fn(Kind, &str) -> String) -> String {
        let values = self.values.iter().zip(COLUMNS);
        let values = values.map(|(value, (_, kind, _))| match value {
            Some(value) => literal(kind, value),
            None => "NULL".to_owned(),
        });
        let values: Vec<String> = values.collect();
        format!("({}, {})", self.number, values.join(", "))
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
