//! Takes trusted SQL and values, gives one message to a database that knows which
//! of its statements is what. The only module that vouches for a text as SQL: what
//! is not a literal of this program enters as a quoted literal, a quoted name or a
//! number. It must not know what the statements are for.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use migrate_contract::at_home;
use sqlx::AssertSqlSafe;
use sqlx::raw_sql;

use crate::migration::{Database, Work};

/// The words in which databases differ.
pub struct Dialect {
    pub database: Database,
    /// Where a table without a schema is.
    pub schema: &'static str,
    /// The quote around names.
    pub name_quote: char,
    /// Writes a text as a literal.
    pub literal: fn(&mut String, &str),
    /// Lets a transaction end before it is on the disk: what is committed later, and waits for
    /// that, waits for all before it.
    pub unhurried: Option<&'static str>,
    /// Joins the rows of a history in the ledger to one text.
    pub joined: Joined,
    /// The type of a moment.
    pub moment: &'static str,
    /// The comparison of a column with a value, which no other schema's can be taken for.
    pub equal: &'static str,
    /// When the transaction began.
    pub began: &'static str,
    /// What the clock says.
    pub now: &'static str,
    /// Milliseconds since the migration began: `{spent}` stands for those before
    /// this message, `{start}` for its start in milliseconds since 1970.
    pub elapsed: &'static str,
    /// Put before the program's name: who is connected.
    pub user: &'static str,
    pub foreign_keys: Option<&'static ForeignKeys>,
    /// Selects kind, name and text of what belongs to a `{table}`, and the names among
    /// `{free}`, one a line, that something has.
    pub kept: Option<&'static str>,
    /// Makes a schema, when its name is added.
    pub create_schema: Option<&'static str>,
    /// The bytes of a name; what is longer is cut.
    pub longest_name: Option<usize>,
    /// Goes before a query in its message: it fails where it would be shown some rows only,
    /// and finds no operator but the catalogue's.
    pub unfiltered: Option<&'static str>,
    /// Stands behind the ledger's name in a query: it fails where that is no table, since a view
    /// runs the functions of whoever made it.
    pub every_row: &'static str,
    /// Selects the kind of relation that `{table}` in `{schema}` is, and for each of its
    /// columns the name and `1` where it needs a value; no row without the schema, no kind
    /// without the table.
    pub columns: &'static str,
    pub counted: Counted,
}

impl Dialect {
    /// Whether tables may be in a schema of this name. The server's own begin with `pg_`, and
    /// temporary tables are in one of them; in a literal a backslash would need more quotes
    /// than that.
    ///
    /// <https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG>
    pub fn takes(&self, schema: &str) -> bool {
        let fits = |longest| !schema.is_empty() && schema.len() <= longest;
        let is_own = schema.starts_with("pg_") || schema == "information_schema";
        self.longest_name.is_some_and(fits) && !is_own && !schema.contains(['\\', '\0'])
    }
}

/// How a statement that does not change exactly `{rows}` is made to fail, and its
/// transaction with it: a trigger, a rule or a policy can swallow a write.
pub struct Counted {
    /// Stands before the statement.
    pub before: &'static str,
    /// Stands behind it.
    pub behind: &'static str,
    /// A statement of its own after it.
    pub then: Option<&'static str>,
}

/// What a transaction is going to do, and how long it may wait for it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub lock_timeout: Duration,
    /// The most that one of its statements does.
    pub work: Work,
}

/// How foreign keys are switched off for a rebuild and checked after it.
pub struct ForeignKeys {
    /// Selects `1` where they are on.
    pub state: &'static str,
    pub off: &'static str,
    pub on: &'static str,
    /// Fails when a row refers to nothing.
    pub check: &'static str,
    /// Selects the rows that do.
    pub list: &'static str,
}

/// A query that gives `state name checksum format` of each row that counts, a line each, in
/// the order of the history. Between its parts stand the ledger and the name of the history.
#[derive(Clone, Copy)]
pub struct Joined {
    pub head: &'static str,
    pub history: &'static str,
    pub tail: &'static str,
}

/// What a statement of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Begins a transaction, or sets something for its time.
    Begin,
    /// A step of the plan.
    Step(usize),
    /// The check of foreign keys.
    ForeignKeys,
    /// Reads or writes the ledger or the catalogue.
    Ledger,
    /// Ends the transaction.
    Commit,
}

/// A message that is being written.
pub struct Script {
    dialect: &'static Dialect,
    /// What stands for the schema of tables that have none in the source.
    home: Cow<'static, str>,
    text: String,
    parts: Vec<(Part, usize)>,
    answer: Option<usize>,
}

impl Script {
    pub fn new(dialect: &'static Dialect) -> Self {
        Script {
            dialect,
            home: Cow::Borrowed(dialect.schema),
            text: String::with_capacity(2048),
            parts: Vec::new(),
            answer: None,
        }
    }

    /// Where tables go that have no schema in the source.
    pub fn at_home(mut self, schema: &str) -> Self {
        self.home = Cow::Owned(schema.to_owned());
        self
    }

    /// Begins a statement; the one before is ended on a line of its own, in case
    /// that it ends in a comment.
    pub fn begin(&mut self, part: Part) -> &mut Self {
        if !self.parts.is_empty() {
            self.text.push_str("\n;\n");
        }
        self.parts.push((part, self.text.len()));
        self
    }

    /// Adds a whole statement.
    pub fn statement(&mut self, part: Part, sql: &'static str) -> &mut Self {
        self.begin(part).sql(sql)
    }

