//! Columns, constraints and indexes as they are defined. Takes the model of a table, gives
//! text and what SQLite cannot say of it; must not know whether the table is new.

use super::limits::{lacks, no_type};
use super::spelling::{Lite, collation};
use super::{literal, types};
use crate::dialect::Situation;
use crate::dialect::spelling::Writer;
use crate::origin::Origin;
use crate::schema::{Column, Constraint, ConstraintKind, ForeignKey, Index, Table};
use crate::syntax::ast::{Deferrable, Expr, ExprKind, KeyPhrase, ReferentialAction, Type};

/// A table and where what is said of it was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Defined<'a> {
    pub(super) lite: Lite<'a>,
    pub(super) table: &'a Table,
    pub(super) at: Option<Situation<'a>>,
}

impl Defined<'_> {
    /// Where these words of a part of the table stand.
    fn origin(&self, part: &str, words: &str) -> Origin {
        let at = self.at.map(|situation| situation.place_of(part, words));
        at.unwrap_or_else(Origin::elsewhere)
    }

    /// `"name" TYPE …`
    pub(super) fn column(&self, writer: &mut Writer<'_>, column: &Column) {
        writer.name(&column.name);
        self.column_type(writer, column);
        if column.generator.is_some() {
            self.identity(writer, column);
        }
        if column.not_null || self.is_key(column) {
            writer.word("NOT NULL");
        }
        if let Some(default) = &column.default {
            writer.word("DEFAULT");
            self.default(writer, (default, &column.ty));
        }
        if let Some(name) = &column.collation {
            collation(writer, name, self.origin(&column.name, "collate"));
        }
        if let Some(limit) = types::length_limit(&column.ty) {
            writer.word("CHECK");
            writer.parens(|writer| length_check(writer, &column.name, limit));
        }
        if let Some(generated) = &column.generated {
            writer.word("GENERATED ALWAYS AS");
            writer.parens(|writer| self.lite.value(writer, &generated.expr, Some(&column.ty)));
            writer.word(if generated.stored {
                "STORED"
            } else {
                "VIRTUAL"
            });
        }
    }

    /// Exactly `INTEGER PRIMARY KEY` is another name for the row's number, which SQLite
    /// fills in when an insert leaves it out. That is what `identity` asks for; a key
    /// without it has to be written, so it is called `INT`.
    fn column_type(&self, writer: &mut Writer<'_>, column: &Column) {
        let Some(name) = types::name(&column.ty) else {
            return writer.refuse(no_type(self.origin(&column.name, ""), &column.ty));
        };
        let alone = self
            .table
            .primary_key()
            .is_some_and(|key| key == [column.name.as_str()]);
        if column.generator.is_some() {
            writer.word("INTEGER");
        } else if alone && name == "INTEGER" {
            writer.word("INT");
        } else {
            writer.word(&name);
        }
    }

    /// PostgreSQL never gives a number twice, also after a row is gone: that is what
    /// `AUTOINCREMENT` adds. `identity` refuses explicit values; no SQL says so here.
    fn identity(&self, writer: &mut Writer<'_>, column: &Column) {
        let is_integer = matches!(types::form(&column.ty), Some(types::Form::Integer));
        let alone = self
            .table
            .primary_key()
            .is_some_and(|key| key == [column.name.as_str()]);
        if alone && is_integer {
            writer.word("PRIMARY KEY AUTOINCREMENT");
            return;
        }
        let title = format!(
            "SQLite numbers rows only by a primary key of one column, and `{}` is none",
            column.name
        );
        writer.refuse(lacks(self.origin(&column.name, "identity"), title));
    }

    fn is_key(&self, column: &Column) -> bool {
        self.table
            .primary_key()
            .is_some_and(|key| key.contains(&column.name))
    }

    /// A constant stands bare, anything else in parentheses.
    fn default(&self, writer: &mut Writer<'_>, (default, ty): (&Expr, &Type)) {
        if is_constant(default, ty) || matches!(default.kind, ExprKind::CurrentDate) {
            return self.lite.value(writer, default, Some(ty));
        }
        writer.parens(|writer| self.lite.value(writer, default, Some(ty)));
    }

    /// A primary key, a check or a foreign key of the table; unique ones are indexes of
    /// their own, so that they come and go without a copy of the table.
    pub(super) fn constraint(writer: &mut Writer<'_>, constraint: &Constraint) {
        match &constraint.kind {
            ConstraintKind::PrimaryKey(columns) => {
                writer.word("PRIMARY KEY");
                writer.names(columns.iter().map(String::as_str));
            }
            ConstraintKind::Check(condition) => {
                writer
                    .word("CONSTRAINT")
                    .name(&constraint.name)
                    .word("CHECK");
                writer.parens(|writer| writer.expr(condition));
            }
            ConstraintKind::ForeignKey(key) => {
                writer
                    .word("CONSTRAINT")
                    .name(&constraint.name)
                    .word("FOREIGN KEY");
                writer.names(key.columns.iter().map(String::as_str));
                references(writer, key, constraint.deferrable);
            }
            ConstraintKind::Unique { .. } | ConstraintKind::Exclude(_) => {}
        }
    }

    /// A constraint of one column, behind the column.
    pub(super) fn column_constraint(writer: &mut Writer<'_>, constraint: &Constraint) {
        match &constraint.kind {
            ConstraintKind::ForeignKey(key) => {
                writer.word("CONSTRAINT").name(&constraint.name);
                references(writer, key, constraint.deferrable);
            }
            ConstraintKind::Check(_)
            | ConstraintKind::PrimaryKey(_)
            | ConstraintKind::Unique { .. }
            | ConstraintKind::Exclude(_) => Self::constraint(writer, constraint),
        }
    }

    /// `CREATE INDEX …`
    pub(super) fn index(&self, writer: &mut Writer<'_>, index: &Index) {
        writer
            .word("CREATE")
            .word(if index.unique { "UNIQUE" } else { "" });
        writer
            .word("INDEX")
            .name(&index.name)
            .word("ON")
            .table(&self.table.name);
        writer.group(&index.keys, |writer, key| Self::key(writer, key));
        writer.clause("WHERE", index.filter.as_ref());
    }

    fn key(writer: &mut Writer<'_>, key: &KeyPhrase) {
        match &key.expr.kind {
            ExprKind::Column { .. } => writer.expr(&key.expr),
            _ => writer.parens(|writer| writer.expr(&key.expr)),
        }
        if let Some(name) = &key.collation {
            collation(writer, name, key.expr.origin);
        }
        writer.word(if key.descending { "DESC" } else { "" });
    }

    /// The index that a unique constraint is.
    pub(super) fn unique(&self, writer: &mut Writer<'_>, constraint: &Constraint) {
        writer.word("CREATE UNIQUE INDEX").name(&constraint.name);
        writer.word("ON").table(&self.table.name);
        writer.group(constraint.columns(), |writer, name| {
            writer.certain_name(name);
        });
    }
}

