//! A text as one literal that rustc takes as it is: it looks for the end, and never at
//! escapes. Takes any text, gives a token; must not know what the text says.

use proc_macro2::TokenStream;

use crate::lex::lex;

/// The literal of a text.
pub(crate) fn literal(text: &str) -> TokenStream {
    if text.chars().any(needs_escape) {
        return lex(&format!("{text:?}"));
    }
    let hashes = "#".repeat(hashes(text));
    lex(&format!("r{hashes}\"{text}\"{hashes}"))
}

/// What a raw literal cannot hold, and what rustc refuses in the source of one: characters
/// that turn the direction of writing.
///
/// <https://doc.rust-lang.org/rustc/lints/listing/deny-by-default.html#text-direction-codepoint-in-literal>
fn needs_escape(letter: char) -> bool {
    matches!(letter, '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// More than follow on any quote inside.
fn hashes(text: &str) -> usize {
    let behind = text.split('"').skip(1);
    let runs = behind.map(|part| part.len() - part.trim_start_matches('#').len() + 1);
    runs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::literal;

    fn written(text: &str) -> String {
        literal(text).to_string()
    }

    #[test]
    fn nothing_is_escaped_that_need_not_be() {
        assert_eq!(written("it's {so} \\"), "r\"it's {so} \\\"");
        assert_eq!(written("a \"b\""), "r#\"a \"b\"\"#");
        assert_eq!(written("\"\"##"), "r###\"\"\"##\"###");
        assert_eq!(written("a\r\n\""), "\"a\\r\\n\\\"\"");
        assert_eq!(written("\u{202e}\0"), "\"\\u{202e}\\0\"");
    }

    #[test]
    fn the_literal_is_the_text() {
        for text in ["", "\0", "é\"###", "\r", "\u{2066}\\\"", "\n\t{}"] {
            let literal: syn::LitStr = syn::parse2(literal(text)).expect("one literal");
            assert_eq!(literal.value(), text);
        }
    }
}
