//! One cluster: starts a server in a folder of its own, reached through a socket
//! there, and stops it. It must not know databases or tests.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, process};

use super::installation::{INSTALLATIONS, Installation};

/// PostgreSQL refuses to run as root; this user owns nothing else, on every Unix.
pub(super) const NOBODY: u32 = 65534;

/// A path to a socket has at most 107 bytes; the folder's name takes some of them.
const LONGEST_FOLDER: usize = 60;

/// Whether commits reach the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// No `fsync`: as fast as it gets, for all that never measures a commit.
    Off,
    /// PostgreSQL's own settings.
    On,
}

/// A running server. It stops, and its folder goes, when this is dropped and when
/// the process ends, even by a signal.
#[derive(Debug)]
pub struct Server {
    major: u16,
    folder: PathBuf,
    keeper: Child,
}

impl Server {
    /// Starts a server of one of the [`installed`](super::installed) major versions.
    #[must_use]
    pub fn start(major: u16, durability: Durability) -> Server {
        let installation = INSTALLATIONS.get(&major);
        let installation = installation.unwrap_or_else(|| {
            panic!("PostgreSQL {major} is missing: `tests/run` installs it or says how to")
        });
        let folder = create_folder("migrate-pg");
        let mut keeper = spawn(installation, &folder, durability);
        let mut answer = String::new();
        let stdout = keeper.stdout.take().expect("a pipe was asked for");
        BufReader::new(stdout)
            .read_line(&mut answer)
            .expect("read from the cluster's shell");
        if answer.trim() != "ready" {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            panic!("PostgreSQL {major} did not start:\n{log}");
        }
        Server {
            major,
            folder,
            keeper,
        }
    }

    #[must_use]
    pub fn major(&self) -> u16 {
        self.major
    }

    /// Where its socket is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the server has written into its log so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).expect("read the server's log")
    }

    /// The URL of a database of this server.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres@localhost:5432/{database}?host={}",
            self.folder.display()
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // A keeper that is gone already has nothing left to stop.
        let _ = self.keeper.wait();
    }
}

fn spawn(installation: &Installation, folder: &Path, durability: Durability) -> Child {
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(include_str!("cluster.sh"))
        .arg("cluster");
    command
        .arg(&installation.bin)
        .arg(folder)
        .arg(options(folder, durability));
    command
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LC_ALL", "C");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // Ctrl-C in a terminal goes to the tests alone; the server follows them.
    command.process_group(0);
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.current_dir("/").spawn().expect("start a shell")
}

fn options(folder: &Path, durability: Durability) -> String {
    // Autovacuum takes locks at times of its own, which makes lock tests flicker.
    let mut options = format!(
        "-c listen_addresses='' -c unix_socket_directories={} -c autovacuum=off \
         -c max_connections=200 -c timezone=UTC",
        folder.display()
    );
    if durability == Durability::Off {
        options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off";
    }
    options
}

pub(super) fn create_folder(kind: &str) -> PathBuf {
    static CREATED: AtomicU32 = AtomicU32::new(0);

    let name = format!(
        "{kind}-{}-{}",
        process::id(),
        CREATED.fetch_add(1, Ordering::Relaxed)
    );
    let parent = env::temp_dir();
    let parent = if parent.as_os_str().len() > LONGEST_FOLDER {
        Path::new("/tmp")
    } else {
        &parent
    };
    let folder = parent.join(name);
    // A process that had this number before us may have been cut off with its shell.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).expect("create a folder for the cluster");
    fs::set_permissions(&folder, Permissions::from_mode(0o700))
        .expect("close the folder to others");
    if is_root() {
        chown(&folder, Some(NOBODY), Some(NOBODY)).expect("give the folder to the server's user");
    }
    folder
}

/// Without unsafe code the owner of our own entry in `/proc` is who we are.
pub(super) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|entry| entry.uid() == 0)
}
