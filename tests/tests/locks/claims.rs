//! The claims of steps beside what was observed: takes both, gives a sentence for each
//! difference. It must not run anything.

use std::collections::{BTreeMap, BTreeSet};

use migrate_runtime::{LockMode, Step, Work};
use migrate_tests::probe::Observed;
use sqlx::PgConnection;

/// The tables that exist.
pub(crate) async fn tables(connection: &mut PgConnection) -> Vec<i64> {
    let query = "SELECT oid::int8 FROM pg_class WHERE relkind IN ('r', 'p') AND oid >= 16384";
    let tables = sqlx::query_scalar(query).fetch_all(connection).await;
    tables.expect("list the tables")
}

/// What tables are called now, as the probe names them.
pub(crate) async fn names(connection: &mut PgConnection, tables: &[i64]) -> BTreeSet<String> {
    let query = "
        SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = ANY($1)";
    let names: Vec<String> = sqlx::query_scalar(query)
        .bind(tables)
        .fetch_all(connection)
        .await
        .expect("name the tables");
    names.into_iter().collect()
}

/// What was claimed so far in one transaction, of tables that existed before.
pub(crate) struct Claims<'a> {
    known: &'a BTreeSet<String>,
    locks: BTreeMap<String, LockMode>,
}

impl<'a> Claims<'a> {
    pub(crate) fn new(known: &'a BTreeSet<String>) -> Self {
        let locks = BTreeMap::new();
        Claims { known, locks }
    }

    /// What the next step claims and did not do, and the other way round.
    pub(crate) fn differ(&mut self, step: &Step, observed: &Observed) -> Vec<String> {
        let mut expected = self.locks.clone();
        for lock in &step.locks {
            let held = expected.entry(lock.table.to_owned()).or_insert(lock.mode);
            *held = lock.mode.max(*held);
        }
        let mut found = Vec::new();
        let locks = self.locks_on_known(observed);
        // A table that an earlier statement dropped is seen no more.
        let is_gone = |table: &String| self.locks.contains_key(table) && !locks.contains_key(table);
        expected.retain(|table, _| !is_gone(table));
        if locks != expected {
            let text = step.sql();
            found.push(format!("claims {expected:?} and takes {locks:?}: {text}"));
        }
        self.locks = expected;
        // What is done to a table that is made here keeps nobody waiting.
        let work = self.work_on_known(observed);
        if !step.locks.is_empty() && work != step.work {
            let claimed = step.work;
            found.push(format!(
                "claims {claimed:?} and does {work:?}: {}",
                step.sql()
            ));
        }
        found
    }

    fn locks_on_known(&self, observed: &Observed) -> BTreeMap<String, LockMode> {
        let locks = observed.locks.iter();
        let known = locks.filter(|(table, _)| self.known.contains(*table));
        known.map(|(table, mode)| (table.clone(), *mode)).collect()
    }

    fn work_on_known(&self, observed: &Observed) -> Work {
        let on_known =
            |tables: &BTreeSet<String>| tables.intersection(self.known).cloned().collect();
        let observed = Observed {
            scanned: on_known(&observed.scanned),
            indexed: on_known(&observed.indexed),
            changed: on_known(&observed.changed),
            rewritten: on_known(&observed.rewritten),
            ..Observed::default()
        };
        observed.work()
    }
}
