//! The types of the language, spelled one way whatever was written. Gives values to
//! compare; must not know what a database calls them.

/// The type of a column, or of a cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) base: Base,
    /// `T[]`; PostgreSQL does not tell numbers of dimensions apart.
    pub(crate) array: bool,
}

impl Type {
    pub(crate) fn plain(base: Base) -> Self {
        Self { base, array: false }
    }

    /// Whether its values can have a collation.
    pub(crate) fn is_collatable(&self) -> bool {
        match self.base {
            Base::Text | Base::Varchar(_) | Base::Char(_) | Base::Extension(_) => true,
            Base::Native(name) => name == "name",
            Base::Bool
            | Base::Integer(_)
            | Base::Serial(_)
            | Base::Real
            | Base::Double
            | Base::Numeric(_)
            | Base::Bytes
            | Base::Uuid
            | Base::Date
            | Base::Time(_)
            | Base::TimeTz(_)
            | Base::Timestamp(_)
            | Base::TimestampTz(_)
            | Base::Interval(_)
            | Base::Json
            | Base::Jsonb
            | Base::Bit(_)
            | Base::Varbit(_) => false,
        }
    }
}

/// What a type is made of. A `None` inside is an argument that was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Bool,
    Integer(IntegerWidth),
    /// `smallserial`, `serial`, `bigserial`: an integer with a sequence of its own.
    /// Only a phrase has it; a column of the schema is an integer with a generator.
    Serial(IntegerWidth),
    Real,
    Double,
    Numeric(Option<(u16, i16)>),
    Text,
    Varchar(Option<u32>),
    Char(u32),
    Bytes,
    Uuid,
    Date,
    Time(Option<u8>),
    TimeTz(Option<u8>),
    Timestamp(Option<u8>),
    TimestampTz(Option<u8>),
    Interval(Option<u8>),
    Json,
    Jsonb,
    Bit(u32),
    Varbit(Option<u32>),
    /// A type that only PostgreSQL has and that takes no argument: `inet`, `tsvector`,
    /// `int4range`, `point`, `regclass`, … by its PostgreSQL name.
    Native(&'static str),
    /// A type of an extension, written as a string, by its name: `"citext"`.
    Extension(String),
}

/// 2, 4 or 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IntegerWidth {
    Small,
    Normal,
    Big,
}

/// The names of PostgreSQL's own types that take no argument and that no other [`Base`]
/// stands for, in the order of the alphabet. A `Native` holds one of these.
pub(crate) const NATIVE: &[&str] = &[
    "box",
    "char", // PostgreSQL's one-byte type, which SQL writes in quotes
    "cid",
    "cidr",
    "circle",
    "datemultirange",
    "daterange",
    "inet",
    "int4multirange",
    "int4range",
    "int8multirange",
    "int8range",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "nummultirange",
    "numrange",
    "oid",
    "path",
    "pg_lsn",
    "pg_snapshot",
    "point",
    "polygon",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "tid",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "xid",
    "xid8",
    "xml",
];

impl Base {
    /// The native type of this name, if there is one.
    pub(crate) fn native(name: &str) -> Option<Self> {
        let place = NATIVE.binary_search(&name).ok()?;
        NATIVE.get(place).copied().map(Self::Native)
    }
}

impl IntegerWidth {
    /// The type's word in the language.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Small => "smallint",
            Self::Normal => "int",
            Self::Big => "bigint",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, NATIVE};

    #[test]
    fn every_native_type_is_found_by_its_name() {
        for name in NATIVE {
            assert_eq!(Base::native(name), Some(Base::Native(name)));
        }
        assert_eq!(Base::native("citext"), None);
    }
}
