//! A statement as raw SQL, with what takes it back where that is plain. Takes tokens, gives
//! the statement of the language that holds it; must not know what it does.

use proc_macro2::Delimiter;

use super::super::Cursor;
use super::super::body::items;
use super::super::literal::Value;
use super::super::token::{Token, TokenKind};

/// What a longer statement is not repeated for.
const LONGEST: usize = 300;

/// `sql "…" undo "…";`, with the words of the statement as they are; nothing where a string
/// of Rust cannot hold them.
pub(crate) fn raw(cursor: Cursor<'_>) -> Option<String> {
    if holds_fragment(cursor) && !is_view(cursor) {
        return None;
    }
    let sql = written(cursor)?;
    let undo = undo(cursor).map_or_else(|| "…".to_owned(), |undo| like(&sql, undo));
    Some(joined(&sql, &undo))
}

/// `create view v as sql("…")` is a view over the text; what a function holds is quoted.
fn is_view(cursor: Cursor<'_>) -> bool {
    let forms: [&[&str]; 3] = [
        &["create", "view"],
        &["create", "or", "replace", "view"],
        &["create", "materialized", "view"],
    ];
    forms.into_iter().any(|words| cursor.is_words(words))
}

fn holds_fragment(mut cursor: Cursor<'_>) -> bool {
    while let Some(token) = cursor.next() {
        if fragment(token, &mut cursor).is_some() {
            return true;
        }
    }
    false
}

/// The same for an action of a table's.
pub(crate) fn raw_action(table: &str, cursor: Cursor<'_>) -> Option<String> {
    let action = written(cursor)?;
    let before = format!("ALTER TABLE {table} ");
    let undo = opposite(&action).map_or_else(|| "…".to_owned(), |undo| format!("{before}{undo}"));
    Some(joined(&format!("{before}{action}"), &undo))
}

/// Actions that take one another back.
const OPPOSITES: [(&str, &str); 4] = [
    ("ENABLE", "DISABLE"),
    ("FORCE", "NO FORCE"),
    ("SET LOGGED", "SET UNLOGGED"),
    ("SET UNLOGGED", "SET LOGGED"),
];

fn opposite(action: &str) -> Option<String> {
    let upper = action.to_uppercase();
    let begins = |words: &str| upper.starts_with(&format!("{words} ")) || upper == words;
    OPPOSITES.into_iter().find_map(|(one, other)| {
        let (from, to) = if begins(one) {
            (one, other)
        } else if begins(other) {
            (other, one)
        } else {
            return None;
        };
        Some(like(action, format!("{to}{}", action.get(from.len()..)?)))
    })
}

/// In capitals where the statement has some.
fn like(sql: &str, undo: String) -> String {
    let begins_small = sql.starts_with(char::is_lowercase);
    match undo.split_once(['\'', '"']) {
        None if begins_small => undo.to_lowercase(),
        None | Some(_) => undo,
    }
}

fn joined(sql: &str, undo: &str) -> String {
    let between = if sql.len() + undo.len() > 70 {
        "\n    "
    } else {
        " "
    };
    format!("sql {}{between}undo {};", literal(sql), literal(undo))
}

/// A literal of Rust's.
fn literal(text: &str) -> String {
    if text.contains('"') {
        return format!("r#\"{text}\"#");
    }
    format!("\"{text}\"")
}

/// Kinds of objects that `drop` names as `create` does, longer ones first.
const KINDS: &[&[&str]] = &[
    &["materialized", "view"],
    &["foreign", "table"],
    &["event", "trigger"],
    &["collation"],
    &["domain"],
    &["extension"],
    &["policy"],
    &["publication"],
    &["role"],
    &["rule"],
    &["schema"],
    &["sequence"],
    &["server"],
    &["statistics"],
    &["subscription"],
    &["table"],
    &["trigger"],
    &["type"],
    &["user"],
    &["view"],
];

/// What takes it back: a `drop` for what a `create` makes, a `revoke` for a `grant`.
fn undo(mut cursor: Cursor<'_>) -> Option<String> {
    if cursor.is_word("grant") {
        return revoke(&written(cursor)?);
    }
    cursor.eat_word("create")?;
    for word in ["temporary", "temp", "unlogged", "constraint"] {
        cursor.eat_word(word);
    }
    let kind = KINDS.iter().find(|kind| cursor.is_words(kind))?;
    cursor.eat_words(kind);
    // What is there already is not dropped by whoever did not make it.
    if cursor.eat_words(&["if", "not", "exists"]).is_some() && **kind != ["extension"] {
        return None;
    }
    let name = object(&mut cursor)?;
    let drop = format!("DROP {} {name}", kind.join(" ").to_uppercase());
    match kind {
        ["policy" | "trigger" | "rule"] => Some(format!("{drop} ON {}", table_of(cursor)?)),
        _ => Some(drop),
    }
}

fn revoke(grant: &str) -> Option<String> {
    let upper = grant.to_uppercase();
    let to = upper.rfind(" TO ")?;
    let privileges = grant.get("GRANT".len()..to)?;
    let grantees = grant.get(to + " TO ".len()..)?;
    let end = grantees.to_uppercase().find(" WITH ");
    let grantees = end.map_or(grantees, |end| &grantees[..end]);
    Some(format!("REVOKE{privileges} FROM {grantees}"))
}

