//! A walk over a key, in the texts of the contract. Takes a statement up to its condition,
//! the condition and the key, gives the texts; must not know what the statement does.

use migrate_contract::{Batches, Reach, Sweep};

use super::spelling::{Lite, sql};
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::Writer;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::Column;
use crate::syntax::ast::{Base, Cte, Name, Pace, Source, TableName};

/// Rows in a batch where nobody says: other writers wait for some milliseconds.
const SIZE: u32 = 1000;

/// What the runtime replaces in the texts.
const PLACEHOLDERS: [&str; 4] = ["{after}", "{place}", "{last}", "{size}"];

/// What is walked.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) lite: Lite<'a>,
    pub(super) table: &'a TableName,
    pub(super) columns: &'a [Column],
    pub(super) alias: Option<&'a Name>,
    pub(super) key: Vec<&'a str>,
    /// The queries before the statement, and the sources beside its table.
    pub(super) with: &'a [Cte],
    pub(super) sources: &'a [Source],
    /// How far it may look again for rows that were missed.
    pub(super) reach: Option<Reach>,
    pub(super) pace: Pace,
}

/// The texts that walk a statement, given up to its condition, and the condition.
pub(super) fn batches(walk: &Walk<'_>, (head, filter): (&str, Option<&str>)) -> Batches<String> {
    let run = walk.text(|writer| {
        writer.word(head).word("WHERE {after} AND");
        walk.compare(writer, "<= {place}");
        if let Some(filter) = filter {
            writer.word("AND").word(filter);
        }
    });
    let mut batches = Batches::new(
        walk.text(|writer| last(writer, walk)),
        walk.text(|writer| next(writer, walk, Of::Every)),
        walk.text(|writer| walk.compare(writer, "> {place}")),
        run,
    );
    batches.size = walk.pace.size.unwrap_or(SIZE);
    batches.pause = walk.pace.pause.unwrap_or(0);
    batches.sweep = walk.reach.map(|reach| Sweep {
        left: walk.text(|writer| left(writer, walk, (filter, reach))),
        next: walk.text(|writer| next(writer, walk, Of::Found(filter))),
        reach,
    });
    batches
}

/// The rows among which a batch ends.
#[derive(Clone, Copy)]
enum Of<'f> {
    /// All, whether the statement wants them or not, so that no batch takes longer than
    /// another.
    Every,
    /// Those that the statement finds, by its condition.
    Found(Option<&'f str>),
}

fn last(writer: &mut Writer<'_>, walk: &Walk<'_>) {
    writer.word("SELECT");
    walk.place(writer);
    writer.word("FROM").table(walk.table);
    walk.order(writer, "DESC");
    writer.word("LIMIT 1");
}

fn next(writer: &mut Writer<'_>, walk: &Walk<'_>, of: Of<'_>) {
    if let Of::Found(_) = of {
        writer.with(walk.with);
    }
    writer.word("SELECT");
    walk.place(writer);
    writer.word("FROM");
    writer.parens(|writer| {
        writer.word("SELECT");
        writer.list(&walk.key, |writer, name| walk.column(writer, name));
        from(writer, walk, of);
        writer.word("WHERE {after} AND");
        walk.compare(writer, "<= {last}");
        if let Of::Found(Some(filter)) = of {
            writer.word("AND").word(filter);
        }
        writer.word("ORDER BY");
        writer.list(&walk.key, |writer, name| walk.column(writer, name));
        writer.word("LIMIT {size}");
    });
    walk.order(writer, "DESC");
    writer.word("LIMIT 1");
}

fn from(writer: &mut Writer<'_>, walk: &Walk<'_>, of: Of<'_>) {
    writer.word("FROM");
    writer.aliased(walk.table, walk.alias);
    match of {
        Of::Found(_) if !walk.sources.is_empty() => {
            writer.comma();
            writer.sources("", walk.sources);
        }
        Of::Found(_) | Of::Every => {}
    }
}

