//! Names as they were written. Takes text and origin, gives comparable values;
//! must not know what carries the name.

use std::fmt;

use crate::origin::Origin;

/// One identifier; never quoted, never folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

impl Name {
    pub(crate) fn new(text: impl Into<String>, origin: Origin) -> Self {
        Self {
            text: text.into(),
            origin,
        }
    }

    /// A name that nobody wrote here: generated, or from an earlier migration.
    pub(crate) fn generated(text: impl Into<String>) -> Self {
        Self::new(text, Origin::elsewhere())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The name of a table; no schema means `public`, and `public.t` is `t`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TableName {
    /// The schema, unless it is `public`.
    pub(crate) schema: Option<String>,
    pub(crate) name: String,
}

impl TableName {
    pub(crate) fn new(schema: Option<&str>, name: &str) -> Self {
        let schema = schema.filter(|schema| *schema != "public");
        Self {
            schema: schema.map(str::to_owned),
            name: name.to_owned(),
        }
    }

    /// The same schema, another name.
    pub(crate) fn sibling(&self, name: &str) -> Self {
        Self {
            schema: self.schema.clone(),
            name: name.to_owned(),
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(formatter, "{schema}.")?;
        }
        formatter.write_str(&self.name)
    }
}
