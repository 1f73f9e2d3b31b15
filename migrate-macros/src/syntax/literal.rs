//! Literals by value. Takes a literal token, gives the text of a string or the digits of
//! a number; must not know where it stands.

use proc_macro2::Literal;

/// The value of a string literal, raw or not; nothing for any other literal.
pub(super) fn string(literal: &Literal) -> Option<String> {
    let text = literal.to_string();
    if let Some(inner) = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('\\')
    {
        return Some(inner.to_owned());
    }
    // Bytes, C strings, suffixes: `syn` knows the whole grammar, and is asked rarely.
    if !text.starts_with(['"', 'r']) {
        return None;
    }
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(string) if string.suffix().is_empty() => Some(string.value()),
        _ => None,
    }
}

/// A number as written, without underscores, and its suffix.
#[derive(Debug)]
pub(crate) struct Number {
    pub(crate) digits: String,
    /// What stands directly behind the digits: the `ms` of `100ms`.
    pub(crate) suffix: String,
}

/// A decimal number; nothing for any other literal, hexadecimal ones included.
pub(super) fn number(literal: &Literal) -> Option<Number> {
    let text = literal.to_string();
    if !text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    if is_radix(&text) {
        return None;
    }
    let end = digits_end(&text);
    let digits = text.get(..end)?.replace('_', "");
    let suffix = text.get(end..)?.to_owned();
    Some(Number { digits, suffix })
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
