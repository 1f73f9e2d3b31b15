//! Forms of SQL that the language spells otherwise or leaves out. Takes what was read,
//! gives the error; must not build trees.

use proc_macro2::Delimiter;

use super::ESCAPE;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::Name;

pub(in crate::syntax::expr) fn too_deep(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "this is nested too deeply")
        .why("the compiler reads an expression with a bounded stack")
        .help("write a list as `in (…)` or `array[…]`, or the inner part as `sql(\"…\")`")
}

/// No operand begins with what follows.
pub(in crate::syntax::expr) fn no_operand(cursor: &Cursor<'_>) -> Diagnostic {
    let error = cursor.expected("an expression");
    if cursor.is_punct("!") {
        return error.help("write `not`");
    }
    if cursor.is_punct("$") {
        return error
            .why("a migration has no parameters")
            .help("write the value itself");
    }
    if cursor.is_literal() && error.why.is_none() {
        return error.help("write a decimal number, or text in double quotes");
    }
    error
}

/// Words that end an expression or link its parts. A column may have any of these names,
/// but an expression cannot begin with one.
const RESERVED: &[&str] = &[
    "and",
    "or",
    "is",
    "in",
    "between",
    "like",
    "ilike",
    "when",
    "then",
    "else",
    "as",
    "from",
    "where",
    "having",
    "union",
    "except",
    "intersect",
    "select",
    "distinct",
    "using",
    "join",
    "collate",
];

/// Words that PostgreSQL calls like functions without parentheses.
const SESSION: &[&str] = &[
    "current_time",
    "localtime",
    "localtimestamp",
    "current_user",
    "session_user",
    "current_role",
    "current_schema",
    "current_catalog",
];

/// Whether a column of this name cannot begin an expression unless it is written `r#name`.
pub(crate) fn is_reserved(name: &str) -> bool {
    let mut words = RESERVED.iter().chain(SESSION);
    words.any(|word| word.eq_ignore_ascii_case(name))
}

pub(in crate::syntax::expr) fn reserved(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let Some(word) = cursor.word() else {
        return Ok(());
    };
    if word == "select" {
        return Err(cursor.expected("an expression").help("write `(select …)`"));
    }
    if RESERVED.contains(&word) {
        let help = format!("if a column is meant, write `r#{word}`");
        return Err(cursor.expected("an expression").help(help));
    }
    if SESSION.contains(&word) {
        return Err(session(cursor, word));
    }
    Ok(())
}

fn session(cursor: &Cursor<'_>, word: &str) -> Diagnostic {
    Diagnostic::new(cursor.origin(), format!("`{word}` is not in the language"))
        .why("its value belongs to the session that runs the migration")
        .help(format!(
            "write `sql(\"{word}\")`, or `r#{word}` for a column"
        ))
}

/// `"a"."b"`: in SQL these are names, here they are texts.
pub(in crate::syntax::expr) fn quoted_column(
    cursor: &Cursor<'_>,
    text: &str,
    origin: Origin,
) -> Result<(), Diagnostic> {
    if !cursor.is_punct(".") {
        return Ok(());
    }
    Err(
        Diagnostic::new(origin, "a string is a text here, not a name")
            .why("names need no quotes: the SQL always has them")
            .help(format!("write `{text}`, or `name(\"{text}\")`")),
    )
}

pub(in crate::syntax::expr) fn third_part(
    cursor: &Cursor<'_>,
    name: &Name,
) -> Result<(), Diagnostic> {
    if !cursor.is_punct(".") {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "a column has at most one qualifier")
            .why("the schema belongs to the table, and stands where the table is named")
            .help(format!("write `{name}.…`, or give the table an alias")),
    )
}

pub(in crate::syntax::expr) fn slice(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_punct(":") {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "slices of arrays are not in the language")
            .why("only PostgreSQL has them")
            .help(ESCAPE),
    )
}

pub(in crate::syntax::expr) fn case_end(
    cursor: &Cursor<'_>,
    start: Origin,
) -> Result<(), Diagnostic> {
    if !cursor.at_end() {
        return Ok(());
    }
    Err(Diagnostic::new(start, "this `case` has no `end`").help("write `end` behind it"))
}

/// `substring(a from 2)`, `position(a in b)`, `trim(both a from b)`, `overlay(…)`.
pub(in crate::syntax::expr) fn words_between_arguments(
    function: &str,
    mut inner: Cursor<'_>,
) -> Result<(), Diagnostic> {
    const WORDS: &[&str] = &[
        "from", "for", "in", "placing", "both", "leading", "trailing",
    ];
    let plain = match function {
        "substring" => "substring(text, first, length)",
        "position" => "strpos(text, part)",
        "trim" => "btrim(text, characters)` or `ltrim` or `rtrim",
        "overlay" => "overlay` as `sql(\"…\")",
        _ => return Ok(()),
    };
    while !inner.at_end() {
        if inner.word().is_some_and(|word| WORDS.contains(&word)) {
            return Err(inner.expected("`,`").help(format!("write `{plain}`")));
        }
        inner.next();
    }
    Ok(())
}

/// `array_agg(a order by b)`
pub(in crate::syntax::expr) fn order_of_arguments(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_words(&["order", "by"]) {
        return Ok(());
    }
    Err(Diagnostic::new(
        cursor.origin(),
        "the order of an aggregate's rows is not in the language",
    )
    .help(ESCAPE))
}

/// `f(…) over (…)`, `f(…) filter (…)`, `f(…) within group (…)`
pub(in crate::syntax::expr) fn behind_call(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let Some(word @ ("over" | "filter" | "within")) = cursor.word() else {
        return Ok(());
    };
    let mut ahead = *cursor;
    ahead.next();
    if !ahead.is_group(Delimiter::Parenthesis) && !ahead.is_word("group") {
        return Ok(());
    }
    let title = format!("`{word}` behind a call is not in the language");
    Err(Diagnostic::new(cursor.origin(), title).help(ESCAPE))
}
