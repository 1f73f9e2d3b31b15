//! Where something was written: the stretch of the user's tokens that a message points at.
//! Takes spans where tokens are read, gives them back where an error becomes tokens; knows
//! nothing of what stands there.
//!
//! A span says where rustc underlines, and no more: stable Rust cannot compare two of them,
//! and prints them all alike outside a macro. So each token gets a number where it is read,
//! and whether two things stand at the same place is asked of the numbers. The span goes along
//! with the number rather than in a table beside it: it is itself a place in rustc's own table,
//! and an origin stays good however long somebody keeps it.

use std::sync::atomic::{AtomicU32, Ordering};

use proc_macro2::Span;

/// The number of what no token of the user's says.
const ELSEWHERE: u32 = 0;

/// The number of the next token that is read. All readings count on, so that tokens of two of
/// them are never taken for one.
static NEXT: AtomicU32 = AtomicU32::new(ELSEWHERE + 1);

/// A stretch of source, from the first token to the last. With the feature `span-locations`
/// of `proc-macro2`, the lines and columns are those of [`Origin::first`] and [`Origin::last`].
///
/// Two origins are always equal, so that values which carry one compare by what
/// they mean and not by where they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    first: Token,
    last: Token,
}

/// One token of the source.
#[derive(Clone, Copy, Debug)]
struct Token {
    number: u32,
    span: Span,
}

impl Origin {
    /// The place of a token that is read now, and nowhere else: whoever asks again gets
    /// another place.
    pub(crate) fn new(span: Span) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Self::at(Token { number, span })
    }

    /// What an earlier migration wrote, or the compiler itself: nothing to point at.
    pub(crate) fn elsewhere() -> Self {
        Self::at(Token {
            number: ELSEWHERE,
            span: Span::call_site(),
        })
    }

    fn at(token: Token) -> Self {
        Self {
            first: token,
            last: token,
        }
    }

    /// From the start of this one to the end of the other.
    pub(crate) fn to(self, other: Self) -> Self {
        Self {
            first: self.first,
            last: other.last,
        }
    }

    /// The last token of the stretch.
    pub(crate) fn end(self) -> Self {
        Self::at(self.last)
    }

    /// Whether the two start at the same token.
    pub(crate) fn starts_with(self, other: Self) -> bool {
        self.first.number == other.first.number
    }

    pub(crate) fn first(self) -> Span {
        self.first.span
    }

    pub(crate) fn last(self) -> Span {
        self.last.span
    }
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::Origin;

    /// As it is where every span prints alike.
    #[test]
    fn two_tokens_are_two_places_whatever_their_spans_say() {
        let span = Span::call_site();
        let (one, other) = (Origin::new(span), Origin::new(span));
        assert!(!one.starts_with(other));
        assert!(one.starts_with(one.to(other)));
        assert!(one.to(other).end().starts_with(other));
        assert!(!one.starts_with(Origin::elsewhere()));
        assert!(Origin::elsewhere().starts_with(Origin::elsewhere()));
    }
}
