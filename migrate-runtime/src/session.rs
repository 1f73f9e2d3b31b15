//! A dedicated connection with the lock, taken and given back in one function. It
//! must not know what is done in between.

mod watch;

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;

use futures_core::future::BoxFuture;

pub(crate) use self::watch::Tell;
use crate::backend::{Answer, Backend, Cause, Failure, Hold};
use crate::error::{Error, ErrorKind};
use crate::event::Event;
use crate::retry::{Backoff, sleep};
use crate::script::{Dialect, Message, Part, Script};
use crate::settings::Settings;

/// A connection that holds the lock.
///
/// On PostgreSQL the lock belongs to the very session that runs the statements, so
/// as long as a statement is answered the lock is held: no query has to look. What
/// could part them is a pooler that changes sessions between transactions. It is refused
/// where it is recognised, and each record in the ledger is tied to a number that this run
/// left in its session ([`Hold::Session`]), in the same transaction as the steps. On SQLite
/// the writer's lock is held from `BEGIN IMMEDIATE` to `COMMIT` and nowhere else, so each
/// record is tied to the ledger being as it was when the run was decided
/// ([`Hold::Transaction`]).
pub(crate) struct Session<'c> {
    backend: Box<dyn Backend + 'c>,
    hold: Hold,
    /// Where tables go that have no schema in the source.
    home: String,
}

/// Work under the lock: a function, since a closure over references cannot say that
/// its future lives as long as both.
pub(crate) type Work<C, T> =
    for<'a, 's> fn(&'a mut Session<'s>, &'a C) -> BoxFuture<'a, Result<T, Error>>;

/// Takes the lock, does the work, and gives the lock and the connection back, whatever
/// becomes of the work: an observer may panic, and a borrowed connection goes on.
pub(crate) async fn locked<C: Sync, T>(
    backend: Box<dyn Backend + '_>,
    settings: &Settings,
    context: &C,
    work: Work<C, T>,
) -> Result<T, Error> {
    let home = settings.home(backend.dialect()).to_owned();
    let mut backend = backend.dedicated(home.clone()).await?;
    let key = settings.ledger.lock_key(backend.dialect());
    let result = match caught(wait_for_lock(&mut *backend, key, settings)).await {
        Ok(Ok(hold)) => {
            let mut session = Session {
                backend,
                hold,
                home,
            };
            let result = caught(work(&mut session, context)).await;
            backend = session.backend;
            backend.unlock(key).await;
            result
        }
        Ok(Err(kind)) => Ok(Err(kind.into())),
        Err(panic) => Err(panic),
    };
    let closed = backend.close().await;
    let result = result.unwrap_or_else(|panic| resume_unwind(panic));
    result.and_then(|done| Ok(closed.map(|()| done)?))
}

/// What a panic brings.
type Panic = Box<dyn Any + Send>;

/// The future's result, or the panic in which it ended.
pub(crate) async fn caught<F: Future>(future: F) -> Result<F::Output, Panic> {
    let mut future = pin!(future);
    poll_fn(|context| {
        // What the panic may have left half done is the future's own, and it goes.
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(poll) => poll.map(Ok),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}

/// Polls, asking who holds the lock, and sends nothing between two tries: the session has no
/// snapshot then.
async fn wait_for_lock(
    backend: &mut dyn Backend,
    key: i64,
    settings: &Settings,
) -> Result<Hold, ErrorKind> {
    let mut backoff = Backoff::for_runners(settings.lock_wait);
    loop {
        match backend.try_lock(key).await {
            Ok(Some(hold)) => return Ok(hold),
            Ok(None) => {}
            Err(Failure { source, .. }) => return Err(ErrorKind::Connect { source }),
        }
        let holder = backend.holder(key).await;
        let (waited, pause, tries) = (backoff.waited(), backoff.pause(), backoff.tries());
        settings.observer.tell(&Event::Waiting {
            waited,
            tries,
            holder: holder.as_ref(),
        });
        let Some(pause) = pause else {
            return Err(ErrorKind::LockWait {
                waited,
                tries,
                holder: holder.map(Box::new),
            });
        };
        sleep(pause).await;
    }
}

impl Session<'_> {
    pub(crate) fn hold(&self) -> Hold {
        self.hold
    }

    pub(crate) fn backend(&mut self) -> &mut dyn Backend {
        &mut *self.backend
    }

    pub(crate) fn dialect(&self) -> &'static Dialect {
        self.backend.dialect()
    }

    pub(crate) fn script(&self) -> Script {
        Script::new(self.dialect()).at_home(&self.home)
    }

    pub(crate) async fn send(&mut self, message: &Message) -> Result<Answer, Failure> {
        self.backend.send(message).await
    }

    /// Leaves a transaction that has failed. Where none was begun the server says so,
    /// and where the connection is gone so is the transaction.
    pub(crate) async fn roll_back(&mut self) {
        let mut script = self.script();
        script.statement(Part::Commit, "ROLLBACK");
        let _ = self.send(&script.finish()).await;
    }

    pub(crate) fn cause(&self, failure: &Failure) -> Cause {
        self.backend.cause(&failure.source)
    }
}
