//! What the server refuses, by the names that users know such hazards by: nothing can
//! accept one. Takes names, gives reasons; must not find anything, which `statements/` does.

/// A hazard that is no rule: the statement fails in every database.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The hazard, as somebody may write it in `#[expect(…)]`.
    pub(crate) name: &'static str,
    /// Why the server refuses, as the statement's own error says.
    pub(crate) why: &'static str,
}
