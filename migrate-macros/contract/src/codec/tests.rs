//! Values of every shape and size, there and back; and what is no migration.

use super::{Unreadable, read_about, read_identity, read_plans, write};
use crate::database::{Database, Version};
use crate::lock::{LockMode, TableLock, Work};
use crate::plan::{About, Check, Down, Plan, Stay};
use crate::step::{
    Action, Batches, BuildIndex, DropIndex, Expected, Reach, Step, Sweep, Transaction,
};

/// Makes values that look arbitrary, and are the same in every run.
///
/// <https://prng.di.unimi.it/splitmix64.c>
struct Arbitrary(u64);

impl Arbitrary {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mixed = usize::try_from((mixed ^ (mixed >> 31)) >> 32).expect("64 bits");
        mixed % end
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn text(&mut self) -> String {
        const PIECES: [&str; 16] = [
            "",
            "a",
            "0.",
            "^0.",
            "3.abc",
            "1|",
            "\"",
            "'",
            "\\",
            "{after}",
            "\0",
            "\r\n",
            "é",
            "\u{202e}",
            "👩‍👧",
            "\"#",
        ];
        let pieces = self.below(5);
        (0..pieces).map(|_| self.of(&PIECES)).collect()
    }

    fn list<T>(&mut self, one: fn(&mut Self) -> T) -> Vec<T> {
        let length = self.below(4);
        (0..length).map(|_| one(self)).collect()
    }

    fn number(&mut self) -> u32 {
        self.of(&[0, 1, 10, 65_536, u32::MAX])
    }

    fn about(&mut self) -> About<String> {
        About {
            description: self.text(),
            unvalidated: self.list(Self::text),
        }
    }

    fn plan(&mut self) -> Plan<String> {
        Plan {
            database: self.of(&Database::ALL),
            minimum: Version([self.of(&[0, 3, u16::MAX]), self.of(&[0, 35]), 1]),
            up: self.list(Self::step),
            first: self.of(&[true, false]).then(|| self.list(Self::step)),
            down: self.down(),
            rebuilds: self.of(&[true, false]),
            up_stays: self.list(Self::stay),
            down_stays: self.list(Self::stay),
            checks: self.list(Self::check),
            breaks: self.list(Self::text),
        }
    }

    fn check(&mut self) -> Check<String> {
        Check {
            columns: self.list(Self::text),
            query: self.text(),
            why: self.text(),
        }
    }

    fn stay(&mut self) -> Stay<String> {
        Stay {
            steps: self.number(),
            leaves: self.list(Self::text),
            undo: self.down(),
            rebuilds: self.of(&[true, false]),
        }
    }

    fn down(&mut self) -> Down<String> {
        match self.below(3) {
            0 => Down::Steps(self.list(Self::step)),
            1 => Down::Lossy(self.list(Self::step), self.text()),
            _ => Down::Irreversible(self.text()),
        }
    }

    fn step(&mut self) -> Step<String> {
        use Transaction::*;
        use Work::*;
        Step {
            action: self.action(),
            transaction: self.of(&[Begins, Joins, Outside]),
            locks: self.list(Self::lock),
            work: self.of(&[Metadata, Scan, BuildIndex, Rows, Rewrite]),
            expects: self.of(&[true, false]).then(|| Expected {
                table: self.text(),
                definition: self.list(Self::text),
                free: self.list(Self::text),
            }),
        }
    }

    fn action(&mut self) -> Action<String> {
        match self.below(4) {
            0 => Action::Sql(self.text()),
            1 => Action::BuildIndex(BuildIndex {
                schema: self.text(),
                index: self.text(),
                build: self.text(),
                drop: self.text(),
            }),
            2 => Action::DropIndex(DropIndex {
                schema: self.text(),
                index: self.text(),
                drop: self.text(),
            }),
            _ => Action::Batches(Batches {
                last: self.text(),
                next: self.text(),
                after: self.text(),
                run: self.text(),
                size: self.number(),
                pause: self.number(),
                sweep: self.sweep(),
            }),
        }
    }

