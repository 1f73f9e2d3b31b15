//! Names and strings as the language writes them. Takes what they are, gives what is read
//! as that again; must not know what has the name.

use std::borrow::Cow;
use std::fmt;

use proc_macro2::{TokenStream, TokenTree};

use crate::syntax;
use crate::syntax::ast::{Name, TableName};

/// Words that begin something else where a name may stand, unless it is written `r#on`.
const CLAUSES: [&str; 8] = [
    "concurrently",
    "if",
    "lateral",
    "on",
    "only",
    "select",
    "using",
    "with",
];

/// Words that a column cannot begin an expression with, beside those that the parser
/// reserves: literals, forms, and what ends or continues a phrase.
const FORMS: [&str; 17] = [
    "array",
    "both",
    "case",
    "current_date",
    "current_timestamp",
    "default",
    "false",
    "for",
    "leading",
    "not",
    "null",
    "on",
    "placing",
    "true",
    "trailing",
    "values",
    "with",
];

/// A name where a name is expected: of a table, a column, a constraint.
pub(crate) fn name(name: &str) -> Cow<'_, str> {
    if !is_identifier(name) {
        return string(name).into();
    }
    raw_among(name, &CLAUSES)
}

/// A name in an expression, where a string is a text.
pub(crate) fn in_expression(name: &str) -> Cow<'_, str> {
    if !is_identifier(name) {
        return format!("name({})", string(name)).into();
    }
    if syntax::is_reserved(name) {
        return format!("r#{name}").into();
    }
    raw_among(name, &FORMS)
}

fn raw_among<'a>(name: &'a str, words: &[&str]) -> Cow<'a, str> {
    if words.iter().any(|word| word.eq_ignore_ascii_case(name)) {
        return format!("r#{name}").into();
    }
    name.into()
}

/// Several of them: `a, "unit price"`.
pub(crate) fn names<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<Cow<'_, str>> = names.iter().map(|it| name(it.as_ref())).collect();
    names.join(", ")
}

/// Whether Rust reads the text as one word. A lone `_` it does not take as a name.
fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    let begins = |first: char| first.is_ascii_alphabetic() || first == '_';
    if name.is_ascii() {
        return name != "_"
            && letters.next().is_some_and(begins)
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    }
    // Rust knows what is a letter, and which two ways to write one are the same.
    let Ok(stream) = name.parse::<TokenStream>() else {
        return false;
    };
    let mut tokens = stream.into_iter();
    let only = tokens.next().filter(|_| tokens.next().is_none());
    matches!(only, Some(TokenTree::Ident(ident)) if ident == name)
}

/// A text in quotes, raw where it would be full of backslashes.
pub(super) fn string(text: &str) -> String {
    let is_plain = |letter: char| {
        matches!(letter, '\n' | '"' | '\\' | '\'') || letter.escape_debug().count() == 1
    };
    if !text.chars().all(is_plain) {
        return format!("{text:?}");
    }
    if !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    let mut fence = String::new();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    format!("r{fence}\"{text}\"{fence}")
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&name(&self.text))
    }
}

/// Without `public`: `public.t` is `t`.
impl fmt::Display for TableName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(formatter, "{}.", name(schema))?;
        }
        formatter.write_str(&name(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::{CLAUSES, FORMS, in_expression, name, string};
    use crate::syntax::ast::ExprKind;
    use crate::syntax::{self, Tokens};

    const ODD: [&str; 9] = [
        "orders",
        "type",
        "On",
        "Größe",
        "order items",
        "2fa",
        "_",
        "a\"b",
        "é\u{301}",
    ];

    #[test]
    fn a_name_is_read_as_it_was() {
        for written in ODD.iter().chain(&CLAUSES).chain(&FORMS) {
            let tokens = Tokens::of_text(&name(written));
            let read = syntax::name(&mut tokens.cursor()).expect(written);
            assert_eq!(read.text, *written);
        }
    }

    #[test]
    fn a_column_is_read_as_it_was() {
        for written in ODD.iter().chain(&CLAUSES).chain(&FORMS) {
            let tokens = Tokens::of_text(&in_expression(written));
            let read = syntax::expr(&mut tokens.cursor()).expect(written);
            let ExprKind::Column {
                table: None,
                column,
            } = read.kind
            else {
                panic!("{written}: {read:?}");
            };
            assert_eq!(column.text, *written);
        }
    }

    #[test]
    fn a_name_is_plain_where_rust_reads_a_word() {
        let places = [
            ("orders", "orders"),
            ("type", "type"),
            ("Größe", "Größe"),
            ("order items", "\"order items\""),
            ("2fa", "\"2fa\""),
            ("_", "\"_\""),
            ("a\"b", "r#\"a\"b\"#"),
            ("On", "r#On"),
            ("self", "self"),
        ];
        for (written, spelled) in places {
            assert_eq!(name(written), spelled);
        }
    }

    #[test]
    fn an_expression_has_no_strings_as_names() {
        assert_eq!(in_expression("unit price"), "name(\"unit price\")");
        assert_eq!(in_expression("From"), "r#From");
        assert_eq!(in_expression("null"), "r#null");
        assert_eq!(in_expression("status"), "status");
    }

    #[test]
    fn a_string_is_read_as_it_was() {
        for text in [
            "",
            "it's",
            "a\"b\"#c",
            "\\d+",
            "a\nb",
            "\u{0}\t",
            "é\u{301}",
            "\r\n\\",
        ] {
            let read: syn::LitStr = syn::parse_str(&string(text)).expect("a string");
            assert_eq!(read.value(), text);
        }
    }
}
