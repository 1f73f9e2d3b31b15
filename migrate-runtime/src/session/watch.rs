//! Looks on while a statement takes its time: who is in its way, and whether the server still
//! knows of it. Takes a message, gives its answer, or that there will be none. It must not
//! know what the statement does.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use super::Session;
use crate::backend::{Answer, Failure, Lookout, Statement};
use crate::error::Blocker;
use crate::retry::{sleep, within};
use crate::script::Message;

/// Who is told of what is in the way, and for how long it has been.
pub(crate) type Tell<'a> = &'a (dyn Fn(Duration, &[Blocker]) + Sync);

/// A look takes a connection and a query.
const PATIENCE: Duration = Duration::from_secs(10);

/// How far looks grow apart.
const LONGEST: Duration = Duration::from_secs(30);

/// So many looks in a row that find the statement ended, or the session gone, while its
/// answer does not come: it was lost on the way.
const SILENT: usize = 3;

/// So many looks in a row that find no server.
const UNREACHABLE: usize = 6;

impl Session<'_> {
    /// Sends a message, and looks on from `first` on for as long as it takes.
    pub(crate) async fn watched(
        &mut self,
        message: &Message,
        first: Duration,
        tell: Tell<'_>,
    ) -> Result<Answer, Failure> {
        let Some(mut lookout) = self.backend.lookout() else {
            return self.backend.send(message).await;
        };
        let mut seen = Vec::new();
        let result = {
            let mut sending = self.backend.send(message);
            let mut looking = pin!(look_on(&mut *lookout, first, tell, &mut seen));
            poll_fn(|context| match sending.as_mut().poll(context) {
                Poll::Ready(result) => Poll::Ready(Ok(result)),
                Poll::Pending => looking.as_mut().poll(context).map(Err),
            })
            .await
        };
        match result {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(failure)) => Err(Failure {
                blockers: seen,
                ..failure
            }),
            Err(lost) => {
                self.backend.abandon();
                Err(sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, lost.text())).into())
            }
        }
    }
}

/// Why no answer will come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lost {
    Answer,
    Server,
}

impl Lost {
    fn text(self) -> &'static str {
        match self {
            Lost::Answer => {
                "the server has ended the statement or the session, and its answer was lost"
            }
            Lost::Server => "the server cannot be reached any more",
        }
    }
}

/// Looks until it is clear that no answer will come.
async fn look_on(
    lookout: &mut dyn Lookout,
    first: Duration,
    tell: Tell<'_>,
    seen: &mut Vec<Blocker>,
) -> Lost {
    let began = Instant::now();
    let (mut pause, mut silent, mut unreachable) = (first, 0, 0);
    loop {
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST);
        match within(PATIENCE, lookout.look()).await {
            Some(Ok(sight)) => {
                unreachable = 0;
                silent = match sight.statement {
                    Statement::Ended | Statement::Gone => silent + 1,
                    Statement::Runs | Statement::Elsewhere => 0,
                };
                if !sight.blockers.is_empty() {
                    tell(began.elapsed(), &sight.blockers);
                    *seen = sight.blockers;
                }
            }
            // It refuses another connection, so it is there.
            Some(Err(sqlx::Error::Database(_))) => unreachable = 0,
            Some(Err(_)) | None => unreachable += 1,
        }
        if silent == SILENT {
            return Lost::Answer;
        }
        if unreachable == UNREACHABLE {
            return Lost::Server;
        }
    }
}
