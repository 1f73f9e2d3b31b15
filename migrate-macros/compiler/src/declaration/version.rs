//! A server version behind a target's name. Takes the tokens that Rust makes of
//! `10.11.2`, gives a version; must not know which versions are supported.

use proc_macro2::TokenTree;

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::target::{Database, Version};

/// The version that these tokens spell, nothing where there is none.
pub(super) fn parse(
    tokens: &[TokenTree],
    database: Database,
) -> Result<Option<(Version, Origin)>, Diagnostic> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Ok(None);
    };
    let origin = Origin::new(first.span()).to(Origin::new(last.span()));
    // Rust reads `10.11.2` as the number `10.11`, a point, and the number `2`.
    let text: String = tokens.iter().map(ToString::to_string).collect();
    let version = read(&text).ok_or_else(|| malformed(&text, database, origin))?;
    Ok(Some((version, origin)))
}

fn read(text: &str) -> Option<Version> {
    let mut numbers = [0; 3];
    let mut places = numbers.iter_mut();
    for part in text.split('.') {
        *places.next()? = part.parse().ok()?;
    }
    Some(Version(numbers))
}

fn malformed(text: &str, database: Database, origin: Origin) -> Diagnostic {
    let word = database.word();
    let oldest = database.oldest();
    Diagnostic::new(
        origin,
        format!("`{text}` is not a version of {}", database.title()),
    )
    .why("a version is one to three numbers, joined by points")
    .help(format!(
        "write the oldest server that must be supported, like `on {word} {oldest}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::target::Version;

    #[test]
    fn numbers_are_joined_by_points() {
        assert_eq!(read("14"), Some(Version([14, 0, 0])));
        assert_eq!(read("10.11.2"), Some(Version([10, 11, 2])));
        for text in ["", "14.", "1.2.3.4", "14beta", "-1", "70000"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
