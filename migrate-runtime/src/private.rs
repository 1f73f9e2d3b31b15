//! What the expansion of `migration!` names, and nobody else. It must not hold logic.

/// Not a part of the public interface: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::migration::{Migration, Parents};
    pub use migrate_macros::{compile, expand};

    /// Implemented for the type of each migration that another one follows: a second
    /// implementation is a fork, and this name is what rustc says then.
    #[allow(non_camel_case_types)]
    pub trait OnlyOneMigrationMayFollow_AddTheOtherAfterItOrSayAsBranch {}
}
