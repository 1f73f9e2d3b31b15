//! One migration cut off at every point, in both directions, as by a kill: what stays is
//! taken back, and the contents are what they were. It must not know which migration.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use migrate_runtime::{ErrorKind, Event, Migration, Migrator, Plan, Standing, State, apply};
use migrate_tests::golden::plans;
use migrate_tests::place::Place;

use crate::walk::{Difference, same, told};

/// Where a run ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    CutOff,
    Whole,
}

#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
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
        let left = Migrator::new(head).allow_lossy().abandon(place.url()).await;
        match left.as_ref().map_err(migrate_runtime::Error::kind) {
            // Whoever cannot go back goes on.
            Err(ErrorKind::Irreversible { .. }) => return Ok(()),
            Err(_) => return Err(format!("point {point}: {}", told(&left.unwrap_err()))),
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
