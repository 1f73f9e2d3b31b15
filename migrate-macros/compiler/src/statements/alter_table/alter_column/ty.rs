//! `type T [using e]`. Takes a column, gives its new type if everything that uses the
//! column can follow; must not know what a rewrite costs.

use super::super::drop_column::generated_from;
use super::{AlterationForm, Altering, Parsed, no_effect};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::expressions::{comparable, unknown_type};
use crate::origin::Origin;
use crate::print;
use crate::schema::{Column, ColumnChange, Constraint, ConstraintKind, Generator, Table};
use crate::statements::scope::Scope;
use crate::statements::{Refusal, columns, dependents, recheck};
use crate::syntax::ast::{Base, Expr, IntegerWidth, Type};
use crate::syntax::{self, Cursor};
use crate::types::{assignable, castable};

pub(super) const TYPE: AlterationForm = AlterationForm {
    words: &["type"],
    parse,
};

pub(super) const SET_DATA_TYPE: AlterationForm = AlterationForm {
    words: &["set", "data", "type"],
    parse,
};

/// A column's new type.
#[derive(Debug)]
struct AlterType {
    ty: Type,
    origin: Origin,
    using: Option<Expr>,
}

fn parse(cursor: &mut Cursor<'_>, _: Origin) -> Parsed {
    let (ty, origin) = syntax::ty(cursor)?;
    let using = match cursor.eat_word("using") {
        Some(_) => Some(syntax::expr(cursor)?),
        None => None,
    };
    Ok(Box::new(AlterType { ty, origin, using }))
}

impl Altering for AlterType {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        if self.ty == column.ty && self.using.is_none() {
            let title = format!("`{}` is already `{}`", column.name, self.ty);
            let error = no_effect(self.origin, title);
            return Err(error.taken(&column.name).into());
        }
        self.keeps_generator(column)?;
        columns::supported(&self.ty, self.origin, scope.targets)?;
        if let Some(error) = unknown_type(&self.ty, (scope.schema, scope.targets), self.origin) {
            return Err(error.into());
        }
        self.leaves_generated(column, scope.table)?;
        self.converts(column)?;
        self.keeps_default(column)?;
        self.keeps_keys(column, scope)?;
        self.keeps_readers(column, scope)?;
        let table = scope.table;
        if let Some(using) = &self.using {
            scope.check(|checker| checker.using(using, table, &self.ty));
        }
        let alteration = ColumnChange::Type {
            ty: self.ty.clone(),
            using: self.using.clone(),
        };
        Ok((alteration, self.origin))
    }

    fn makes(&self, column: &str) -> Vec<Doubt> {
        vec![Doubt::freed(column)]
    }
}

fn is_integer(ty: &Type) -> bool {
    matches!(ty.base, Base::Integer(_)) && !ty.array
}

impl AlterType {
    fn error(&self, title: String) -> Diagnostic {
        Diagnostic::new(self.origin, title)
    }

    /// An identity counts; and `serial` is a type of new columns only.
    fn keeps_generator(&self, column: &Column) -> Result<(), Diagnostic> {
        if matches!(self.ty.base, Base::Serial(_)) {
            let ty = columns::ty_without_sequence(&self.ty);
            let error = self.error(format!("a column cannot become `{}`", self.ty));
            return Err(error
                .why("a serial is an integer with a sequence, which is made with the column")
                .help(format!(
                    "write `type {ty}`, and `alter column {} add identity`",
                    column.name
                )));
        }
        let identity = column.generator.filter(|generator| !generator.is_serial());
        if identity.is_none() || is_integer(&self.ty) {
            return Ok(());
        }
        let (name, ty) = (&column.name, &self.ty);
        let title = format!("`{name}` takes its values from a sequence, and `{ty}` is no integer");
        Err(self
            .error(title)
            .why("a sequence gives integers to a column of integers")
            .help(format!(
                "write `alter column {name} drop identity` before it"
            )))
    }

    fn leaves_generated(&self, column: &Column, table: &Table) -> Result<(), Diagnostic> {
        let name = &column.name;
        if let (Some(_), Some(using)) = (&column.generated, &self.using) {
            let title = format!("`{name}` is computed, and `using` would compute it again");
            return Err(Diagnostic::new(using.origin, title).help("remove `using`"));
        }
        let Some(reader) = generated_from(table, name) else {
            return Ok(());
        };
        let title = format!(
            "generated column `{}` is computed from `{name}`",
            reader.name
        );
        Err(self
            .error(title)
            .why("the server refuses to change the type of a column that another is computed from")
            .help(format!(
                "drop `{}` before it, and add it again behind it",
                reader.name
            )))
    }

