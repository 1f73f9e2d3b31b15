//! A `PgBouncer` in front of a server: starts one in a folder of its own and stops it. It
//! must not know who connects through it.

use std::fs;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::cluster::{NOBODY, Server, create_folder, is_root};

/// When a session is given to another client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Session,
    Transaction,
    Statement,
}

/// A running pooler. It stops when this is dropped and when the process ends.
#[derive(Debug)]
pub struct Pooler {
    folder: PathBuf,
    keeper: Child,
}

/// Which of its sessions a client gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The one that was left last.
    Last,
    /// The one that was left first.
    First,
}

impl Pooler {
    /// Starts one with so many sessions for each database.
    #[must_use]
    pub fn start(server: &Server, mode: Mode, sessions: usize, turn: Turn) -> Pooler {
        let folder = create_folder("migrate-pool");
        let text = configuration(server.folder(), &folder, (mode, sessions, turn));
        fs::write(folder.join("pgbouncer.ini"), text).expect("write the configuration");
        let keeper = spawn(&folder);
        let pooler = Pooler { folder, keeper };
        let socket = pooler.folder.join(".s.PGSQL.6432");
        for _ in 0..500 {
            if UnixStream::connect(&socket).is_ok() {
                return pooler;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let log = fs::read_to_string(pooler.folder.join("log")).unwrap_or_default();
        panic!("no PgBouncer: `tests/run` installs it or says how to\n{log}");
    }

    /// The URL of a database behind it.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres@localhost:6432/{database}?host={}",
            self.folder.display()
        )
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // A keeper that is gone already has nothing left to stop.
        let _ = self.keeper.wait();
    }
}

fn configuration(
    server: &Path,
    folder: &Path,
    (mode, sessions, turn): (Mode, usize, Turn),
) -> String {
    let mode = match mode {
        Mode::Session => "session",
        Mode::Transaction => "transaction",
        Mode::Statement => "statement",
    };
    let (server, folder) = (server.display(), folder.display());
    format!(
        "[databases]\n* = host={server} port=5432 user=postgres\n[pgbouncer]\n\
         listen_port = 6432\nunix_socket_dir = {folder}\nauth_type = any\n\
         pool_mode = {mode}\ndefault_pool_size = {sessions}\nmin_pool_size = 0\n\
         server_round_robin = {}\nignore_startup_parameters = extra_float_digits\n",
        u8::from(turn == Turn::First)
    )
}

/// The kernel closes the pipe however the test process ends.
fn spawn(folder: &Path) -> Child {
    const KEEP: &str = "pgbouncer pgbouncer.ini >log 2>&1 & cat >/dev/null; kill $!; \
                        wait; cd / && rm -rf \"$1\"";

    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(KEEP).arg("pooler").arg(folder);
    command.env_clear().env(
        "PATH",
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    );
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.process_group(0);
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.current_dir(folder).spawn().expect("start a shell")
}
