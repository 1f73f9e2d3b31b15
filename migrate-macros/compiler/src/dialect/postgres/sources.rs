//! The columns that the expressions of one change can name, as far as their types are
//! certain. Takes a change and the schemas around it, gives types; must not know any
//! expression.

use crate::dialect::Situation;
use crate::schema::{Change, Object, RowChange, Schema, Table};
use crate::syntax::ast::{Base, Mention, TableName, Type};

/// The tables whose columns are named.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources<'a> {
    tables: Vec<&'a Table>,
    /// Whether some columns are those of a query or a call.
    derived: bool,
}

/// What is certain of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty<'a> {
    Type(&'a Type),
    /// One of `pg_catalog`, of an enum, a domain.
    Unknown,
    /// It may be of an extension's type.
    Open,
}

impl<'a> Sources<'a> {
    /// What the expressions of the change see: a table as it is after it.
    pub(super) fn of(situation: &Situation<'a>) -> Self {
        let mut sources = Self::default();
        match situation.change {
            Change::Create(Object::Table(table)) => sources.tables.push(table),
            Change::Rows(RowChange::Insert(insert)) => {
                insert.mentions(|mention| sources.mentioned(mention, situation.before));
            }
            Change::Rows(RowChange::Update(update)) => {
                update.mentions(|mention| sources.mentioned(mention, situation.before));
            }
            Change::Rows(RowChange::Delete(delete)) => {
                delete.mentions(|mention| sources.mentioned(mention, situation.before));
            }
            change => sources.add(situation.after, change.table()),
        }
        sources
    }

    /// What `using` sees: the table as it is before the change.
    pub(super) fn before(situation: &Situation<'a>) -> Self {
        let mut sources = Self::default();
        sources.add(situation.before, situation.change.table());
        sources
    }

    /// One table alone.
    pub(super) fn table(table: &'a Table) -> Self {
        Self {
            tables: vec![table],
            derived: false,
        }
    }

    fn mentioned(&mut self, mention: Mention<'_>, schema: &'a Schema) {
        match mention {
            Mention::Table(name) => self.add(schema, Some(name)),
            Mention::Derived => self.derived = true,
            Mention::Column(_) | Mention::Raw(_) => {}
        }
    }

    fn add(&mut self, schema: &'a Schema, name: Option<&TableName>) {
        self.tables.extend(name.and_then(|name| schema.table(name)));
    }

    /// Whichever table the name is looked up in; nothing is certain where two tables differ.
    pub(super) fn column(&self, name: &str) -> Certainty<'a> {
        let found = self.tables.iter().filter_map(|table| table.column(name));
        let mut types = found.map(|column| &column.ty);
        match types.next() {
            Some(ty) if !self.derived && types.all(|other| same(ty, other)) => Certainty::Type(ty),
            _ if self.has_extension() => Certainty::Open,
            _ => Certainty::Unknown,
        }
    }

    /// Whether the table has such a column.
    pub(super) fn has(&self, table: &TableName, column: &str) -> bool {
        let mut tables = self.tables.iter().filter(|known| known.name == *table);
        tables.any(|table| table.column(column).is_some())
    }

    fn has_extension(&self) -> bool {
        let mut columns = self.tables.iter().flat_map(|table| &table.columns);
        columns.any(|column| is_extension(&column.ty))
    }
}

/// The same but for limits.
fn same(one: &Type, other: &Type) -> bool {
    use std::mem::discriminant;
    one == other
        || one.array == other.array
            && discriminant(&one.base) == discriminant(&other.base)
            && !matches!(
                one.base,
                Base::Integer(_) | Base::Native(_) | Base::Extension(_)
            )
}

/// Types of well-known extensions that come with operators of their own, in the order of
/// their names. Every other type in quotes is taken for an enum, a domain or a composite
/// type, whose operators are those of `pg_catalog`.
const WITH_OPERATORS: &[&str] = &[
    "box2d",
    "box3d",
    "citext",
    "cube",
    "debversion",
    "ean13",
    "geography",
    "geometry",
    "halfvec",
    "hll",
    "hstore",
    "ip4",
    "ip4r",
    "ip6",
    "ip6r",
    "ipaddress",
    "iprange",
    "isbn",
    "isbn13",
    "ismn",
    "ismn13",
    "issn",
    "issn13",
    "lquery",
    "ltree",
    "ltxtquery",
    "prefix_range",
    "query_int",
    "raster",
    "roaringbitmap",
    "roaringbitmap64",
    "seg",
    "semver",
    "sparsevec",
    "tdigest",
    "topogeometry",
    "upc",
    "uri",
    "vector",
];

/// Whether its operators are an extension's.
pub(super) fn is_extension(ty: &Type) -> bool {
    let Base::Extension(name) = &ty.base else {
        return false;
    };
    let name = name.split('(').next().unwrap_or_default().trim_end();
    let name = name.rsplit('.').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    WITH_OPERATORS.binary_search(&name.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_stand_in_order() {
        assert!(WITH_OPERATORS.is_sorted());
    }

    #[test]
    fn an_extension_is_known_by_its_type() {
        let is = |name: &str| is_extension(&Type::plain(Base::Extension(name.to_owned())));
        assert!(is("citext") && is("app.CITEXT") && is("geometry(Point, 4326)"));
        assert!(!is("mood") && !is("app.mood"));
    }
}
