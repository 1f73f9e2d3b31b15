//! Places in a table: a key as literals that the server quotes, and a key against such a
//! place. Takes the columns of the key, gives text; must not know what is between two
//! places.

use super::class::with_literal;
use super::fit::Fit;
use super::steps::Steps;
use crate::dialect::spelling::Writer;
use crate::syntax::ast::TableName;

/// The columns of a key, as they are compared with a place.
pub(super) struct Key<'k> {
    columns: Vec<&'k str>,
    /// What each is cast to, so that `pg_catalog` has an operator for exactly that.
    casts: Vec<Option<&'static str>>,
    /// Whether the operator needs its schema even so.
    qualified: bool,
    /// What stands before each column.
    qualifier: Option<&'k str>,
}

impl<'k> Key<'k> {
    pub(super) fn new(
        steps: &Steps<'_>,
        table: &TableName,
        columns: &[&'k str],
        qualifier: Option<&'k str>,
    ) -> Self {
        let table = steps.before(table);
        let compared = columns.iter().map(|name| {
            let column = table.and_then(|table| table.column(name));
            column.map_or(Fit::Qualified, |column| with_literal("<=", &column.ty))
        });
        let compared: Vec<Fit> = compared.collect();
        let is_open = compared.contains(&Fit::Open);
        Self {
            columns: columns.to_vec(),
            casts: compared.iter().map(|fit| fit.casts()[0]).collect(),
            qualified: !is_open && compared.contains(&Fit::Qualified),
            qualifier,
        }
    }

    /// The columns, one after the other.
    pub(super) fn list(&self, writer: &mut Writer<'_>) {
        writer.list(&self.columns, |writer, name| {
            writer.qualified(self.qualifier, name);
        });
    }

    /// The key as literals that the server quotes, which take the type of what they are
    /// compared with.
    pub(super) fn quoted(&self, writer: &mut Writer<'_>) {
        let quoted = |writer: &mut Writer<'_>, name: &str| {
            writer.function("quote_literal", |writer| {
                writer.name(name).glue("::").word("text");
            });
        };
        if let [name] = self.columns[..] {
            return quoted(writer, name);
        }
        writer.string("(");
        for (number, name) in self.columns.iter().enumerate() {
            if number > 0 {
                writer.word("||").string(", ");
            }
            writer.word("||");
            quoted(writer, name);
        }
        writer.word("||").string(")");
    }

    /// The key against a place; rows compare column by column, as the key's index does.
    pub(super) fn compare(&self, writer: &mut Writer<'_>, sign: &str, place: &str) {
        let column = |writer: &mut Writer<'_>, number: usize| {
            writer.qualified(self.qualifier, self.columns[number]);
            if let Some(ty) = self.casts[number].filter(|_| !self.qualified) {
                writer.glue("::").word(ty);
            }
        };
        match self.columns.len() {
            1 => column(writer, 0),
            count => writer.group(0..count, column),
        }
        if self.qualified {
            writer.word(&format!("OPERATOR(pg_catalog.{sign})"));
        } else {
            writer.word(sign);
        }
        writer.word(place);
    }

    pub(super) fn order(&self, writer: &mut Writer<'_>, direction: &str) {
        writer.word("ORDER BY");
        writer.list(&self.columns, |writer, name| {
            writer.name(name).word(direction);
        });
    }
}
