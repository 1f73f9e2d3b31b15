//! What the history costs a database: to apply it, to find nothing to do, to take it back,
//! each beside the floor.

use std::path::Path;
use std::process::Command;

use migrate_tests::postgres::{Durability, Server, postgres};
use migrate_tests::sqlite::{File, sqlite};
use tokio::runtime::Runtime;

use crate::build::{build_measured, measured, median};
use crate::proxy::Proxy;

const ROUNDS: usize = 5;

/// What one does with a history: what came before, untimed, and the two that are timed.
struct Race {
    name: &'static str,
    before: &'static str,
    floor_before: &'static str,
    ours: &'static str,
    floor: &'static str,
}

const RACES: [Race; 4] = [
    Race {
        name: "apply, fresh database",
        before: "",
        floor_before: "",
        ours: "apply",
        floor: "floor",
    },
    Race {
        name: "apply, history begun",
        before: "begin",
        floor_before: "floor begin",
        ours: "apply",
        floor: "floor rest",
    },
    Race {
        name: "nothing pending",
        before: "apply",
        floor_before: "floor",
        ours: "apply",
        floor: "floor nothing",
    },
    Race {
        name: "down to the base",
        before: "apply",
        floor_before: "floor",
        ours: "down",
        floor: "floor down",
    },
];

pub fn measure(project: &Path, size: usize) {
    println!("\n## Running {size} migrations\n");
    println!("| what | ms | floor, ms | ratio |\n|---|---|---|---|");
    build_measured(project);
    let program = measured(project);
    let runtime = Runtime::new().expect("a runtime");
    let major = postgres().major();
    for (name, durability) in [("on", Durability::On), ("off", Durability::Off)] {
        let server = Server::start(major, durability);
        for race in &RACES {
            let fresh = || runtime.block_on(server.database("history")).url;
            race.run(&format!("PostgreSQL, fsync {name}"), &program, fresh);
        }
    }
    for race in &RACES {
        let mut files: Vec<File> = Vec::new();
        race.run("SQLite file", &program, || {
            files.push(sqlite("history"));
            files.last().expect("a file").url.clone()
        });
    }
    round_trips(&program, &runtime, size);
}

impl Race {
    /// One after the other, so that both see the same machine.
    fn run(&self, place: &str, program: &Path, mut fresh: impl FnMut() -> String) {
        let mut timed = |before: &str, mode: &str| {
            let url = fresh();
            if !before.is_empty() {
                call(program, before, &url);
            }
            call(program, mode, &url)
        };
        let mut floors = Vec::new();
        let ours = median(ROUNDS, || {
            floors.push(timed(self.floor_before, self.floor));
            timed(self.before, self.ours)
        });
        floors.sort_by(f64::total_cmp);
        let (name, floor) = (self.name, floors[ROUNDS / 2]);
        let ratio = ours / floor;
        println!("| {name}, {place} | {ours:.1} | {floor:.1} | {ratio:.2} |");
    }
}

fn round_trips(program: &Path, runtime: &Runtime, size: usize) {
    for (name, before, mode) in [
        ("apply, fresh database", "", "apply"),
        ("apply, history begun", "begin", "apply"),
        ("nothing pending", "apply", "apply"),
        ("down to the base", "apply", "down"),
    ] {
        let database = runtime.block_on(postgres().database("trips"));
        let (server, folder) = database.url.split_once("host=").expect("a socket's folder");
        if !before.is_empty() {
            call(program, before, &database.url);
        }
        let proxy = Proxy::start(Path::new(folder));
        let url = format!("{server}host={}", proxy.folder.display());
        call(program, mode, &url);
        let trips = u32::try_from(proxy.trips()).unwrap_or(u32::MAX);
        let each = f64::from(trips) / f64::from(u32::try_from(size).unwrap_or(1));
        println!("| round trips with connecting, {name} | {trips} | | {each:.2} a migration |");
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
        "{mode}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .expect("milliseconds")
}
