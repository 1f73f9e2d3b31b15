//! Who is in the way: a session of the server, as its own view of activity describes it. It
//! must not know what is waited for.

use std::fmt;
use std::time::Duration;

/// A session of the database that a run waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blocker {
    /// Its process, for `pg_terminate_backend`; zero for a prepared transaction, which has none.
    pub pid: i32,
    /// The role that is connected.
    pub user: String,
    /// What it calls itself: `application_name`.
    pub application: String,
    /// What it does: `active`, `idle in transaction`, …; empty where the role that migrates
    /// may not see it.
    pub state: String,
    /// How long its transaction has been open, or it has been in this state.
    pub since: Option<Duration>,
    /// The statement that it runs, or ran last; its beginning.
    pub query: String,
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid == 0 {
            return f.write_str("a prepared transaction (see pg_prepared_xacts)");
        }
        write!(f, "session {}", self.pid)?;
        if !self.user.is_empty() {
            write!(f, " of `{}`", self.user)?;
        }
        if !self.application.is_empty() {
            write!(f, " ({})", self.application)?;
        }
        if !self.state.is_empty() {
            write!(f, ", {}", self.state)?;
        }
        if let Some(since) = self.since {
            write!(f, " for {} s", since.as_secs())?;
        }
        let query = self.query.split_whitespace().collect::<Vec<_>>().join(" ");
        if !query.is_empty() {
            write!(f, ": {query}")?;
        }
        Ok(())
    }
}

/// Several, one a line.
pub(crate) fn lines(blockers: &[Blocker]) -> String {
    let lines: Vec<String> = blockers.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocker_says_who_it_is() {
        let blocker = Blocker {
            pid: 4711,
            user: "app".to_owned(),
            application: "billing".to_owned(),
            state: "idle in transaction".to_owned(),
            since: Some(Duration::from_millis(12_900)),
            query: "UPDATE orders\n  SET total = 1".to_owned(),
        };
        assert_eq!(
            blocker.to_string(),
            "session 4711 of `app` (billing), idle in transaction for 12 s: \
             UPDATE orders SET total = 1"
        );
        let unseen = Blocker {
            pid: 4711,
            ..Blocker::default()
        };
        assert_eq!(unseen.to_string(), "session 4711");
        let prepared = Blocker::default().to_string();
        assert!(prepared.contains("pg_prepared_xacts"), "{prepared}");
    }
}
