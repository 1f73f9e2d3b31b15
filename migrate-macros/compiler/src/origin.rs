//! Where something was written: the stretch of the user's tokens that a message
//! points at. Takes spans, gives `Origin`s; knows nothing of what stands there.

use proc_macro2::Span;

/// A stretch of source, from the first token to the last.
///
/// Two origins are always equal, so that values which carry one compare by what
/// they mean and not by where they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    first: Span,
    last: Span,
}

impl Origin {
    pub(crate) fn new(span: Span) -> Self {
        Self {
            first: span,
            last: span,
        }
    }

    /// What an earlier migration wrote, or the compiler itself: nothing to point at.
    pub(crate) fn elsewhere() -> Self {
        Self::new(Span::call_site())
    }

    /// From the start of this one to the end of the other.
    pub(crate) fn to(self, other: Self) -> Self {
        Self {
            first: self.first,
            last: other.last,
        }
    }

    /// Whether the two start at the same token.
    pub(crate) fn starts_with(self, other: Self) -> bool {
        // Spans cannot be compared on stable Rust, but they can be printed.
        format!("{:?}", self.first) == format!("{:?}", other.first)
    }

    pub(crate) fn first(self) -> Span {
        self.first
    }

    pub(crate) fn last(self) -> Span {
        self.last
    }
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}
