//! A migration as one text, and back. A length stands before each text, so that nothing
//! in it is escaped and a reader borrows it; a text that was there before is a reference
//! to it, since plans repeat themselves. Must not know what the values mean.
//!
//! The name and the checksum stand before it, whatever its version: `orders|v1:0a1b|`. Then
//! `1|` and a block with what else is asked of a migration without its plans, and the plans.

mod reader;
mod values;
mod writer;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt;

use crate::plan::{About, Plan};
use reader::{Read, Reader};
use writer::{Write, Writer};

/// The version of the text, which goes before it.
pub const VERSION: &str = "1";

/// The mark behind the version.
const BAR: &str = "|";

/// The text of a migration: its name, its checksum and the rest. Neither of the two holds a
/// `|`.
#[must_use]
pub fn write<Text: Write>(
    name: &str,
    checksum: &str,
    about: &About<Text>,
    plans: &[Plan<Text>],
) -> String {
    let mut head = Writer::default();
    about.write(&mut head);
    let mut all = Writer::default();
    for mark in [name, BAR, checksum, BAR, VERSION] {
        all.raw(mark);
    }
    all.raw(BAR);
    all.block(&head.finish());
    all.number(plans.len());
    for plan in plans {
        plan.write(&mut all);
    }
    all.finish()
}

/// The name and the checksum of a migration, from a text of any version.
#[must_use]
pub fn read_identity(text: &str) -> (&str, &str) {
    let mut parts = text.split(BAR);
    let mut part = || parts.next().unwrap_or_default();
    (part(), part())
}

/// What else is asked of a migration without its plans, from its text.
///
/// # Errors
///
/// When the text is of another version, or was not written by [`write()`].
pub fn read_about(text: &str) -> Result<About<&str>, Unreadable> {
    let (mut head, _) = open(text)?;
    let about = Read::read(&mut head)?;
    head.end()?;
    Ok(about)
}

/// The plans of a migration, from its text.
///
/// # Errors
///
/// When the text is of another version, or was not written by [`write()`].
pub fn read_plans(text: &str) -> Result<Vec<Plan<&str>>, Unreadable> {
    read_plans_with(text, |text| text)
}

/// The same, with what `read` gives in place of each of their texts.
///
/// # Errors
///
/// As [`read_plans`].
pub fn read_plans_with<'a>(
    text: &'a str,
    read: fn(&'a str) -> &'a str,
) -> Result<Vec<Plan<&'a str>>, Unreadable> {
    let (_, rest) = open(text)?;
    let mut rest = rest.giving(read);
    let plans = Read::read(&mut rest)?;
    rest.end()?;
    Ok(plans)
}

/// The head and the rest, each with references of its own.
fn open(text: &str) -> Result<(Reader<'_>, Reader<'_>), Unreadable> {
    let mut parts = text.splitn(4, BAR);
    let version = parts.nth(2).unwrap_or_default();
    let Some(rest) = parts.next().filter(|_| version == VERSION) else {
        let version = version.chars().take(8).collect();
        return Err(Unreadable::Version(version));
    };
    let mut rest = Reader::new(text, text.len() - rest.len());
    let head = rest.block()?;
    Ok((head, rest))
}

/// Why a text is no migration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// Another version of the compiler wrote it: this one.
    Version(String),
    /// What is expected does not stand at this byte.
    Broken(usize),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => {
                write!(
                    formatter,
                    "its text is of version `{version}`, not {VERSION}"
                )
            }
            Self::Broken(place) => write!(formatter, "its text is broken at byte {place}"),
        }
    }
}

impl Error for Unreadable {}
