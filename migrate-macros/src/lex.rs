//! Text to tokens by rustc's own lexer, which is compiled with optimizations and looks at
//! each character once. Takes Rust source, gives tokens; must not know what they say.

use proc_macro2::TokenStream;

/// The tokens of a text that this crate wrote; none where it is no Rust.
pub(crate) fn lex(text: &str) -> TokenStream {
    if proc_macro::is_available() {
        let tokens: Result<proc_macro::TokenStream, _> = text.parse();
        return tokens.map(TokenStream::from).unwrap_or_default();
    }
    // In unit tests there is no rustc around.
    text.parse().unwrap_or_default()
}
