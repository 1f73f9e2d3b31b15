//! What the history costs the compiler: its first build, a rebuild after one edit, and
//! the memory of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::generate;

/// Builds the project in all ways, and prints the seconds.
pub fn measure(project: &Path, size: usize) {
    println!("\n## Compiling {size} migrations\n");
    println!("| what | seconds | aim |\n|---|---|---|");
    for (name, flags) in [("dev", &[][..]), ("release", &["--release"][..])] {
        cargo(project, "build", flags);
        let first = median(3, || {
            cargo(project, "clean", &[&["-p", "history"], flags].concat());
            cargo(project, "build", flags)
        });
        println!("| first build, dependencies done, {name} | {first:.2} | |");
    }
    let edited = generate::file(project, size / 2);
    let original = fs::read_to_string(&edited).expect("a migration");
    for (name, verb) in [("check", "check"), ("build", "build")] {
        cargo(project, verb, &[]);
        let mut round = 0;
        let again = median(5, || {
            round += 1;
            let text = original.replace("/// Step", &format!("/// Edit {round} of step"));
            fs::write(&edited, text).expect("an edit");
            cargo(project, verb, &[])
        });
        println!("| {name} after one edited migration | {again:.2} | |");
    }
    fs::write(&edited, original).expect("the original");
    cargo(project, "build", &["--release"]);
}

/// The program that `measure` built.
pub fn program(project: &Path) -> PathBuf {
    target(project).join("release/history")
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
