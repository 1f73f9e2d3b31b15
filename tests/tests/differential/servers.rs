//! Both databases, with the same rows: runs one statement over each row by itself. It must
//! not know what statements compute, nor what is compared.

use std::collections::BTreeMap;

use migrate_runtime::apply;
use migrate_tests::postgres::postgres;
use migrate_tests::sqlite::{self, sqlite};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection, raw_sql};

use super::definitions::DEFAULTS;
use super::samples::Sample;
use super::value::{Kind, Value};

/// What became of a statement over one row: the rows that it wrote, or why there are none.
pub(crate) type Outcome = Result<Vec<Value>, String>;

/// One row after the other, by its number.
const ONE_BY_ONE: &str = "
    SET differential.row = 0;
    DROP TABLE samples;
    CREATE VIEW samples AS SELECT * FROM others
        WHERE id = current_setting('differential.row')::int;
    ALTER TABLE results ADD sample int DEFAULT current_setting('differential.row')::int;
    CREATE FUNCTION attempt(statement text, number int) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM set_config('differential.row', number::text, true);
        EXECUTE statement;
        RETURN NULL;
    EXCEPTION WHEN OTHERS THEN RETURN SQLERRM;
    END $$;";

/// A server with the rows.
pub(crate) struct Postgres {
    connection: PgConnection,
}

impl Postgres {
    pub(crate) async fn with(samples: &[Sample]) -> Postgres {
        let database = postgres().database("differential").await;
        apply(database.url.as_str(), &DEFAULTS)
            .await
            .expect("tables");
        let mut connection = database.connect().await;
        let rows: Vec<String> = samples.iter().map(Sample::for_postgres).collect();
        let rows = format!(
            "SET timezone = 'UTC'; INSERT INTO others VALUES {}; {ONE_BY_ONE}",
            rows.join(", ")
        );
        let filled = raw_sql(AssertSqlSafe(rows)).execute(&mut connection).await;
        filled.expect("rows");
        Postgres { connection }
    }

    /// What a statement gives for each of these rows, and leaves nothing.
    pub(crate) async fn run(
        &mut self,
        (sql, column): (&str, &str),
        samples: &[Sample],
    ) -> BTreeMap<i32, Outcome> {
        let numbers: Vec<i32> = samples.iter().map(|sample| sample.number).collect();
        let mut transaction = self.connection.begin().await.expect("begin");
        let tried = sqlx::query("SELECT number, attempt($1, number) FROM unnest($2) AS number")
            .bind(sql)
            .bind(&numbers)
            .fetch_all(&mut *transaction);
        let tried = tried.await.expect("try every row");
        let mut outcomes: BTreeMap<i32, Outcome> = BTreeMap::new();
        for row in &tried {
            let error = row.get::<Option<String>, _>(1);
            outcomes.insert(row.get(0), error.map_or(Ok(Vec::new()), Err));
        }
        let kind = Kind::of(column);
        let given = format!(
            "SELECT sample, {} FROM results ORDER BY id",
            kind.asked(column)
        );
        let given = sqlx::query(AssertSqlSafe(given))
            .fetch_all(&mut *transaction)
            .await;
        for row in &given.expect("the results") {
            if let Some(Ok(values)) = outcomes.get_mut(&row.get::<i32, _>(0)) {
                values.push(kind.of_postgres(row, 1));
            }
        }
        transaction.rollback().await.expect("roll back");
        outcomes
    }

    /// Documents as `jsonb` prints them, so that equal ones are the same text.
    pub(crate) async fn canonical(&mut self, document: &str) -> Option<String> {
        let query = sqlx::query_scalar("SELECT $1::jsonb::text").bind(document);
        query.fetch_one(&mut self.connection).await.ok()
    }
}

/// A file with the rows.
pub(crate) struct Lite {
    connection: SqliteConnection,
    _file: sqlite::File,
}

impl Lite {
    pub(crate) async fn with(samples: &[Sample]) -> Lite {
        let file = sqlite("differential");
        apply(file.url.as_str(), &DEFAULTS).await.expect("tables");
        let mut connection = file.connect().await;
        let rows: Vec<String> = samples.iter().map(Sample::for_sqlite).collect();
        let rows = format!(
            "PRAGMA synchronous = OFF; INSERT INTO others VALUES {}",
            rows.join(", ")
        );
        let filled = raw_sql(AssertSqlSafe(rows)).execute(&mut connection).await;
        filled.expect("rows");
        Lite {
            connection,
            _file: file,
        }
    }

    /// What a statement gives for each of these rows, and leaves nothing.
    pub(crate) async fn run(
        &mut self,
        (sql, column): (&str, &str),
        samples: &[Sample],
    ) -> BTreeMap<i32, Outcome> {
        let mut transaction = self.connection.begin().await.expect("begin");
        let kind = Kind::of(column);
        let given = format!("SELECT {column} FROM results ORDER BY id");
        let mut outcomes = BTreeMap::new();
        for sample in samples {
            let number = sample.number;
            let only = format!(
                "DELETE FROM results; DELETE FROM samples; \
                 INSERT INTO samples SELECT * FROM others WHERE id = {number}"
            );
            let only = raw_sql(AssertSqlSafe(only))
                .execute(&mut *transaction)
                .await;
            only.expect("one row");
            let tried = raw_sql(AssertSqlSafe(sql)).execute(&mut *transaction).await;
            let outcome = match tried {
                Ok(_) => {
                    let given = sqlx::query(AssertSqlSafe(given.as_str()));
                    let given = given.fetch_all(&mut *transaction).await;
                    let given = given.expect("the results");
                    Ok(given.iter().map(|row| kind.of_sqlite(row, 0)).collect())
                }
                Err(error) => Err(error.to_string()),
            };
            outcomes.insert(number, outcome);
        }
        transaction.rollback().await.expect("roll back");
        outcomes
    }
}
