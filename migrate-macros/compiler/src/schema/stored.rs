//! The tables of an earlier migration, each as text until somebody looks into it. Takes the
//! pieces of a schema and what changed since, gives tables and new pieces; must not know
//! who changed what.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Table;
use super::code::{self, Code, Reader, Writer};
use super::hash::{Hash, buckets};
use super::register::Register;
use crate::piece::Piece;
use crate::syntax::ast::TableName;

/// At most about so many tables share a piece, which is written anew when one of them changes.
const TABLES: usize = 16;

/// What is not as it is stored: other, new, or nothing where it was dropped.
pub(super) type Changed = BTreeMap<TableName, Option<Rc<Table>>>;

/// Tables in buckets by the hash of their names, and who mentions which name.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    count: usize,
    buckets: Vec<Rc<Bucket>>,
    register: Register,
}

/// Some tables in the order of their names.
#[derive(Debug)]
struct Bucket {
    piece: Rc<Piece>,
    entries: OnceCell<Vec<Entry>>,
}

/// One table: its name, and as a block the rest.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: TableName,
    /// All of it.
    text: String,
    /// Where the rest begins.
    body: usize,
    table: OnceCell<Option<Rc<Table>>>,
}

impl Default for Stored {
    fn default() -> Self {
        Self::empty(0)
    }
}

impl Stored {
    /// As many buckets as this number of tables will need, with none in them.
    fn empty(count: usize) -> Self {
        Self::read(0, Piece::empty(Self::pieces_of(count)), None)
    }

    /// How many tables there are: it says how many pieces there will be.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// How many pieces so many tables have.
    pub(super) fn pieces_of(count: usize) -> usize {
        buckets(count, TABLES) * 2
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = &Rc<Piece>> {
        let tables = self.buckets.iter().map(|bucket| &bucket.piece);
        tables.chain(self.register.pieces())
    }

    /// The tables of these pieces. What another schema has in the same piece is read once.
    pub(super) fn read(count: usize, mut pieces: Vec<Rc<Piece>>, other: Option<&Self>) -> Self {
        let register = Register::read(pieces.split_off(pieces.len() / 2));
        let known = other.map_or(&[][..], |other| &other.buckets);
        let bucket = |(place, piece): (usize, Rc<Piece>)| match known.get(place) {
            Some(known) if Rc::ptr_eq(&known.piece, &piece) => known.clone(),
            Some(_) | None => Rc::new(Bucket::new(piece)),
        };
        Self {
            count,
            buckets: pieces.into_iter().enumerate().map(bucket).collect(),
            register,
        }
    }

    pub(super) fn find(&self, name: &TableName) -> Option<&Entry> {
        let mut entries = self.bucket(Hash::of(&name.name)).entries().iter();
        entries.find(|entry| entry.name == *name)
    }

    /// The tables which may have something of this name, in any case, or refer to it.
    pub(super) fn mentioning(&self, name: &str) -> impl Iterator<Item = &Entry> {
        let mut tables: Vec<Hash> = self.register.find(name).collect();
        // A table stands there once for each name of this hash.
        tables.dedup();
        tables.into_iter().flat_map(|table| {
            let entries = self.bucket(table).entries().iter();
            entries.filter(move |entry| Hash::of(&entry.name.name) == table)
        })
    }

    fn bucket(&self, hash: Hash) -> &Rc<Bucket> {
        &self.buckets[hash.bucket(self.buckets.len())]
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.buckets.iter().flat_map(|bucket| bucket.entries())
    }

    /// The tables with what changed: only the pieces that it touches are written anew.
    pub(super) fn with(&self, changed: &Changed) -> Self {
        let there: Vec<&Entry> = changed.keys().filter_map(|name| self.find(name)).collect();
        let new: Vec<&Table> = changed.values().flatten().map(|table| &**table).collect();
        let count = self.count + new.len() - there.len();
        if buckets(count, TABLES) != self.buckets.len() {
            return Self::empty(count).with(&self.all(changed));
        }
        let mut with = self.clone();
        with.count = count;
        let mut places: BTreeMap<usize, Vec<&TableName>> = BTreeMap::new();
        for name in changed.keys() {
            let place = Hash::of(&name.name).bucket(self.buckets.len());
            places.entry(place).or_default().push(name);
        }
        for (place, names) in places {
            with.buckets[place] = self.buckets[place].with(changed, &names);
        }
        let gone = there.into_iter().filter_map(Entry::table);
        let gone: Vec<&Table> = gone.map(|table| &**table).collect();
        with.register.change(&gone, &new);
        with
    }

    /// Every table, as if none had been there.
    fn all(&self, changed: &Changed) -> Changed {
        let stored = self.entries();
        let mut all: Changed = stored
            .map(|entry| (entry.name.clone(), entry.table().cloned()))
            .collect();
        all.extend(changed.clone());
        all
    }
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |(one, other): (&Rc<Bucket>, &Rc<Bucket>)| one.piece == other.piece;
        self.count == other.count && self.buckets.iter().zip(&other.buckets).all(is_same)
    }
}

impl Bucket {
    fn new(piece: Rc<Piece>) -> Self {
        Self {
            piece,
            entries: OnceCell::new(),
        }
    }

    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| read(self.piece.text()))
    }

    /// The bucket with these of what changed; itself where its text stays.
    fn with(self: &Rc<Self>, changed: &Changed, names: &[&TableName]) -> Rc<Self> {
        let stays = self.entries().iter();
        let stays = stays.filter(|entry| !names.contains(&&entry.name));
        let mut texts: BTreeMap<&TableName, String> = stays
            .map(|entry| (&entry.name, entry.text.clone()))
            .collect();
        for name in names {
            if let Some(Some(table)) = changed.get(*name) {
                texts.insert(name, write(table));
            }
        }
        let text: String = texts.into_values().collect();
        if text == self.piece.text() {
            return self.clone();
        }
        Rc::new(Self::new(Rc::new(Piece::new(text))))
    }
}

/// The tables in a text, each only as far as its name; it ends where it is none of ours.
fn read(text: &str) -> Vec<Entry> {
    let mut from = Reader::new(text);
    let entry = || {
        let start = from.at();
        let name = TableName::read(&mut from)?;
        let body = from.block()?.len();
        let text = text[start..from.at()].to_owned();
        Some(Entry {
            name,
            body: text.len() - body,
            text,
            table: OnceCell::new(),
        })
    };
    std::iter::from_fn(entry).collect()
}

fn write(table: &Table) -> String {
    let mut body = Writer::default();
    code::write_body(table, &mut body);
    let mut entry = Writer::default();
    table.name.write(&mut entry);
    entry.block(&body.finish());
    entry.finish()
}

impl Entry {
    /// All that is said of the table.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The table; nothing where the text is not what the compiler writes.
    pub(super) fn table(&self) -> Option<&Rc<Table>> {
        let read = || code::read_body(&self.name, &self.text[self.body..]).map(Rc::new);
        self.table.get_or_init(read).as_ref()
    }
}
