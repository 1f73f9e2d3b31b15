//! The memory that rustc needs for one crate: looks at the process while it runs. It must
//! not know what is built.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// The most megabytes that a rustc of this crate had while `build` ran.
pub fn peak(name: &str, build: impl FnOnce()) -> u64 {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = 0;
            while !done.load(Ordering::Relaxed) {
                peak = compilers(name).max().unwrap_or(0).max(peak);
                thread::sleep(Duration::from_millis(5));
            }
            peak
        });
        build();
        done.store(true, Ordering::Relaxed);
        watch.join().expect("the watch") / 1000
    })
}

/// The kilobytes that each running rustc of this crate has had at the most.
fn compilers(name: &str) -> impl Iterator<Item = u64> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let name = name.as_bytes().to_vec();
    processes.filter_map(move |process| {
        let command = fs::read(process.path().join("cmdline")).ok()?;
        let words: Vec<&[u8]> = command.split(|byte| *byte == 0).collect();
        let is_ours = words
            .windows(2)
            .any(|pair| pair == [b"--crate-name", name.as_slice()]);
        let status = is_ours.then(|| fs::read_to_string(process.path().join("status")).ok())??;
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        peak.split_whitespace().next()?.parse().ok()
    })
}
