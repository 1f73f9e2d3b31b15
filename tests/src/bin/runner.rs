//! Applies the long history to the database that the first argument names, and prints
//! what was applied, a name a line. With a number as the second argument it says
//! `stopped` at that event and does nothing more, so that it can be killed there;
//! otherwise its last line is the number of events. It must not know how it ends.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, thread};

use migrate_runtime::{Direction, Migrator};
use migrate_tests::long_history::HEAD;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let url = arguments.next().expect("the URL of a database");
    let stop = arguments
        .next()
        .map(|number| number.parse().expect("a number"));
    let events = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&events);
    let migrator = Migrator::new(&HEAD).observer(move |_| {
        if Some(counted.fetch_add(1, Ordering::Relaxed)) == stop {
            wait_to_be_killed();
        }
    });
    match migrator.up(url.as_str()).await {
        Ok(report) => {
            report
                .names(Direction::Up)
                .for_each(|name| println!("{name}"));
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
