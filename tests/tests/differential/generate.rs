//! Writes what is too much to write by hand: a cast for each pair of types, and expressions
//! by chance, the same in every run. `DIFFERENTIAL=write` writes the files anew. It must not
//! know the rows.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::grammar::Grammar;

/// A type, and the column of `results` that takes it.
const TARGETS: [(&str, &str); 21] = [
    ("bool", "v_bool"),
    ("smallint", "v_smallint"),
    ("int", "v_int"),
    ("bigint", "v_bigint"),
    ("real", "v_real"),
    ("double", "v_double"),
    ("numeric", "v_numeric"),
    ("numeric(10, 2)", "v_money"),
    ("numeric(4, 1)", "v_tight"),
    ("text", "v_text"),
    ("varchar(10)", "v_varchar"),
    ("varchar(3)", "v_short"),
    ("char(5)", "v_char"),
    ("uuid", "v_uuid"),
    ("bytes", "v_bytes"),
    ("date", "v_date"),
    ("time", "v_time"),
    ("timestamp", "v_timestamp"),
    ("timestamptz", "v_timestamptz"),
    ("jsonb", "v_jsonb"),
    ("json", "v_json"),
];

const NUMBERS: &str = "smallint int bigint real double numeric numeric(10,2) numeric(4,1)";
const PRINTED: &str = "text varchar(10) varchar(3) char(5)";
const TIMES: &str = "date timestamp timestamptz";

/// What the columns of each type can be cast to in words: what PostgreSQL casts, without
/// what the compiler refuses for SQLite.
const CASTS: &[(&str, &[&str])] = &[
    ("b", &["bool int", PRINTED]),
    ("i", &["bool", NUMBERS, PRINTED]),
    ("s", &[NUMBERS, PRINTED]),
    ("l", &[NUMBERS, PRINTED]),
    ("r", &[NUMBERS]),
    ("d", &[NUMBERS]),
    ("n", &[NUMBERS]),
    ("p", &[NUMBERS, PRINTED]),
    (
        "t",
        &[
            "bool",
            NUMBERS,
            PRINTED,
            "uuid bytes time jsonb json",
            TIMES,
        ],
    ),
    (
        "vc",
        &[
            "bool",
            NUMBERS,
            PRINTED,
            "uuid bytes time jsonb json",
            TIMES,
        ],
    ),
    (
        "ch",
        &["bool", NUMBERS, PRINTED, "uuid time jsonb json", TIMES],
    ),
    ("u", &["uuid", PRINTED]),
    ("y", &["bytes", PRINTED]),
    ("da", &[TIMES, PRINTED]),
    ("ti", &["time", PRINTED]),
    ("ts", &["time", TIMES, PRINTED]),
    ("tz", &["time", TIMES, PRINTED]),
    ("j", &[NUMBERS, "jsonb json"]),
    ("js", &["jsonb json", PRINTED]),
];

/// What is stored without a word.
const STORED: &[(&str, &[&str])] = &[
    ("b", &["bool", PRINTED]),
    ("i", &[NUMBERS, PRINTED]),
    ("s", &[NUMBERS, PRINTED]),
    ("l", &[NUMBERS, PRINTED]),
    ("r", &[NUMBERS]),
    ("d", &[NUMBERS]),
    ("n", &[NUMBERS]),
    ("p", &[NUMBERS, PRINTED]),
    ("t", &[PRINTED]),
    ("vc", &[PRINTED]),
    ("ch", &[PRINTED]),
    ("u", &["uuid", PRINTED]),
    ("y", &["bytes", PRINTED]),
    ("da", &[TIMES, PRINTED]),
    ("ti", &["time", PRINTED]),
    ("ts", &["time", TIMES, PRINTED]),
    ("tz", &["time", TIMES, PRINTED]),
    ("j", &["jsonb json"]),
    ("js", &["jsonb json", PRINTED]),
];

/// Expressions of each type in `random.rs`.
const RANDOM: usize = 25;

#[test]
fn the_files_are_what_is_generated() {
    check("casts.rs", &casts());
    check("random.rs", &random());
}

fn check(name: &str, given: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/differential")
        .join(name);
    if env::var("DIFFERENTIAL").as_deref() == Ok("write") {
        fs::write(&path, given).expect("write the file");
    }
    let written = fs::read_to_string(&path).expect("the file");
    assert_eq!(
        written, given,
        "{name}: `DIFFERENTIAL=write` writes it anew"
    );
}

fn casts() -> String {
    let mut file = begin("A cast for each pair of types", "Casts.", "CASTS");
    for (column, types) in CASTS {
        for (ty, target) in targets(types) {
            file += &statement(target, &format!("{column}::{ty}"));
        }
    }
    for (column, types) in STORED {
        for (_, target) in targets(types) {
            file += &statement(target, column);
        }
    }
    file + "}\n"
}

fn targets(types: &[&str]) -> impl Iterator<Item = (&'static str, &'static str)> {
    let words = types.join(" ");
    let is_named = move |ty: &str| words.split(' ').any(|word| word == ty.replace(' ', ""));
    TARGETS.into_iter().filter(move |(ty, _)| is_named(ty))
}

fn random() -> String {
    let mut file = begin("Expressions by chance", "Whatever comes.", "RANDOM");
    let mut grammar = Grammar::new();
    for number in 0..RANDOM * Grammar::TYPES.len() {
        let (ty, target) = Grammar::TYPES[number % Grammar::TYPES.len()];
        file += &statement(target, &grammar.expression(ty));
    }
    file + "}\n"
}

fn begin(charter: &str, about: &str, name: &str) -> String {
    format!(
        "//! {charter}, as `generate.rs` writes them. It must not know the rows.\n\n\
         use migrate_runtime::migration;\n\n\
         use super::tables::TABLES;\n\n\
         migration! {{\n    /// {about}\n    pub static {name} after TABLES as branch;\n\n"
    )
}

fn statement(target: &str, expression: &str) -> String {
    format!("    insert into results ({target}) select {expression} from samples;\n")
}
