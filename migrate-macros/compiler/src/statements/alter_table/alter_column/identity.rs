//! `add identity`, `drop identity`, `restart`. Takes a column, gives where its numbers come
//! from; must not know any database.

use super::{AlterationForm, Altering, Parsed, no_effect};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Column, ColumnChange, Generator, Sequence, takes_from};
use crate::statements::scope::Scope;
use crate::statements::{Refusal, columns, dependents};
use crate::syntax::Cursor;
use crate::syntax::ast::IntegerWidth;

pub(super) const ADD: AlterationForm = AlterationForm {
    words: &["add", "identity"],
    parse: |cursor, origin| Ok(Box::new(AddIdentity::parse(cursor, origin))),
};

pub(super) const DROP: AlterationForm = AlterationForm {
    words: &["drop", "identity"],
    parse: |_, origin| Ok(Box::new(DropIdentity { origin })),
};

pub(super) const RESTART: AlterationForm = AlterationForm {
    words: &["restart"],
    parse: parse_restart,
};

/// The column is numbered from here on.
#[derive(Debug)]
struct AddIdentity {
    generator: Generator,
    origin: Origin,
}

/// The column is no longer numbered.
#[derive(Debug)]
struct DropIdentity {
    origin: Origin,
}

/// The next number.
#[derive(Debug)]
struct Restart {
    with: Option<(i64, Origin)>,
    origin: Origin,
}

fn parse_restart(cursor: &mut Cursor<'_>, origin: Origin) -> Parsed {
    let mut with = None;
    if cursor.eat_word("with").is_some() {
        let start = cursor.origin();
        let number = whole_number(cursor)?;
        with = Some((number, start.to(cursor.previous())));
    }
    Ok(Box::new(Restart { with, origin }))
}

/// A number without a fraction, also below zero.
pub(super) fn whole_number(cursor: &mut Cursor<'_>) -> Result<i64, Diagnostic> {
    let sign = cursor.eat_punct("-").map_or("", |_| "-");
    let (digits, origin) = cursor.number()?;
    format!("{sign}{digits}").parse().map_err(|_| {
        Diagnostic::new(
            origin,
            format!("`{sign}{digits}` is not a whole number of 8 bytes"),
        )
        .help("write one between -9223372036854775808 and 9223372036854775807")
    })
}

impl AddIdentity {
    /// What follows `add identity`.
    fn parse(cursor: &mut Cursor<'_>, words: Origin) -> Self {
        let by_default = cursor.eat_words(&["by", "default"]);
        Self {
            generator: match by_default {
                Some(_) => Generator::IdentityByDefault,
                None => Generator::IdentityAlways,
            },
            origin: by_default.map_or(words, |end| words.to(end)),
        }
    }
}

impl Altering for AddIdentity {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        let name = &column.name;
        if column.generator == Some(self.generator) {
            let title = format!("`{name}` is already such an identity");
            return Err(no_effect(self.origin, title).into());
        }
        columns::is_integer(column, self.origin)?;
        let in_the_way = [
            (column.default.is_some(), "has a default", "drop default"),
            (column.generated.is_some(), "is computed", "drop expression"),
            (!column.not_null, "can be null", "set not null"),
        ];
        if let Some((_, title, before)) = in_the_way.iter().find(|(found, ..)| *found) {
            let title = format!("`{name}` {title}, and an identity cannot");
            return Err(Diagnostic::new(self.origin, title)
                .help(format!("write `alter column {name} {before}` before it"))
                .into());
        }
        let alteration = ColumnChange::Generator {
            generator: Some(self.generator),
            sequence: self.sequence(column, scope),
        };
        Ok((alteration, self.origin))
    }
}

impl AddIdentity {
    /// From one identity to the other the sequence stays.
    fn sequence(&self, column: &Column, scope: &Scope<'_>) -> Option<Sequence> {
        match column.generator {
            Some(Generator::IdentityAlways | Generator::IdentityByDefault) => {
                column.sequence.clone()
            }
            Some(Generator::Serial) | None => {
                let mut after = column.clone();
                after.generator = Some(self.generator);
                scope.sequence(&after)
            }
        }
    }
}

impl Altering for DropIdentity {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        is_numbered(column, self.origin)?;
        let table = &scope.table.name;
        let sequence = scope.table.sequence(column);
        let default = column.default.as_ref().zip(sequence);
        if default.is_some_and(|(default, sequence)| takes_from(default, table, &sequence)) {
            let name = &column.name;
            let title = format!("the default of `{name}` takes its numbers from the sequence");
            return Err(Diagnostic::new(self.origin, title)
                .why("the server keeps a sequence that a default calls")
                .help(format!(
                    "write `alter column {name} drop default` before it"
                ))
                .into());
        }
        let takers = dependents::takers(scope.schema, scope.table, column);
        if let Some(first) = takers.first() {
            let title = format!(
                "the default of `{}` takes numbers of the sequence",
                first.title()
            );
            let drops: Vec<String> = takers
                .iter()
                .map(dependents::Keeper::drop_default)
                .collect();
            return Err(Diagnostic::new(self.origin, title)
                .why("the server keeps a sequence that a default calls")
                .help(format!("write before it\n{}", drops.join("\n")))
                .into());
        }
        let alteration = ColumnChange::Generator {
            generator: None,
            sequence: None,
        };
        Ok((alteration, self.origin))
    }
}

impl Altering for Restart {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        is_numbered(column, self.origin)?;
        if let (Some((number, origin)), Some(sequence)) = (self.with, scope.table.sequence(column))
        {
            let most = largest(sequence.width);
            if !(1..=most).contains(&number) {
                let title = format!(
                    "`{number}` is no number of the sequence of `{}`",
                    column.name
                );
                let error = Diagnostic::new(origin, title)
                    .why(format!(
                        "it counts from 1 to {most}, and the server refuses any other"
                    ))
                    .help(format!("write a number from 1 to {most}"));
                return Err(error.into());
            }
        }
        let alteration = ColumnChange::Restart(self.with.map(|(number, _)| number));
        Ok((alteration, self.origin))
    }
}

/// Where a sequence of this width ends.
fn largest(width: IntegerWidth) -> i64 {
    match width {
        IntegerWidth::Small => i16::MAX.into(),
        IntegerWidth::Normal => i32::MAX.into(),
        IntegerWidth::Big => i64::MAX,
    }
}

fn is_numbered(column: &Column, origin: Origin) -> Result<(), Refusal> {
    if column.generator.is_some() || column.sequence.is_some() {
        return Ok(());
    }
    let title = format!("`{}` is not an identity", column.name);
    Err(no_effect(origin, title).into())
}
