//! A table as SQL writes it, in the words of this language. Takes the tokens between its
//! parentheses, gives text for a message; must not know whether the table is right.

use proc_macro2::Delimiter;

use super::ast::{Base, IntegerWidth, Type};
use super::body::items;
use super::literal::Value;
use super::token::{Token, TokenKind};
use super::types::{here, ty};
use super::{Cursor, starts_column};

/// What begins a part of a table that is no column.
const PARTS: [&str; 8] = [
    "constraint",
    "primary",
    "unique",
    "check",
    "foreign",
    "exclude",
    "index",
    "like",
];

/// Words of SQL, and what stands for them here.
const PHRASES: &[(&[&str], &str)] = &[
    (&["generated", "always", "as", "identity"], "identity"),
    (
        &["generated", "by", "default", "as", "identity"],
        "identity by default",
    ),
    (&["generated", "always", "as"], "generated as"),
    (&["auto_increment"], "identity"),
    (&["autoincrement"], "identity"),
];

/// `{ … }` with a line for each column and constraint.
pub(crate) fn braces(inner: Cursor<'_>) -> String {
    let mut text = "{\n".to_owned();
    for item in items(inner) {
        text.push_str("    ");
        text.push_str(&part(item));
        text.push_str(",\n");
    }
    text.push('}');
    text
}

fn part(item: Cursor<'_>) -> String {
    let is_part = item.word().is_some_and(|word| PARTS.contains(&word));
    if is_part || starts_column(&item) {
        return words(item);
    }
    column(item)
}

/// `c: type …`, where SQL has no colon.
fn column(mut item: Cursor<'_>) -> String {
    let name = match item.next() {
        Some(token) => spelled(token),
        None => return String::new(),
    };
    format!("{name}: {}", definition(item))
}

/// What stands behind a column's name.
pub(crate) fn definition(item: Cursor<'_>) -> String {
    if item.at_end() {
        return "…".to_owned();
    }
    let mut behind = item;
    let (ty, numbered) = if let Ok((ty, _)) = ty(&mut behind) {
        numbers(&ty)
    } else {
        behind = item;
        (unknown(&mut behind), false)
    };
    let mut text = ty;
    if numbered {
        text.push_str(" identity");
    }
    let rest = words(behind);
    // `identity` stands before the key where SQL lets it stand behind.
    let rest = match rest.strip_suffix(" identity") {
        Some(before) if !before.is_empty() => format!("identity {before}"),
        _ => rest,
    };
    if !rest.is_empty() {
        text.push(' ');
        text.push_str(&rest);
    }
    text
}

/// A serial is an identity here.
fn numbers(ty: &Type) -> (String, bool) {
    match ty.base {
        Base::Serial(width) => {
            let integer = match width {
                IntegerWidth::Small => Base::Integer(IntegerWidth::Small),
                IntegerWidth::Normal | IntegerWidth::Big => Base::Integer(width),
            };
            (Type::plain(integer).to_string(), true)
        }
        _ => (ty.to_string(), false),
    }
}

/// A type that the language calls otherwise, or does not know.
fn unknown(cursor: &mut Cursor<'_>) -> String {
    let word = cursor.next().map(spelled).unwrap_or_default();
    if let Some(known) = here(&word) {
        cursor.eat_group(Delimiter::Parenthesis);
        return known.to_owned();
    }
    let mut name = word;
    while cursor.eat_punct(".").is_some() {
        name = format!("{name}.{}", cursor.next().map(spelled).unwrap_or_default());
    }
    format!("\"{}\"", name.trim_matches('"'))
}

/// The words as they are, in lower case.
fn words(mut cursor: Cursor<'_>) -> String {
    let mut text = String::new();
    while !cursor.at_end() {
        let phrase = PHRASES.iter().find(|(words, _)| cursor.is_words(words));
        let piece = match phrase {
            Some((words, here)) => {
                cursor.eat_words(words);
                (*here).to_owned()
            }
            None => match cursor.next() {
                Some(token) => spelled(token),
                None => break,
            },
        };
        if needs_space(&text, &piece) {
            text.push(' ');
        }
        text.push_str(&piece);
    }
    text
}

fn needs_space(before: &str, piece: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let calls = piece.starts_with('(') && before.ends_with(|last: char| last.is_alphanumeric());
    let keyword = before
        .rsplit(' ')
        .next()
        .is_some_and(|word| KEYWORDS.contains(&word));
    let operator = |text: char| "<>=!|&:~-@#".contains(text);
    let both = operator(last) && piece.chars().all(operator);
    !(both
        || last == '.'
        || matches!(piece, "." | ",")
        || (calls && !keyword)
        || last == ':'
        || piece == ":")
}

/// Words behind which a parenthesis stands apart.
const KEYWORDS: [&str; 11] = [
    "check", "key", "unique", "as", "in", "and", "or", "not", "default", "index", "using",
];

fn spelled(token: &Token) -> String {
    match &token.kind {
        TokenKind::Word(word) => word.text.to_lowercase(),
        TokenKind::Punct(punct) => punct.to_string(),
        TokenKind::Literal(Value::String(text)) => format!("\"{text}\""),
        TokenKind::Literal(Value::Number(number)) => format!("{}{}", number.digits, number.suffix),
        // A single letter in SQL's quotes.
        TokenKind::Literal(Value::Other(text)) => text.replace('\'', "\""),
        TokenKind::Group(_, inner) => {
            let parts: Vec<String> = items(inner.cursor()).into_iter().map(words).collect();
            format!("({})", parts.join(", "))
        }
        TokenKind::TooDeep => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Tokens;
    use super::braces;

    fn translated(text: &str) -> String {
        let tokens = Tokens::new(text.parse::<proc_macro2::TokenStream>().expect(text));
        braces(tokens.cursor())
    }

    #[test]
    fn a_table_of_sql_is_written_as_one_of_the_language() {
        let sql = "ID BIGSERIAL PRIMARY KEY, Name VARCHAR(40) NOT NULL, \"unit price\" NUMERIC(12, 2) NOT NULL DEFAULT 0 CHECK (\"unit price\" >= 0),
            customer_id BIGINT NOT NULL REFERENCES customers(id) ON DELETE CASCADE, at TIMESTAMP WITH TIME ZONE DEFAULT NOW(), flag CHAR(1) DEFAULT 'x',
            n INT GENERATED ALWAYS AS IDENTITY, k INT PRIMARY KEY AUTO_INCREMENT, happened DATETIME, mood app.mood, PRIMARY KEY (id, name), CONSTRAINT c CHECK (length(name) <= 3 OR n <> 4)";
        let expected = "{
    id: bigint identity primary key,
    name: varchar(40) not null,
    \"unit price\": numeric(12, 2) not null default 0 check (\"unit price\" >= 0),
    customer_id: bigint not null references customers(id) on delete cascade,
    at: timestamptz default now(),
    flag: char(1) default \"x\",
    n: int identity,
    k: int identity primary key,
    happened: timestamptz,
    mood: \"app.mood\",
    primary key (id, name),
    constraint c check (length(name) <= 3 or n <> 4),
}";
        assert_eq!(translated(sql), expected);
    }
}
