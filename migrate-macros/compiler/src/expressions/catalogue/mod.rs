//! PostgreSQL's own catalogue: its functions, operators, casts and operator classes, as
//! every supported version lists them. Takes names and a version, gives what the server
//! would choose; must not know any expression. The files are compared with the servers
//! by a test, which also writes them.

mod coerce;
mod extension;
mod index;
mod names;
mod polymorphic;
mod select;
mod signature;
#[cfg(test)]
mod tests;

pub(crate) use coerce::{cast_since, cast_volatility, category, exists_cast, stays_in_row};
pub(crate) use extension::{Extension, brings_class, brings_type, extension, extension_types};
pub(crate) use index::{
    Ability, Method, OperatorClass, class_names, classes, default_class, is_class, method, methods,
};
pub(crate) use names::{name_of, type_of};
pub(crate) use select::{Choice, Chosen, Given, choose, choose_operator, has_operator};
pub(crate) use signature::{Signature, is_function, kind, later, least_steady, signatures};

use crate::target::{Database, Target};

const FUNCTIONS: &str = include_str!("functions.txt");
const OPERATORS: &str = include_str!("operators.txt");
const CASTS: &str = include_str!("casts.txt");
const TYPES: &str = include_str!("types.txt");
const CLASSES: &str = include_str!("classes.txt");
const METHODS: &str = include_str!("methods.txt");

/// The oldest PostgreSQL of a history, if it has one.
pub(crate) fn major(targets: &[Target]) -> Option<u16> {
    let is_postgres = |target: &&Target| target.database == Database::Postgres;
    let target = targets.iter().find(is_postgres)?;
    Some(target.version.0[0])
}

/// One line of a file: its words, and the versions that have it.
#[derive(Clone, Copy, Debug)]
struct Line {
    text: &'static str,
    first: u16,
    last: u16,
}

impl Line {
    fn read(line: &'static str) -> Self {
        let (text, range) = line.split_once(" @").unwrap_or((line, ""));
        let (first, last) = range.split_once('-').unwrap_or((range, ""));
        Self {
            text,
            first: first.parse().unwrap_or(0),
            last: last.parse().unwrap_or(u16::MAX),
        }
    }

    fn holds_for(&self, major: u16) -> bool {
        (self.first..=self.last).contains(&major)
    }

    fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.text.split(' ')
    }
}

/// The lines of a sorted file that begin with this word.
fn lines(file: &'static str, word: &str) -> impl Iterator<Item = Line> + use<> {
    let prefix = format!("{word} ");
    let rest = file.get(place(file, &prefix)..).unwrap_or_default();
    rest.lines()
        .take_while(move |line| line.starts_with(&prefix))
        .map(Line::read)
}

/// Where the first line stands that is not before this text.
fn place(file: &str, text: &str) -> usize {
    let (mut low, mut high) = (0, file.len());
    while low < high {
        let before = file.get(..low + (high - low) / 2).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = file.get(start..).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        if line < text {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    low
}
