//! Literals by value. Takes a literal token, gives the text of a string or the digits of
//! a number, decoded once; must not know where it stands.

use proc_macro2::Literal;

/// What a literal stands for.
#[derive(Debug)]
pub(super) enum Value {
    /// A string, raw or not.
    String(String),
    /// A decimal number.
    Number(Number),
    /// Anything else, as it is written: bytes, characters, hexadecimal numbers.
    Other(String),
}

impl Value {
    pub(super) fn new(literal: &Literal) -> Self {
        let text = literal.to_string();
        if let Some(string) = string(literal, &text) {
            return Self::String(string);
        }
        match number(&text) {
            Some(number) => Self::Number(number),
            None => Self::Other(text),
        }
    }
}

fn string(literal: &Literal, text: &str) -> Option<String> {
    let quoted = text.strip_prefix('"');
    if let Some(inner) = quoted.and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('\\')
    {
        return Some(inner.to_owned());
    }
    // Escapes, raw strings, suffixes: `syn` knows the whole grammar, and is asked rarely.
    if quoted.is_none() && !text.starts_with('r') {
        return None;
    }
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(string) if string.suffix().is_empty() => Some(string.value()),
        _ => None,
    }
}

/// A number as written, without underscores, and its suffix.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) digits: String,
    /// What stands directly behind the digits: the `ms` of `100ms`.
    pub(crate) suffix: String,
}

fn number(text: &str) -> Option<Number> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || first == '-') || is_radix(text) {
        return None;
    }
    let end = digits_end(text);
    Some(Number {
        digits: text.get(..end)?.replace('_', ""),
        suffix: text.get(end..)?.to_owned(),
    })
}

fn is_radix(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    ["0x", "0o", "0b"]
        .iter()
        .any(|prefix| digits.starts_with(prefix))
}

/// Where the suffix begins: an `e` belongs to the digits when an exponent follows.
fn digits_end(text: &str) -> usize {
    let mut exponent = false;
    for (at, found) in text.char_indices() {
        match found {
            '0'..='9' | '_' | '.' | '-' | '+' => {}
            'e' | 'E' if !exponent && has_exponent(&text[at + 1..]) => exponent = true,
            _ => return at,
        }
    }
    text.len()
}

fn has_exponent(rest: &str) -> bool {
    let digits = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    digits
        .trim_start_matches('_')
        .starts_with(|first: char| first.is_ascii_digit())
}
