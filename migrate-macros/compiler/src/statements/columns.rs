//! Columns as they were written: what is the column's own, and which constraints stand
//! behind it. Takes a phrase, gives both; must not know the table around it.

use super::scope::Scope;
use super::{Refusal, version};
use crate::diagnostic::Diagnostic;
use crate::expressions::{collatable, supports, unknown_collation, unknown_type, unsupported_type};
use crate::origin::Origin;
use crate::print;
use crate::report::Report;
use crate::schema::{Column, ConstraintKind, Generated, Generator, Part, Schema, Sequence, Table};
use crate::syntax::ast::{
    Base, ColumnAttribute, ColumnAttributeKind, ColumnPhrase, ConstraintPhrase,
    ConstraintPhraseKind, Deferrable, Type,
};
use crate::target::{Database, Target};

/// A column, and the constraints that were written in it.
#[derive(Debug)]
pub(super) struct NewColumn {
    pub(super) column: Column,
    pub(super) constraints: Vec<ConstraintPhrase>,
}

/// Splits a phrase into the column and its constraints. What its type does not allow is
/// reported and left out.
pub(super) fn lower(phrase: &ColumnPhrase, targets: &[Target], report: &mut Report) -> NewColumn {
    let mut new = NewColumn {
        column: Column::new(&phrase.name.text, phrase.ty.clone(), 0),
        constraints: Vec::new(),
    };
    let supported = supported(&phrase.ty, phrase.ty_origin, targets);
    report.take(supported);
    new.serial(phrase);
    for attribute in &phrase.attributes {
        let result = new.attribute(attribute, phrase, targets);
        report.take(result);
    }
    let computed = |it: &ColumnAttribute| matches!(it.kind, ColumnAttributeKind::Generated { .. });
    if new.column.generated.is_none() && phrase.attributes.iter().any(computed) {
        // Nobody has to give what was meant to be computed.
        new.column.not_null = false;
    }
    new
}

/// Names what a new column has, as it is beside these: its not null, its sequence.
pub(super) fn name_parts(schema: &Schema, table: &Table, column: &mut Column) {
    if column.not_null {
        let name = schema.free_part_name(table, &column.name, Part::NotNull);
        column.not_null_name = table.kept_name(&column.name, Part::NotNull, name);
    }
    if column.generator.is_some() {
        let name = schema.free_part_name(table, &column.name, Part::Sequence);
        column.sequence = table.kept_sequence(column, Sequence::of(column, name));
    }
}

/// Whether every target has this type.
pub(super) fn supported(ty: &Type, origin: Origin, targets: &[Target]) -> Result<(), Diagnostic> {
    let Some(target) = targets.iter().find(|target| !supports(ty, **target)) else {
        return Ok(());
    };
    let title = target.database.title();
    if let (Database::Postgres, Some(error)) =
        (target.database, unsupported_type(ty, targets, origin))
    {
        return Err(error);
    }
    let error = Diagnostic::new(origin, format!("{title} has no type `{ty}`"));
    Err(match &ty.base {
        Base::Serial(_) => error
            .why("a serial is a sequence of PostgreSQL's and a default that calls it")
            .help(format!("write `{} identity`", ty_without_sequence(ty))),
        _ if others(targets, target.database).is_empty() => {
            error.help(format!("take a type that {title} has"))
        }
        _ => error.help(format!(
            "take a type that every target has, or write `#[only({})]` before the column",
            others(targets, target.database)
        )),
    })
}

/// What a column names and nothing has made: its type, its collation.
pub(super) fn unmade(phrase: &ColumnPhrase, schema: &Schema, targets: &[Target]) -> Vec<Refusal> {
    let around = (schema, targets);
    let ty = unknown_type(&phrase.ty, around, phrase.ty_origin);
    let ty = ty.filter(|_| targets.iter().all(|target| supports(&phrase.ty, *target)));
    let collations = phrase.attributes.iter().filter_map(|attribute| {
        let ColumnAttributeKind::Collate(name) = &attribute.kind else {
            return None;
        };
        unknown_collation(name, around, attribute.origin)
    });
    ty.into_iter()
        .chain(collations)
        .map(Refusal::from)
        .collect()
}

/// A target that has no table without a column.
pub(super) fn needs_columns(targets: &[Target]) -> Option<&Target> {
    targets
        .iter()
        .find(|target| target.database != Database::Postgres)
}

/// The targets beside one, as `#[only(…)]` lists them.
fn others(targets: &[Target], without: Database) -> String {
    let others = targets.iter().map(|target| target.database);
    let words: Vec<&str> = others
        .filter(|database| *database != without)
        .map(Database::word)
        .collect();
    if words.is_empty() {
        return "postgres".to_owned();
    }
    words.join(", ")
}

/// A serial is an integer with a generator.
pub(super) fn ty_without_sequence(ty: &Type) -> Type {
    match ty.base {
        Base::Serial(width) => Type::plain(Base::Integer(width)),
        _ => ty.clone(),
    }
}

