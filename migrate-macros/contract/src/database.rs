//! The databases that a history can be for, what they are called, and their versions.
//! Must not know what any of them can do.

use std::fmt;

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Database {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
    /// MySQL.
    Mysql,
    /// MariaDB.
    Mariadb,
}

impl Database {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Postgres, Self::Sqlite, Self::Mysql, Self::Mariadb];

    /// The word in `on` and in `#[only(…)]`, and the feature of the runtime.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
        }
    }

    /// The name in messages.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
            Self::Mysql => "MySQL",
            Self::Mariadb => "MariaDB",
        }
    }

    /// The oldest version that is supported, and what `on` means without one.
    #[must_use]
    pub fn oldest(self) -> Version {
        match self {
            Self::Postgres => Version([13, 0, 0]),
            Self::Sqlite => Version([3, 35, 0]),
            Self::Mysql => Version([8, 0, 0]),
            Self::Mariadb => Version([10, 6, 0]),
        }
    }
}

/// A server version as major, minor and patch, compared number by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub [u16; 3]);

/// Without zeros at the end: `14`, `3.35`.
impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(formatter, "{major}")?;
        if minor > 0 || patch > 0 {
            write!(formatter, ".{minor}")?;
        }
        if patch > 0 {
            write!(formatter, ".{patch}")?;
        }
        Ok(())
    }
}
