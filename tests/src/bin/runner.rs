//! `runner up|down URL [EVENT]` applies the long history to a database, or reverts all of
//! it, and prints what it did, a migration a line. At the event of that number it says
//! `stopped` and does nothing more, so that it can be killed there; otherwise its last
//! line is the number of events. It must not know how it ends.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, thread};

use migrate_runtime::{Event, Migrator};
use migrate_tests::long_history::HEAD;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let direction = arguments.next().expect("up or down");
    let url = arguments.next().expect("the URL of a database");
    let stop = arguments
        .next()
        .map(|number| number.parse().expect("a number"));
    let events = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&events);
    let migrator = Migrator::new(&HEAD).observer(move |event| {
        // How often a lock is waited for differs from run to run: those have no number.
        if matches!(event, Event::Waiting { .. } | Event::Retrying { .. }) {
            return;
        }
        if Some(counted.fetch_add(1, Ordering::Relaxed)) == stop {
            wait_to_be_killed();
        }
    });
    let run = match direction.as_str() {
        "up" => migrator.up(url.as_str()).await,
        _ => migrator.to_base().allow_lossy().down(url.as_str()).await,
    };
    match run {
        Ok(report) => {
            let done = report.done.iter();
            done.for_each(|done| println!("{}", done.migration));
            println!("{}", events.load(Ordering::Relaxed));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn wait_to_be_killed() -> ! {
    println!("stopped");
    loop {
        thread::park();
    }
}
