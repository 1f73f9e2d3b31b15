//! The storage parameters of index methods. Takes a name and a value as written, gives an
//! error; must not know the index.
//! <https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-STORAGE-PARAMETERS>

use super::Chosen;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::syntax::ast::Name;

/// What a parameter takes.
#[derive(Clone, Copy, Debug)]
enum Values {
    Between(i64, i64),
    Bool,
    /// `on`, `off` or this word.
    BoolOr(&'static str),
}

/// The methods that have a parameter, and what it takes.
const PARAMETERS: &[(&str, &[&str], Values)] = &[
    ("autosummarize", &["brin"], Values::Bool),
    ("buffering", &["gist"], Values::BoolOr("auto")),
    ("deduplicate_items", &["btree"], Values::Bool),
    ("fastupdate", &["gin"], Values::Bool),
    (
        "fillfactor",
        &["btree", "hash", "gist", "spgist"],
        Values::Between(10, 100),
    ),
    (
        "gin_pending_list_limit",
        &["gin"],
        Values::Between(64, i32::MAX as i64),
    ),
    ("pages_per_range", &["brin"], Values::Between(1, 131_072)),
];

pub(super) fn check(chosen: &Chosen<'_>, name: &Name, value: &str) -> Result<(), Diagnostic> {
    let written = name.text.to_ascii_lowercase();
    let has = |row: &&(&str, &[&str], Values)| row.1.contains(&chosen.name);
    let mut own = PARAMETERS.iter().filter(has);
    let Some((_, _, values)) = own.find(|row| row.0 == written) else {
        return Err(unknown(chosen, name));
    };
    if fits(*values, value) {
        return Ok(());
    }
    let title = format!("`{value}` is not a value of `{written}`");
    Err(Diagnostic::new(name.origin, title).help(match values {
        Values::Between(least, most) => format!("write a whole number from {least} to {most}"),
        Values::Bool => "write `on` or `off`".to_owned(),
        Values::BoolOr(word) => format!("write `on`, `off` or `{word}`"),
    }))
}

fn unknown(chosen: &Chosen<'_>, name: &Name) -> Diagnostic {
    let method = chosen.name;
    let title = format!("an index `using {method}` has no parameter `{name}`");
    let own = || {
        let rows = PARAMETERS.iter().filter(|row| row.1.contains(&method));
        rows.map(|row| row.0)
    };
    let error = Diagnostic::new(name.origin, title);
    match nearest(&name.text, own()) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help(format!(
            "write one of its own: `{}`",
            own().collect::<Vec<_>>().join("`, `")
        )),
    }
}

fn fits(values: Values, value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    match values {
        Values::Between(least, most) => value
            .parse()
            .is_ok_and(|number: i64| (least..=most).contains(&number)),
        Values::Bool => is_bool(&value),
        Values::BoolOr(word) => value == word || value == "on" || value == "off",
    }
}

/// A word may be shortened as long as it is told from the others.
fn is_bool(value: &str) -> bool {
    let short = |word: &str, least: usize| value.len() >= least && word.starts_with(value);
    matches!(value, "1" | "0")
        || short("true", 1)
        || short("false", 1)
        || short("yes", 1)
        || short("no", 1)
        || short("on", 2)
        || short("off", 2)
}
