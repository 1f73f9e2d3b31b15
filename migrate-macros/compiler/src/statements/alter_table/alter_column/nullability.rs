//! `set not null`, `drop not null`. Takes a column, gives whether it may be null; must not
//! know how a database finds out.

use super::{AlterationForm, Altering, no_effect};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Column, ColumnChange, Generator, Part};
use crate::statements::Refusal;
use crate::statements::scope::Scope;

pub(super) const SET: AlterationForm = AlterationForm {
    words: &["set", "not", "null"],
    parse: |_, origin| Ok(Box::new(SetNotNull { origin })),
};

pub(super) const DROP: AlterationForm = AlterationForm {
    words: &["drop", "not", "null"],
    parse: |_, origin| Ok(Box::new(DropNotNull { origin })),
};

/// No row may be null in the column.
#[derive(Debug)]
struct SetNotNull {
    origin: Origin,
}

/// Rows may be null in the column.
#[derive(Debug)]
struct DropNotNull {
    origin: Origin,
}

impl Altering for SetNotNull {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        if column.not_null {
            let title = format!("`{}` is already not null", column.name);
            return Err(no_effect(self.origin, title).into());
        }
        let name = scope.part_name(&column.name, Part::NotNull);
        Ok((ColumnChange::SetNotNull { name }, self.origin))
    }
}

impl Altering for DropNotNull {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        let name = &column.name;
        if !column.not_null {
            let title = format!("`{name}` can already be null");
            return Err(no_effect(self.origin, title).into());
        }
        let key = scope.table.primary_key();
        let holder = match column.generator {
            _ if key.is_some_and(|key| key.contains(name)) => "in the primary key",
            Some(Generator::IdentityAlways | Generator::IdentityByDefault) => "an identity",
            Some(Generator::Serial) | None => {
                return Ok((ColumnChange::DropNotNull, self.origin));
            }
        };
        let title = format!("`{name}` is {holder} and cannot be null");
        Err(Diagnostic::new(self.origin, title)
            .why("the server refuses it")
            .help(format!(
                "keep `{name}` as it is, or drop the key or the identity before"
            ))
            .into())
    }
}
