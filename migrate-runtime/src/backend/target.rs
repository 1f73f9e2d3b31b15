//! What can be migrated: takes a pool, a connection or a URL, gives a connection
//! behind the trait. It must not know what it is for.

#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use futures_core::future::BoxFuture;

use super::Backend;
use crate::error::ErrorKind;

/// What a history can be applied to: a pool (`PgPool`, `SqlitePool`), a connection of one's
/// own (`&mut PgConnection`, `&mut SqliteConnection`) or of a pool (`&mut PoolConnection<…>`),
/// a URL (`postgres://…` or `postgresql://…`, `sqlite:…`) as sqlx reads it, or sqlx's options.
/// Pools and options may be borrowed, owned or in an `Arc`.
///
/// A pool or a URL is the best choice: on PostgreSQL the work is done by a session of its own,
/// which is closed at the end. From a pool it is one of the pool's connections, as its
/// `after_connect` has made it, taken out of the pool; the pool may make another meanwhile. A
/// connection is used as it is and given back as it was; on SQLite do not drop the future
/// before it has ended, or close the connection when you do.
#[diagnostic::on_unimplemented(
    message = "a history cannot be applied to `{Self}`",
    label = "neither a pool, nor a connection, nor a URL of a database that is switched on",
    note = "hand over `&pool`, `&mut connection` or a URL such as \"postgres://…\" or \"sqlite:…\"",
    note = "`PgPool` needs the feature `postgres` of `migrate-runtime`, `SqlitePool` the feature `sqlite`; of an `AnyPool` hand over the URL"
)]
pub trait IntoTarget<'c>: sealed::Connect<'c> {}

impl<'c, T: sealed::Connect<'c>> IntoTarget<'c> for T {}

pub(super) type Connecting<'c> = BoxFuture<'c, Result<Box<dyn Backend + 'c>, ErrorKind>>;

pub(crate) mod sealed {
    #[diagnostic::on_unimplemented(
        message = "a history cannot be applied to `{Self}`",
        label = "neither a pool, nor a connection, nor a URL of a database that is switched on",
        note = "hand over `&pool`, `&mut connection` or a URL such as \"postgres://…\" or \"sqlite:…\"",
        note = "`PgPool` needs the feature `postgres` of `migrate-runtime`, `SqlitePool` the feature `sqlite`; of an `AnyPool` hand over the URL"
    )]
    pub trait Connect<'c>: Send {
        #[doc(hidden)]
        fn connect(self) -> super::Connecting<'c>;
    }
}

impl<'c> sealed::Connect<'c> for String {
    fn connect(self) -> Connecting<'c> {
        Box::pin(async move { open(&self).await })
    }
}

impl<'c> sealed::Connect<'c> for &'c String {
    fn connect(self) -> Connecting<'c> {
        self.as_str().connect()
    }
}

impl<'c> sealed::Connect<'c> for &'c str {
    fn connect(self) -> Connecting<'c> {
        Box::pin(open(self))
    }
}

async fn open<'c>(url: &str) -> Result<Box<dyn Backend + 'c>, ErrorKind> {
    let (scheme, _) = url.split_once(':').unwrap_or((url, ""));
    match scheme {
        #[cfg(feature = "postgres")]
        "postgres" | "postgresql" => postgres::open(url).await,
        #[cfg(feature = "sqlite")]
        "sqlite" => sqlite::open(url).await,
        _ => Err(ErrorKind::Url {
            scheme: scheme.to_owned(),
        }),
    }
}

#[cfg(any(feature = "postgres", feature = "sqlite"))]
fn failed(source: sqlx::Error) -> ErrorKind {
    ErrorKind::Connect { source }
}
