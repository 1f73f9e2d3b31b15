//! The built-in functions of the databases, as static tables. Takes names and targets,
//! gives what is known of a function; must not know any expression.

mod aggregate;
mod collection;
mod extension;
mod json;
mod number;
mod row;
mod search;
mod sqlite;
mod system;
mod text;
mod time;

use std::borrow::Cow;

use crate::syntax::ast::TableName;
use crate::target::{Database, Target};

pub(crate) use row::{Class, Function, Kind, Returns};

use row::Presence;

/// The tables, those that migrations use most in front.
const TABLES: [&[Function]; 10] = [
    time::FUNCTIONS,
    text::FUNCTIONS,
    collection::FUNCTIONS,
    system::FUNCTIONS,
    aggregate::FUNCTIONS,
    number::FUNCTIONS,
    json::FUNCTIONS,
    search::FUNCTIONS,
    extension::FUNCTIONS,
    sqlite::FUNCTIONS,
];

/// What a target makes of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    Fits(&'static Function),
    /// The function is there and takes another number of arguments.
    Miscounted(&'static Function),
    /// A later version of the database has it: a major one of PostgreSQL, a minor one of
    /// SQLite 3.
    Later(u8),
    /// Other databases have it.
    Missing,
    Unknown,
}

/// Looks a call up for one target.
pub(crate) fn find(name: &str, arguments: usize, target: Target) -> Found {
    let mut found = Found::Unknown;
    for function in rows(name) {
        let candidate = match presence(function, target.database) {
            Some(Presence::Missing) => Found::Missing,
            Some(Presence::Since(version)) if !reached(version, target) => Found::Later(version),
            _ if !takes(function, arguments) => Found::Miscounted(function),
            _ => return Found::Fits(function),
        };
        if rank(candidate) > rank(found) {
            found = candidate;
        }
    }
    found
}

/// Any row of this name that takes this many arguments, whatever the database.
pub(crate) fn any(name: &str, arguments: usize) -> Option<&'static Function> {
    rows(name).find(|function| takes(function, arguments))
}

/// Whether the target itself has a function of this name that takes so many arguments.
pub(crate) fn is_built_in(name: &str, arguments: usize, target: Target) -> bool {
    let Found::Fits(function) = find(name, arguments, target) else {
        return false;
    };
    matches!(
        presence(function, target.database),
        Some(Presence::Since(_))
    )
}

/// Whether any table has a function of this name.
pub(crate) fn is_listed(name: &str) -> bool {
    rows(name).next().is_some()
}

/// Whether a well-known extension of PostgreSQL has a function of this name.
pub(crate) fn is_of_extension(name: &str) -> bool {
    let known = extension::FUNCTIONS.binary_search_by(|function| function.name.cmp(name));
    known.is_ok()
}

/// Where PostgreSQL has a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// In `pg_catalog`.
    Catalogue,
    /// In the schema of a well-known extension.
    Extension,
    /// Nobody knows.
    Elsewhere,
}

/// Where PostgreSQL has the function of a call with so many arguments, and what it gives
/// whatever its arguments are.
pub(crate) fn home(function: &TableName, arguments: usize) -> (Home, Returns) {
    if function.written_schema().is_some() {
        return (Home::Elsewhere, Returns::Unknown);
    }
    let is_here = |row: &&Function| row.postgres != Presence::Missing && takes(row, arguments);
    let Some(row) = rows(&function.name).find(is_here) else {
        return (Home::Elsewhere, Returns::Unknown);
    };
    let home = if is_of_extension(row.name) {
        Home::Extension
    } else {
        Home::Catalogue
    };
    (home, row.returns)
}

/// The names that a target has, for the nearest of them.
pub(crate) fn names(target: Target) -> impl Iterator<Item = &'static str> {
    let has = move |function: &&Function| match presence(function, target.database) {
        Some(Presence::Missing) => false,
        Some(Presence::Since(version)) => reached(version, target),
        Some(Presence::Translated) | None => true,
    };
    TABLES
        .into_iter()
        .flatten()
        .filter(has)
        .map(|function| function.name)
}

/// A function's name is not quoted, so its case does not matter.
fn rows(name: &str) -> impl Iterator<Item = &'static Function> {
    let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    };
    TABLES.into_iter().filter_map(move |table| {
        let place = table.binary_search_by(|function| function.name.cmp(&name));
        table.get(place.ok()?)
    })
}

/// Nothing for a database whose functions are not listed yet.
fn presence(function: &Function, database: Database) -> Option<Presence> {
    match database {
        Database::Postgres => Some(function.postgres),
        Database::Sqlite => Some(function.sqlite),
        Database::Mysql | Database::Mariadb => None,
    }
}

fn reached(version: u8, target: Target) -> bool {
    let version = u16::from(version);
    match target.database {
        Database::Sqlite => target.since(3, version),
        Database::Postgres | Database::Mysql | Database::Mariadb => target.since(version, 0),
    }
}

fn takes(function: &Function, arguments: usize) -> bool {
    let most = match function.most {
        row::MANY => usize::MAX,
        most => usize::from(most),
    };
    (usize::from(function.least)..=most).contains(&arguments)
}

fn rank(found: Found) -> u8 {
    match found {
        Found::Unknown => 0,
        Found::Missing => 1,
        Found::Later(_) => 2,
        Found::Miscounted(_) => 3,
        Found::Fits(_) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, TABLES, find, is_built_in};
    use crate::target::{Database, Target, Version};

    const POSTGRES: Target = Target {
        database: Database::Postgres,
        version: Version([13, 0, 0]),
    };
    const SQLITE: Target = Target {
        database: Database::Sqlite,
        version: Version([3, 35, 0]),
    };

    #[test]
    fn every_table_is_in_the_order_of_its_names() {
        for table in TABLES {
            let sorted = table.is_sorted_by(|one, other| one.name < other.name);
            assert!(sorted, "{:?}", table.first());
        }
    }

    #[test]
    fn a_target_has_its_own_functions_and_the_translated_ones() {
        assert!(matches!(find("lower", 1, SQLITE), Found::Fits(_)));
        assert!(matches!(find("COALESCE", 2, SQLITE), Found::Fits(_)));
        assert!(matches!(find("now", 0, SQLITE), Found::Fits(_)));
        assert!(matches!(find("date_trunc", 2, SQLITE), Found::Missing));
        assert!(matches!(find("strftime", 1, POSTGRES), Found::Missing));
        assert!(matches!(find("max", 2, SQLITE), Found::Fits(_)));
        assert!(matches!(find("max", 2, POSTGRES), Found::Miscounted(_)));
        assert!(matches!(find("concat_ws", 2, SQLITE), Found::Later(44)));
        assert!(matches!(find("uuidv7", 0, POSTGRES), Found::Later(18)));
        assert!(matches!(find("lowr", 1, POSTGRES), Found::Unknown));
        assert!(is_built_in("instr", 2, SQLITE));
        assert!(
            !is_built_in("strpos", 2, SQLITE),
            "the dialect says `instr`"
        );
    }
}
