//! What is said of a word that is no type. Takes the word, gives the error with the type
//! to write instead; must not know cursors.

use super::spelling::similar;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

/// The error for a word that begins no type.
pub(super) fn unknown(word: &str, origin: Origin) -> Diagnostic {
    let error = Diagnostic::new(origin, format!("there is no type `{word}`")).unknown(word);
    let folded = word.to_ascii_lowercase();
    if ATTRIBUTES.contains(&folded.as_str()) {
        return Diagnostic::new(origin, "the column has no type")
            .why("its type stands behind the colon, and what else it has behind the type")
            .help(format!(
                "write the type before `{word}`, as in `text {word} …`"
            ));
    }
    if let Some(meant) = elsewhere(&folded) {
        return error
            .why("the types are PostgreSQL's, and the compiler translates them for each target")
            .help(format!("write `{meant}`"));
    }
    if EXTENSIONS.contains(&folded.as_str()) {
        return error
            .why("an extension brings it, so the compiler does not know it")
            .help(format!("write `\"{folded}\"`"));
    }
    match similar(&folded) {
        Some(near) => error.help(format!("write `{near}`")),
        None => error.help(format!(
            "write one of the language's types, or `\"{word}\"` if a raw statement makes it"
        )),
    }
}

/// The words that begin an attribute of a column.
pub(in crate::syntax) const ATTRIBUTES: &[&str] = &[
    "not",
    "null",
    "default",
    "primary",
    "unique",
    "check",
    "references",
    "identity",
    "generated",
    "collate",
    "comment",
    "constraint",
];

/// Types of well-known extensions.
const EXTENSIONS: &[&str] = &[
    "citext",
    "hstore",
    "ltree",
    "lquery",
    "cube",
    "seg",
    "isbn",
    "geometry",
    "geography",
    "vector",
    "halfvec",
    "sparsevec",
];

/// What a type of another database, or of Rust, is here.
pub(super) fn elsewhere(word: &str) -> Option<&'static str> {
    Some(match word {
        "datetime" | "datetime2" | "smalldatetime" | "datetimeoffset" => "timestamptz",
        "string" | "str" | "clob" | "tinytext" | "mediumtext" | "longtext" | "ntext" => "text",
        "nvarchar" | "varchar2" | "nvarchar2" => "varchar",
        "nchar" | "bpchar" => "char",
        "blob" | "tinyblob" | "mediumblob" | "longblob" | "binary" | "varbinary" | "bytearray" => {
            "bytes"
        }
        "tinyint" | "i8" | "u8" | "i16" => "smallint",
        "mediumint" | "i32" | "u16" => "int",
        "long" | "i64" | "u32" | "u64" | "usize" | "isize" => "bigint",
        "f32" => "real",
        "f64" => "double",
        "number" => "numeric",
        "guid" | "uniqueidentifier" => "uuid",
        _ => return None,
    })
}
