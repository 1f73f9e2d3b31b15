//! `create [unique] index [name] on t (…) …;`. Takes tokens, gives an index; must not know
//! any database.

use super::form::{Form, Parsed};
use super::indexes::{self, Unique};
use super::scope::Scope;
use super::{Lowering, Places, Refusal, Statement, habit, meant};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::origin::Origin;
use crate::schema::{Change, Object};
use crate::syntax::ast::{IndexPhrase, TableName};
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["create", "index"],
    parse: |cursor, _| read(cursor, FORM.words, Unique::No),
};

pub(super) const UNIQUE: Form = Form {
    words: &["create", "unique", "index"],
    parse: |cursor, _| read(cursor, UNIQUE.words, Unique::Yes),
};

/// An index on a table.
#[derive(Debug)]
struct CreateIndex {
    table: TableName,
    table_origin: Origin,
    phrase: IndexPhrase,
    origin: Origin,
}

fn read(cursor: &mut Cursor<'_>, words: &[&str], unique: Unique) -> Parsed {
    let first = cursor.expect_words(words)?;
    habit::none_before_name(cursor)?;
    let mut phrase = syntax::index(cursor)?;
    phrase.unique = unique == Unique::Yes;
    let Some((table, table_origin)) = phrase.table.clone() else {
        return Err(
            Diagnostic::new(first, "an index needs a table").help("write `create index on t(…)`")
        );
    };
    let origin = phrase.name.as_ref().map_or(first, |name| name.origin);
    Ok(Box::new(CreateIndex {
        table,
        table_origin,
        phrase,
        origin,
    }))
}

impl Statement for CreateIndex {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let mut scope = Scope::of(lowering, &self.table, self.table_origin)?;
        let index = indexes::lower(&mut scope, &self.phrase)?;
        let mut places = Places::default();
        places.words_of_index(&index.name, &self.phrase);
        let change = Change::Create(Object::Index {
            table: self.table.clone(),
            index: Box::new(index),
        });
        lowering.act_with(change, self.origin, places);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        meant::index(&self.phrase)
    }
}
