//! What only some databases can express and no dialect notices: a dialect reports what it
//! cannot spell, but not what it would spell and the database read in another way. Takes
//! constructs, gives errors that name the database; must not know what a construct means.

use super::super::Checker;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::target::{Database, Target};

impl Checker<'_> {
    /// A construct of PostgreSQL's own.
    pub(in crate::expressions) fn only_postgres(&mut self, origin: Origin, what: &str) {
        self.lacks(origin, what, &|target| {
            target.database == Database::Postgres
        });
    }

    /// A construct of PostgreSQL's own that SQLite has from a minor version on.
    pub(in crate::expressions) fn since_sqlite(&mut self, minor: u16, origin: Origin, what: &str) {
        let has = |target: Target| match target.database {
            Database::Postgres => true,
            Database::Sqlite => target.since(3, minor),
            Database::Mysql | Database::Mariadb => false,
        };
        let Some(target) = self.first_without(&has) else {
            return;
        };
        if target.database != Database::Sqlite {
            return self.lacks(origin, what, &has);
        }
        let title = format!("SQLite has {what} only from version 3.{minor} on");
        let error = Diagnostic::new(origin, title).help(format!(
            "raise the target in the root's header, `on sqlite 3.{minor}`, or write \
             `#[only(postgres)]` over it"
        ));
        self.report.error(error);
    }

    fn lacks(&mut self, origin: Origin, what: &str, has: &dyn Fn(Target) -> bool) {
        let Some(target) = self.first_without(has) else {
            return;
        };
        let title = format!("{} has no {what}", target.database.title());
        let error = Diagnostic::new(origin, title);
        self.report.error(if self.targets.len() > 1 {
            error.help(
                "write `#[only(postgres)]` over it, or the database's own way as `sql(\"…\")` \
                 under an `#[only(…)]`",
            )
        } else {
            error.help("write the database's own way as `sql(\"…\")`")
        });
    }

    fn first_without(&self, has: &dyn Fn(Target) -> bool) -> Option<Target> {
        self.targets.iter().copied().find(|target| !has(*target))
    }
}
