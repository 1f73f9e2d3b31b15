//! Waiting: how long before the next try, and until when. It must not know what is
//! tried.

mod sleep;

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant};

pub(crate) use sleep::{sleep, within};

/// Pauses that grow from the first to the longest, each shortened or lengthened by
/// chance, so that processes that started together do not try together.
#[derive(Debug)]
pub(crate) struct Backoff {
    next: Duration,
    longest: Duration,
    began: Instant,
    limit: Duration,
    tries: u32,
}

impl Backoff {
    /// For a lock that another process of this crate holds.
    pub(crate) fn for_runners(limit: Duration) -> Self {
        Backoff::new(Duration::from_millis(250), Duration::from_secs(5), limit)
    }

    /// For a lock that the application's own traffic holds: waiting for it makes
    /// others queue behind us, so the pauses between the tries grow long.
    pub(crate) fn for_locks(limit: Duration) -> Self {
        Backoff::new(Duration::from_secs(1), Duration::from_secs(30), limit)
    }

    fn new(first: Duration, longest: Duration, limit: Duration) -> Self {
        Backoff {
            next: first,
            longest,
            began: Instant::now(),
            limit,
            tries: 0,
        }
    }

    /// Since the first try.
    pub(crate) fn waited(&self) -> Duration {
        self.began.elapsed()
    }

    /// How often it was tried and did not succeed.
    pub(crate) fn tries(&self) -> u32 {
        self.tries
    }

    /// The pause before the next try, or none when the limit is reached.
    pub(crate) fn pause(&mut self) -> Option<Duration> {
        self.tries += 1;
        let left = self.limit.checked_sub(self.waited())?;
        let pause = jittered(self.next, RandomState::new().build_hasher().finish());
        self.next = (self.next * 2).min(self.longest);
        (!left.is_zero()).then(|| pause.min(left))
    }
}

/// Between half and one and a half of `pause`, as `chance` says.
fn jittered(pause: Duration, chance: u64) -> Duration {
    let thousandths = u32::try_from(500 + chance % 1001).unwrap_or(1000);
    pause * thousandths / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_jittered_by_half_at_most() {
        let second = Duration::from_secs(1);
        assert_eq!(jittered(second, 0), second / 2);
        assert_eq!(jittered(second, 1000), second * 3 / 2);
        assert_eq!(jittered(second, 1001), second / 2);
    }

    #[test]
    fn pauses_grow_to_the_longest() {
        let mut backoff = Backoff::for_runners(Duration::from_mins(10));
        let pauses: Vec<_> = (0..12).filter_map(|_| backoff.pause()).collect();
        assert!(pauses[0] <= Duration::from_millis(375));
        assert!(pauses[11] >= Duration::from_millis(2500));
        assert!(
            pauses
                .iter()
                .all(|pause| *pause <= Duration::from_millis(7500))
        );
    }

    #[test]
    fn no_pause_outlasts_the_limit() {
        let mut backoff = Backoff::for_locks(Duration::from_millis(20));
        assert!(
            backoff
                .pause()
                .is_some_and(|pause| pause <= Duration::from_millis(20))
        );
        assert_eq!(Backoff::for_locks(Duration::ZERO).pause(), None);
    }
}
