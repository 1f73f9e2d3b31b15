//! The texts of indexes, without their names, and of keys. Must not know what an index
//! is for.

use super::flags::Flags;
use super::{Code, Object, Reader, Writer};
use crate::origin::Origin;
use crate::schema::{Index, plain_column};
use crate::syntax::ast::{Expr, ExprKind, KeyPhrase, Name};

const UNIQUE: u32 = 1;
/// Not in the migration that created its table.
const BORN: u32 = 2;
const FILTER: u32 = 4;
const METHOD: u32 = 8;
const INCLUDE: u32 = 16;
const NULLS_NOT_DISTINCT: u32 = 32;
const WITH: u32 = 64;

/// The method of most indexes.
const BTREE: &str = "btree";

pub(super) fn write_index(index: &Index, table_born: u32, to: &mut Writer<'_>) {
    let flags = flags(index, table_born);
    flags.write(to);
    if flags.has(BORN) {
        index.born.write(to);
    }
    if flags.has(METHOD) {
        index.method.write(to);
    }
    to.number(u32::try_from(index.keys.len()).unwrap_or(u32::MAX));
    for key in &index.keys {
        write_key(key, to);
    }
    if flags.has(INCLUDE) {
        write_columns(&index.include, to);
    }
    if flags.has(WITH) {
        index.with.write(to);
    }
    if let Some(filter) = &index.filter {
        filter.write(to);
    }
}

fn flags(index: &Index, table_born: u32) -> Flags {
    Flags::default()
        .with(UNIQUE, index.unique)
        .with(BORN, index.born != table_born)
        .with(FILTER, index.filter.is_some())
        .with(METHOD, index.method != BTREE)
        .with(INCLUDE, !index.include.is_empty())
        .with(NULLS_NOT_DISTINCT, index.nulls_not_distinct)
        .with(WITH, !index.with.is_empty())
}

pub(super) fn read_index(
    object: &Object<'_>,
    table_born: u32,
    from: &mut Reader<'_>,
) -> Option<Index> {
    let flags = Flags::read(from)?;
    let mut index = Index {
        name: object.name(),
        unique: flags.has(UNIQUE),
        method: BTREE.to_owned(),
        keys: Vec::new(),
        include: Vec::new(),
        nulls_not_distinct: flags.has(NULLS_NOT_DISTINCT),
        with: Vec::new(),
        filter: None,
        born: table_born,
    };
    if flags.has(BORN) {
        index.born = from.number()?;
    }
    if flags.has(METHOD) {
        index.method = Code::read(from)?;
    }
    for _ in 0..from.number()? {
        index.keys.push(read_key(from)?);
    }
    if flags.has(INCLUDE) {
        index.include = read_columns(from)?;
    }
    if flags.has(WITH) {
        index.with = Code::read(from)?;
    }
    if flags.has(FILTER) {
        index.filter = Some(Code::read(from)?);
    }
    Some(index)
}

/// Most keys are a column and nothing else; `!` goes before any other.
pub(super) fn write_key(key: &KeyPhrase, to: &mut Writer<'_>) {
    if let Some(column) = plain_column(&key.expr).filter(|_| is_bare(key)) {
        return to.column(column);
    }
    to.letter(b'!');
    key.expr.write(to);
    key.opclass.write(to);
    key.collation.write(to);
    key.descending.write(to);
    key.nulls_first.write(to);
}

fn is_bare(key: &KeyPhrase) -> bool {
    key.opclass.is_none() && key.collation.is_none() && !key.descending && key.nulls_first.is_none()
}

pub(super) fn read_key(from: &mut Reader<'_>) -> Option<KeyPhrase> {
    if !from.eat(b'!') {
        return read_plain_key(from);
    }
    Some(KeyPhrase {
        expr: Code::read(from)?,
        opclass: Code::read(from)?,
        collation: Code::read(from)?,
        descending: Code::read(from)?,
        nulls_first: Code::read(from)?,
    })
}

fn read_plain_key(from: &mut Reader<'_>) -> Option<KeyPhrase> {
    let origin = Origin::elsewhere();
    let kind = ExprKind::Column {
        table: None,
        column: Name::generated(from.column()?),
    };
    Some(KeyPhrase {
        expr: Expr { kind, origin },
        opclass: None,
        collation: None,
        descending: false,
        nulls_first: None,
    })
}

pub(super) fn write_columns(columns: &[String], to: &mut Writer<'_>) {
    to.number(u32::try_from(columns.len()).unwrap_or(u32::MAX));
    for column in columns {
        to.column(column);
    }
}

pub(super) fn read_columns(from: &mut Reader<'_>) -> Option<Vec<String>> {
    (0..from.number()?)
        .map(|_| from.column().map(String::from))
        .collect()
}