/// The table behind `on`.
fn table_of(mut cursor: Cursor<'_>) -> Option<String> {
    while !cursor.at_end() {
        if cursor.eat_word("on").is_some() {
            return object(&mut cursor);
        }
        cursor.skip();
    }
    None
}

fn object(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut text = identifier(cursor)?;
    while cursor.eat_punct(".").is_some() {
        text = format!("{text}.{}", identifier(cursor)?);
    }
    Some(text)
}

fn identifier(cursor: &mut Cursor<'_>) -> Option<String> {
    if let Some((text, _)) = cursor.eat_string() {
        return Some(format!("\"{text}\""));
    }
    let (text, _) = cursor.eat_identifier()?;
    Some(text.to_owned())
}

/// The words as they stand, with SQL's quotes.
pub(super) fn written(cursor: Cursor<'_>) -> Option<String> {
    let text = phrase(cursor)?;
    (text.len() <= LONGEST).then_some(text)
}

fn phrase(mut cursor: Cursor<'_>) -> Option<String> {
    let mut text = String::new();
    let mut before: Option<&Token> = None;
    while let Some(token) = cursor.next() {
        let named = is_name(before, &cursor);
        let piece = match fragment(token, &mut cursor) {
            Some(sql) => sql,
            None => piece(token, named)?,
        };
        if needs_space(before, &text, &piece) {
            text.push(' ');
        }
        text.push_str(&piece);
        before = Some(token);
    }
    Some(text)
}

/// `sql("…")` is the text in it.
fn fragment(token: &Token, cursor: &mut Cursor<'_>) -> Option<String> {
    let TokenKind::Word(word) = &token.kind else {
        return None;
    };
    let mut inner = cursor.peek_group(Delimiter::Parenthesis)?;
    let (sql, _) = inner
        .eat_string()
        .filter(|_| word.keyword() == Some("sql"))?;
    cursor.skip();
    Some(sql)
}

fn piece(token: &Token, named: bool) -> Option<String> {
    Some(match &token.kind {
        TokenKind::Word(word) => word.text.to_string(),
        // A function's body between dollars was no text to Rust, and is broken.
        TokenKind::Punct('$' | '\'') | TokenKind::TooDeep => return None,
        TokenKind::Punct(punct) => punct.to_string(),
        TokenKind::Literal(Value::String(text)) if named => format!("\"{text}\""),
        TokenKind::Literal(Value::String(text)) => format!("'{}'", text.replace('\'', "''")),
        TokenKind::Literal(Value::Number(number)) => format!("{}{}", number.digits, number.suffix),
        TokenKind::Literal(Value::Other(text)) => text.clone(),
        TokenKind::Group(Delimiter::Parenthesis | Delimiter::None, inner) => {
            format!("({})", list(inner.cursor(), named)?)
        }
        TokenKind::Group(Delimiter::Bracket, inner) => {
            format!("[{}]", list(inner.cursor(), false)?)
        }
        TokenKind::Group(Delimiter::Brace, _) => return None,
    })
}

/// In a list of names each string is one; elsewhere a string before a word is.
fn list(inner: Cursor<'_>, named: bool) -> Option<String> {
    let part = |item: Cursor<'_>| {
        let mut ahead = item;
        let string = ahead.eat_string();
        let is_name = named && ahead.at_end() || ahead.word().is_some();
        match string.filter(|_| is_name) {
            Some((name, _)) if ahead.at_end() => Some(format!("\"{name}\"")),
            Some((name, _)) => Some(format!("\"{name}\" {}", phrase(ahead)?)),
            None => phrase(item),
        }
    };
    let parts: Option<Vec<String>> = items(inner).into_iter().map(part).collect();
    Some(parts?.join(", "))
}

/// Words behind which a name stands.
const BEFORE_NAMES: [&str; 23] = [
    "key",
    "unique",
    "include",
    "table",
    "view",
    "type",
    "function",
    "index",
    "sequence",
    "schema",
    "domain",
    "trigger",
    "policy",
    "on",
    "to",
    "from",
    "join",
    "into",
    "update",
    "extension",
    "collate",
    "column",
    "exists",
];

/// Whether a string stands where a name does; elsewhere it is a text.
fn is_name(before: Option<&Token>, behind: &Cursor<'_>) -> bool {
    let follows = match before.map(|token| &token.kind) {
        Some(TokenKind::Word(word)) => word
            .keyword()
            .is_some_and(|word| BEFORE_NAMES.contains(&word)),
        Some(TokenKind::Punct('.')) => true,
        _ => false,
    };
    follows || behind.is_punct(".")
}

fn needs_space(before: Option<&Token>, text: &str, piece: &str) -> bool {
    let Some(token) = before else {
        return false;
    };
    let operator = |text: &str| text.chars().all(|letter| "<>=!|&:~-@#".contains(letter));
    let both = text.ends_with(|last: char| "<>=!|&:~-@#".contains(last)) && operator(piece);
    let calls = piece.starts_with(['(', '['])
        && matches!(&token.kind, TokenKind::Word(word) if !word.keyword().is_some_and(|word| APART.contains(&word)));
    let cast = text.ends_with(':') || piece == ":";
    !(both || calls || cast || text.ends_with('.') || matches!(piece, "." | "," | ";"))
}

/// Words behind which a parenthesis stands apart.
const APART: [&str; 17] = [
    "to", "as", "in", "and", "or", "not", "values", "check", "using", "where", "on", "enum",
    "from", "key", "by", "with", "range",
];
