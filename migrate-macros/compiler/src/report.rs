//! Collects what a compilation has to say, so that all findings come at once.
//! Takes diagnostics, gives them back once; must not know what they are about.

use crate::diagnostic::Diagnostic;
use crate::doubt::{Doubt, Doubts};

/// Errors on their way to the user. Dropping one that was not drained is a mistake
/// of ours that would swallow a user's error, so it panics in tests; so does one that does
/// not say what to write instead.
#[derive(Debug, Default)]
pub(crate) struct Report {
    errors: Vec<Diagnostic>,
    warnings: Vec<Warning>,
    drained: bool,
}

/// A finding of a rule that does not stop the build.
#[derive(Debug)]
pub(crate) struct Warning {
    pub(crate) rule: &'static str,
    pub(crate) diagnostic: Diagnostic,
}

impl Report {
    pub(crate) fn error(&mut self, error: Diagnostic) {
        if cfg!(test) {
            assert!(error.help.is_some(), "no help: {}", error.title);
        }
        self.errors.push(error);
    }

    /// A second target that finds the same has nothing to add.
    pub(crate) fn warn(&mut self, rule: &'static str, diagnostic: Diagnostic) {
        let mut known = self.warnings.iter();
        if !known.any(|known| is_same(&known.diagnostic, &diagnostic)) {
            self.warnings.push(Warning { rule, diagnostic });
        }
    }

    pub(crate) fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// What the errors after this many are about.
    pub(crate) fn about_since(&self, count: usize) -> impl Iterator<Item = &Doubt> {
        let since = self.errors.iter().skip(count);
        since.filter_map(|error| error.about.as_deref())
    }

    /// Takes back what only follows from something that is open.
    pub(crate) fn forget(&mut self, open: &Doubts) {
        self.errors.retain(|error| !error.follows_from(open));
    }

    /// How many errors there are so far.
    pub(crate) fn len(&self) -> usize {
        self.errors.len()
    }

    /// Items of one list that are wrong in the same way are one mistake: of the errors after
    /// this many, the first of each kind stays, and says how many `item`s are like it.
    pub(crate) fn fold(&mut self, since: usize, item: &str) {
        let found = self.errors.split_off(since.min(self.errors.len()));
        let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
        for error in found {
            match kept.iter_mut().find(|(first, _)| first.is_like(&error)) {
                Some((first, _)) if first.origin.starts_with(error.origin) => {}
                Some((_, more)) => *more += 1,
                None => kept.push((error, 0)),
            }
        }
        let kept = kept.into_iter();
        self.errors
            .extend(kept.map(|(first, more)| first.with_more(more, item)));
    }

    /// The value, or nothing with the error reported.
    pub(crate) fn take<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|error| self.error(error)).ok()
    }

    /// Everything that was reported: one mistake gives one error, so the same text at
    /// the same place is given once.
    pub(crate) fn drain(mut self) -> Vec<Diagnostic> {
        self.drained = true;
        let mut kept: Vec<Diagnostic> = Vec::new();
        for error in std::mem::take(&mut self.errors) {
            if !kept.iter().any(|other| is_same(other, &error)) {
                kept.push(error);
            }
        }
        kept
    }
}

/// Several targets find the same mistake: what it says and the place decide.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.origin.starts_with(other.origin) && one.repeats(other)
}

impl Drop for Report {
    fn drop(&mut self) {
        if cfg!(test) && !self.drained && !std::thread::panicking() {
            assert!(
                self.errors.is_empty(),
                "undrained errors: {:?}",
                self.errors
            );
        }
    }
}
