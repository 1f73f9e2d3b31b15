//! The probe itself, on statements whose locks are known from the manual and from
//! measurements, on every installed version.

use std::collections::{BTreeMap, BTreeSet};

use migrate_runtime::{LockMode, Work};
use migrate_tests::postgres::{Server, installed};
use migrate_tests::probe::{Ending, Observed, observe, observe_outside};

use LockMode::{
    AccessExclusive, AccessShare, RowExclusive, RowShare, Share, ShareRowExclusive,
    ShareUpdateExclusive,
};

const SCHEMA: &str = "
    CREATE TABLE r (id int PRIMARY KEY);
    CREATE TABLE t (id int PRIMARY KEY, a int, n int NOT NULL, s varchar(50), r_id int);
    INSERT INTO r SELECT generate_series(1, 1000);
    INSERT INTO t SELECT g, g, g, g, g FROM generate_series(1, 1000) g;
    CREATE INDEX t_n ON t (n);
    ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (r_id) REFERENCES r NOT VALID;
    ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
    CREATE SCHEMA side;
    CREATE TABLE side.t (id int);
    ANALYZE t, r;";

/// A statement, its locks on tables, and the class of its work.
type Fact = (&'static str, &'static [(&'static str, LockMode)], Work);

const IN_TRANSACTION: &[Fact] = &[
    ("CREATE TABLE new (id int PRIMARY KEY)", &[], Work::Metadata),
    (
        "CREATE TABLE new (r_id int REFERENCES r)",
        &[("r", ShareRowExclusive)],
        Work::Metadata,
    ),
    (
        "DROP TABLE t",
        &[("r", AccessExclusive), ("t", AccessExclusive)],
        Work::Metadata,
    ),
    (
        "ALTER TABLE t ADD z int DEFAULT 5",
        &[("t", AccessExclusive)],
        Work::Metadata,
    ),
    (
        "ALTER TABLE t ADD z timestamptz DEFAULT clock_timestamp()",
        &[("t", AccessExclusive)],
        Work::Rewrite,
    ),
    (
        "ALTER TABLE t ALTER s TYPE varchar(60)",
        &[("t", AccessExclusive)],
        Work::Metadata,
    ),
    (
        "ALTER TABLE t ALTER a TYPE bigint",
        &[("t", AccessExclusive)],
        Work::Rewrite,
    ),
    (
        "ALTER TABLE t ALTER a SET NOT NULL",
        &[("t", AccessExclusive)],
        Work::Scan,
    ),
    (
        "ALTER TABLE t ALTER a SET STATISTICS 7",
        &[("t", ShareUpdateExclusive)],
        Work::Metadata,
    ),
    (
        "ALTER TABLE t ADD CHECK (n > 0) NOT VALID",
        &[("t", AccessExclusive)],
        Work::Metadata,
    ),
    (
        "ALTER TABLE t ADD CHECK (n > 0)",
        &[("t", AccessExclusive)],
        Work::Scan,
    ),
    (
        "ALTER TABLE t VALIDATE CONSTRAINT c",
        &[("t", ShareUpdateExclusive)],
        Work::Scan,
    ),
    (
        "ALTER TABLE t VALIDATE CONSTRAINT k",
        &[("r", RowShare), ("t", ShareUpdateExclusive)],
        Work::Scan,
    ),
    (
        "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r NOT VALID",
        &[("r", ShareRowExclusive), ("t", ShareRowExclusive)],
        Work::Metadata,
    ),
    (
        "ALTER TABLE t ADD UNIQUE (a)",
        &[("t", AccessExclusive)],
        Work::BuildIndex,
    ),
    (
        "CREATE INDEX t_a ON t (a)",
        &[("t", Share)],
        Work::BuildIndex,
    ),
    ("DROP INDEX t_n", &[("t", AccessExclusive)], Work::Metadata),
    ("ALTER INDEX t_n RENAME TO t_m", &[], Work::Metadata),
    (
        "COMMENT ON TABLE t IS 'x'",
        &[("t", ShareUpdateExclusive)],
        Work::Metadata,
    ),
    (
        "CREATE VIEW v AS SELECT a FROM t",
        &[("t", AccessShare)],
        Work::Metadata,
    ),
    (
        "UPDATE t SET a = a WHERE id = 1",
        &[("t", RowExclusive)],
        Work::Rows,
    ),
    (
        "INSERT INTO r VALUES (-1)",
        &[("r", RowExclusive)],
        Work::Rows,
    ),
    (
        "ALTER TABLE side.t ADD z int",
        &[("side.t", AccessExclusive)],
        Work::Metadata,
    ),
];

const OUTSIDE: &[Fact] = &[
    (
        "CREATE INDEX CONCURRENTLY t_a ON t (a)",
        &[("t", ShareUpdateExclusive)],
        Work::BuildIndex,
    ),
    (
        "REINDEX INDEX CONCURRENTLY t_n",
        &[("t", ShareUpdateExclusive)],
        Work::BuildIndex,
    ),
    (
        "DROP INDEX CONCURRENTLY t_n",
        &[("t", ShareUpdateExclusive)],
        Work::Metadata,
    ),
];

fn check(major: u16, (statement, locks, work): &Fact, observed: &Observed) {
    let locks: BTreeMap<String, LockMode> = locks
        .iter()
        .map(|(table, mode)| ((*table).to_owned(), *mode))
        .collect();
    assert_eq!(
        observed.locks, locks,
        "PostgreSQL {major}: {statement}\n{observed:?}"
    );
    assert_eq!(
        observed.work(),
        *work,
        "PostgreSQL {major}: {statement}\n{observed:?}"
    );
}

#[tokio::test]
async fn statements_in_a_transaction() {
    for major in installed() {
        let database = Server::version(major).database("facts").await;
        database.execute(SCHEMA).await;
        let mut connection = database.connect().await;
        for fact in IN_TRANSACTION {
            let observed = observe(&mut connection, fact.0, Ending::Rollback)
                .await
                .expect(fact.0);
            check(major, fact, &observed);
        }
    }
}

#[tokio::test]
async fn statements_outside_a_transaction() {
    for major in installed() {
        let database = Server::version(major).database("facts").await;
        database.execute(SCHEMA).await;
        for fact in OUTSIDE {
            let observed = observe_outside(&database, fact.0).await.expect(fact.0);
            check(major, fact, &observed);
        }
    }
}

#[tokio::test]
async fn tables_and_indexes_are_told_apart() {
    let database = Server::version(*installed().last().expect("a server"))
        .database("facts")
        .await;
    database.execute(SCHEMA).await;
    let mut connection = database.connect().await;
    let rewrite = "ALTER TABLE t ALTER a TYPE bigint";
    let observed = observe(&mut connection, rewrite, Ending::Rollback)
        .await
        .expect(rewrite);
    let only_t = BTreeSet::from(["t".to_owned()]);
    assert_eq!(observed.rewritten, only_t);
    assert_eq!(observed.indexed, only_t);
    assert_eq!(observed.index_locks["t_n"], AccessExclusive);
}
