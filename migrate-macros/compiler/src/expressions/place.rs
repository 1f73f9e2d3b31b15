//! Where an expression stands, and what a database allows there. Gives answers about a
//! place; must not know any expression.

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Default,
    Check,
    /// The predicate of a partial index or an exclusion constraint.
    Predicate,
    /// The key of an index.
    Key,
    Generated,
    Using,
    /// `where`, `on`, `group by` and their like.
    Filter,
    /// What `insert` and `update` store.
    Value,
    /// What a query gives, `having` and `order by`.
    Output,
    /// A call that a query reads from.
    Source,
}

impl Place {
    /// The place in a message.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Default => "a default",
            Self::Check => "a check",
            Self::Predicate => "the predicate of an index",
            Self::Key => "the key of an index",
            Self::Generated => "a generated column",
            Self::Using => "`using`",
            Self::Filter => "a condition",
            Self::Value => "a stored value",
            Self::Output => "a query",
            Self::Source => "`from`",
        }
    }

    pub(crate) fn allows_queries(self) -> bool {
        match self {
            Self::Default
            | Self::Check
            | Self::Predicate
            | Self::Key
            | Self::Generated
            | Self::Using => false,
            Self::Filter | Self::Value | Self::Output | Self::Source => true,
        }
    }

    /// Functions that give many rows.
    pub(crate) fn allows_rows(self) -> bool {
        matches!(self, Self::Output | Self::Source)
    }

    pub(crate) fn allows_aggregates(self) -> bool {
        self == Self::Output
    }

    /// How a function that no database has is called here, which a statement of its own made.
    pub(crate) fn call_of_own(self, name: &str) -> String {
        match self {
            Self::Source => format!(
                "a function of your own gives rows in a raw statement alone:\nwrite the whole of it as `sql \"… from {name}(…) …\" undo \"…\";`"
            ),
            Self::Default
            | Self::Check
            | Self::Predicate
            | Self::Key
            | Self::Generated
            | Self::Using
            | Self::Filter
            | Self::Value
            | Self::Output => {
                format!("a function of your own is called as `sql(\"{name}(…)\")`")
            }
        }
    }

    /// What to write where aggregates and functions that give many rows cannot stand.
    pub(crate) fn instead_of_rows(self) -> &'static str {
        match self {
            Self::Default => "give one value, or fill the column by an `update … from (select …)`",
            Self::Check | Self::Predicate | Self::Key | Self::Generated | Self::Using => {
                "use what stands in the row itself"
            }
            Self::Filter => "write it in `having`, or as a query: `(select … from …)`",
            Self::Value => "write it as a query: `(select … from …)`",
            Self::Output => "write it in a query",
            Self::Source => "select it from a query: `from (select … from …) as part`",
        }
    }

    /// Whether the expression is kept, and its constants with it.
    pub(crate) fn is_kept(self) -> bool {
        match self {
            Self::Default | Self::Check | Self::Predicate | Self::Key | Self::Generated => true,
            Self::Using | Self::Filter | Self::Value | Self::Output | Self::Source => false,
        }
    }

    /// Whether the value may depend on nothing but the row.
    pub(crate) fn needs_immutable(self) -> bool {
        match self {
            Self::Predicate | Self::Key | Self::Generated => true,
            Self::Default
            | Self::Check
            | Self::Using
            | Self::Filter
            | Self::Value
            | Self::Output
            | Self::Source => false,
        }
    }
}
