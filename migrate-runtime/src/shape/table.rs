//! A `CREATE TABLE` to what it says, whatever its spelling: columns with their properties,
//! constraints, options. It must not know what is expected.
//!
//! <https://sqlite.org/lang_createtable.html>

use std::collections::{BTreeMap, BTreeSet};

use super::constraint;
use super::reader::Reader;
use super::token::{Token, bare_text, text, tokens};

/// A table, by its text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The columns by their names in lower case.
    pub(super) columns: BTreeMap<String, Column>,
    pub(super) constraints: BTreeSet<String>,
    /// `strict`, `without rowid`
    pub(super) options: BTreeSet<String>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// As it was written.
    pub(super) name: String,
    /// The type and what else is said of the column alone.
    pub(super) properties: BTreeSet<String>,
}

/// Words that end the type of a column.
const BEHIND_TYPE: [&str; 12] = [
    "CONSTRAINT",
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
    "AS",
    "ON",
];

/// Words that begin a constraint of the table.
const OF_TABLE: [&str; 5] = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

/// Nothing where the text is not of a table that this can read.
pub(super) fn read(sql: &str) -> Option<Table> {
    let tokens = tokens(sql);
    let mut reader = Reader::new(&tokens);
    if !reader.takes(&["CREATE", "TABLE"]) {
        return None;
    }
    while !reader.is_mark('(') {
        reader.next()?;
    }
    let mut table = Table::default();
    let mut body = Reader::new(reader.inside()?);
    while body.peek().is_some() {
        item(&mut body, &mut table)?;
        if body.is_mark(',') {
            body.skip(1);
        }
    }
    let options = reader.rest().split(|token| token.is_mark(','));
    let options = options.map(text).filter(|option| !option.is_empty());
    table.options = options.collect();
    Some(table)
}

fn item(body: &mut Reader<'_>, table: &mut Table) -> Option<()> {
    if OF_TABLE.iter().any(|word| body.is_word(word)) {
        table.constraints.insert(constraint::of_table(body)?);
        return Some(());
    }
    let name = body.next_name()?.to_owned();
    let mut column = Column {
        name,
        ..Column::default()
    };
    column.properties.extend(declared_type(body));
    while let Some(token) = body.peek().filter(|token| !token.is_mark(',')) {
        // A constraint of the table needs no comma before it.
        if token.is("FOREIGN") {
            break;
        }
        said_of_column(body, &mut column, table)?;
    }
    let key = column.name.to_ascii_lowercase();
    table.columns.insert(key, column).is_none().then_some(())
}

fn declared_type(body: &mut Reader<'_>) -> Option<String> {
    let ends = |token: &Token| {
        token.is_mark(',') || BEHIND_TYPE.iter().any(|word| token.is(word)) || token.is("FOREIGN")
    };
    let mut found = Vec::new();
    while body.peek().is_some_and(|token| !ends(token)) {
        if body.is_mark('(') {
            found.extend_from_slice(body.group()?);
        } else {
            found.push(body.next()?.clone());
        }
    }
    (!found.is_empty()).then(|| format!("type {}", text(&found)))
}

/// One word and what belongs to it.
fn said_of_column(body: &mut Reader<'_>, column: &mut Column, table: &mut Table) -> Option<()> {
    let own = [column.name.to_ascii_lowercase()];
    let name = constraint::name(body)?;
    let of_table = if body.takes(&["PRIMARY", "KEY"]) {
        let key = constraint::primary_key(&own, body);
        if body.takes(&["AUTOINCREMENT"]) {
            column.properties.insert("autoincrement".to_owned());
        }
        key
    } else if body.takes(&["UNIQUE"]) {
        constraint::unique(&own, body)
    } else if body.takes(&["CHECK"]) {
        constraint::check(body)?
    } else if body.takes(&["REFERENCES"]) {
        constraint::foreign_key(&own, body)?
    } else {
        column.properties.extend(property(body)?);
        return Some(());
    };
    table.constraints.insert(constraint::named(name, &of_table));
    Some(())
}

