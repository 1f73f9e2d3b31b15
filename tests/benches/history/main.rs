//! What a long history costs: to compile, to apply, to find nothing to do. Each figure
//! stands beside a floor that was measured in the same run: one process with the same
//! driver that sends each migration's statements and one ledger row as one message, in a
//! transaction of its own.
//!
//! `cargo bench -p migrate-tests --bench history [-- N …]`; the sizes are 100 and 1000.

mod build;
mod generate;
mod proxy;
mod run;

use std::path::PathBuf;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![100, 1000]
    } else {
        sizes
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    for size in sizes {
        let project = generate::project(&folder, size);
        build::measure(&project, size);
        run::measure(&project, size);
    }
}
