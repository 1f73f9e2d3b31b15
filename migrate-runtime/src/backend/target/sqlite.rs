//! SQLite's pools, connections and options. Takes one, gives a connection behind the trait;
//! must not know what it is for.

use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Sqlite as Driver, SqliteConnection, SqlitePool};

use super::{Backend, Connecting, ErrorKind, IntoTarget, Ours, failed};
use crate::backend::sqlite::{Pooled, Sqlite};

pub(super) async fn open<'c>(url: String) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
    dial(url.parse().map_err(failed)?).await
}

pub(super) async fn dial<'c>(
    options: SqliteConnectOptions,
) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
    let connection = SqliteConnection::connect_with(&options)
        .await
        .map_err(failed)?;
    let mut session = Sqlite::Owned(connection);
    session.refuse_memory().await?;
    Ok(Box::new(session))
}

async fn take<'c>(pool: &SqlitePool) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
    let connection = pool.acquire().await.map_err(failed)?;
    Ok(Box::new(Sqlite::Pooled(Pooled::new(connection, pool))))
}

async fn borrow(connection: &mut SqliteConnection) -> Result<Box<dyn Backend + '_>, ErrorKind> {
    if connection.is_in_transaction() {
        return Err(ErrorKind::InTransaction);
    }
    Ok(Box::new(Sqlite::borrowed(connection).await?))
}

impl<'c> IntoTarget<'c> for &'c SqlitePool {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(take(self))
    }
}

impl<'c> IntoTarget<'c> for SqlitePool {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(async move { take(&self).await })
    }
}

impl<'c> IntoTarget<'c> for Arc<SqlitePool> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(async move { take(&self).await })
    }
}

impl<'c> IntoTarget<'c> for &'c Arc<SqlitePool> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(take(self))
    }
}

impl<'c> IntoTarget<'c> for &'c mut SqliteConnection {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(borrow(self))
    }
}

impl<'c> IntoTarget<'c> for &'c mut PoolConnection<Driver> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(borrow(self))
    }
}

impl<'c> IntoTarget<'c> for SqliteConnectOptions {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(dial(self))
    }
}

impl<'c> IntoTarget<'c> for &'c SqliteConnectOptions {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(dial(self.clone()))
    }
}