/// What is said of the column alone; the outer nothing is a text that cannot be read, the
/// inner one a word that changes nothing.
#[expect(
    clippy::option_option,
    reason = "one is about the text, one about the column"
)]
fn property(body: &mut Reader<'_>) -> Option<Option<String>> {
    if body.takes(&["NOT", "NULL"]) {
        return Some(Some(format!("not null{}", constraint::conflict(body))));
    }
    if body.takes(&["NULL"]) {
        constraint::conflict(body);
        return Some(None);
    }
    if body.takes(&["DEFAULT"]) {
        return Some(Some(format!("default {}", default(body)?)));
    }
    if body.takes(&["COLLATE"]) {
        let name = body.next_name()?.to_ascii_lowercase();
        // It is the one that a column has without a word.
        return Some((name != "binary").then(|| format!("collate {name}")));
    }
    if body.takes(&["GENERATED", "ALWAYS", "AS"]) || body.takes(&["AS"]) {
        let expression = bare_text(body.group()?);
        let stored = body.takes(&["STORED"]);
        body.takes(&["VIRTUAL"]);
        let kept = if stored { "stored" } else { "virtual" };
        return Some(Some(format!("generated as ({expression}) {kept}")));
    }
    None
}

fn default(body: &mut Reader<'_>) -> Option<String> {
    if body.is_mark('(') {
        return Some(bare_text(body.group()?));
    }
    let mut found = Vec::new();
    while body.is_mark('-') || body.is_mark('+') {
        found.push(body.next()?.clone());
    }
    found.push(body.next()?.clone());
    Some(text(&found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(sql: &str) -> String {
        let table = read(sql).expect(sql);
        let mut lines = Vec::new();
        for column in table.columns.values() {
            let properties: Vec<&str> = column.properties.iter().map(String::as_str).collect();
            lines.push(format!("{}: {}", column.name, properties.join(", ")));
        }
        lines.extend(table.constraints);
        lines.extend(table.options);
        lines.join("\n")
    }

    #[test]
    fn everything_that_a_table_can_say_is_read() {
        let sql = "CREATE TABLE \"t\" (
            id INTEGER CONSTRAINT pk PRIMARY KEY ASC AUTOINCREMENT NOT NULL ON CONFLICT ABORT,
            [a b] VARCHAR(10, 2) DEFAULT -1.5e+3 CHECK (length(\"a b\") <= 10) COLLATE NOCASE UNIQUE,
            `c` DEFAULT (1 + 2) REFERENCES u ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
            d BLOB DEFAULT X'00ff' GENERATED ALWAYS AS (a || 'x') STORED,
            e AS (upper(c)), -- the last
            CONSTRAINT \"k\" FOREIGN KEY (c, d) REFERENCES \"v\" (x, y) MATCH FULL ON UPDATE NO ACTION
            UNIQUE (c, d) ON CONFLICT IGNORE /* no comma */ CHECK (c <> ',')
        ) WITHOUT ROWID, STRICT";
        insta::assert_snapshot!(facts(sql), @r"
        a b: collate nocase, default - 1.5e+3, type varchar(10, 2)
        c: default 1 + 2
        d: default x'00ff', generated as (a || 'x') stored, type blob
        e: generated as (upper(c)) virtual
        id: autoincrement, not null on conflict abort, type integer
        check (c <> ',')
        check (length(a b) <= 10)
        constraint `k`: foreign key (c, d) references v (x, y) match full
        constraint `pk`: primary key (id)
        foreign key (c) references u () deferrable initially deferred on delete set null
        unique (a b)
        unique (c, d) on conflict ignore
        strict
        without rowid
        ");
    }

    #[test]
    fn a_constraint_is_the_same_wherever_it_stands() {
        for (behind, after) in [
            ("a INT CHECK (a > 0)", "\"A\" INT, CHECK ((a > 0))"),
            (
                "a INT CONSTRAINT k REFERENCES u (b)",
                "a INT, CONSTRAINT k FOREIGN KEY (a) REFERENCES u(b) ON DELETE NO ACTION",
            ),
            ("a INT PRIMARY KEY", "a INT, PRIMARY KEY (a)"),
            ("a INT UNIQUE NULL COLLATE binary", "a INT, UNIQUE (\"a\")"),
        ] {
            let table = |body: &str| read(&format!("CREATE TABLE t ({body})")).expect(body);
            let (one, other) = (table(behind), table(after));
            assert_eq!(one.constraints, other.constraints);
            assert!(one.columns.keys().eq(other.columns.keys()));
        }
    }

    #[test]
    fn what_is_no_table_is_not_read() {
        for sql in [
            "CREATE VIRTUAL TABLE t USING fts5 (a)",
            "CREATE VIEW t AS SELECT 1",
            "CREATE TABLE t (a INT",
            "CREATE TABLE t (a INT, a INT)",
            "",
        ] {
            assert_eq!(read(sql), None, "{sql}");
        }
    }
}
