//! What the parsers take, what they refuse, and that nothing stops them.

mod accepted;
mod refused;
mod robustness;

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::{Cursor, Tokens};
use crate::diagnostic::Diagnostic;

fn tokens(source: &str) -> Tokens {
    Tokens::new(TokenStream::from_str(source).expect("tokens"))
}

/// Reads all of a source, or gives the text of the error.
fn read<T>(
    source: &str,
    parse: impl for<'a> Fn(&mut Cursor<'a>) -> Result<T, Diagnostic>,
) -> Result<T, String> {
    let tokens = tokens(source);
    let mut cursor = tokens.cursor();
    parse(&mut cursor)
        .and_then(|value| cursor.expect_end().map(|()| value))
        .map_err(|error| error.text())
}
