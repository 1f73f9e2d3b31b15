//! What is known of a function. Gives one row of a table; must not know how a function is
//! called.

use crate::expressions::types::Family;

/// A function that takes any number of arguments.
pub(super) const MANY: u8 = u8::MAX;

/// A built-in function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Function {
    pub(crate) name: &'static str,
    pub(crate) least: u8,
    pub(crate) most: u8,
    pub(crate) class: Class,
    pub(crate) returns: Returns,
    pub(crate) kind: Kind,
    /// What the first argument must be, where only one family will do.
    pub(crate) takes: Option<Family>,
    pub(super) postgres: Presence,
    pub(super) sqlite: Presence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Scalar,
    Aggregate,
    /// Gives a set of rows.
    Rows,
    /// Looks at the rows around.
    Window,
}

/// When its result changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Immutable,
    Stable,
    Volatile,
    /// Stable with a `timestamptz`, since the session's zone decides; else immutable.
    Zoned,
    /// Stable with one argument, where a setting of the session is the other.
    StableAlone,
    /// Stable with two arguments, for the like reason.
    StablePair,
    /// Stable without arguments and with `"now"`.
    Clock,
}

/// The type of its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Returns {
    Unknown,
    Bool,
    Smallint,
    Int,
    Bigint,
    Real,
    Double,
    Numeric,
    Text,
    TextArray,
    Bytes,
    Uuid,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    Json,
    Jsonb,
    Native(&'static str),
    /// That of the first argument.
    First,
    /// The one that all arguments have in common.
    Common,
    /// `numeric` of a `numeric`, else `double`.
    Rounded,
    /// `bigint` of smaller integers, `numeric` of `bigint`.
    Sum,
    /// `numeric` of integers.
    Average,
    /// `text` of a text; of a range, its bound.
    Folded,
    /// `text` of a text, `bytes` of bytes.
    Part,
    /// The first or second argument's type, if that is a timestamp or an interval.
    Timestamped,
}

/// Whether a database has a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Missing,
    /// From this major version of PostgreSQL, or minor version of SQLite 3.
    Since(u8),
    /// The dialect says it in another way.
    Translated,
}

/// A function of PostgreSQL that gives one value.
pub(super) const fn f(
    name: &'static str,
    least: u8,
    most: u8,
    class: Class,
    returns: Returns,
) -> Function {
    Function {
        name,
        least,
        most,
        class,
        returns,
        kind: Kind::Scalar,
        takes: None,
        postgres: Presence::Since(0),
        sqlite: Presence::Missing,
    }
}

/// One that gives one value for many rows.
pub(super) const fn aggregate(
    name: &'static str,
    least: u8,
    most: u8,
    class: Class,
    returns: Returns,
) -> Function {
    let mut function = f(name, least, most, class, returns);
    function.kind = Kind::Aggregate;
    function
}

/// One that gives many rows.
pub(super) const fn rows(
    name: &'static str,
    least: u8,
    most: u8,
    class: Class,
    returns: Returns,
) -> Function {
    let mut function = f(name, least, most, class, returns);
    function.kind = Kind::Rows;
    function
}

impl Function {
    /// The first argument must be of this family.
    pub(super) const fn of(mut self, family: Family) -> Self {
        self.takes = Some(family);
        self
    }

    /// PostgreSQL has it from this major version on.
    pub(super) const fn postgres(mut self, major: u8) -> Self {
        self.postgres = Presence::Since(major);
        self
    }

    /// SQLite 3 has it from this minor version on.
    pub(super) const fn sqlite(mut self, minor: u8) -> Self {
        self.sqlite = Presence::Since(minor);
        self
    }

    /// SQLite says it in its own way, whatever its version.
    pub(super) const fn translated(mut self) -> Self {
        self.sqlite = Presence::Translated;
        self
    }

    /// SQLite alone has it, from this minor version on.
    pub(super) const fn only_sqlite(mut self, minor: u8) -> Self {
        self.postgres = Presence::Missing;
        self.sqlite(minor)
    }
}
