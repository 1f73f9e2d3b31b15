//! What a long history costs: to compile, to apply, to take back, to find nothing to do;
//! and what much data costs. Each figure stands beside a floor that was measured in the
//! same run: one process with the same driver that sends each migration's statements and
//! one ledger row as one message, in a transaction of its own.
//!
//! `cargo bench -p migrate-tests --bench history [-- WHAT …]`, where `WHAT` is a number of
//! migrations, or `rows`. Without any it is `100 1000 5000 rows`; a history of more than a
//! thousand is built alone.

mod build;
mod generate;
mod memory;
mod proxy;
mod rows;
mod run;

use std::path::{Path, PathBuf};

use build::Profile;

fn main() {
    // cargo says `--bench`, too.
    let named: Vec<String> = std::env::args().skip(1).collect();
    let mut named: Vec<&str> = named.iter().map(String::as_str).collect();
    named.retain(|argument| !argument.starts_with('-'));
    if named.is_empty() {
        named = vec!["100", "1000", "5000", "rows"];
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    for what in named {
        if what == "rows" {
            rows::measure();
            continue;
        }
        let size = what.parse();
        history(&folder, size.expect("a number of migrations, or `rows`"));
    }
}

fn history(folder: &Path, size: usize) {
    let project = generate::project(folder, size);
    if size > 1000 {
        println!("\n## Compiling {size} migrations\n\n| what | |\n|---|---|");
        return build::first(&project, Profile::Dev);
    }
    build::measure(&project, size);
    build::grown(&project, &generate::project(folder, 1));
    run::measure(&project, size);
}
