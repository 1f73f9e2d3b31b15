//! What can be migrated: takes a pool, a connection or a URL, gives a connection
//! behind the trait. It must not know what it is for.

#[cfg(feature = "any")]
mod any;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::future::ready;

use futures_core::future::BoxFuture;

use self::sealed::Ours;
use super::Backend;
use crate::error::ErrorKind;

/// What a history can be applied to: a pool (`PgPool`, `SqlitePool`, with the feature `any`
/// `AnyPool`), a connection of one's own (`&mut PgConnection`, `&mut SqliteConnection`) or of a
/// pool (`&mut PoolConnection<…>`), a URL (`postgres://…` or `postgresql://…`, `sqlite:…`) as sqlx
/// reads it, or sqlx's options. Pools may be borrowed, owned or in an `Arc`, options borrowed or
/// owned.
///
/// A pool or a URL is the best choice: on PostgreSQL the work is done by a session of its own,
/// which is closed at the end. From a pool it is one of the pool's connections, as its
/// `after_connect` has made it, taken out of the pool; the pool may make another meanwhile. A
/// connection is used as it is and given back as it was; on SQLite do not drop the future
/// before it has ended, or close the connection when you do.
///
/// Of an `AnyPool` it is the URL that counts: its connections are all of one kind, and a run
/// needs one of PostgreSQL or SQLite. So what its `after_connect` does is not done for the run,
/// and neither a transaction nor an `AnyConnection` can be handed over: a run commits its own
/// transactions.
///
/// An SQLite database in memory is gone with its last connection: a URL or options that lead
/// to one are [refused](ErrorKind::InMemory), and so is the success of a run whose pool has
/// lost it.
#[diagnostic::on_unimplemented(
    message = "a history cannot be applied to `{Self}`",
    label = "neither a pool, nor a connection, nor a URL of a database that is switched on",
    note = "hand over `&pool`, `&mut connection` or a URL such as \"postgres://…\" or \"sqlite:…\"",
    note = "`PgPool` needs the feature `postgres` of `migrate-runtime`, `SqlitePool` the feature `sqlite`, `AnyPool` the feature `any`",
    note = "a transaction is none of these: a run commits its own, so hand over the pool"
)]
pub trait IntoTarget<'c>: Send {
    #[doc(hidden)]
    fn connect(self, _: sealed::Ours) -> Connecting<'c>;
}

/// A connection in the making: nothing is done before it is awaited.
pub(crate) type Connecting<'c> = BoxFuture<'c, Result<Box<dyn Backend + 'c>, ErrorKind>>;

mod sealed {
    /// Nobody else can name it, so nobody else can implement what takes it.
    pub struct Ours;
}

/// A connection to what was handed over.
pub(crate) fn connect<'c>(target: impl IntoTarget<'c>) -> Connecting<'c> {
    target.connect(Ours)
}

impl<'c> IntoTarget<'c> for String {
    fn connect(self, _: Ours) -> Connecting<'c> {
        open(&self)
    }
}

impl<'c> IntoTarget<'c> for &'c String {
    fn connect(self, _: Ours) -> Connecting<'c> {
        open(self)
    }
}

impl<'c> IntoTarget<'c> for &'c str {
    fn connect(self, _: Ours) -> Connecting<'c> {
        open(self)
    }
}

fn open<'c>(url: &str) -> Connecting<'c> {
    // A file that holds a URL often ends in a line.
    let url = url.trim();
    let scheme = scheme(url);
    match scheme.as_str() {
        #[cfg(feature = "postgres")]
        "postgres" | "postgresql" => Box::pin(postgres::open(url.to_owned())),
        #[cfg(feature = "sqlite")]
        "sqlite" => Box::pin(sqlite::open(format!("sqlite{}", &url[scheme.len()..]))),
        _ => Box::pin(ready(Err(ErrorKind::Url { scheme }))),
    }
}

/// Schemes behind which no `//` has to stand.
const BARE: [&str; 8] = [
    "sqlite",
    "sqlite3",
    "file",
    "jdbc",
    "mysql",
    "mariadb",
    "postgres",
    "postgresql",
];

/// What stands before the first colon, in lower case. Nothing where that is no scheme, but a
/// path, a drive, a host before its port, or settings, among which may be a password.
fn scheme(url: &str) -> String {
    let (before, behind) = url.split_once(':').unwrap_or_default();
    let scheme = before.to_ascii_lowercase();
    let is_word = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let is_scheme = behind.starts_with("//") || BARE.contains(&scheme.as_str());
    if is_scheme && scheme.len() > 1 && scheme.chars().all(is_word) {
        return scheme;
    }
    String::new()
}

#[cfg(any(feature = "postgres", feature = "sqlite"))]
fn failed(source: sqlx::Error) -> ErrorKind {
    ErrorKind::Connect { source }
}

#[cfg(test)]
mod tests {
    use super::scheme;

    #[test]
    fn what_is_no_scheme_is_none() {
        for (url, expected) in [
            ("postgres://u:p@h/d", "postgres"),
            ("PostgreSQL://h/d", "postgresql"),
            ("postgresql+asyncpg://h/d", "postgresql+asyncpg"),
            ("sqlite:app.db", "sqlite"),
            ("sqlite::memory:", "sqlite"),
            ("jdbc:postgresql://h/d", "jdbc"),
            ("mysql://h/d", "mysql"),
            ("", ""),
            ("app.db", ""),
            ("app.db?mode=rwc", ""),
            ("./data:old/app.db", ""),
            (r"C:\\data\\app.db", ""),
            ("C://data/app.db", ""),
            (":memory:", ""),
            ("localhost:5432/shop", ""),
            ("shop:secret@localhost/shop", ""),
            ("host=db password=it:is://secret", ""),
        ] {
            assert_eq!(scheme(url), expected, "{url}");
        }
    }
}
