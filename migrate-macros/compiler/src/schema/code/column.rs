//! The texts of columns. Must not know what a column means.

use super::flags::Flags;
use super::{Code, Reader, Writer, fields, variants};
use crate::schema::{Column, Fill, Generated, Generator, Sequence};

const NOT_NULL: u32 = 1;
const DEFAULT: u32 = 2;
/// Not in the migration that created its table.
const BORN: u32 = 4;
const EMPTY: u32 = 8;
const FILLED: u32 = 16;
const GENERATOR: u32 = 32;
/// What hardly any column has.
const RARE: u32 = 64;

variants!(Generator {
    b'a' => IdentityAlways,
    b'd' => IdentityByDefault,
    b's' => Serial,
});

fields!(Generated { expr, stored });

fields!(Sequence { name, width });

pub(super) fn write_column(column: &Column, table_born: u32, to: &mut Writer<'_>) {
    column.name.write(to);
    column.ty.write(to);
    let flags = flags(column, table_born);
    flags.write(to);
    if flags.has(BORN) {
        column.born.write(to);
    }
    if let Some(default) = &column.default {
        default.write(to);
    }
    if let Some(generator) = &column.generator {
        generator.write(to);
    }
    if flags.has(RARE) {
        column.generated.write(to);
        column.collation.write(to);
        column.comment.write(to);
        column.statistics.write(to);
        column.storage.write(to);
        column.not_null_name.write(to);
        column.sequence.write(to);
    }
}

fn flags(column: &Column, table_born: u32) -> Flags {
    Flags::default()
        .with(NOT_NULL, column.not_null)
        .with(DEFAULT, column.default.is_some())
        .with(BORN, column.born != table_born)
        .with(EMPTY, column.fill == Fill::Empty)
        .with(FILLED, column.fill == Fill::Filled)
        .with(GENERATOR, column.generator.is_some())
        .with(RARE, is_rare(column))
}

fn is_rare(column: &Column) -> bool {
    column.generated.is_some()
        || column.collation.is_some()
        || column.comment.is_some()
        || column.statistics.is_some()
        || column.storage.is_some()
        || column.not_null_name.is_some()
        || column.sequence.is_some()
}

pub(super) fn read_column(table_born: u32, from: &mut Reader<'_>) -> Option<Column> {
    let mut column = Column::new(String::read(from)?, Code::read(from)?, table_born);
    let flags = Flags::read(from)?;
    column.not_null = flags.has(NOT_NULL);
    column.fill = match (flags.has(EMPTY), flags.has(FILLED)) {
        (true, _) => Fill::Empty,
        (false, true) => Fill::Filled,
        (false, false) => Fill::Unknown,
    };
    if flags.has(BORN) {
        column.born = Code::read(from)?;
    }
    if flags.has(DEFAULT) {
        column.default = Some(Code::read(from)?);
    }
    if flags.has(GENERATOR) {
        column.generator = Some(Code::read(from)?);
    }
    if flags.has(RARE) {
        column.generated = Code::read(from)?;
        column.collation = Code::read(from)?;
        column.comment = Code::read(from)?;
        column.statistics = Code::read(from)?;
        column.storage = Code::read(from)?;
        column.not_null_name = Code::read(from)?;
        column.sequence = Code::read(from)?;
    }
    Some(column)
}
