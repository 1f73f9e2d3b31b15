//! One history on an empty database: up step by step, down to the base, and up again,
//! with a look at the contents after each. It must not know which history.

use migrate_runtime::{Database, Down, Error, Migration, Migrator, apply};
use migrate_tests::dump::{Row, Rows};
use migrate_tests::place::{Contents, Place};

/// Rows that an application writes between two migrations.
const TRAFFIC: &[(&str, &str)] = &[(
    "open_the_shop",
    "INSERT INTO orders (customer_id, status) SELECT id, 'paid' FROM customers;
     INSERT INTO orders (customer_id, status) SELECT id, 'shipped' FROM customers",
)];

/// Migrations that change the values of columns that were there before.
const CHANGE_VALUES: &[&str] = &[
    "insert_or_update",
    "update_batches",
    "update_row_keys",
    "update_joined",
    "update_heap",
    "delete_batches",
    "delete_joined",
    "convert",
    "to_zoned",
    "set_expression",
    "backfill_tracking",
];

/// What differs from what should be.
type Difference = Result<(), String>;

pub(crate) async fn walk(place: &mut Place, head: &'static Migration) -> Difference {
    let failed = |error: Error| error.to_string();
    let chain = chain(head);
    let mut seen = vec![place.contents().await];
    for migration in &chain {
        let up = Migrator::new(head).to(migration.name);
        up.up(place.url()).await.map_err(failed)?;
        seen.push(place.contents().await);
        keeps_rows(migration, &seen[seen.len() - 2..])?;
        for (_, sql) in TRAFFIC.iter().filter(|(name, _)| *name == migration.name) {
            place.execute(sql).await;
            seen.pop();
            seen.push(place.contents().await);
        }
    }
    let mut reverted = 0;
    for (index, migration) in chain.iter().enumerate().rev() {
        let down = Migrator::new(head).allow_lossy().down(place.url()).await;
        match (way_back(migration, place.kind()), down) {
            (Way::None, Err(_)) => break,
            (Way::None, Ok(_)) => return Err("it was reverted, and is irreversible".to_owned()),
            (_, Err(error)) => return Err(failed(error)),
            (way, Ok(_)) => returns(migration.name, way, &seen[index], &place.contents().await)?,
        }
        reverted += 1;
    }
    let again = apply(place.url(), head).await.map_err(failed)?;
    if again.done.len() != reverted {
        return Err(format!("{reverted} were reverted, and then: {again}"));
    }
    let (first, second) = (seen.last().expect("contents"), place.contents().await);
    same(
        "the schema after the second up",
        &first.schema,
        &second.schema,
    )
}

/// The migrations up to a head, oldest first.
fn chain(head: &'static Migration) -> Vec<&'static Migration> {
    let mut chain = vec![head];
    while let Some(parent) = chain[chain.len() - 1].parents.first() {
        chain.push(parent);
    }
    chain.reverse();
    chain
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Exact,
    Lossy,
    None,
}

fn way_back(migration: &Migration, database: Database) -> Way {
    let mut plans = migration.plans.iter();
    match plans
        .find(|plan| plan.database == database)
        .map(|plan| &plan.down)
    {
        None | Some(Down::Steps(_)) => Way::Exact,
        Some(Down::Lossy(..)) => Way::Lossy,
        Some(Down::Irreversible(_)) => Way::None,
    }
}

fn returns(name: &str, way: Way, before: &Contents, back: &Contents) -> Difference {
    same(
        &format!("the schema before {name} and after its down"),
        &before.schema,
        &back.schema,
    )?;
    match way {
        Way::Exact => same_rows(
            &format!("after the down of {name}"),
            &before.rows,
            &back.rows,
        ),
        Way::Lossy | Way::None => Ok(()),
    }
}

/// Whatever a migration makes of its tables, the rows survive it.
fn keeps_rows(migration: &Migration, around: &[Contents]) -> Difference {
    let [before, after] = around else {
        return Ok(());
    };
    if CHANGE_VALUES.contains(&migration.name) {
        return Ok(());
    }
    for (table, rows) in &before.rows {
        if let Some(others) = after.rows.get(table) {
            let kept = common(rows, others);
            // What is inserted comes beside the rows that are there.
            if let Some(lost) = kept.iter().find(|row| !common(others, rows).contains(row)) {
                return Err(format!(
                    "{} lost a row of {table}: {lost:?}",
                    migration.name
                ));
            }
        }
    }
    Ok(())
}

/// The rows with the columns only that the others have too.
fn common(rows: &[Row], others: &[Row]) -> Vec<Row> {
    let Some(other) = others.first() else {
        return rows.to_vec();
    };
    let strip = |row: &Row| {
        let columns = row.iter().filter(|(column, _)| other.contains_key(*column));
        columns
            .map(|(column, value)| (column.clone(), value.clone()))
            .collect()
    };
    rows.iter().map(strip).collect()
}

fn same(what: &str, one: &str, other: &str) -> Difference {
    if one == other {
        return Ok(());
    }
    let lines = |text: &str, without: &str, mark: &str| {
        let only = text
            .lines()
            .filter(|line| !without.lines().any(|other| other == *line));
        only.map(|line| format!("  {mark} {line}"))
            .collect::<Vec<_>>()
    };
    let (lost, new) = (lines(one, other, "-"), lines(other, one, "+"));
    Err(format!(
        "{what} differ:\n{}",
        [lost, new].concat().join("\n")
    ))
}

fn same_rows(when: &str, one: &Rows, other: &Rows) -> Difference {
    if one == other {
        return Ok(());
    }
    Err(format!(
        "the rows {when} differ:\n  - {one:?}\n  + {other:?}"
    ))
}
