//! PostgreSQL's pools, connections and options. Takes one, gives a connection behind the trait;
//! must not know what it is for.

use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection as _, PgConnection, PgPool, Postgres as Driver};

use super::{Backend, Connecting, ErrorKind, IntoTarget, Ours, failed};
use crate::backend::postgres::Postgres;

pub(super) async fn open<'c>(url: String) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
    dial(url.parse().map_err(failed)?).await
}

pub(super) async fn dial<'c>(
    options: PgConnectOptions,
) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
    let connection = PgConnection::connect_with(&options).await.map_err(failed)?;
    Ok(Box::new(Postgres::owned(connection, options)))
}

async fn take<'c>(pool: &PgPool) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
    let connection = pool.acquire().await.map_err(failed)?;
    Ok(Box::new(Postgres::pooled(connection, pool)))
}

async fn borrow(connection: &mut PgConnection) -> Result<Box<dyn Backend + '_>, ErrorKind> {
    if connection.is_in_transaction() {
        return Err(ErrorKind::InTransaction);
    }
    Ok(Box::new(Postgres::borrowed(connection).await?))
}

impl<'c> IntoTarget<'c> for &'c PgPool {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(take(self))
    }
}

impl<'c> IntoTarget<'c> for PgPool {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(async move { take(&self).await })
    }
}

impl<'c> IntoTarget<'c> for Arc<PgPool> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(async move { take(&self).await })
    }
}

impl<'c> IntoTarget<'c> for &'c Arc<PgPool> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(take(self))
    }
}

impl<'c> IntoTarget<'c> for &'c mut PgConnection {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(borrow(self))
    }
}

impl<'c> IntoTarget<'c> for &'c mut PoolConnection<Driver> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(borrow(self))
    }
}

impl<'c> IntoTarget<'c> for PgConnectOptions {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(dial(self))
    }
}

impl<'c> IntoTarget<'c> for &'c PgConnectOptions {
    fn connect(self, _: Ours) -> Connecting<'c> {
        Box::pin(dial(self.clone()))
    }
}
