//! The identifiers of an SQL fragment that is passed as it is. Takes text, gives the
//! words in it that can be names; must not know what they mean.

/// Whether the fragment has this name in it, quoted or not, outside of strings.
pub(crate) fn mentions(fragment: &str, name: &str) -> bool {
    words(fragment).any(|word| word.name() == name)
}

/// Every name in the fragment, and every keyword.
pub(crate) fn names(fragment: &str) -> Vec<String> {
    words(fragment).map(|word| word.name()).collect()
}

/// The fragment with every mention of one name replaced by the other.
pub(crate) fn rename(fragment: &str, from: &str, to: &str) -> String {
    let mut renamed = String::with_capacity(fragment.len());
    let mut copied = 0;
    for word in words(fragment).filter(|word| word.name() == from) {
        renamed.push_str(&fragment[copied..word.start]);
        renamed.push('"');
        renamed.push_str(&to.replace('"', "\"\""));
        renamed.push('"');
        copied = word.start + word.text.len();
    }
    renamed.push_str(&fragment[copied..]);
    renamed
}

/// A stretch of the fragment that is an identifier or a keyword.
struct Word<'a> {
    text: &'a str,
    start: usize,
}

impl Word<'_> {
    /// Without quotes as they are, folded where there are none.
    fn name(&self) -> String {
        match self.text.strip_prefix('"') {
            Some(quoted) => quoted.trim_end_matches('"').to_owned(),
            None => self.text.to_lowercase(),
        }
    }
}

/// Every word; what stands in single quotes is none.
fn words(fragment: &str) -> impl Iterator<Item = Word<'_>> {
    let mut place = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &fragment[place..];
            let first = rest.chars().next()?;
            let start = place;
            place += length(rest, first);
            if first == '"' || is_letter(first) {
                let text = &fragment[start..place];
                return Some(Word { text, start });
            }
        }
    })
}

/// How long the token at the start of the text is.
fn length(text: &str, first: char) -> usize {
    let tail = &text[first.len_utf8()..];
    let inside = match first {
        '\'' | '"' => tail.find(first).map_or(tail.len(), |end| end + 1),
        first if is_letter(first) || first.is_ascii_digit() => tail
            .find(|next: char| !is_letter(next) && !next.is_ascii_digit() && next != '$')
            .unwrap_or(tail.len()),
        _ => 0,
    };
    first.len_utf8() + inside
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::{mentions, rename};

    #[test]
    fn a_name_is_found_quoted_or_folded_and_not_in_strings() {
        assert!(mentions("lower(Email)", "email"));
        assert!(mentions("\"unit price\" > 0", "unit price"));
        assert!(!mentions("note = 'no email''s here'", "email"));
        assert!(!mentions("email_address", "email"));
    }

    #[test]
    fn a_renamed_name_is_quoted() {
        assert_eq!(
            rename("email <> 'email' and x.\"email\" = e2", "email", "e mail"),
            "\"e mail\" <> 'email' and x.\"e mail\" = e2"
        );
    }
}
