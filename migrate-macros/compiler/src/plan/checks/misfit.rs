//! Values that the type a column had before does not take. Takes two types, writes the
//! condition of such values; must not know who asks.

use super::rows::{cast, column_expr};
use crate::dialect::spelling::Writer;
use crate::origin::Origin;
use crate::syntax::ast::{Base, IntegerWidth, Type};
use crate::target::{Database, Target};
use crate::types::conversion;

/// Values that a conversion refuses.
pub(super) enum Misfit<'a> {
    /// Texts and bits longer than this.
    Longer(u32),
    /// Arrays with such a text in them.
    LongerWithin(u32),
    /// Bits of another number than this.
    NotSoMany(u32),
    /// Numbers beyond these.
    Beyond(i64, i64),
    /// Numbers of more digits before the point, with so many behind it.
    Digits { before: i32, behind: i16 },
    /// Texts that are not of this type, as the server says.
    Unreadable(&'a Type),
    /// Texts that are not like this.
    Unlike(&'static str),
    /// Values of which SQLite's spelling of the cast to this type makes nothing.
    Unconvertible(&'a Type),
}

/// What the conversion from one type to the other refuses, where it is known.
pub(super) fn misfit<'a>(target: Target, from: &Type, to: &'a Type) -> Option<Misfit<'a>> {
    use Base::*;
    if conversion(from, to).values.fit() {
        return None;
    }
    let is_postgres = target.database == Database::Postgres;
    Some(match (&from.base, &to.base) {
        (_, Varchar(Some(length)) | Char(length)) if from.array && to.array && is_postgres => {
            Misfit::LongerWithin(*length)
        }
        (Text | Varchar(_) | Char(_), _) if !from.array && to.array => {
            return unreadable(target, to, &to.base);
        }
        (_, _) if from.array || to.array => return None,
        (Text | Varchar(_) | Char(_), Varchar(Some(length)) | Char(length)) => {
            Misfit::Longer(*length)
        }
        (_, _) if !is_postgres => Misfit::Unconvertible(to),
        (_, Varchar(Some(length)) | Char(length)) => Misfit::Longer(*length),
        (Bit(_) | Varbit(_), Bit(length)) => Misfit::NotSoMany(*length),
        (Bit(_) | Varbit(_), Varbit(Some(length))) => Misfit::Longer(*length),
        (Text | Varchar(_) | Char(_), to_base) => return unreadable(target, to, to_base),
        (Integer(_) | Numeric(_) | Real | Double, Integer(width)) => {
            let (least, most) = range(*width);
            Misfit::Beyond(least, most)
        }
        (Integer(_) | Numeric(_) | Real | Double, Numeric(Some((precision, scale)))) => {
            let before = i32::from(*precision) - i32::from(*scale);
            (before >= 0).then_some(Misfit::Digits {
                before,
                behind: *scale,
            })?
        }
        (_, _) => return None,
    })
}

/// From 16 on the server can be asked.
fn unreadable<'a>(target: Target, to: &'a Type, base: &Base) -> Option<Misfit<'a>> {
    use Base::*;
    if matches!(base, Text | Varchar(_) | Char(_) | Extension(_)) {
        return None;
    }
    if target.since(16, 0) {
        return Some(Misfit::Unreadable(to));
    }
    if to.array {
        return None;
    }
    Some(Misfit::Unlike(match base {
        Integer(_) => r"^\s*[-+]?[0-9]+\s*$",
        Numeric(_) | Real | Double => {
            r"^\s*([-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?|NaN|[-+]?Infinity)\s*$"
        }
        Uuid => r"^\{?[0-9a-fA-F]{4}(-?[0-9a-fA-F]{4}){7}\}?$",
        _ => return None,
    }))
}

fn length(ty: &Type) -> Option<u32> {
    match ty.base {
        Base::Varchar(length) => length,
        Base::Char(length) => Some(length),
        _ => None,
    }
}

fn range(width: IntegerWidth) -> (i64, i64) {
    match width {
        IntegerWidth::Small => (i16::MIN.into(), i16::MAX.into()),
        IntegerWidth::Normal => (i32::MIN.into(), i32::MAX.into()),
        IntegerWidth::Big => (i64::MIN, i64::MAX),
    }
}

