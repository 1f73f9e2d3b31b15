//! A process that migrates, and its end. It must not know what it migrates.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{self, ChildStdout, Command};

/// Where a process goes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    Up,
    Down,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Way::Up => "up",
            Way::Down => "down",
        }
    }
}

/// A running `runner`.
pub(crate) struct Child {
    process: process::Child,
    output: BufReader<ChildStdout>,
}

/// What a process did that came to its end.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The migrations that it applied or reverted.
    pub(crate) done: Vec<String>,
    /// How many events it told.
    pub(crate) events: usize,
}

impl Child {
    /// Starts a process that migrates a database, up to an event if there is one.
    pub(crate) fn start(way: Way, url: &str, stop: Option<usize>) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runner"));
        command
            .args([way.word(), url])
            .args(stop.map(|event| event.to_string()));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command
            .kill_on_drop(true)
            .spawn()
            .expect("start the runner");
        let output = process.stdout.take().expect("a pipe was asked for");
        Child {
            process,
            output: BufReader::new(output),
        }
    }

    /// Waits until it stops at its event.
    pub(crate) async fn kill_when_stopped(mut self) {
        let mut line = String::new();
        self.output.read_line(&mut line).await.expect("read a line");
        assert_eq!(line.trim(), "stopped", "it came to its end before");
        self.kill().await;
    }

    /// By SIGKILL.
    pub(crate) async fn kill(mut self) {
        self.process.kill().await.expect("kill the runner");
    }

    /// Waits until it has succeeded.
    pub(crate) async fn finish(mut self) -> Finished {
        let (mut output, mut errors) = (String::new(), String::new());
        let mut stderr = self.process.stderr.take().expect("a pipe was asked for");
        let (read, also, status) = tokio::join!(
            self.output.read_to_string(&mut output),
            stderr.read_to_string(&mut errors),
            self.process.wait()
        );
        read.and(also).expect("read what the runner says");
        assert!(status.expect("the runner's end").success(), "{errors}");
        let mut done: Vec<String> = output.lines().map(str::to_owned).collect();
        let events = done.pop().expect("the number of events");
        Finished {
            done,
            events: events.parse().expect("a number"),
        }
    }
}
