//! `set statistics n`, `set storage s`. Takes a column, gives how a server keeps it; must
//! not know which servers can.

use super::identity::whole_number;
use super::{AlterationForm, Altering, Parsed, no_effect};
use crate::diagnostic::Diagnostic;
use crate::expressions::stays_in_row;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::schema::{Column, ColumnChange};
use crate::statements::scope::Scope;
use crate::statements::{Refusal, virtual_columns};
use crate::syntax::{self, Cursor};
use crate::target::{Database, Target};

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

fn has_postgres(scope: &Scope<'_>) -> bool {
    let is_postgres = |target: &Target| target.database == Database::Postgres;
    scope.targets.iter().any(is_postgres)
}

impl Altering for SetStatistics {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        if virtual_columns::is_virtual(column) && has_postgres(scope) {
            let title = format!("`{}` is virtual, and has no statistics", column.name);
            return Err(Diagnostic::new(self.origin, title)
                .why("PostgreSQL computes a virtual column when it is read, and keeps nothing")
                .help("remove the action, or make the column `stored`")
                .into());
        }
        if column.statistics == self.statistics {
            let title = format!("`{}` has these statistics already", column.name);
            return Err(no_effect(self.origin, title).into());
        }
        Ok((ColumnChange::Statistics(self.statistics), self.origin))
    }
}

impl Altering for SetStorage {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        let moves = self
            .storage
            .as_deref()
            .is_some_and(|storage| storage != "plain");
        if moves && has_postgres(scope) && stays_in_row(&column.ty) {
            let title = format!("a `{}` can only be stored in its row", column.ty);
            return Err(Diagnostic::new(self.origin, title)
                .why("PostgreSQL moves or compresses only values that may be long")
                .help("remove the action, or write `set storage plain`")
                .into());
        }
        if column.storage == self.storage {
            let title = format!("`{}` has this storage already", column.name);
            return Err(no_effect(self.origin, title).into());
        }
        Ok((ColumnChange::Storage(self.storage.clone()), self.origin))
    }
}
