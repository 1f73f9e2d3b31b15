//! What the history costs a database: to apply it, and to find nothing to do, each beside
//! the floor.

use std::path::Path;
use std::process::Command;

use migrate_tests::postgres::{Durability, Server, postgres};
use migrate_tests::sqlite::sqlite;

use crate::build::{median, program};
use crate::proxy::Proxy;

const ROUNDS: usize = 5;

pub fn measure(project: &Path, size: usize) {
    println!("\n## Applying {size} migrations\n");
    println!("| what | ms | floor, ms | ratio |\n|---|---|---|---|");
    let program = program(project);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let major = postgres().major();
    for (name, durability) in [("on", Durability::On), ("off", Durability::Off)] {
        let server = Server::start(major, durability);
        let fresh = || {
            let database = runtime.block_on(server.database("history"));
            database.url.clone()
        };
        ratio(&format!("PostgreSQL, fsync {name}"), &program, fresh);
    }
    ratio("SQLite file", &program, || {
        let file = sqlite("history");
        let url = file.url.clone();
        std::mem::forget(file);
        url
    });
    nothing_pending(&program, &runtime);
    round_trips(&program, &runtime, size);
}

/// One after the other, so that both see the same machine.
fn ratio(name: &str, program: &Path, fresh: impl Fn() -> String) {
    let mut floors = Vec::new();
    let ours = median(ROUNDS, || {
        floors.push(call(program, "floor", &fresh()));
        call(program, "apply", &fresh())
    });
    floors.sort_by(f64::total_cmp);
    let floor = floors[ROUNDS / 2];
    println!(
        "| apply, {name} | {ours:.0} | {floor:.0} | {:.2} |",
        ours / floor
    );
}

fn nothing_pending(program: &Path, runtime: &tokio::runtime::Runtime) {
    let database = runtime.block_on(postgres().database("nothing"));
    call(program, "apply", &database.url);
    let time = median(15, || call(program, "nothing", &database.url));
    println!("| nothing pending, PostgreSQL | {time:.1} | | |");
}

fn round_trips(program: &Path, runtime: &tokio::runtime::Runtime, size: usize) {
    let database = runtime.block_on(postgres().database("trips"));
    let (server, folder) = database.url.split_once("host=").expect("a socket's folder");
    for mode in ["apply", "nothing"] {
        let proxy = Proxy::start(Path::new(folder));
        call(
            program,
            mode,
            &format!("{server}host={}", proxy.folder.display()),
        );
        let trips = proxy.trips();
        let each = f64::from(u32::try_from(trips).unwrap_or(u32::MAX))
            / f64::from(u32::try_from(size).unwrap_or(1));
        println!("| round trips with connecting, {mode} | {trips} | | {each:.2} a migration |");
    }
}

/// Milliseconds, as the program measured them.
fn call(program: &Path, mode: &str, url: &str) -> f64 {
    let output = Command::new(program)
        .args([mode, url])
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .expect("milliseconds")
}
