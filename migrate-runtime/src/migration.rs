//! A migration as `migration!` left it in the program: what every run asks, and the rest
//! as text until somebody asks for it. It must not know databases, pools or ledgers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use migrate_contract::{PUBLIC, at_home, read_about, read_identity, read_plans, read_plans_with};

pub use migrate_contract::{
    About, Action, Batches, BuildIndex, Check, Database, Down, DropIndex, Expected, LockMode, Plan,
    Reach, Stay, Step, Sweep, TableLock, Transaction, Unreadable, Version, Work,
};

/// One migration, as `migration!` compiled it.
///
/// A `static` of this type is what `migration!` emits; hand the newest one to
/// [`apply`](crate::apply), and everything before it is reached through
/// [`parents`](Migration::parents).
pub struct Migration {
    parents: Parents,
    /// The rest, as `migrate_contract::write` left it.
    text: &'static str,
}

/// What a migration follows. One parent needs no list, which would be a symbol more in the
/// program for each migration.
#[doc(hidden)]
pub enum Parents {
    None,
    One(&'static Migration),
    Several(&'static [&'static Migration]),
}

/// The plans that were asked for, by the places of their texts. A static that held its own
/// would cost rustc more: it proves of each that what is filled in later may be shared
/// between threads.
type Known = Mutex<BTreeMap<(usize, usize), &'static [Plan]>>;

/// As the compiler wrote them.
static TEMPLATES: Known = Mutex::new(BTreeMap::new());

/// As they are in `public`, for people.
static PLANS: Known = Mutex::new(BTreeMap::new());

impl Migration {
    /// What `migration!` calls, and nobody else: the arguments change without notice.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(parents: Parents, text: &'static str) -> Self {
        Migration { parents, text }
    }

    /// The identity in the ledger: the static's name in lower case.
    #[must_use]
    pub fn name(&self) -> &'static str {
        read_identity(self.text).0
    }

    /// The checksum of the canonical declaration, with its format: `v1:…`.
    #[must_use]
    pub fn checksum(&self) -> &'static str {
        read_identity(self.text).1
    }

    /// The migrations named by `after`; none for the root of a history.
    #[must_use]
    pub const fn parents(&self) -> &[&'static Migration] {
        match &self.parents {
            Parents::None => &[],
            Parents::One(parent) => std::slice::from_ref(parent),
            Parents::Several(parents) => parents,
        }
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
    pub fn unvalidated(&self) -> Vec<&'static str> {
        self.about().unvalidated
    }

    /// One plan for each database that the history is for, as it is run where no
    /// [schema](crate::Migrator::schema) is chosen: on PostgreSQL in `public`. What would be run
    /// in another one [`Migrator::plan`](crate::Migrator::plan) says. They are decoded once,
    /// when they are asked for.
    ///
    /// # Errors
    ///
    /// When another version of the compiler wrote them, which Cargo does not let happen: the
    /// two crates are pinned to each other.
    pub fn plans(&self) -> Result<&'static [Plan], Unreadable> {
        self.once(&PLANS, |text| read_plans_with(text, in_public))
    }

    /// The plans with a mark where the schema of a run goes, for whoever sends them.
    pub(crate) fn templates(&self) -> Result<&'static [Plan], Unreadable> {
        self.once(&TEMPLATES, read_plans)
    }

    fn once(
        &self,
        known: &Known,
        read: fn(&'static str) -> Result<Vec<Plan>, Unreadable>,
    ) -> Result<&'static [Plan], Unreadable> {
        let place = (self.text.as_ptr().addr(), self.text.len());
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plans) = known.get(&place) {
            return Ok(plans);
        }
        // As long as the text that it borrows from: there is one a migration.
        let plans = read(self.text)?.leak();
        known.insert(place, plans);
        Ok(plans)
    }

    /// Nothing where the text cannot be read: whoever runs the migration is told.
    fn about(&self) -> About {
        read_about(self.text).unwrap_or_default()
    }
}

/// A text of a plan without marks, as long-lived as the plan.
fn in_public(text: &'static str) -> &'static str {
    match at_home(text, PUBLIC) {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.leak(),
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
        let parents = self.parents().iter().map(|parent| parent.name());
        formatter
            .debug_struct("Migration")
            .field("name", &self.name())
            .field("checksum", &self.checksum())
            .field("parents", &parents.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use migrate_contract::{About, Database, Down, Plan, write};

    use super::{Migration, Parents};

    #[test]
    fn what_cannot_be_read_is_told_of_when_it_is_asked_for() {
        static BROKEN: Migration = Migration::new(Parents::None, "broken|v1:0|1|10.4.Text0.x");
        assert_eq!((BROKEN.name(), BROKEN.checksum()), ("broken", "v1:0"));
        assert_eq!(BROKEN.description(), "");
        let refused = BROKEN.plans().expect_err("no plans");
        assert_eq!(refused.to_string(), "its text is broken at byte 17");
    }

    #[test]
    fn plans_are_read_once() {
        let plan = |reason| {
            let database = Database::Sqlite;
            Plan::new(
                database,
                database.oldest(),
                Vec::new(),
                Down::Irreversible(reason),
            )
        };
        let text = |name| write(name, "", &About::default(), &[plan(name)]).leak();
        let migration = |name| Migration::new(Parents::None, text(name));
        let [one, other] = ["one", "other"].map(migration);
        let plans = one.plans().expect("plans");
        assert_eq!(plans, [plan("one")]);
        assert!(std::ptr::eq(plans, one.plans().expect("plans")));
        assert_eq!(other.plans().expect("plans"), [plan("other")]);
    }

    #[test]
    fn a_mark_is_filled_for_whoever_asks() {
        let plan = |reason| {
            let database = Database::Postgres;
            let down = Down::Irreversible(reason);
            Plan::new(database, database.oldest(), Vec::new(), down)
        };
        let plans = [plan("\0.t '\0\0.t'"), plan("\0.t")];
        let text = write("marked", "", &About::default(), &plans).leak();
        let marked = Migration::new(Parents::None, text);
        let filled = [plan("\"public\".t '\"public\".t'"), plan("\"public\".t")];
        assert_eq!(marked.plans().expect("plans"), filled);
        let templates = marked.templates().expect("plans");
        assert_eq!(templates, [plan("\0.t '\0\0.t'"), plan("\0.t")]);
    }
}
