//! Where the PostgreSQL servers of this machine are: looks for their programs and
//! gives one installation a major version. It must not start anything.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The folder with the majors that `tests/run` downloads, when it is not `target/postgres`.
const DOWNLOADS: &str = "MIGRATE_TEST_POSTGRES";

/// The programs of one major version.
#[derive(Clone, Debug)]
pub struct Installation {
    pub major: u16,
    pub bin: PathBuf,
}

/// Every major version that can be started, oldest first; a packaged one is
/// preferred to a downloaded one, which has no `pg_dump`.
pub static INSTALLATIONS: LazyLock<BTreeMap<u16, Installation>> = LazyLock::new(|| {
    let mut found = BTreeMap::new();
    for bin in packaged().chain(on_path()).chain(downloaded()) {
        if let Some(major) =
            major_version(&bin.join("postgres")).filter(|_| bin.join("initdb").exists())
        {
            found.entry(major).or_insert(Installation { major, bin });
        }
    }
    found
});

/// The newest `pg_dump` of this machine: it can dump a server of its own major
/// version and of every older one.
pub static PG_DUMP: LazyLock<Option<(u16, PathBuf)>> = LazyLock::new(|| {
    packaged()
        .chain(on_path())
        .map(|bin| bin.join("pg_dump"))
        .filter_map(|program| Some((major_version(&program)?, program)))
        .max()
});

fn packaged() -> impl Iterator<Item = PathBuf> {
    subfolders(Path::new("/usr/lib/postgresql")).map(|version| version.join("bin"))
}

fn on_path() -> impl Iterator<Item = PathBuf> {
    env::split_paths(&env::var_os("PATH").unwrap_or_default())
        .collect::<Vec<_>>()
        .into_iter()
}

fn downloaded() -> impl Iterator<Item = PathBuf> {
    let folder = env::var_os(DOWNLOADS).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/postgres"),
        PathBuf::from,
    );
    subfolders(&folder).map(|version| version.join("package/native/bin"))
}

fn subfolders(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
}

/// Asks a program, since folders are named differently everywhere:
/// `postgres (PostgreSQL) 15.8 (Debian 15.8-1)`.
fn major_version(program: &Path) -> Option<u16> {
    if !program.exists() {
        return None;
    }
    let output = Command::new(program)
        .arg(OsStr::new("--version"))
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let version = text.split(") ").nth(1)?;
    version
        .split(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}
