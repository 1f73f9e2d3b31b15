//! A migration as `migration!` left it in the program: what every run asks, and the rest
//! as text until somebody asks for it. It must not know databases, pools or ledgers.

use std::fmt;
use std::sync::OnceLock;

use migrate_contract::{read_about, read_plans};

pub use migrate_contract::{
    About, Action, Batches, BuildIndex, Database, Down, DropIndex, LockMode, Plan, Reach, Stay,
    Step, Sweep, TableLock, Transaction, Unreadable, Version, Work,
};

/// One migration, as `migration!` compiled it.
///
/// A `static` of this type is what `migration!` emits; hand the newest one to
/// [`apply`](crate::apply), and everything before it is reached through
/// [`parents`](Migration::parents).
pub struct Migration {
    name: &'static str,
    checksum: &'static str,
    parents: &'static [&'static Migration],
    /// The rest, as `migrate_contract::write` left it.
    text: &'static str,
    about: OnceLock<About>,
    plans: OnceLock<Result<Vec<Plan>, Unreadable>>,
}

impl Migration {
    /// What `migration!` calls, and nobody else: the arguments change without notice.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        checksum: &'static str,
        parents: &'static [&'static Migration],
        text: &'static str,
    ) -> Self {
        Migration {
            name,
            checksum,
            parents,
            text,
            about: OnceLock::new(),
            plans: OnceLock::new(),
        }
    }

    /// The identity in the ledger: the static's name in lower case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The checksum of the canonical declaration, with its format: `v1:…`.
    #[must_use]
    pub const fn checksum(&self) -> &'static str {
        self.checksum
    }

    /// The migrations named by `after`; none for the root of a history.
    #[must_use]
    pub const fn parents(&self) -> &'static [&'static Migration] {
        self.parents
    }

    /// The first paragraph of the doc comment; empty when there is none.
    #[must_use]
    pub fn description(&self) -> &'static str {
        self.about().description
    }

    /// Constraints that are `not valid` after this migration, as `table.constraint`: old rows
    /// may violate them. [`Event::Unvalidated`](crate::Event::Unvalidated) tells of those of
    /// the head.
    #[must_use]
    pub fn unvalidated(&self) -> &[&'static str] {
        &self.about().unvalidated
    }

    /// One plan for each database that the history is for. They are decoded once, when they
    /// are asked for.
    ///
    /// # Errors
    ///
    /// When another version of the compiler wrote them, which Cargo does not let happen: the
    /// two crates are pinned to each other.
    pub fn plans(&self) -> Result<&[Plan], &Unreadable> {
        let plans = self.plans.get_or_init(|| read_plans(self.text));
        plans.as_deref()
    }

    /// Nothing where the text cannot be read: whoever runs the migration is told.
    fn about(&self) -> &About {
        let about = || read_about(self.text).unwrap_or_default();
        self.about.get_or_init(about)
    }
}

/// Whether a step cannot share a transaction with another.
pub(crate) fn stands_alone(step: &Step) -> bool {
    match step.action {
        Action::Sql(_) => step.transaction == Transaction::Outside,
        Action::BuildIndex(_) | Action::DropIndex(_) | Action::Batches(_) => true,
    }
}

/// Without the plans, which fill pages.
impl fmt::Debug for Migration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parents = self.parents.iter().map(|parent| parent.name);
        formatter
            .debug_struct("Migration")
            .field("name", &self.name)
            .field("checksum", &self.checksum)
            .field("parents", &parents.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Migration;

    #[test]
    fn nothing_is_decoded_before_it_is_asked_for() {
        static BROKEN: Migration = Migration::new("broken", "v1:0", &[], "1|10.4.Text0.x");
        assert_eq!((BROKEN.name(), BROKEN.checksum()), ("broken", "v1:0"));
        assert!(BROKEN.about.get().is_none() && BROKEN.plans.get().is_none());
        assert_eq!(BROKEN.description(), "");
        let refused = BROKEN.plans().expect_err("no plans");
        assert_eq!(refused.to_string(), "its text is broken at byte 5");
    }
}