    /// Without `using` the server converts only what an insert would convert.
    fn converts(&self, column: &Column) -> Result<(), Diagnostic> {
        if self.using.is_some() || assignable(&column.ty, &self.ty) {
            return Ok(());
        }
        let Column { name, ty, .. } = column;
        let error = self
            .error(format!(
                "`{name}` is `{ty}`, which does not become `{}` by itself",
                self.ty
            ))
            .why("the server refuses it: which value becomes which is for you to say");
        Err(if castable(ty, &self.ty) {
            error.help(format!(
                "write `type {} using {name}::{}`",
                self.ty, self.ty
            ))
        } else {
            error.help(format!(
                "say what each value becomes: `type {} using …`",
                self.ty
            ))
        })
    }

    /// `using` is for rows, not for the default.
    fn keeps_default(&self, column: &Column) -> Result<(), Diagnostic> {
        let from = match column.generator {
            Some(Generator::Serial) => &Type::plain(Base::Integer(IntegerWidth::Big)),
            Some(Generator::IdentityAlways | Generator::IdentityByDefault) => return Ok(()),
            None if column.default.is_none() => return Ok(()),
            None => &column.ty,
        };
        if assignable(from, &self.ty) {
            return Ok(());
        }
        let name = &column.name;
        let title = format!(
            "the default of `{name}` does not become `{}` by itself",
            self.ty
        );
        Err(self
            .error(title)
            .why("`using` converts the rows; the server refuses to convert the default")
            .help(format!(
                "write `alter column {name} drop default` before it, and\n`alter column {name} set default …` behind it"
            )))
    }

    /// Checks and indexes are made anew from the same expressions.
    fn keeps_readers(&self, column: &Column, scope: &Scope<'_>) -> Result<(), Diagnostic> {
        let mut after = scope.table.clone();
        if let Some(column) = after.column_mut(&column.name) {
            column.ty = self.ty.clone();
        }
        let Some(reader) = recheck::broken(scope, &after, &column.name) else {
            return Ok(());
        };
        let title = format!("{reader} does not fit `{}` as `{}`", column.name, self.ty);
        Err(self
            .error(title)
            .why("the server makes it anew for the new type, with the expression that it has")
            .help("drop it before, and add behind it one that fits"))
    }

    /// Both sides of a foreign key stay comparable.
    fn keeps_keys(&self, column: &Column, scope: &Scope<'_>) -> Result<(), Diagnostic> {
        let own = scope.table.constraints.iter();
        let own = own.map(|constraint| (scope.table, constraint));
        let others = dependents::foreign_referrers(scope.schema, &scope.table.name);
        let others = others.iter().map(|other| (other.table, other.constraint));
        for (table, constraint) in own.chain(others) {
            self.keeps_key(column, scope, (table, constraint))?;
        }
        Ok(())
    }

    fn keeps_key(
        &self,
        column: &Column,
        scope: &Scope<'_>,
        (owner, constraint): (&Table, &Constraint),
    ) -> Result<(), Diagnostic> {
        let ConstraintKind::ForeignKey(key) = &constraint.kind else {
            return Ok(());
        };
        let target = scope.schema.table(&key.table);
        for (from, to) in key.columns.iter().zip(&key.referenced) {
            let other = if owner.name == scope.table.name && *from == column.name {
                target.and_then(|target| target.column(to))
            } else if key.table == scope.table.name && *to == column.name {
                owner.column(from)
            } else {
                continue;
            };
            let Some(other) = other.filter(|other| !comparable(&self.ty, &other.ty)) else {
                continue;
            };
            let title = format!(
                "foreign key `{}` compares `{}` with `{}`, which is `{}`",
                constraint.name, column.name, other.name, other.ty
            );
            return Err(self
                .error(title)
                .why(format!(
                    "the server refuses to compare it with `{}`",
                    self.ty
                ))
                .help(format!(
                    "write before it\nalter table {} drop constraint {};",
                    owner.name,
                    print::name(&constraint.name)
                )));
        }
        Ok(())
    }
}