    /// Keeps the rows of the statement that was begun last.
    pub fn answer(&mut self) -> &mut Self {
        self.answer = self.parts.len().checked_sub(1);
        self
    }

    pub fn sql(&mut self, sql: &'static str) -> &mut Self {
        match self.dialect.database {
            Database::Postgres => self.text.push_str(&at_home(sql, &self.home)),
            Database::Sqlite | Database::Mysql | Database::Mariadb => self.text.push_str(sql),
        }
        self
    }

    pub fn literal(&mut self, text: &str) -> &mut Self {
        (self.dialect.literal)(&mut self.text, text);
        self
    }

    pub fn literal_or_null(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.literal(text),
            None => self.sql("NULL"),
        }
    }

    /// Adds what compares with the value that follows.
    pub fn equal(&mut self) -> &mut Self {
        self.sql(self.dialect.equal)
    }

    pub fn number(&mut self, number: impl Into<i128>) -> &mut Self {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{}", number.into());
        self
    }

    pub fn name(&mut self, name: &str) -> &mut Self {
        let quote = self.dialect.name_quote;
        push_quoted(&mut self.text, quote, name, &[quote]);
        self
    }

    /// Adds a literal that the database itself quoted.
    fn place(&mut self, place: &str) -> &mut Self {
        self.text.push_str(place);
        self
    }

    /// Adds `sql` with each key replaced by its value. One pass, since a place may
    /// hold a text that looks like a key.
    pub fn template(&mut self, sql: &'static str, values: &[(&str, Value<'_>)]) -> &mut Self {
        let first = |(key, value)| sql.find(key).map(|at| (at, key, value));
        let found = values
            .iter()
            .filter_map(|(key, value)| first((*key, value)));
        let Some((at, key, value)) = found.min_by_key(|(at, ..)| *at) else {
            return self.sql(sql);
        };
        self.sql(&sql[..at]);
        match value {
            Value::Sql(sql) => self.sql(sql),
            Value::Condition(sql, place) => self.template(sql, &[("{place}", Value::Place(place))]),
            Value::Place(place) => self.place(place),
            Value::Number(number) => self.number(*number),
            Value::Literal(text) => self.literal(text),
            Value::Name(name) => self.name(name),
        };
        self.template(&sql[at + key.len()..], values)
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// How long it is by now, in bytes.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    pub fn finish(self) -> Message {
        Message {
            text: Arc::new(self.text),
            parts: self.parts,
            answer: self.answer,
        }
    }
}

/// What may replace a key of a template.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// SQL of this program.
    Sql(&'static str),
    /// A literal that the database itself quoted.
    Place(&'a str),
    /// SQL of this program with a `{place}`.
    Condition(&'static str, &'a str),
    Number(u64),
    Literal(&'a str),
    Name(&'a str),
}

/// One message: statements that travel together.
pub struct Message {
    text: Arc<String>,
    parts: Vec<(Part, usize)>,
    answer: Option<usize>,
}

impl Message {
    pub fn sql(&self) -> sqlx::RawSql {
        raw_sql(AssertSqlSafe(Arc::clone(&self.text)))
    }

    /// For whoever can only hand statements over, and not wait for them.
    pub fn text_of_all(&self) -> AssertSqlSafe<Arc<String>> {
        AssertSqlSafe(Arc::clone(&self.text))
    }

    /// The statement whose rows are kept.
    pub fn answer(&self) -> Option<usize> {
        self.answer
    }

    /// What the statement is that failed after so many had succeeded.
    pub fn part(&self, completed: usize) -> Part {
        let part = self.parts.get(completed).or(self.parts.last());
        part.map_or(Part::Begin, |(part, _)| *part)
    }

    /// The statement with this character of the message, counted from one: its
    /// number, and the character's place in it.
    pub fn locate(&self, position: usize) -> Option<(usize, usize)> {
        let (byte, _) = self.text.char_indices().nth(position.checked_sub(1)?)?;
        let index = self.parts.iter().rposition(|(_, start)| *start <= byte)?;
        let (_, start) = self.parts[index];
        let before = self.text[start..byte].chars().count();
        Some((index, before + 1))
    }

    /// The first statement that is this.
    pub fn find(&self, part: Part) -> Option<usize> {
        self.parts.iter().position(|(other, _)| *other == part)
    }

    /// The text of a statement.
    pub fn text(&self, index: usize) -> &str {
        let start = self.parts.get(index).map_or(0, |(_, start)| *start);
        let end = self.parts.get(index + 1).map(|(_, start)| start - 3);
        &self.text[start..end.unwrap_or(self.text.len())]
    }
}

/// Adds `text` between quotes, with each of `doubled` doubled. A NUL is left out: no
/// text of a database can hold one, and it would end the message.
pub fn push_quoted(out: &mut String, quote: char, text: &str, doubled: &[char]) {
    out.push(quote);
    // Most texts have nothing special, and a message holds twenty.
    if !text.contains('\0') && !doubled.iter().any(|&doubled| text.contains(doubled)) {
        out.push_str(text);
    } else {
        for character in text.chars() {
            let times = match character {
                '\0' => 0,
                character if doubled.contains(&character) => 2,
                _ => 1,
            };
            out.extend(std::iter::repeat_n(character, times));
        }
    }
    out.push(quote);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_cannot_end_its_literal() {
        let quoted = |text| {
            let mut out = String::new();
            push_quoted(&mut out, '\'', text, &['\'']);
            out
        };
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("'"), "''''");
        assert_eq!(quoted("it's\0 '"), "'it''s '''");
    }
}
