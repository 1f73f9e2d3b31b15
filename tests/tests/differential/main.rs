//! Each kind of expression over rows of every type, on PostgreSQL and on SQLite: what an
//! application reads is the same, or both fail.

mod booleans;
mod casts;
mod definitions;
mod fractions;
mod generate;
mod grammar;
mod others;
mod random;
mod samples;
mod servers;
mod tables;
mod texts;
mod times;
mod value;
mod verdicts;
mod wholes;

use migrate_runtime::{Action, Database, Migration};
use migrate_tests::golden::plans;
use samples::{Family, Sample, samples};
use servers::{Lite, Outcome, Postgres};
use value::{Kind, Value};

/// Differences that are shown.
const SHOWN: usize = 60;

#[tokio::test(flavor = "multi_thread")]
async fn expressions_mean_the_same() {
    let all = [
        &booleans::BOOLEANS,
        &wholes::WHOLES,
        &fractions::FRACTIONS,
        &texts::TEXTS,
        &times::TIMES,
        &others::OTHERS,
    ];
    compare(all.into_iter().flat_map(cases), samples()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn casts_mean_the_same() {
    compare(cases(&casts::CASTS), samples()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn random_expressions_mean_the_same() {
    // Sums within an expression have 64 bits on SQLite.
    let mut samples = samples();
    samples.retain(|sample| sample.family != Family::Edge);
    compare(cases(&random::RANDOM), samples).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn definitions_mean_the_same() {
    let mut samples = samples();
    samples.retain(|sample| sample.family != Family::Edge);
    let cases = definitions::statements().into_iter();
    let cases = cases.map(|(column, sql)| Case {
        column,
        postgres: sql.clone(),
        sqlite: sql,
    });
    compare(cases, samples).await;
}

/// One statement, as both databases get it.
struct Case {
    column: &'static str,
    postgres: String,
    sqlite: String,
}

impl Case {
    /// The rows that are not all one to it.
    fn told_apart_by(&self, samples: &[Sample]) -> Vec<Sample> {
        let reads_texts = ["\"t\"", "\"vc\"", "\"ch\""]
            .iter()
            .any(|text| self.postgres.contains(text));
        let tells = |sample: &&Sample| match sample.family {
            Family::Plain | Family::Edge => true,
            Family::Text | Family::PostgresText => reads_texts,
        };
        samples.iter().filter(tells).cloned().collect()
    }

    /// Both give the same, or both fail. SQLite alone may fail where a text is none that it
    /// reads, and PostgreSQL alone where a sum on the way does not fit.
    fn is_same(&self, theirs: &Outcome, ours: &Outcome, sample: &Sample) -> bool {
        match (theirs, ours) {
            (Ok(theirs), Ok(ours)) => {
                let mut pairs = theirs.iter().zip(ours);
                theirs.len() == ours.len() && pairs.all(|(one, other)| one.is_as(other))
            }
            (Err(_), Err(_)) => true,
            (Ok(_), Err(error)) => {
                let is_other = sample.family == Family::PostgresText
                    || sample.has_day() && error.contains("of type time'");
                is_other && error.contains("is no value of type")
            }
            (Err(error), Ok(_)) => {
                let is_sum = sample.family == Family::Edge && error.ends_with("out of range");
                is_sum && !Kind::of(self.column).is_whole()
            }
        }
    }
}

fn cases(migration: &'static Migration) -> Vec<Case> {
    let [postgres, sqlite] = [Database::Postgres, Database::Sqlite].map(|database| {
        let mut plans = plans(migration).iter();
        let plan = plans.find(|plan| plan.database == database);
        plan.expect("a plan")
            .up
            .iter()
            .map(|step| match step.action {
                Action::Sql(sql) => sql,
                _ => panic!("one statement a step"),
            })
    });
    let pairs = postgres.zip(sqlite);
    let case = |(postgres, sqlite): (&'static str, &'static str)| Case {
        column: column(postgres),
        postgres: postgres.to_owned(),
        sqlite: sqlite.to_owned(),
    };
    pairs.map(case).collect()
}

/// The column that a statement writes to.
fn column(sql: &'static str) -> &'static str {
    let (_, behind) = sql.split_once("(\"").expect("a column");
    behind.split_once('"').expect("a name").0
}

async fn compare(cases: impl IntoIterator<Item = Case>, samples: Vec<Sample>) {
    let mut postgres = Postgres::with(&samples).await;
    let mut lite = Lite::with(&samples).await;
    let mut found = Vec::new();
    for case in cases {
        let samples = case.told_apart_by(&samples);
        let theirs = postgres.run((&case.postgres, case.column), &samples).await;
        let ours = lite.run((&case.sqlite, case.column), &samples).await;
        let tells = theirs.values().any(Result::is_ok);
        assert!(tells, "fails over every row: {}", case.postgres);
        let mut differences = Vec::new();
        for sample in &samples {
            let number = sample.number;
            let (theirs, ours) = (&theirs[&number], &ours[&number]);
            let ours = canonical(&mut postgres, case.column, ours).await;
            if !case.is_same(theirs, &ours, sample) {
                differences.push(format!(
                    "  {}\n    postgres: {}\n    sqlite:   {}",
                    sample.for_postgres(),
                    shown(theirs),
                    shown(&ours)
                ));
            }
        }
        if let Some(first) = differences.first() {
            let count = differences.len();
            found.push(format!(
                "{}\n{}\n{count} rows, such as\n{first}",
                case.postgres, case.sqlite
            ));
        }
    }
    let count = found.len();
    found.truncate(SHOWN);
    assert!(found.is_empty(), "{count} differ:\n{}", found.join("\n\n"));
}

/// Documents are compared by what they say.
async fn canonical(postgres: &mut Postgres, column: &str, outcome: &Outcome) -> Outcome {
    let mut values = outcome.clone()?;
    if Kind::of(column) == Kind::Json {
        for value in &mut values {
            if let Value::Text(document) = value
                && let Some(text) = postgres.canonical(document).await
            {
                *document = text;
            }
        }
    }
    Ok(values)
}

fn shown(outcome: &Outcome) -> String {
    match outcome {
        Ok(values) => {
            let values: Vec<String> = values.iter().map(Value::to_string).collect();
            values.join(", ")
        }
        Err(error) => format!("error: {error}"),
    }
}
