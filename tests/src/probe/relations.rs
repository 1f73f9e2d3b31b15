//! The relations of a database before and after a statement, and the locks between:
//! takes two readings, gives the difference. It must not run the statement.

use std::collections::{BTreeMap, BTreeSet};

use migrate_runtime::LockMode;
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, FromRow, PgConnection, Row};

use super::Observed;
use super::notices::Notices;

const RELATIONS: &str = "
    SELECT c.oid::int8 AS id, c.relname AS bare,
        CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name,
        relkind::text AS kind, pg_relation_filenode(c.oid)::int8 AS file,
        coalesce(seq_scan, 0) AS scans, coalesce(n_tup_ins + n_tup_upd + n_tup_del, 0) AS rows
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = relnamespace
    LEFT JOIN pg_stat_xact_all_tables ON relid = c.oid
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/// A lock that is still waited for counts as well: the statement wants it.
const LOCKS: &str = "
    SELECT relation::int8, mode FROM pg_locks
    WHERE pid = coalesce($1, pg_backend_pid()) AND locktype = 'relation'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

const TABLES: &str = "
    SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
    WHERE relkind IN ('r', 'p') AND oid >= 16384";

struct Relation {
    bare: String,
    name: String,
    kind: String,
    file: Option<i64>,
    scans: i64,
    rows: i64,
}

impl FromRow<'_, PgRow> for Relation {
    fn from_row(row: &PgRow) -> Result<Relation, sqlx::Error> {
        Ok(Relation {
            bare: row.try_get("bare")?,
            name: row.try_get("name")?,
            kind: row.try_get("kind")?,
            file: row.try_get("file")?,
            scans: row.try_get("scans")?,
            rows: row.try_get("rows")?,
        })
    }
}

impl Relation {
    fn is_index(&self) -> bool {
        matches!(self.kind.as_str(), "i" | "I")
    }
}

/// One reading, by object id.
pub(super) struct Relations(BTreeMap<i64, Relation>);

impl Relations {
    pub(super) async fn read(connection: &mut PgConnection) -> Result<Relations, sqlx::Error> {
        let rows = sqlx::query(RELATIONS).fetch_all(connection).await?;
        let relations = rows
            .iter()
            .map(|row| Ok((row.try_get("id")?, Relation::from_row(row)?)));
        relations.collect::<Result<_, _>>().map(Relations)
    }

    /// What happened to the relations of this reading until `after`.
    pub(super) fn compare(
        &self,
        after: &Relations,
        locks: &[(i64, LockMode)],
        notices: &Notices,
    ) -> Observed {
        let mut observed = Observed::default();
        for (id, mode) in locks {
            if let Some(relation) = self.0.get(id) {
                let locks = if relation.is_index() {
                    &mut observed.index_locks
                } else {
                    &mut observed.locks
                };
                let strongest = locks.entry(relation.name.clone()).or_insert(*mode);
                *strongest = (*strongest).max(*mode);
            }
        }
        for (id, old) in &self.0 {
            if let Some(new) = after.0.get(id).filter(|_| !old.is_index()) {
                compare_table(old, new, &mut observed);
            }
        }
        observed.indexed = self.indexed(&observed, notices);
        observed
    }

    /// Statistics do not tell an index build from a scan; the server's messages do,
    /// with the bare name of a table, which the statement has locked.
    fn indexed(&self, observed: &Observed, notices: &Notices) -> BTreeSet<String> {
        let texts = notices.texts();
        let builds = texts
            .iter()
            .filter(|text| text.starts_with("building index "));
        let tables: Vec<&str> = builds.filter_map(|text| text.split('"').nth(3)).collect();
        let built = self
            .0
            .values()
            .filter(|relation| tables.contains(&relation.bare.as_str()));
        let locked = built.filter(|relation| observed.locks.contains_key(&relation.name));
        locked.map(|relation| relation.name.clone()).collect()
    }
}

fn compare_table(old: &Relation, new: &Relation, observed: &mut Observed) {
    if new.scans > old.scans {
        observed.scanned.insert(old.name.clone());
    }
    if new.rows > old.rows {
        observed.changed.insert(old.name.clone());
    }
    // A sequence is one row, however it is written.
    if old.file != new.file && old.kind != "S" {
        observed.rewritten.insert(old.name.clone());
    }
}

/// The relation locks of a session, the caller's own if there is no `pid`.
pub(super) async fn locks_of(
    connection: &mut PgConnection,
    pid: Option<i32>,
) -> Result<Vec<(i64, LockMode)>, sqlx::Error> {
    let rows: Vec<(i64, String)> = sqlx::query_as(LOCKS)
        .bind(pid)
        .fetch_all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(relation, mode)| (relation, lock_mode(&mode)))
        .collect())
}

fn lock_mode(name: &str) -> LockMode {
    match name {
        "AccessShareLock" => LockMode::AccessShare,
        "RowShareLock" => LockMode::RowShare,
        "RowExclusiveLock" => LockMode::RowExclusive,
        "ShareUpdateExclusiveLock" => LockMode::ShareUpdateExclusive,
        "ShareLock" => LockMode::Share,
        "ShareRowExclusiveLock" => LockMode::ShareRowExclusive,
        "ExclusiveLock" => LockMode::Exclusive,
        "AccessExclusiveLock" => LockMode::AccessExclusive,
        other => panic!("the server knows a lock mode that its manual does not: {other}"),
    }
}

/// Takes the lock of a writer on every table.
pub(super) async fn lock_tables(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let tables: Option<String> = sqlx::query_scalar(TABLES)
        .fetch_one(&mut *connection)
        .await?;
    if let Some(tables) = tables {
        let lock = format!("LOCK TABLE {tables} IN ROW EXCLUSIVE MODE");
        sqlx::raw_sql(AssertSqlSafe(lock))
            .execute(connection)
            .await?;
    }
    Ok(())
}
