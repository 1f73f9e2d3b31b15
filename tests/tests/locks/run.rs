//! The steps of a plan, run as the runtime runs them, with somebody watching: gives what
//! differs from the claims. It must not know how claims are compared.

use migrate_runtime::{Action, Batches, Step, Transaction};
use migrate_tests::postgres::Database;
use migrate_tests::probe::{Observed, observe_outside, observe_together};
use sqlx::{AssertSqlSafe, PgConnection};

use crate::claims::{Claims, names, tables};

/// In UTC, which is the driver's, some conversions write nothing, whether a plan takes care
/// of that or not.
const ZONE: &str = "SET TimeZone = 'Asia/Kolkata'";

pub(crate) async fn run(database: &Database, steps: &[Step]) -> Vec<String> {
    let mut connection = database.connect().await;
    let zone = sqlx::raw_sql(ZONE).execute(&mut connection).await;
    zone.expect("a zone");
    let existing = tables(&mut connection).await;
    let mut found = Vec::new();
    for unit in units(steps) {
        let known = names(&mut connection, &existing).await;
        let mut claims = Claims::new(&known);
        match observe(database, &mut connection, unit).await {
            Ok(observed) => {
                for (step, observed) in unit.iter().zip(&observed) {
                    found.extend(claims.differ(step, observed));
                }
            }
            Err(error) => {
                found.push(format!("{error}: {:?}", unit[0].action));
                return found;
            }
        }
    }
    found
}

/// The steps that stand in one transaction, and those that stand in none.
fn units(steps: &[Step]) -> Vec<&[Step]> {
    steps
        .chunk_by(|_, next| next.transaction == Transaction::Joins)
        .collect()
}

async fn observe(
    database: &Database,
    connection: &mut PgConnection,
    unit: &[Step],
) -> Result<Vec<Observed>, sqlx::Error> {
    if let [step] = unit
        && step.transaction == Transaction::Outside
    {
        return match &step.action {
            Action::Batches(batches) => walk(connection, batches).await,
            Action::Sql(sql) => Ok(vec![observe_outside(database, sql).await?]),
            Action::BuildIndex(index) => Ok(vec![observe_outside(database, index.build).await?]),
            Action::DropIndex(index) => Ok(vec![observe_outside(database, index.drop).await?]),
        };
    }
    let sql = |step: &Step| match &step.action {
        Action::Sql(sql) => (*sql).to_owned(),
        other => panic!("{other:?} stands in no transaction"),
    };
    let statements: Vec<String> = unit.iter().map(sql).collect();
    observe_together(connection, &statements).await
}

/// All rows as one batch, and nothing where there are none.
async fn walk(
    connection: &mut PgConnection,
    batches: &Batches,
) -> Result<Vec<Observed>, sqlx::Error> {
    let last: Option<String> = sqlx::query_scalar(AssertSqlSafe(batches.last))
        .fetch_optional(&mut *connection)
        .await?;
    let Some(last) = last else {
        return Ok(Vec::new());
    };
    let next = batches
        .next
        .replace("{after}", "1 = 1")
        .replace("{last}", &last);
    let next = next.replace("{size}", "1000");
    let end: String = sqlx::query_scalar(AssertSqlSafe(next))
        .fetch_one(&mut *connection)
        .await?;
    let run = batches
        .run
        .replace("{after}", "1 = 1")
        .replace("{place}", &end);
    observe_together(connection, &[run]).await
}
