//! What a function takes and gives. Takes a name, gives the catalogue's rows; must not
//! know which of them a call means.

use super::coerce::volatility;
use super::{FUNCTIONS, Line, OPERATORS, lines};
use crate::expressions::functions::Kind;
use crate::expressions::volatility::Volatility;

/// One function or operator of a name.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    pub(crate) volatility: Volatility,
    pub(crate) result: &'static str,
    arguments: Vec<&'static str>,
    /// How many arguments cannot be left out.
    required: usize,
    /// The last argument may come any number of times.
    variadic: bool,
    first: u16,
    last: u16,
}

/// The functions of this name in all versions.
fn all(name: &str) -> impl Iterator<Item = Signature> + use<> {
    lines(FUNCTIONS, name).map(|line| Signature::read(&line))
}

/// The functions of this name that the version has.
pub(crate) fn signatures(name: &str, major: u16) -> Vec<Signature> {
    all(name).filter(|it| it.holds_for(major)).collect()
}

/// Whether any supported version has a function of this name.
pub(crate) fn is_function(name: &str) -> bool {
    all(name).next().is_some()
}

/// What kind of function this name stands for; it is the same for all of a name.
pub(crate) fn kind(name: &str) -> Option<Kind> {
    let line = lines(FUNCTIONS, name).next()?;
    Some(match line.words().nth(1)?.chars().next()? {
        'a' => Kind::Aggregate,
        'r' => Kind::Rows,
        'w' => Kind::Window,
        _ => Kind::Scalar,
    })
}

/// The least steady of the functions of this name that take so many arguments.
pub(crate) fn least_steady(name: &str, arguments: usize) -> Option<Volatility> {
    let taking = all(name).filter(|it| it.taking(arguments).is_some());
    taking.map(|it| it.volatility).max()
}

/// The functions that only later versions have.
pub(crate) fn later(name: &str, major: u16) -> Vec<(u16, Signature)> {
    let later = all(name).filter(|it| it.first > major);
    later.map(|it| (it.first, it)).collect()
}

/// The operators of this sign; a prefix operator has one argument.
pub(super) fn operators(sign: &str, major: u16) -> Vec<Signature> {
    let all = lines(OPERATORS, sign).map(|line| Signature::read(&line));
    all.filter(|it| it.holds_for(major)).collect()
}

impl Signature {
    fn read(line: &Line) -> Self {
        let mut words = line.words().skip(1);
        let kind = words.next().unwrap_or_default();
        // An operator's kind is its volatility alone, or with a `c` behind it.
        let letter = match kind.len() {
            1 => kind.chars().next(),
            _ if kind.ends_with('c') => kind.chars().next(),
            _ => kind.chars().nth(1),
        };
        let result = words.next().unwrap_or_default();
        let written: Vec<&'static str> = words.filter(|word| *word != "-").collect();
        let optional = written.iter().filter(|word| word.ends_with('=')).count();
        let variadic = written.last().is_some_and(|word| word.starts_with('*'));
        let bare = |word: &&'static str| word.trim_end_matches('=').trim_start_matches('*');
        Self {
            volatility: volatility(letter),
            result,
            required: written.len() - optional,
            variadic,
            arguments: written.iter().map(bare).collect(),
            first: line.first,
            last: line.last,
        }
    }

    fn holds_for(&self, major: u16) -> bool {
        (self.first..=self.last).contains(&major)
    }

    /// The types of so many arguments, if it takes them.
    pub(crate) fn taking(&self, count: usize) -> Option<Vec<&'static str>> {
        if count < self.required {
            return None;
        }
        if count <= self.arguments.len() {
            return Some(self.arguments[..count].to_vec());
        }
        let last = self.arguments.last().filter(|_| self.variadic)?;
        let mut types = self.arguments.clone();
        types.resize(count, last);
        Some(types)
    }

    /// The types of its arguments, as they are declared.
    pub(crate) fn declared(&self) -> &[&'static str] {
        &self.arguments
    }

    pub(super) fn is_variadic(&self) -> bool {
        self.variadic
    }
}
