//! What the history costs the compiler: its first build, a rebuild after one edit, the
//! memory of it, and the size of the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::{generate, memory};

/// A way to build.
#[derive(Clone, Copy)]
pub enum Profile {
    Dev,
    Release,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &[],
            Self::Release => &["--release"],
        }
    }
}

/// Builds the project in all ways, and prints the seconds.
pub fn measure(project: &Path, size: usize) {
    println!("\n## Compiling {size} migrations\n");
    println!("| what | |\n|---|---|");
    first(project, Profile::Dev);
    first(project, Profile::Release);
    again(project, size);
    peak(project);
}

/// Builds the project once more than its dependencies, and prints the seconds.
pub fn first(project: &Path, profile: Profile) {
    user(project, "build", profile);
    let first = median(3, || {
        clean(project, profile);
        user(project, "build", profile)
    });
    let name = profile.name();
    println!("| first build, dependencies done, {name} | {first:.2} s |");
}

/// What a program with the history has more than one with its first migration.
pub fn grown(project: &Path, one: &Path) {
    user(one, "build", Profile::Release);
    let small = bytes(&program(one));
    // Both have one name, and cargo would leave the program that it built last.
    clean(project, Profile::Release);
    user(project, "build", Profile::Release);
    let grown = bytes(&program(project)).saturating_sub(small);
    build_measured(project);
    let output = Command::new(measured(project)).arg("sql").output();
    let sql = String::from_utf8(output.expect("the program runs").stdout).expect("a number");
    let sql: u64 = sql.trim().parse().expect("bytes of SQL");
    let percent = 100 * grown / sql;
    println!(
        "| release binary above that with one migration | {grown} bytes, {percent} % of its {sql} bytes of SQL |"
    );
}

fn bytes(file: &Path) -> u64 {
    fs::metadata(file).expect("a program").len()
}

fn peak(project: &Path) {
    clean(project, Profile::Dev);
    let peak = memory::peak("history", || {
        user(project, "build", Profile::Dev);
    });
    println!("| memory of rustc, first build, dev | {peak} MB |");
}

fn again(project: &Path, size: usize) {
    let edited = generate::file(project, size / 2);
    let original = fs::read_to_string(&edited).expect("a migration");
    for (name, verb) in [("check", "check"), ("build", "build")] {
        user(project, verb, Profile::Dev);
        let mut round = 0;
        let again = median(5, || {
            round += 1;
            let text = original.replace("/// Step", &format!("/// Edit {round} of step"));
            fs::write(&edited, text).expect("an edit");
            user(project, verb, Profile::Dev)
        });
        println!("| {name} after one edited migration | {again:.2} s |");
    }
    fs::write(&edited, original).expect("the original");
}

/// Seconds of a call of cargo for the user's program alone.
fn user(project: &Path, verb: &str, profile: Profile) -> f64 {
    cargo(
        project,
        verb,
        &[&["--bin", "history"], profile.flags()].concat(),
    )
}

fn clean(project: &Path, profile: Profile) {
    cargo(
        project,
        "clean",
        &[&["-p", "history"], profile.flags()].concat(),
    );
}

/// The user's program, as it was built last.
fn program(project: &Path) -> PathBuf {
    target(project).join("release/history")
}

/// The program that measures what running costs.
pub fn build_measured(project: &Path) {
    cargo(project, "build", &["--bin", "measured", "--release"]);
}

/// Where it is.
pub fn measured(project: &Path) -> PathBuf {
    target(project).join("release/measured")
}

/// One folder for all sizes, so that the dependencies are built once.
fn target(project: &Path) -> PathBuf {
    project.with_file_name("target")
}

/// Seconds of one call.
fn cargo(project: &Path, verb: &str, flags: &[&str]) -> f64 {
    let started = Instant::now();
    let status = Command::new(env!("CARGO"))
        .args([verb, "--quiet", "--offline"])
        .args(flags)
        .current_dir(project)
        .env("CARGO_TARGET_DIR", target(project))
        .status()
        .expect("cargo runs");
    assert!(
        status.success(),
        "cargo {verb} failed in {}",
        project.display()
    );
    started.elapsed().as_secs_f64()
}

pub fn median(rounds: usize, mut measure: impl FnMut() -> f64) -> f64 {
    let mut times: Vec<f64> = (0..rounds).map(|_| measure()).collect();
    times.sort_by(f64::total_cmp);
    times[rounds / 2]
}
