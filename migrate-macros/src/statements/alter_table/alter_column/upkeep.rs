//! `set statistics n`, `set storage s`. Takes a column, gives how a server keeps it; must
//! not know which servers can.

use super::identity::whole_number;
use super::{AlterationForm, Altering, Parsed, no_effect};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::schema::{Alteration, Column};
use crate::statements::Refusal;
use crate::statements::scope::Scope;
use crate::syntax::{self, Cursor};

pub(super) const STATISTICS: AlterationForm = AlterationForm {
    words: &["set", "statistics"],
    parse: parse_statistics,
};

pub(super) const STORAGE: AlterationForm = AlterationForm {
    words: &["set", "storage"],
    parse: parse_storage,
};

/// How a value that does not fit its page is stored.
const STORAGES: [&str; 5] = ["plain", "external", "extended", "main", "default"];

/// How closely the planner looks at the column.
#[derive(Debug)]
struct SetStatistics {
    statistics: Option<i32>,
    origin: Origin,
}

/// How a value that does not fit its page is stored.
#[derive(Debug)]
struct SetStorage {
    storage: Option<String>,
    origin: Origin,
}

fn parse_statistics(cursor: &mut Cursor<'_>, words: Origin) -> Parsed {
    let origin = words.to(cursor.origin());
    let statistics = match cursor.eat_word("default") {
        Some(_) => -1,
        None => whole_number(cursor)?,
    };
    let statistics = match i32::try_from(statistics) {
        Ok(-1) => None,
        Ok(number @ 0..=10_000) => Some(number),
        Ok(_) | Err(_) => {
            return Err(
                Diagnostic::new(origin, "statistics are a number from 0 to 10000")
                    .help("write `default` for the server's own"),
            );
        }
    };
    Ok(Box::new(SetStatistics { statistics, origin }))
}

fn parse_storage(cursor: &mut Cursor<'_>, words: Origin) -> Parsed {
    let name = syntax::named(cursor, "a kind of storage")?;
    let storage = name.text.to_ascii_lowercase();
    if !STORAGES.contains(&storage.as_str()) {
        let error = Diagnostic::new(name.origin, format!("there is no storage `{name}`"));
        return Err(match nearest(&storage, STORAGES) {
            Some(near) => error.help(format!("write `{near}`")),
            None => error.help(format!("write one of `{}`", STORAGES.join("`, `"))),
        });
    }
    Ok(Box::new(SetStorage {
        storage: Some(storage).filter(|storage| storage != "default"),
        origin: words.to(name.origin),
    }))
}

impl Altering for SetStatistics {
    fn resolve(&self, column: &Column, _: &mut Scope<'_>) -> Result<(Alteration, Origin), Refusal> {
        if column.statistics == self.statistics {
            let title = format!("`{}` has these statistics already", column.name);
            return Err(no_effect(self.origin, title));
        }
        Ok((Alteration::Statistics(self.statistics), self.origin))
    }
}

impl Altering for SetStorage {
    fn resolve(&self, column: &Column, _: &mut Scope<'_>) -> Result<(Alteration, Origin), Refusal> {
        if column.storage == self.storage {
            let title = format!("`{}` has this storage already", column.name);
            return Err(no_effect(self.origin, title));
        }
        Ok((Alteration::Storage(self.storage.clone()), self.origin))
    }
}
