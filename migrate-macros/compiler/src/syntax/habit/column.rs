//! What stands between the parentheses of a table. Takes its tokens, gives lines in the
//! words of the language; must not know whether the table is right.

use proc_macro2::Delimiter;

use super::super::ast::{Base, IntegerWidth, Type};
use super::super::body::items;
use super::super::types::{here, is_type, ty};
use super::super::{Cursor, starts_column};
use super::text::{Writer, name, spelled};

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

/// `{ … }` with a line for each column and constraint.
pub(crate) fn braces(inner: Cursor<'_>) -> String {
    let parts = items(inner);
    let quoted = parts.iter().filter_map(|part| {
        let mut part = *part;
        part.eat_string().map(|(text, _)| text)
    });
    let writer = Writer {
        quoted: quoted.collect(),
    };
    let mut text = "{\n".to_owned();
    for item in parts {
        text.push_str("    ");
        text.push_str(&part(item, &writer));
        text.push_str(",\n");
    }
    text.push('}');
    text
}

fn part(item: Cursor<'_>, writer: &Writer) -> String {
    if let Some(key) = key(item, writer) {
        return key;
    }
    let is_part = item.word().is_some_and(|word| PARTS.contains(&word));
    if is_part || starts_column(&item) {
        return writer.words(item);
    }
    column(item, writer)
}

/// MySQL's `key k (a)` and `unique key k (a)`.
pub(super) fn key(mut item: Cursor<'_>, writer: &Writer) -> Option<String> {
    let unique = item.eat_word("unique").is_some();
    item.eat_word("key").or_else(|| item.eat_word("index"))?;
    let name = name(&mut item);
    let columns = writer.words(item);
    if !columns.starts_with('(') {
        return None;
    }
    Some(match (unique, name) {
        (true, Some(name)) => format!("constraint {name} unique {columns}"),
        (true, None) => format!("unique {columns}"),
        (false, Some(name)) => format!("index {name} {columns}"),
        (false, None) => format!("index {columns}"),
    })
}

/// `c: type …`, where SQL has no colon.
pub(super) fn column(mut item: Cursor<'_>, writer: &Writer) -> String {
    let Some(token) = item.next() else {
        return String::new();
    };
    let name = spelled(token);
    if let Some(list) = list(item) {
        return format!("{name}: text check ({name} in {list})");
    }
    format!("{name}: {}", described(item, writer))
}

/// MySQL's `enum ("a", "b")`.
fn list(mut item: Cursor<'_>) -> Option<String> {
    item.eat_word("enum")?;
    let (values, _) = item.eat_group(Delimiter::Parenthesis)?;
    let words = Writer::default().words(values);
    item.at_end().then(|| format!("({words})"))
}

/// What stands behind a column's name.
pub(crate) fn definition(item: Cursor<'_>) -> String {
    described(item, &Writer::default())
}

fn described(item: Cursor<'_>, writer: &Writer) -> String {
    if item.at_end() {
        return "…".to_owned();
    }
    let mut behind = item;
    let (ty, numbered) = read_type(&mut behind);
    let mut text = ty;
    if numbered {
        text.push_str(" identity");
    }
    let rest = attributes(&writer.words(behind));
    if !rest.is_empty() {
        text.push(' ');
        text.push_str(&rest);
    }
    text
}

/// `identity` stands before the key where SQL lets it stand behind, and nothing is written
/// twice.
fn attributes(rest: &str) -> String {
    let Some((before, after)) = rest.split_once("identity") else {
        return rest.to_owned();
    };
    let behind_key = before.contains("primary key");
    if !behind_key {
        return rest.to_owned();
    }
    let by_default = after.starts_with(" by default");
    let after = after.trim_start_matches(" by default");
    let identity = if by_default {
        "identity by default"
    } else {
        "identity"
    };
    format!("{identity} {}{}", before.trim_end(), after)
}

/// A type, and whether it numbers the rows.
fn read_type(cursor: &mut Cursor<'_>) -> (String, bool) {
    let start = *cursor;
    if let Ok((ty, _)) = ty(cursor) {
        return numbers(&ty);
    }
    *cursor = start;
    (unknown(cursor), false)
}

/// The type alone: what `alter column c type` takes.
pub(super) fn type_alone(cursor: &mut Cursor<'_>) -> String {
    read_type(cursor).0
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
    let known = here(&word).or_else(|| is_type(&word).then_some(word.as_str()));
    if let Some(known) = known {
        let mut limited = format!("{known}…");
        // `int(11)` is a width of MySQL's; `nvarchar(20)` is a limit.
        if let (true, Some((limit, _))) = (
            matches!(known, "varchar" | "char" | "numeric"),
            cursor.eat_group(Delimiter::Parenthesis),
        ) {
            limited = format!("{known}({})", Writer::default().words(limit));
        } else {
            cursor.eat_group(Delimiter::Parenthesis);
        }
        cursor.eat_word("unsigned");
        return limited.trim_end_matches('…').to_owned();
    }
    let mut name = word;
    while cursor.eat_punct(".").is_some() {
        name = format!("{name}.{}", cursor.next().map(spelled).unwrap_or_default());
    }
    format!("\"{}\"", name.trim_matches('"'))
}
