//! What adding, dropping and altering a column leave behind in its own table. Must not
//! know any database.

use crate::schema::fill;
use crate::schema::{Column, ColumnChange, Fill, Generator, Sequence, Table, next_value};
use crate::syntax::ast::{Base, Expr, ExprKind, TableName, Type};

impl Table {
    pub(super) fn add_column(&mut self, column: &Column, ordinal: u32) {
        let mut column = column.clone();
        column.born = ordinal;
        column.fill = Fill::Unknown;
        if self.born < ordinal {
            column.fill = fill::added(&column);
        }
        self.columns.push(column);
    }

    /// PostgreSQL drops every index and every constraint in which the column takes part,
    /// also beside others; which of these is acceptable is for a rule to say.
    pub(super) fn drop_column(&mut self, name: &str) {
        let used = self
            .constraints
            .extract_if(.., |constraint| constraint.uses(name));
        for constraint in used.collect::<Vec<_>>() {
            fill::released(self, &constraint);
        }
        self.indexes.retain(|index| !index.uses(name));
        self.columns.retain(|column| column.name != name);
    }
}

impl Table {
    pub(super) fn alter_column(&mut self, name: &str, alteration: &ColumnChange) {
        let Some(place) = self.columns.iter().position(|column| column.name == name) else {
            return;
        };
        let owned = self.sequence(&self.columns[place]);
        let column = &mut self.columns[place];
        column.alter(alteration);
        let sequence = match alteration {
            ColumnChange::Type { .. } => column.number_as_before(&self.name, owned),
            ColumnChange::Default(_) if column.generator.take() == Some(Generator::Serial) => owned,
            _ => return,
        };
        let column = &self.columns[place];
        let kept = sequence.and_then(|sequence| self.kept_sequence(column, sequence));
        self.columns[place].sequence = kept;
    }
}

impl Column {
    /// After a change of the type: an identity's sequence follows, a serial's does not, and
    /// its default stays where the new type is not an integer.
    fn number_as_before(&mut self, table: &TableName, owned: Option<Sequence>) -> Option<Sequence> {
        let mut sequence = owned?;
        match (self.generator, &self.ty.base) {
            (Some(Generator::IdentityAlways | Generator::IdentityByDefault), base) => {
                if let Base::Integer(width) = base {
                    sequence.width = *width;
                }
            }
            (Some(Generator::Serial), Base::Integer(_)) | (None, _) => {}
            (Some(Generator::Serial), _) => {
                self.generator = None;
                self.default = Some(next_value(table, &sequence));
            }
        }
        Some(sequence)
    }

    fn alter(&mut self, alteration: &ColumnChange) {
        match alteration {
            ColumnChange::Type { ty, using } => {
                let from = std::mem::replace(&mut self.ty, ty.clone());
                self.default = self
                    .default
                    .take()
                    .map(|default| converted(default, &from, ty));
                // PostgreSQL goes back to what the new type has by itself. A collation
                // that the new type can have is kept: nobody asked for another.
                self.storage = None;
                self.collation = self.collation.take().filter(|_| ty.is_collatable());
                self.fill = fill::converted(self, using.as_ref());
            }
            ColumnChange::SetNotNull { name } => {
                self.not_null = true;
                self.not_null_name.clone_from(name);
            }
            ColumnChange::DropNotNull => {
                self.not_null = false;
                self.not_null_name = None;
                self.fill = Fill::Unknown;
            }
            ColumnChange::Default(default) => self.default.clone_from(default),
            ColumnChange::Generator {
                generator,
                sequence,
            } => {
                self.generator = *generator;
                self.sequence.clone_from(sequence);
                self.default = self.default.take().filter(|_| generator.is_none());
            }
            ColumnChange::Restart(_) => {}
            ColumnChange::Generated(generated) => self.generated.clone_from(generated),
            ColumnChange::Statistics(statistics) => self.statistics = *statistics,
            ColumnChange::Storage(storage) => self.storage.clone_from(storage),
        }
    }
}

/// The server keeps a default as a value of the type before, without its limits, which each
/// insert converts: a text that was read as one type may mean something else as another.
fn converted(default: Expr, from: &Type, to: &Type) -> Expr {
    match default.kind {
        ExprKind::Text(_) if !reads_alike(from, to) => Expr {
            origin: default.origin,
            kind: ExprKind::Cast(Box::new(default), unlimited(from)),
        },
        ExprKind::Cast(text, ty)
            if ty == unlimited(to) && matches!(text.kind, ExprKind::Text(_)) =>
        {
            *text
        }
        kind => Expr { kind, ..default },
    }
}

/// The type without a number of digits, characters or bits; a `char` and a `bit` without one
/// would have one.
fn unlimited(ty: &Type) -> Type {
    let base = match &ty.base {
        Base::Numeric(_) => Base::Numeric(None),
        Base::Varchar(_) => Base::Varchar(None),
        Base::Varbit(_) | Base::Bit(_) => Base::Varbit(None),
        Base::Time(_) => Base::Time(None),
        Base::TimeTz(_) => Base::TimeTz(None),
        Base::Timestamp(_) => Base::Timestamp(None),
        Base::TimestampTz(_) => Base::TimestampTz(None),
        Base::Interval(_) => Base::Interval(None),
        base => base.clone(),
    };
    Type { base, ..*ty }
}

/// Whether a text means the same as a value of either type, and the server shows it alike.
fn reads_alike(from: &Type, to: &Type) -> bool {
    let same = std::mem::discriminant(&from.base) == std::mem::discriminant(&to.base);
    let named = matches!(from.base, Base::Native(_) | Base::Extension(_));
    from.array == to.array && ((same && !named) || from.base == to.base)
}
