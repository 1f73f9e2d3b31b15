//! One migration cut off at every point, in both directions, as by a kill: what stays is
//! taken back, in as many runs as it takes, and the contents are what they were; or another
//! direction is taken half way. It must not know which migration.

mod leaver;

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use leaver::{Leaver, is_refused};
use migrate_runtime::{
    Error, ErrorKind, Event, Migration, Migrator, Plan, Report, Standing, State, apply,
};
use migrate_tests::golden::plans;
use migrate_tests::place::Place;

use crate::walk::{Difference, same, told};

/// What is cut off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Up,
    Down,
    Abandon,
}

/// Leaves each point at which it can be cut off.
pub(crate) async fn abandon(place: &mut Place, head: &'static Migration) -> Difference {
    if is_at_once(place, head) {
        return Ok(());
    }
    if let Some(&parent) = head.parents().first() {
        apply(place.url(), parent).await.map_err(|e| told(&e))?;
    }
    leave(place, head, Verb::Up).await?;
    apply(place.url(), head).await.map_err(|e| told(&e))?;
    leave(place, head, Verb::Down).await
}

/// Turns round at each point at which it can be cut off, and half way back once more.
pub(crate) async fn turn(place: &mut Place, head: &'static Migration) -> Difference {
    if is_at_once(place, head) {
        return Ok(());
    }
    if let Some(&parent) = head.parents().first() {
        apply(place.url(), parent).await.map_err(|e| told(&e))?;
    }
    let before = place.contents().await.schema;
    apply(place.url(), head).await.map_err(|e| told(&e))?;
    let after = place.contents().await.schema;
    for point in 0.. {
        let ways = [
            (Verb::Down, Verb::Up, &before),
            (Verb::Up, Verb::Abandon, &after),
        ];
        for (there, back, end) in ways {
            let first = cut_off(place.url(), head, (there, point)).await;
            let is_whole = first.is_some() || is_at_its_end(place.url(), head, there).await;
            if is_whole && there == Verb::Down {
                return Ok(());
            }
            if !is_whole {
                cut_off(place.url(), head, (back, 1)).await;
            }
            let migrator = Migrator::new(head).allow_lossy();
            let result = match there {
                Verb::Down => migrator.down(place.url()).await,
                Verb::Up | Verb::Abandon => migrator.up(place.url()).await,
            };
            match result.as_ref().map_err(Error::kind) {
                Err(ErrorKind::Irreversible { .. }) => return Ok(()),
                Err(_) => return Err(format!("point {point}: {}", told(&result.unwrap_err()))),
                Ok(_) => same(
                    &format!("the schema, and that after turning at point {point}"),
                    end,
                    &place.contents().await.schema,
                )?,
            }
        }
    }
    Ok(())
}

/// Whether nothing of it can stay.
fn is_at_once(place: &Place, head: &'static Migration) -> bool {
    let mut all = plans(head).iter();
    let plan: Option<&Plan> = all.find(|plan| plan.database == place.kind());
    let plan = plan.expect("a plan for this database");
    plan.up_stays.is_empty() && plan.down_stays.is_empty()
}

/// Cuts one way off at each point, and goes back from there.
async fn leave(place: &mut Place, head: &'static Migration, verb: Verb) -> Difference {
    let before = place.contents().await.schema;
    for point in 0.. {
        let ended = cut_off(place.url(), head, (verb, point)).await;
        // An event about the last step comes when all is recorded.
        if ended.is_some() || is_at_its_end(place.url(), head, verb).await {
            return Ok(());
        }
        let another = Leaver::Another.program(head, place.kind());
        if Leaver::of(place, point) == Leaver::Another && verb == Verb::Up {
            is_refused(another, place.url()).await?;
        }
        let what = format!("the schema before, and after leaving at point {point}");
        let left = in_pieces(place, head, point).await;
        match left.as_ref().map_err(Error::kind) {
            // Whoever cannot go back goes on.
            Err(ErrorKind::Irreversible { .. }) => return Ok(()),
            Err(_) => return Err(format!("point {point}: {}", told(&left.unwrap_err()))),
            Ok(_) => same(&what, &before, &place.contents().await.schema)?,
        }
    }
    Ok(())
}

/// Abandons it, and is cut off ever later.
async fn in_pieces(place: &Place, head: &'static Migration, point: usize) -> Result<Report, Error> {
    let mut piece = 0;
    loop {
        let leaver = Leaver::of(place, point + piece).program(head, place.kind());
        if let Some(ended) = cut_off(place.url(), leaver, (Verb::Abandon, piece)).await {
            return ended;
        }
        piece += 1;
    }
}

async fn is_at_its_end(url: &str, head: &'static Migration, verb: Verb) -> bool {
    let status = Migrator::new(head).status(url).await.expect("a status");
    let last = status.migrations.last().expect("the head");
    let end = match verb {
        Verb::Up => State::Applied,
        Verb::Down | Verb::Abandon => State::Reverted,
    };
    last.standing == Standing::Recorded(end)
}

/// Ends a run at an event about a step, as if its process had been killed there; gives how
/// it ended where it had none so late.
async fn cut_off(
    url: &str,
    head: &'static Migration,
    (verb, point): (Verb, usize),
) -> Option<Result<Report, Error>> {
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
        match verb {
            Verb::Up => migrator.up(&url).await,
            Verb::Down => migrator.down(&url).await,
            Verb::Abandon => migrator.abandon(&url).await,
        }
    });
    run.await.ok()
}
