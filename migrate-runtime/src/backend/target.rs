//! What can be migrated: takes a pool, a connection or a URL, gives a connection
//! behind the trait. It must not know what it is for.

use futures_core::future::BoxFuture;

use super::Backend;
use crate::error::ErrorKind;

/// What a history can be applied to: `&PgPool`, `&SqlitePool`, `&mut PgConnection`,
/// `&mut SqliteConnection`, or a URL (`postgres://…` or `postgresql://…`, `sqlite:…`) as
/// sqlx reads it, in a `&str` or a `&String`.
///
/// A pool or a URL is the best choice: on PostgreSQL the work is done by a session of its own,
/// which is closed at the end. From a pool it is one of the pool's connections, as its
/// `after_connect` has made it, taken out of the pool; the pool may make another meanwhile. A
/// connection is used as it is and given back as it was; on SQLite do not drop the future
/// before it has ended, or close the connection when you do.
pub trait IntoTarget<'c>: sealed::Connect<'c> {}

impl<'c, T: sealed::Connect<'c>> IntoTarget<'c> for T {}

pub(super) type Connecting<'c> = BoxFuture<'c, Result<Box<dyn Backend + 'c>, ErrorKind>>;

pub(crate) mod sealed {
    pub trait Connect<'c>: Send {
        #[doc(hidden)]
        fn connect(self) -> super::Connecting<'c>;
    }
}

impl<'c> sealed::Connect<'c> for &'c String {
    fn connect(self) -> Connecting<'c> {
        self.as_str().connect()
    }
}

impl<'c> sealed::Connect<'c> for &'c str {
    fn connect(self) -> Connecting<'c> {
        Box::pin(async move {
            let (scheme, _) = self.split_once(':').unwrap_or((self, ""));
            match scheme {
                #[cfg(feature = "postgres")]
                "postgres" | "postgresql" => postgres::open(self).await,
                #[cfg(feature = "sqlite")]
                "sqlite" => sqlite::open(self).await,
                _ => Err(ErrorKind::Url {
                    scheme: scheme.to_owned(),
                }),
            }
        })
    }
}

#[cfg(any(feature = "postgres", feature = "sqlite"))]
fn failed(source: sqlx::Error) -> ErrorKind {
    ErrorKind::Connect { source }
}

#[cfg(feature = "postgres")]
mod postgres {
    use sqlx::postgres::PgConnectOptions;
    use sqlx::{Connection as _, PgConnection, PgPool};

    use super::super::postgres::Postgres;
    use super::{Backend, Connecting, ErrorKind, failed, sealed};

    pub(super) async fn open<'c>(url: &str) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
        let options: PgConnectOptions = url.parse().map_err(failed)?;
        let connection = PgConnection::connect_with(&options);
        let connection = connection.await.map_err(failed)?;
        Ok(Box::new(Postgres::owned(connection, options)))
    }

    impl<'c> sealed::Connect<'c> for &'c PgPool {
        fn connect(self) -> Connecting<'c> {
            Box::pin(async move {
                let connection = self.acquire().await.map_err(failed)?;
                let backend = Postgres::pooled(connection, self);
                Ok(Box::new(backend) as Box<dyn Backend>)
            })
        }
    }

    impl<'c> sealed::Connect<'c> for &'c mut PgConnection {
        fn connect(self) -> Connecting<'c> {
            Box::pin(async move {
                if self.is_in_transaction() {
                    return Err(ErrorKind::InTransaction);
                }
                let backend = Postgres::borrowed(self).await?;
                Ok(Box::new(backend) as Box<dyn Backend>)
            })
        }
    }
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use sqlx::{Connection as _, SqliteConnection, SqlitePool};

    use super::super::sqlite::{Pooled, Sqlite};
    use super::{Backend, Connecting, ErrorKind, failed, sealed};

    pub(super) async fn open<'c>(url: &str) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
        let connection = SqliteConnection::connect(url).await.map_err(failed)?;
        Ok(Box::new(Sqlite::Owned(connection)))
    }

    impl<'c> sealed::Connect<'c> for &'c SqlitePool {
        fn connect(self) -> Connecting<'c> {
            Box::pin(async move {
                let connection = self.acquire().await.map_err(failed)?;
                let backend = Sqlite::Pooled(Pooled::new(connection));
                Ok(Box::new(backend) as Box<dyn Backend>)
            })
        }
    }

    impl<'c> sealed::Connect<'c> for &'c mut SqliteConnection {
        fn connect(self) -> Connecting<'c> {
            Box::pin(async move {
                if self.is_in_transaction() {
                    return Err(ErrorKind::InTransaction);
                }
                let backend = Sqlite::borrowed(self).await?;
                Ok(Box::new(backend) as Box<dyn Backend>)
            })
        }
    }
}
