//! Who takes back what stays of a half-done migration: the plan says how, or else the ledger.
//! It must not know where the migration was cut off.

use migrate_contract::{About, write};
use migrate_runtime::__private::Parents;
use migrate_runtime::{Database, Down, ErrorKind, Migration, Migrator, Plan, Standing, State};
use migrate_tests::golden::plans;
use migrate_tests::place::Place;

use crate::majors;
use crate::walk::{Difference, told};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaver {
    /// The program that was cut off.
    Own,
    /// One whose plan is another, and shorter.
    Another,
    /// One that does not have the migration.
    Without,
}

impl Leaver {
    /// Each in turn: on servers of three versions, each at every point.
    pub(super) fn of(place: &Place, point: usize) -> Leaver {
        let version = match place {
            Place::Postgres(database, _) => {
                let mut majors = majors().into_iter();
                let found = majors.position(|major| major == database.major);
                found.unwrap_or(0)
            }
            Place::Sqlite(_) => 0,
        };
        match (point + version) % 3 {
            0 => Leaver::Own,
            1 => Leaver::Another,
            _ => Leaver::Without,
        }
    }

    pub(super) fn program(
        self,
        head: &'static Migration,
        database: Database,
    ) -> &'static Migration {
        let parents = head.parents();
        match self {
            Leaver::Own => head,
            Leaver::Another => {
                let own = plans(head).iter().find(|plan| plan.database == database);
                let own = own.expect("a plan for this database");
                let up = own.up[..own.up.len() / 2].to_vec();
                let plan = Plan::new(database, own.minimum, up, Down::Steps(Vec::new()));
                made(head.name(), parents, &[plan])
            }
            Leaver::Without => match parents.first() {
                Some(parent) => parent,
                None => made("nothing", parents, &[]),
            },
        }
    }
}

fn made(
    name: &'static str,
    parents: &'static [&'static Migration],
    plans: &[Plan],
) -> &'static Migration {
    let text = write(name, "v1:another", &About::default(), plans).leak();
    let migration = Migration::new(Parents::Several(parents), text);
    Box::leak(Box::new(migration))
}

/// No step of another plan is run where one of the first was, and nothing panics.
pub(super) async fn is_refused(another: &'static Migration, url: &str) -> Difference {
    let status = Migrator::new(another).status(url).await;
    let status = status.map_err(|error| told(&error))?;
    let last = status.migrations.last().expect("the head");
    if last.standing != Standing::Recorded(State::Running) {
        return Ok(());
    }
    let accepting = Migrator::new(another).allow_changed(another.name());
    let result = accepting.up(url).await;
    match result.as_ref().map_err(migrate_runtime::Error::kind) {
        Err(ErrorKind::OtherPlan { .. }) => Ok(()),
        other => Err(format!("another plan was not refused: {other:?}")),
    }
}
