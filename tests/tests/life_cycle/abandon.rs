//! One migration cut off at every point, in both directions, as by a kill: what stays is
//! taken back, and the contents are what they were. It must not know which migration.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use migrate_contract::{About, write};
use migrate_runtime::{
    Database, Down, ErrorKind, Event, Migration, Migrator, Plan, Standing, State, apply,
};
use migrate_tests::golden::plans;
use migrate_tests::place::Place;

use crate::majors;
use crate::walk::{Difference, same, told};

/// Where a run ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    CutOff,
    Whole,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// Who takes back what stays: the plan says how, or else the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaver {
    /// The program that was cut off.
    Own,
    /// One whose plan is another, and shorter.
    Another,
    /// One that does not have the migration.
    Without,
}

/// Each in turn: on servers of three versions, each at every point.
fn leaver(place: &Place, point: usize) -> Leaver {
    let version = match place {
        Place::Postgres(database, _) => {
            let mut majors = majors().into_iter();
            majors
                .position(|major| major == database.major)
                .unwrap_or(0)
        }
        Place::Sqlite(_) => 0,
    };
    match (point + version) % 3 {
        0 => Leaver::Own,
        1 => Leaver::Another,
        _ => Leaver::Without,
    }
}

impl Leaver {
    fn program(self, head: &'static Migration, database: Database) -> &'static Migration {
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
    let text = write(&About::default(), plans).leak();
    let migration = Migration::new(name, "v1:another", parents, text);
    Box::leak(Box::new(migration))
}

/// No step of another plan is run where one of the first was, and nothing panics.
async fn refused(another: &'static Migration, url: &str) -> Difference {
    let status = Migrator::new(another).status(url).await;
    let status = status.map_err(|error| told(&error))?;
    let last = status.migrations.last().expect("the head");
    if last.standing != Standing::Recorded(State::Running) {
        return Ok(());
    }
    let accepting = Migrator::new(another).allow_changed(another.name());
    match accepting
        .up(url)
        .await
        .as_ref()
        .map_err(migrate_runtime::Error::kind)
    {
        Err(ErrorKind::OtherPlan { .. }) => Ok(()),
        other => Err(format!("another plan was not refused: {other:?}")),
    }
}

pub(crate) async fn abandon(place: &mut Place, head: &'static Migration) -> Difference {
    let mut all = plans(head).iter();
    let plan = all.find(|plan| plan.database == place.kind());
    let plan = plan.expect("a plan for this database");
    if is_at_once(plan) {
        return Ok(());
    }
    if let Some(&parent) = head.parents().first() {
        apply(place.url(), parent).await.map_err(|e| told(&e))?;
    }
    leave(place, head, Way::Up).await?;
    apply(place.url(), head).await.map_err(|e| told(&e))?;
    leave(place, head, Way::Down).await
}

/// Whether nothing of it can stay.
fn is_at_once(plan: &Plan) -> bool {
    plan.up_stays.is_empty() && plan.down_stays.is_empty()
}

/// Cuts one way off at each point, and goes back from there.
async fn leave(place: &mut Place, head: &'static Migration, way: Way) -> Difference {
    let before = place.contents().await.schema;
    for point in 0.. {
        if cut_off(place.url(), head, (way, point)).await == End::Whole {
            return Ok(());
        }
        let what = format!("the schema before, and after leaving at point {point}");
        // An event about the last step comes when all is recorded.
        if is_at_its_end(place.url(), head, way).await {
            return Ok(());
        }
        let who = leaver(place, point);
        let leaving = who.program(head, place.kind());
        if who == Leaver::Another && way == Way::Up {
            refused(leaving, place.url()).await?;
        }
        let left = Migrator::new(leaving)
            .allow_lossy()
            .abandon(place.url())
            .await;
        match left.as_ref().map_err(migrate_runtime::Error::kind) {
            // Whoever cannot go back goes on.
            Err(ErrorKind::Irreversible { .. }) => return Ok(()),
            Err(_) => {
                return Err(format!(
                    "point {point}, {who:?}: {}",
                    told(&left.unwrap_err())
                ));
            }
            Ok(_) => same(&what, &before, &place.contents().await.schema)?,
        }
    }
    Ok(())
}

async fn is_at_its_end(url: &str, head: &'static Migration, way: Way) -> bool {
    let status = Migrator::new(head).status(url).await.expect("a status");
    let last = status.migrations.last().expect("the head");
    let end = match way {
        Way::Up => State::Applied,
        Way::Down => State::Reverted,
    };
    last.standing == Standing::Recorded(end)
}

/// Ends a run at an event about a step, as if its process had been killed there.
async fn cut_off(url: &str, head: &'static Migration, (way, point): (Way, usize)) -> End {
    let events = AtomicUsize::new(0);
    let migrator = Migrator::new(head).allow_lossy().observer(move |event| {
        let is_step = matches!(
            event,
            Event::StepStarted { .. } | Event::StepFinished { .. } | Event::Batch { .. }
        );
        if is_step && events.fetch_add(1, Ordering::Relaxed) == point {
            resume_unwind(Box::new("killed"));
        }
    });
    let url = url.to_owned();
    let run = tokio::spawn(async move {
        match way {
            Way::Up => migrator.up(&url).await,
            Way::Down => migrator.down(&url).await,
        }
    });
    match run.await {
        Err(_) => End::CutOff,
        Ok(_) => End::Whole,
    }
}