/// `REFERENCES "t" ("c") …`
pub(super) fn references(writer: &mut Writer<'_>, key: &ForeignKey, deferrable: Deferrable) {
    writer.word("REFERENCES").table(&key.table);
    writer.names(key.referenced.iter().map(String::as_str));
    writer.word(&action("ON DELETE", key.on_delete));
    writer.word(&action("ON UPDATE", key.on_update));
    writer.word(match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => "DEFERRABLE",
        Deferrable::InitiallyDeferred => "DEFERRABLE INITIALLY DEFERRED",
    });
}

fn action(event: &str, action: ReferentialAction) -> String {
    let word = match action {
        ReferentialAction::NoAction => return String::new(),
        ReferentialAction::Restrict => "RESTRICT",
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
    };
    format!("{event} {word}")
}

fn length_check(writer: &mut Writer<'_>, column: &str, limit: u32) {
    writer.function("length", |writer| {
        writer.certain_name(column);
    });
    writer.word("<=").word(&limit.to_string());
}

/// Whether SQLite takes the default as a constant: other defaults cannot come with a
/// column that is added to rows.
pub(super) fn is_constant(default: &Expr, ty: &Type) -> bool {
    literal::of(default, Some(ty)).is_some()
}

/// Whether the table's row numbers are counted beyond the rows that are there.
pub(super) fn is_counted(table: &Table) -> bool {
    table
        .columns
        .iter()
        .any(|column| column.generator.is_some())
}