    fn sweep(&mut self) -> Option<Sweep<String>> {
        let reach = [None, Some(Reach::Walked), Some(Reach::Table)][self.below(3)];
        reach.map(|reach| Sweep {
            left: self.text(),
            next: self.text(),
            reach,
        })
    }

    fn lock(&mut self) -> TableLock<String> {
        use LockMode::*;
        let modes = [
            AccessShare,
            RowShare,
            RowExclusive,
            ShareUpdateExclusive,
            Share,
            ShareRowExclusive,
            Exclusive,
            AccessExclusive,
        ];
        TableLock {
            table: self.text(),
            mode: self.of(&modes),
        }
    }
}

#[test]
fn whatever_is_written_is_read_again() {
    let mut arbitrary = Arbitrary(2026);
    for _ in 0..2000 {
        let (about, plans) = (arbitrary.about(), arbitrary.list(Arbitrary::plan));
        let text = write("m", "v1:0", &about, &plans);
        let (read, read_plans) = (read_about(&text), read_plans(&text));
        let (read, read_plans) = (read.expect("readable"), read_plans.expect("readable"));
        // Debug texts are the same for owned and borrowed texts.
        assert_eq!(format!("{read:?}"), format!("{about:?}"));
        assert_eq!(format!("{read_plans:?}"), format!("{plans:?}"));
        assert_eq!(write("m", "v1:0", &read, &read_plans), text);
    }
}

#[test]
fn whatever_is_cut_short_or_changed_is_refused_or_read_and_never_panics() {
    let mut arbitrary = Arbitrary(2027);
    for _ in 0..30 {
        let text = write(
            "m",
            "v1:0",
            &arbitrary.about(),
            &arbitrary.list(Arbitrary::plan),
        );
        for (at, _) in text.char_indices() {
            assert!(read_plans(&text[..at]).is_err(), "{:?}", &text[..at]);
            let other = format!("{}9{}", &text[..at], text[at..].trim_start_matches('1'));
            let _ = (read_about(&other), read_plans(&other));
        }
        assert!(read_plans(&format!("{text} ")).is_err());
    }
}

#[test]
fn the_format_is_what_releases_wrote() {
    let step = |sql| Step::new(Action::Sql(sql), Transaction::Begins);
    let mut lock = step("DROP TABLE \"t\"");
    lock.locks = vec![TableLock::new("t", LockMode::AccessExclusive)];
    let down = Down::Lossy(vec![lock.clone()], "rows");
    let mut plan = Plan::new(Database::Postgres, Version([14, 0, 0]), vec![lock], down);
    plan.first = Some(vec![step("SELECT 1")]);
    assert_eq!(
        write("drop_t", "v1:0a", &About::new("Drops t."), &[plan]),
        "drop_t|v1:0a|1|12.8.Drops t.0.1.p14.0.0.1.s14.DROP TABLE \"t\"b1.1.thmny1.s8.SELECT 1b0.\
         mnl1.s^0.b1.^1.hmn4.rowsn0.0.0.0."
    );
}

#[test]
fn another_version_is_told_from_a_broken_text() {
    assert_eq!(
        read_plans("m|c|2|0.0."),
        Err(Unreadable::Version("2".to_owned()))
    );
    assert_eq!(
        read_about("no migration at all"),
        Err(Unreadable::Version(String::new()))
    );
    assert_eq!(read_plans("m|c|1|0.x"), Err(Unreadable::Broken(8)));
    assert_eq!(read_identity("m|c|2|0.x"), ("m", "c"));
    assert_eq!(read_identity("m"), ("m", ""));
    assert_eq!(
        Unreadable::Version("2".to_owned()).to_string(),
        "its text is of version `2`, not 1"
    );
}