impl NewColumn {
    fn serial(&mut self, phrase: &ColumnPhrase) {
        if matches!(phrase.ty.base, Base::Serial(_)) {
            self.column.ty = ty_without_sequence(&phrase.ty);
            self.column.generator = Some(Generator::Serial);
            self.column.not_null = true;
        }
    }

    fn attribute(
        &mut self,
        attribute: &ColumnAttribute,
        phrase: &ColumnPhrase,
        targets: &[Target],
    ) -> Result<(), Diagnostic> {
        use ColumnAttributeKind::*;
        match &attribute.kind {
            NotNull => self.column.not_null = true,
            Null => {}
            Default(expr) => self.column.default = Some(expr.clone()),
            IdentityAlways => self.identity(Generator::IdentityAlways, attribute)?,
            IdentityByDefault => self.identity(Generator::IdentityByDefault, attribute)?,
            Generated {
                expr,
                stored,
                origin,
            } => {
                if !stored {
                    version::since(targets, 18, ("virtual generated columns", *origin))?;
                }
                self.column.generated = Some(self::Generated {
                    expr: expr.clone(),
                    stored: *stored,
                });
            }
            Collate(collation) => {
                self.column.collation = Some(collation.clone());
                is_text(&self.column, attribute.origin)?;
            }
            Comment(comment) => self.column.comment = Some(comment.clone()),
            PrimaryKey | Unique { .. } | Check(_) | References(_) => {
                self.constraints.push(constraint(attribute, phrase));
            }
        }
        Ok(())
    }

    fn identity(
        &mut self,
        generator: Generator,
        attribute: &ColumnAttribute,
    ) -> Result<(), Diagnostic> {
        is_integer(&self.column, attribute.origin)?;
        self.column.generator = Some(generator);
        self.column.not_null = true;
        Ok(())
    }
}

/// An identity counts, so its column is an integer.
pub(super) fn is_integer(column: &Column, origin: Origin) -> Result<(), Diagnostic> {
    if matches!(column.ty.base, Base::Integer(_)) && !column.ty.array {
        return Ok(());
    }
    let Column { name, ty, .. } = column;
    Err(Diagnostic::new(
        origin,
        format!("`{name}` is `{ty}` and cannot be an identity"),
    )
    .why("an identity is the next number of a sequence")
    .help(format!("write `{}: bigint identity`", print::name(name))))
}

/// Only text has an order that depends on a language.
fn is_text(column: &Column, origin: Origin) -> Result<(), Diagnostic> {
    if collatable(&column.ty) {
        return Ok(());
    }
    let Column { name, ty, .. } = column;
    Err(
        Diagnostic::new(origin, format!("`{name}` is `{ty}` and has no collation"))
            .why("a collation orders text")
            .help("remove `collate`"),
    )
}

/// A constraint over one column, as a constraint of the table.
fn constraint(attribute: &ColumnAttribute, phrase: &ColumnPhrase) -> ConstraintPhrase {
    use ColumnAttributeKind::*;
    let columns = || vec![phrase.name.clone()];
    let mut deferrable = Deferrable::No;
    let kind = match &attribute.kind {
        Unique { nulls_not_distinct } => ConstraintPhraseKind::Unique {
            columns: columns(),
            nulls_not_distinct: *nulls_not_distinct,
        },
        Check(expr) => ConstraintPhraseKind::Check(expr.clone()),
        References(reference) => {
            deferrable = reference.deferrable;
            ConstraintPhraseKind::ForeignKey {
                columns: columns(),
                reference: reference.clone(),
            }
        }
        PrimaryKey
        | NotNull
        | Null
        | Default(_)
        | IdentityAlways
        | IdentityByDefault
        | Generated { .. }
        | Collate(_)
        | Comment(_) => ConstraintPhraseKind::PrimaryKey(columns()),
    };
    ConstraintPhrase {
        name: attribute.name.clone(),
        kind,
        deferrable,
        not_valid: false,
        origin: attribute.origin,
    }
}

/// Checks the expressions of a column that its table has.
pub(super) fn check_expressions(scope: &mut Scope<'_>, column: &Column) {
    let table = scope.table;
    if let Some(default) = &column.default {
        scope.check(|checker| checker.default(default, column));
    }
    if let Some(generated) = &column.generated {
        scope.check(|checker| checker.generated(&generated.expr, table, column));
    }
    if let Err(error) = passes_own_checks(scope, column) {
        scope.report.error(error);
    }
}

/// A default that the column's own check refuses would fail each insert that uses it.
pub(super) fn passes_own_checks(scope: &Scope<'_>, column: &Column) -> Result<(), Diagnostic> {
    let Some(default) = &column.default else {
        return Ok(());
    };
    for constraint in &scope.table.constraints {
        let ConstraintKind::Check(check) = &constraint.kind else {
            continue;
        };
        if crate::expressions::default_violates(check, &column.name, default) {
            let title = format!("the default of `{}` violates its check", column.name);
            return Err(Diagnostic::new(default.origin, title)
                .why(format!(
                    "every insert that leaves the column out fails at `{}`",
                    constraint.name
                ))
                .help("take a default that the check accepts, or remove it"));
        }
    }
    Ok(())
}
