use std::sync::Mutex;

use migrate_runtime::{Migrator, apply, migration};
use sqlx::{PgPool, Postgres, Transaction};

migration! {
    /// A table.
    pub static CREATE_ORDERS on postgres 14;

    create table orders { id: bigint identity primary key }
}

async fn anything(pool: Mutex<Vec<String>>) {
    let _ = apply(&pool, &CREATE_ORDERS).await;
}

async fn a_transaction(transaction: &mut Transaction<'_, Postgres>) {
    let _ = Migrator::new(&CREATE_ORDERS).up(transaction).await;
}

async fn a_pool_that_may_be_none(pool: Option<PgPool>) {
    let run = Migrator::new(&CREATE_ORDERS).down(pool).await;
    drop(run);
}

fn main() {}
