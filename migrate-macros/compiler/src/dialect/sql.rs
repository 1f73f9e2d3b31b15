//! One SQL text while it is written. Takes keywords, names and values, gives text in
//! which everything is quoted as the database wants it: nothing else may write a quote.
//! Must not know what the text says.

use std::borrow::Cow;

use migrate_contract::HOME;

use crate::syntax::ast::TableName;
use crate::target::Database;

/// A statement, or a part of one; puts a space wherever SQL wants one.
#[derive(Clone, Debug)]
pub(crate) struct Sql {
    text: String,
    database: Database,
    /// Whether the next token follows without a space.
    glued: bool,
}

impl Sql {
    pub(crate) fn new(database: Database) -> Self {
        Self {
            text: String::new(),
            database,
            glued: true,
        }
    }

    /// Keywords, operators, numbers and whatever else stands for itself; nothing for an
    /// empty one.
    pub(crate) fn word(&mut self, words: &str) -> &mut Self {
        if !words.is_empty() {
            self.space();
            self.text.push_str(words);
        }
        self
    }

    /// What binds to its neighbours on both sides: `.`, `::`, `[`.
    pub(crate) fn glue(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self.glued = true;
        self
    }

    /// What follows stands apart again.
    pub(crate) fn end(&mut self) {
        self.glued = false;
    }

    /// An identifier.
    pub(crate) fn name(&mut self, name: &str) -> &mut Self {
        self.space();
        let quote = match self.database {
            Database::Postgres | Database::Sqlite => '"',
            Database::Mysql | Database::Mariadb => '`',
        };
        self.quote(quote, name);
        self
    }

    /// An identifier that SQLite takes for nothing else: in double quotes it may be a string.
    pub(crate) fn certain_name(&mut self, name: &str) -> &mut Self {
        match self.database {
            Database::Postgres => self.name(name),
            Database::Sqlite | Database::Mysql | Database::Mariadb => {
                self.space();
                self.quote('`', name);
                self
            }
        }
    }

    /// A column with what stands before it, where something does.
    pub(crate) fn qualified(&mut self, qualifier: Option<&str>, name: &str) -> &mut Self {
        if let Some(qualifier) = qualifier {
            self.name(qualifier).glue(".");
        }
        self.name(name)
    }

    /// A table, an index or a sequence. PostgreSQL gets its schema in any case, so that no
    /// search path leads to another of the same name; it is the run's to choose where none
    /// is written.
    pub(crate) fn object(&mut self, schema: Option<&str>, name: &str) -> &mut Self {
        match (schema, self.database) {
            (None, Database::Postgres) => {
                self.space();
                self.text.push(HOME);
                self.glue(".").name(name)
            }
            (Some(_), _) | (None, Database::Sqlite | Database::Mysql | Database::Mariadb) => {
                self.qualified(schema, name)
            }
        }
    }

    pub(crate) fn table(&mut self, table: &TableName) -> &mut Self {
        let schema = match self.database {
            Database::Postgres => table.written_schema(),
            Database::Sqlite | Database::Mysql | Database::Mariadb => table.schema.as_deref(),
        };
        self.object(schema, &table.name)
    }

    /// A literal, safe whatever `standard_conforming_strings` and its kin say.
    pub(crate) fn string(&mut self, value: &str) -> &mut Self {
        self.space();
        match self.database {
            Database::Sqlite => self.quote('\'', value),
            Database::Postgres | Database::Mysql | Database::Mariadb => self.escaped(value),
        }
        self
    }

    pub(crate) fn open(&mut self) -> &mut Self {
        self.word("(");
        self.glued = true;
        self
    }

    pub(crate) fn close(&mut self) -> &mut Self {
        self.text.push(')');
        self.glued = false;
        self
    }

    pub(crate) fn comma(&mut self) -> &mut Self {
        self.text.push(',');
        self.glued = false;
        self
    }

    /// A new line, so many levels deep.
    pub(crate) fn line(&mut self, depth: usize) -> &mut Self {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("    ", depth));
        self.glued = true;
        self
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn space(&mut self) {
        if !std::mem::take(&mut self.glued) {
            self.text.push(' ');
        }
    }

    fn quote(&mut self, quote: char, text: &str) {
        self.text.push(quote);
        for (number, part) in text.split(quote).enumerate() {
            if number > 0 {
                self.text.extend([quote, quote]);
            }
            self.text.push_str(part);
        }
        self.text.push(quote);
    }

    /// PostgreSQL reads backslashes by a setting, unless an `E` says that they escape;
    /// in MySQL they always do.
    fn escaped(&mut self, value: &str) {
        let value = &deepened(value);
        if !value.contains('\\') {
            return self.quote('\'', value);
        }
        if self.database == Database::Postgres {
            self.text.push('E');
        }
        self.quote('\'', &value.replace('\\', "\\\\"));
    }
}

/// A text with one more pair of quotes around each mark of the schema.
fn deepened(text: &str) -> Cow<'_, str> {
    if !text.contains(HOME) {
        return Cow::Borrowed(text);
    }
    let mut deepened = String::with_capacity(text.len() + 1);
    for (number, part) in text.split(HOME).enumerate() {
        if number > 0 {
            deepened.push(HOME);
        }
        // Marks of one run have nothing between them.
        if number > 0 && !part.is_empty() {
            deepened.push(HOME);
        }
        deepened.push_str(part);
    }
    Cow::Owned(deepened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(database: Database, write: impl FnOnce(&mut Sql)) -> String {
        let mut sql = Sql::new(database);
        write(&mut sql);
        sql.finish()
    }

    #[test]
    fn puts_spaces_where_sql_wants_them() {
        let text = written(Database::Postgres, |sql| {
            sql.word("ALTER TABLE")
                .object(Some("a"), "b")
                .word("ADD")
                .word("f");
            sql.glue("")
                .open()
                .name("c")
                .glue("::")
                .word("text")
                .comma()
                .word("1")
                .close();
        });
        assert_eq!(text, r#"ALTER TABLE "a"."b" ADD f("c"::text, 1)"#);
    }

    #[test]
    fn quotes_by_the_database() {
        let both = |sql: &mut Sql| {
            sql.name("a\"`b").string(r"it's a \");
        };
        assert_eq!(
            written(Database::Postgres, both),
            r#""a""`b" E'it''s a \\'"#
        );
        assert_eq!(written(Database::Sqlite, both), r#""a""`b" 'it''s a \'"#);
        assert_eq!(written(Database::Mysql, both), r#"`a"``b` 'it''s a \\'"#);
    }
}
