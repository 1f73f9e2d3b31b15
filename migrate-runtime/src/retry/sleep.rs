//! A pause under whatever runtime the application has chosen: a thread that sleeps
//! and wakes the task. Runs pause seldom, so a thread costs nothing, while a timer
//! of a runtime would bind us to that runtime.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// Ends after `pause`.
pub(crate) async fn sleep(pause: Duration) {
    if pause.is_zero() {
        return;
    }
    let until = Instant::now() + pause;
    let waker = Arc::new(Mutex::new(None));
    Sleep { until, waker }.await;
}

struct Sleep {
    until: Instant,
    waker: Arc<Mutex<Option<Waker>>>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Poll::Ready(());
        }
        let mut slot = self.waker.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.replace(context.waker().clone()).is_none() {
            let waker = Arc::clone(&self.waker);
            thread::spawn(move || wake(left, &waker));
        }
        Poll::Pending
    }
}

/// The slot is emptied, so that a task that was polled too early gets a new thread.
fn wake(left: Duration, waker: &Mutex<Option<Waker>>) {
    thread::sleep(left);
    let waker = waker.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(waker) = waker {
        waker.wake();
    }
}
