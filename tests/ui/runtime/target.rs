use migrate_runtime::{apply, migration};

migration! {
    /// A table.
    pub static CREATE_ORDERS on postgres 14;

    create table orders { id: bigint identity primary key }
}

async fn start(pool: std::sync::Mutex<Vec<String>>) {
    let _ = apply(&pool, &CREATE_ORDERS).await;
}

fn main() {}