/// How many rows the statement would still find.
fn left(writer: &mut Writer<'_>, walk: &Walk<'_>, (filter, reach): (Option<&str>, Reach)) {
    writer.with(walk.with);
    writer.word("SELECT count(*) FROM");
    writer.parens(|writer| {
        writer.word("SELECT 1");
        from(writer, walk, Of::Found(filter));
        let mut keyword = "WHERE";
        if reach == Reach::Walked {
            writer.word(keyword);
            walk.compare(writer, "<= {last}");
            keyword = "AND";
        }
        if let Some(filter) = filter {
            writer.word(keyword).word(filter);
        }
        writer.word("LIMIT {size}");
    });
}

impl Walk<'_> {
    fn text(&self, write: impl FnOnce(&mut Writer<'_>)) -> String {
        sql(self.lite, &mut Report::default(), |_, writer| write(writer))
    }

    /// The key as literals, whatever they are; a quoted integer would be an integer still,
    /// and no text.
    fn place(&self, writer: &mut Writer<'_>) {
        if let [name] = self.key.as_slice() {
            return writer.function("CAST", |writer| {
                self.quoted(writer, name);
                writer.word("AS TEXT");
            });
        }
        writer.string("(");
        for (number, name) in self.key.iter().enumerate() {
            if number > 0 {
                writer.word("||").string(", ");
            }
            writer.word("||");
            self.quoted(writer, name);
        }
        writer.word("||").string(")");
    }

    /// `quote` ends a text at its first NUL, and writes an infinity as the name of a column;
    /// a place must be the key itself, or the walk stays where it is.
    ///
    /// <https://sqlite.org/nulinstr.html>
    fn quoted(&self, writer: &mut Writer<'_>, name: &str) {
        let quote = |writer: &mut Writer<'_>| {
            writer.function("quote", |writer| {
                writer.certain_name(name);
            });
        };
        let column = self.columns.iter().find(|column| column.name == name);
        let name = |writer: &mut Writer<'_>| {
            writer.certain_name(name);
        };
        match column.map(|column| &column.ty.base) {
            Some(Base::Integer(_)) => quote(writer),
            Some(Base::Real | Base::Double | Base::Numeric(_)) => {
                writer.word("CASE");
                name(writer);
                for infinity in ["9e999", "-9e999"] {
                    writer
                        .word("WHEN")
                        .word(infinity)
                        .word("THEN")
                        .string(infinity);
                }
                writer.word("ELSE");
                quote(writer);
                writer.word("END");
            }
            _ => {
                writer.word("CASE WHEN");
                writer.function("typeof", name);
                writer.word("= 'text' AND");
                writer.function("instr", |writer| {
                    name(writer);
                    writer.comma().word("char(0)");
                });
                writer.word("THEN").string("CAST(x'").word("||");
                writer.function("hex", name);
                writer.word("||").string("' AS TEXT)").word("ELSE");
                quote(writer);
                writer.word("END");
            }
        }
    }

    /// The key against a place; rows compare column by column, as the key's index does.
    fn compare(&self, writer: &mut Writer<'_>, with: &str) {
        match self.key.as_slice() {
            [name] => self.column(writer, name),
            key => writer.group(key, |writer, name| self.column(writer, name)),
        }
        writer.word(with);
    }

    fn column(&self, writer: &mut Writer<'_>, name: &str) {
        let alias = self.alias.map(|alias| alias.text.as_str());
        writer.qualified(alias.or(Some(&self.table.name)), name);
    }

    fn order(&self, writer: &mut Writer<'_>, direction: &str) {
        writer.word("ORDER BY");
        writer.list(&self.key, |writer, name| {
            writer.certain_name(name).word(direction);
        });
    }
}

/// A text of the user's that the runtime would replace.
pub(super) fn refuse_placeholders(
    origin: Origin,
    (head, filter): (&str, Option<&str>),
    report: &mut Report,
) {
    let contains =
        |text: &&str| head.contains(*text) || filter.is_some_and(|filter| filter.contains(*text));
    let Some(text) = PLACEHOLDERS.iter().copied().find(|text| contains(text)) else {
        return;
    };
    let (open, rest) = text.split_at(1);
    report.error(
        Diagnostic::new(
            origin,
            format!("the text `{text}` stands for a place in the table here"),
        )
        .why("the statement runs in batches, and the text would be replaced in each")
        .help(format!("write it in two parts, `\"{open}\" || \"{rest}\"`")),
    );
}
