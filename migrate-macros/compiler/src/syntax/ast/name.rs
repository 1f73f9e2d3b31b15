//! Names as they were written. Takes text and origin, gives comparable values;
//! must not know what carries the name.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use migrate_contract::PUBLIC;

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

/// The name of a table; no schema means `public`, and `public.t` is `t`, unless a run chooses
/// another schema for what has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TableName {
    /// The schema, unless it is `public`.
    pub(crate) schema: Option<String>,
    pub(crate) name: String,
    public: Public,
}

/// Whether `public` is written. It is the same name either way: all values are equal.
#[derive(Clone, Copy, Debug)]
enum Public {
    Unsaid,
    Said,
}

impl PartialEq for Public {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Public {}

impl PartialOrd for Public {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Public {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl Hash for Public {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl TableName {
    pub(crate) fn new(schema: Option<&str>, name: &str) -> Self {
        let public = match schema {
            Some(PUBLIC) => Public::Said,
            Some(_) | None => Public::Unsaid,
        };
        let schema = schema.filter(|schema| *schema != PUBLIC);
        Self {
            schema: schema.map(str::to_owned),
            name: name.to_owned(),
            public,
        }
    }

    /// The same schema, another name.
    pub(crate) fn sibling(&self, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..self.clone()
        }
    }

    /// Both parts joined by a point, as they are: to look at and to compare, not to paste.
    pub(crate) fn path(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{schema}.{}", self.name),
            None => self.name.clone(),
        }
    }

    /// The schema as it is written, `public` too.
    pub(crate) fn written_schema(&self) -> Option<&str> {
        match self.public {
            Public::Said => Some(PUBLIC),
            Public::Unsaid => self.schema.as_deref(),
        }
    }
}
