//! The tables of an earlier migration, each as text until somebody looks into it. Takes
//! the text of a schema, gives tables and what their summaries say; must not know what
//! changed since.

use std::cell::OnceCell;
use std::rc::Rc;

use super::code::{self, Code, Object, Reader, Writer};
use super::{Part, Table};
use crate::syntax::ast::TableName;

/// The tables, in the order of their names.
#[derive(Debug, Default)]
pub(super) struct Stored {
    entries: Vec<Rc<Entry>>,
}

/// One table: its name, then as a block its summary, a block by itself, and its body.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: TableName,
    text: Rc<str>,
    start: usize,
    block: usize,
    end: usize,
    table: OnceCell<Option<Rc<Table>>>,
}

/// A name to look for in texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needle<'a> {
    pub(super) text: &'a str,
    /// It does not stand in a text as it is.
    special: bool,
}

impl<'a> Needle<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let special = !code::is_plain(text);
        Self { text, special }
    }
}

/// Goes in place of a table's block where the first schema has the same.
const SAME: u8 = b'=';

/// How much of a table's name stays in that of a part at least, in bytes.
const LEAST_KEPT: usize = 20;

impl Stored {
    /// Reads a number of tables, each only as far as its name.
    pub(super) fn read(from: &mut Reader<'_>, text: &Rc<str>, first: &Self) -> Option<Self> {
        let mut entries = Vec::new();
        for _ in 0..from.number()? {
            let start = from.at();
            let name = TableName::read(from)?;
            if from.eat(SAME) {
                entries.push(first.find(&name)?.clone());
                continue;
            }
            let length = from.block()?.len();
            entries.push(Rc::new(Entry {
                name,
                text: text.clone(),
                start,
                block: from.at() - length,
                end: from.at(),
                table: OnceCell::new(),
            }));
        }
        Some(Self { entries })
    }

    pub(super) fn find(&self, name: &TableName) -> Option<&Rc<Entry>> {
        let place = self.entries.binary_search_by(|entry| entry.name.cmp(name));
        self.entries.get(place.ok()?)
    }

    pub(super) fn entries(&self) -> &[Rc<Entry>] {
        &self.entries
    }
}

impl Entry {
    /// The table; nothing where the text is not what the compiler writes.
    pub(super) fn table(&self) -> Option<&Rc<Table>> {
        let read = || {
            let (summary, body) = self.parts()?;
            code::read_body(&self.name, summary, body).map(Rc::new)
        };
        self.table.get_or_init(read).as_ref()
    }

    /// Constraints and indexes, without the rest of the table.
    pub(super) fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        code::objects(self.summary(), &self.name.name)
    }

    /// Whether some constraint or index is called so, or refers to a table called so, and
    /// is accepted. Searching the text first is several times faster than reading it.
    pub(super) fn has(&self, name: &Needle<'_>, accepts: impl Fn(&Object<'_>) -> bool) -> bool {
        let candidate = name.special
            || name.text.starts_with(self.name.name.as_str())
            || self.summary().contains(name.text);
        candidate && self.objects().any(|object| accepts(&object))
    }

    /// Whether a column has a part of this name: one that is kept stands in the summary,
    /// and the others begin as the table does, if it is long with less of its name.
    pub(super) fn has_part(&self, part: Part, name: &Needle<'_>) -> bool {
        let table = &self.name.name;
        let start = &table[..table.floor_char_boundary(LEAST_KEPT)];
        let usual = name.text.starts_with(start) && name.text.contains(part.suffix());
        self.has(name, |object| {
            object.kind.part() == Some(part) && object.is_named(name.text)
        }) || (usual && self.has_column_with(part, name.text))
    }

    fn has_column_with(&self, part: Part, name: &str) -> bool {
        self.table()
            .is_some_and(|table| table.column_with(part, name).is_some())
    }

    /// The table as it is written.
    pub(super) fn text(&self) -> &str {
        &self.text[self.start..self.end]
    }

    fn summary(&self) -> &str {
        self.parts().map_or("", |(summary, _)| summary)
    }

    fn parts(&self) -> Option<(&str, &str)> {
        let block = &self.text[self.block..self.end];
        let mut from = Reader::new(block);
        let summary = from.block()?;
        Some((summary, &block[from.at()..]))
    }
}

/// The text of a table that has none yet.
pub(super) fn write_table(table: &Table) -> String {
    let mut summary = Writer::default();
    code::write_objects(table, &mut summary);
    let mut block = Writer::default();
    block.block(&summary.finish());
    code::write_body(table, &mut block);
    let mut entry = Writer::default();
    table.name.write(&mut entry);
    entry.block(&block.finish());
    entry.finish()
}

/// Writes that the first schema has the same table.
pub(super) fn write_same(name: &TableName, to: &mut Writer<'_>) {
    name.write(to);
    to.letter(SAME);
}
