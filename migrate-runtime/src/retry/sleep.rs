//! A pause under whatever runtime the application has chosen: one thread wakes every
//! task that pauses, since a timer of a runtime would bind us to that runtime. It must
//! not know who pauses.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// How long the thread stays when nobody pauses: batches pause again and again.
const LINGER: Duration = Duration::from_secs(10);

/// Ends after `pause`.
pub(crate) async fn sleep(pause: Duration) {
    if pause.is_zero() {
        return;
    }
    let until = Instant::now() + pause;
    Sleep { until, place: None }.await;
}

/// The future's result, or nothing where it does not come in time; it is dropped then.
pub(crate) async fn within<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    let (mut future, mut pause) = (pin!(future), pin!(sleep(limit)));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => pause.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// When to wake, and a number, since several may want the same moment.
type Place = (Instant, u64);

struct Sleep {
    until: Instant,
    place: Option<Place>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.until <= Instant::now() {
            return Poll::Ready(());
        }
        let mut sleepers = sleepers();
        let place = match self.place {
            Some(place) => place,
            None => sleepers.place(self.until),
        };
        self.place = Some(place);
        sleepers.wakers.insert(place, context.waker().clone());
        if !sleepers.watched {
            sleepers.watched = true;
            STARTED.fetch_add(1, Ordering::Relaxed);
            thread::spawn(watch);
        }
        CHANGED.notify_one();
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            sleepers().wakers.remove(&place);
        }
    }
}

/// Who is to be woken, the first first.
struct Sleepers {
    wakers: BTreeMap<Place, Waker>,
    placed: u64,
    /// Whether the thread runs.
    watched: bool,
}

static SLEEPERS: Mutex<Sleepers> = Mutex::new(Sleepers {
    wakers: BTreeMap::new(),
    placed: 0,
    watched: false,
});
static CHANGED: Condvar = Condvar::new();

/// How many threads this process has started for its pauses.
static STARTED: AtomicUsize = AtomicUsize::new(0);

fn sleepers() -> MutexGuard<'static, Sleepers> {
    SLEEPERS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sleepers {
    fn place(&mut self, until: Instant) -> Place {
        self.placed += 1;
        (until, self.placed)
    }

    /// Takes those out whose time has come.
    fn due(&mut self, now: Instant) -> Vec<Waker> {
        let later = self.wakers.split_off(&(now, u64::MAX));
        let due = std::mem::replace(&mut self.wakers, later);
        due.into_values().collect()
    }

    /// How long nobody is to be woken.
    fn quiet(&self, now: Instant) -> Duration {
        let first = self.wakers.first_key_value();
        first.map_or(LINGER, |((until, _), _)| {
            until.saturating_duration_since(now)
        })
    }
}

/// Wakes who is due, until nobody has paused for a while.
fn watch() {
    loop {
        let due = sleepers().due(Instant::now());
        // Not under the lock: a waker may run the task at once, which may pause again.
        due.into_iter().for_each(Waker::wake);
        let waiting = sleepers();
        let quiet = waiting.quiet(Instant::now());
        let waited = CHANGED.wait_timeout(waiting, quiet);
        let (mut waiting, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if quiet == LINGER && timeout.timed_out() && waiting.wakers.is_empty() {
            waiting.watched = false;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test]
    async fn many_pauses_take_one_thread_and_end_in_time() {
        let began = Instant::now();
        let pauses = (1..=50_u64).map(|n| tokio::spawn(sleep(Duration::from_millis(n))));
        for pause in pauses.collect::<Vec<_>>() {
            pause.await.unwrap();
        }
        for _ in 0..20 {
            sleep(Duration::from_millis(1)).await;
        }
        let took = began.elapsed();
        assert!(took >= Duration::from_millis(70), "{took:?}");
        assert!(took < Duration::from_secs(5), "{took:?}");
        assert_eq!(STARTED.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn what_does_not_come_in_time_is_dropped() {
        let late = within(Duration::from_millis(5), pending::<()>()).await;
        assert_eq!(late, None);
        let limit = Duration::from_mins(1);
        assert_eq!(within(limit, async { 1 }).await, Some(1));
    }
}
