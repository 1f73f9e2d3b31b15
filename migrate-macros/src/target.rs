//! The databases that a history is for, and their versions. Gives values to compare;
//! must not know what any of them can do.

use std::fmt;

/// A database, as `on` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Database {
    Postgres,
    Sqlite,
    Mysql,
    Mariadb,
}

impl Database {
    pub(crate) const ALL: [Self; 4] = [Self::Postgres, Self::Sqlite, Self::Mysql, Self::Mariadb];

    /// The word in `on` and in `#[only(…)]`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
        }
    }

    /// The name in messages.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
            Self::Mysql => "MySQL",
            Self::Mariadb => "MariaDB",
        }
    }

    /// The oldest version that is supported, and what `on` means without one.
    pub(crate) fn oldest(self) -> Version {
        match self {
            Self::Postgres => Version([13, 0, 0]),
            Self::Sqlite => Version([3, 35, 0]),
            Self::Mysql => Version([8, 0, 0]),
            Self::Mariadb => Version([10, 6, 0]),
        }
    }
}

/// A server version, compared number by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Version(pub(crate) [u16; 3]);

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

/// A database and the oldest version of it that must be supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Target {
    pub(crate) database: Database,
    pub(crate) version: Version,
}

impl Target {
    /// Whether every server of this target has at least this version.
    pub(crate) fn since(self, major: u16, minor: u16) -> bool {
        self.version >= Version([major, minor, 0])
    }
}
