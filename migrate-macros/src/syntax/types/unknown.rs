//! What is said of a word that is no type. Takes the word, gives the error with the type
//! to write instead; must not know cursors.

use super::spelling::similar;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::Name;

/// The error for a word that begins no type.
pub(super) fn unknown(word: &str, origin: Origin) -> Diagnostic {
    let error = Diagnostic::new(origin, format!("there is no type `{word}`")).about(word);
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
            "write one of the language's types, or `\"{word}\"` if an extension brings it"
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

/// What is one slip from a well-known extension's type is meant to be that one.
pub(super) fn not_misspelt(name: &Name) -> Result<(), Diagnostic> {
    let bare = name.text.split('(').next().unwrap_or_default().trim();
    let Some(meant) = EXTENSIONS.iter().find(|known| is_slip(bare, known)) else {
        return Ok(());
    };
    let title = format!("no extension that is known has a type `{bare}`");
    Err(Diagnostic::new(name.origin, title)
        .why("a string is passed to the database as it is")
        .help(format!("did you mean `\"{meant}\"`?"))
        .about(bare))
}

/// Whether one letter is missing, too many or another, or two are swapped, behind the
/// first; a digit makes it another name.
fn is_slip(word: &str, known: &str) -> bool {
    let (one, other) = (word.as_bytes(), known.as_bytes());
    let pairs = || one.iter().zip(other);
    let start = pairs().take_while(|(a, b)| a == b).count();
    let end = one.iter().rev().zip(other.iter().rev());
    let shorter = one.len().min(other.len());
    let end = end
        .take_while(|(a, b)| a == b)
        .count()
        .min(shorter.saturating_sub(start));
    let (left, right) = (
        one.get(start..one.len() - end).unwrap_or_default(),
        other.get(start..other.len() - end).unwrap_or_default(),
    );
    let swapped = matches!((left, right), ([a, b], [c, d]) if a == d && b == c);
    let letters = left.iter().all(u8::is_ascii_lowercase);
    let short = left.len() <= 1 && right.len() <= 1 && left != right;
    start > 0 && known.len() > 4 && letters && (short || swapped)
}

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