impl Misfit<'_> {
    /// The condition over a column of a table.
    pub(super) fn write(&self, writer: &mut Writer<'_>, (table, name): (&str, &str)) {
        let column = |writer: &mut Writer<'_>| {
            writer.qualified(Some(table), name);
        };
        match self {
            Misfit::Longer(length) => {
                measured(writer, column);
                operator(writer, ">");
                writer.word(&length.to_string());
            }
            Misfit::NotSoMany(length) => {
                measured(writer, column);
                operator(writer, "<>");
                writer.word(&length.to_string());
            }
            Misfit::LongerWithin(length) => {
                writer.word("EXISTS").open().word("SELECT 1 FROM");
                call(writer, "unnest", column);
                writer.word("AS").name("each").glue("").open();
                writer.name("text").close().word("WHERE");
                measured(writer, |writer| {
                    writer.qualified(Some("each"), "text");
                });
                operator(writer, ">");
                writer.word(&length.to_string()).close();
            }
            Misfit::Beyond(least, most) => {
                let number = |writer: &mut Writer<'_>| {
                    call(writer, "round", |writer| {
                        column(writer);
                        writer.glue("::").word("numeric");
                    });
                };
                number(writer);
                operator(writer, "<");
                writer.word(&least.to_string()).word("OR");
                number(writer);
                operator(writer, ">");
                writer.word(&most.to_string());
            }
            Misfit::Digits { before, behind } => {
                call(writer, "abs", |writer| {
                    call(writer, "round", |writer| {
                        column(writer);
                        writer.glue("::").word("numeric").comma();
                        writer.word(&behind.to_string());
                    });
                });
                let digits = usize::try_from(*before).unwrap_or(0);
                operator(writer, ">=");
                writer.word(&format!("1{}", "0".repeat(digits)));
                // What is no number has no digits, and is greater than all of them.
                writer.word("AND");
                column(writer);
                writer.glue("::").word("numeric");
                operator(writer, "<>");
                writer.string("NaN");
            }
            Misfit::Unreadable(ty) => {
                let name = type_name(writer, ty);
                writer.word("NOT");
                call(writer, "pg_input_is_valid", |writer| {
                    column(writer);
                    text(writer);
                    writer.comma().string(&name);
                });
            }
            Misfit::Unconvertible(ty) => {
                let limit = length(ty);
                let ty = limit.map_or((*ty).clone(), |_| Type::plain(Base::Varchar(None)));
                let value = cast(column_expr(name), &ty);
                column(writer);
                writer.word("IS NOT NULL AND").open().open();
                writer.lenient(&value);
                writer.close().word("IS NULL");
                if let Some(limit) = limit {
                    writer.word("OR");
                    measured(writer, |writer| writer.lenient(&value));
                    operator(writer, ">");
                    writer.word(&limit.to_string());
                }
                writer.close();
            }
            Misfit::Unlike(pattern) => {
                column(writer);
                text(writer);
                operator(writer, "!~");
                writer.string(pattern);
            }
        }
    }
}

/// How long a text is without the blanks at its end, which are cut where they do not fit.
fn measured(writer: &mut Writer<'_>, value: impl FnOnce(&mut Writer<'_>)) {
    call(writer, "length", |writer| {
        call(writer, "rtrim", |writer| {
            value(writer);
            text(writer);
        });
    });
}

/// What a role can create beside it cannot take the place of PostgreSQL's own.
pub(super) fn operator(writer: &mut Writer<'_>, operator: &str) {
    match writer.spelling.target().database {
        Database::Postgres => writer.word(&format!("OPERATOR(pg_catalog.{operator})")),
        Database::Sqlite | Database::Mysql | Database::Mariadb => writer.word(operator),
    };
}

/// The same of a function.
pub(super) fn call(writer: &mut Writer<'_>, name: &str, inside: impl FnOnce(&mut Writer<'_>)) {
    match writer.spelling.target().database {
        Database::Postgres => writer.function(&format!("pg_catalog.{name}"), inside),
        Database::Sqlite | Database::Mysql | Database::Mariadb => writer.function(name, inside),
    }
}

/// As the text that PostgreSQL's functions are for.
fn text(writer: &mut Writer<'_>) {
    if writer.spelling.target().database == Database::Postgres {
        writer.glue("::").word("text");
    }
}

fn type_name(writer: &Writer<'_>, ty: &Type) -> String {
    let mut name = Writer::new(writer.spelling);
    name.ty(ty, Origin::elsewhere());
    name.finish(&mut crate::report::Report::default())
}
