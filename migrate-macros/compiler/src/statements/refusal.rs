//! Why a statement could not be lowered. Takes an error, gives it back with the name
//! that it is about where that name is unknown; must not know any statement.

use crate::diagnostic::Diagnostic;

/// Why a statement could not be lowered.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    Error(Diagnostic),
    /// A name that nothing has. Silent where the statement that would have made it has an
    /// error of its own: one mistake gives one error.
    Unknown {
        name: String,
        error: Box<Diagnostic>,
    },
}

impl Refusal {
    pub(crate) fn unknown(name: &str, error: Diagnostic) -> Self {
        Self::Unknown {
            name: name.to_owned(),
            error: Box::new(error),
        }
    }
}

impl From<Diagnostic> for Refusal {
    fn from(error: Diagnostic) -> Self {
        Self::Error(error)
    }
}
