//! One history on an empty database: up step by step, down to the base, and up again,
//! with a look at the contents after each. It must not know which history.

use migrate_runtime::{Database, Down, Error, Migration, Migrator, apply};
use migrate_tests::dump::Row;
use migrate_tests::golden::plans;
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
    "update_key",
    "update_with",
    "to_list",
    "as_uuid",
    "to_day",
    "default_zoned",
    "enum_of_bool",
    "other_kinds",
    "other_limits",
];

/// Histories with values that are never the same again.
const NOT_AGAIN: &[&str] = &[
    "add_volatile",
    "add_with_default",
    "portable_types",
    "add_discounts",
];

/// What differs from what should be.
pub(crate) type Difference = Result<(), String>;

pub(crate) async fn walk(place: &mut Place, head: &'static Migration) -> Difference {
    let chain = chain(head);
    let seen = up(place, head, &chain).await?;
    let reverted = down(place, head, (&chain, &seen)).await?;
    let again = apply(place.url(), head)
        .await
        .map_err(|error| told(&error))?;
    if again.done.len() != reverted {
        return Err(format!("{reverted} were reverted, and then: {again}"));
    }
    let (first, second) = (seen.last().expect("contents"), place.contents().await);
    same(
        "the schema after the second up",
        &first.schema,
        &second.schema,
    )?;
    let comparable = reverted == chain.len() && !NOT_AGAIN.contains(&head.name());
    if comparable && first.rows != second.rows {
        let (first, second) = (&first.rows, &second.rows);
        return Err(format!(
            "the rows after the second up differ:\n  - {first:?}\n  + {second:?}"
        ));
    }
    Ok(())
}

pub(crate) fn told(error: &Error) -> String {
    error.to_string()
}

/// Gives the contents before the first and after each.
async fn up(
    place: &mut Place,
    head: &'static Migration,
    chain: &[&'static Migration],
) -> Result<Vec<Contents>, String> {
    let mut seen = vec![place.contents().await];
    for migration in chain {
        let to = Migrator::new(head).to(migration.name());
        to.up(place.url()).await.map_err(|error| told(&error))?;
        let mut after = place.contents().await;
        keeps_rows(migration, &seen[seen.len() - 1], &after)?;
        for (_, sql) in TRAFFIC.iter().filter(|(name, _)| *name == migration.name()) {
            place.execute(sql).await;
            after = place.contents().await;
        }
        seen.push(after);
    }
    Ok(seen)
}

/// Gives how many could be reverted.
async fn down(
    place: &mut Place,
    head: &'static Migration,
    (chain, seen): (&[&'static Migration], &[Contents]),
) -> Result<usize, String> {
    let mut rows = Rows::Kept;
    for (index, migration) in chain.iter().enumerate().rev() {
        let down = Migrator::new(head).allow_lossy().down(place.url()).await;
        match (way_back(migration, place.kind()), down) {
            (Way::None, Err(_)) => return Ok(chain.len() - 1 - index),
            (Way::None, Ok(_)) => return Err("it was reverted, and is irreversible".to_owned()),
            (_, Err(error)) => return Err(told(&error)),
            (Way::Lossy, Ok(_)) => rows = Rows::Lost,
            (Way::Exact, Ok(_)) => {}
        }
        returns(
            migration.name(),
            rows,
            &seen[index],
            &place.contents().await,
        )?;
    }
    Ok(chain.len())
}

/// Whether the rows are still as they were on the way up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    Kept,
    Lost,
}

/// The migrations up to a head, oldest first.
fn chain(head: &'static Migration) -> Vec<&'static Migration> {
    let mut chain = vec![head];
    while let Some(parent) = chain[chain.len() - 1].parents().first() {
        chain.push(parent);
    }
    chain.reverse();
    chain
}

enum Way {
    Exact,
    Lossy,
    None,
}

fn way_back(migration: &Migration, database: Database) -> Way {
    let mut plans = plans(migration).iter();
    match plans
        .find(|plan| plan.database == database)
        .map(|plan| &plan.down)
    {
        None | Some(Down::Steps(_)) => Way::Exact,
        Some(Down::Lossy(..)) => Way::Lossy,
        Some(Down::Irreversible(_)) => Way::None,
    }
}

fn returns(name: &str, rows: Rows, before: &Contents, back: &Contents) -> Difference {
    same(
        &format!("the schema before {name} and after its down"),
        &before.schema,
        &back.schema,
    )?;
    if rows == Rows::Lost || before.rows == back.rows {
        return Ok(());
    }
    let (before, back) = (&before.rows, &back.rows);
    Err(format!(
        "the rows after the down of {name} differ:\n  - {before:?}\n  + {back:?}"
    ))
}

/// Whatever a migration makes of its tables, the rows survive it.
fn keeps_rows(migration: &Migration, before: &Contents, after: &Contents) -> Difference {
    if CHANGE_VALUES.contains(&migration.name()) {
        return Ok(());
    }
    for (table, rows) in &before.rows {
        if let Some(others) = after.rows.get(table) {
            let kept = common(rows, others);
            // What is inserted comes beside the rows that are there.
            if let Some(lost) = kept.iter().find(|row| !common(others, rows).contains(row)) {
                return Err(format!(
                    "{} lost a row of {table}: {lost:?}",
                    migration.name()
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

pub(crate) fn same(what: &str, one: &str, other: &str) -> Difference {
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
