//! What a raw statement makes, or speaks of, beside tables: types, extensions, operator
//! classes, collations, sequences. Takes its text, gives their names, those within a block or a
//! function's body too; must not know what they are for.

mod token;

use token::{Token, Tokens};

/// A kind of object that the language has no statement for, and names all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// An enum, a domain, a range, a composite type, or the rows of a table or a view.
    Type,
    Extension,
    OperatorClass,
    Collation,
    Sequence,
}

/// An object by its name; without a schema it is in `public`, or in the one that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Object {
    pub(crate) kind: Kind,
    pub(crate) schema: Option<String>,
    pub(crate) name: String,
}

/// What a statement says of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// It is there behind the statement: the statement makes it, or needs it.
    There(Object),
    Gone(Object),
    /// Something is made whose name nobody reads here.
    Anything,
}

/// What a statement says, in the order of its words.
pub(crate) fn spoken(sql: &str) -> Vec<Spoken> {
    let tokens: Vec<Token> = Tokens::new(sql).collect();
    let mut reading = Reading {
        tokens: &tokens,
        place: 0,
        last: None,
        spoken: Vec::new(),
    };
    if reading.begins_with("call") {
        reading.spoken.push(Spoken::Anything);
    }
    while reading.place < tokens.len() {
        reading.step();
    }
    reading.spoken
}

struct Reading<'t> {
    tokens: &'t [Token],
    place: usize,
    /// What was spoken of last.
    last: Option<Object>,
    spoken: Vec<Spoken>,
}

impl Reading<'_> {
    fn step(&mut self) {
        let start = self.place;
        self.place += 1;
        let Some(word) = self.word_at(start).map(str::to_owned) else {
            return;
        };
        match word.as_str() {
            "type" | "domain" => self.objects(Kind::Type, start),
            "table" | "view" if self.follows("create", start) => self.objects(Kind::Type, start),
            "extension" => self.objects(Kind::Extension, start),
            "collation" => self.objects(Kind::Collation, start),
            "sequence" => self.objects(Kind::Sequence, start),
            "operator" if self.eat("class") => self.objects(Kind::OperatorClass, start),
            "rename" if self.eat("to") => self.renamed(),
            "set" if self.eat("schema") => self.moved(),
            "multirange_type_name" if self.eat_other('=') => self.objects(Kind::Type, start),
            "range" if self.follows("as", start) => self.multirange(),
            "execute" if !self.reads_on() => self.spoken.push(Spoken::Anything),
            "search_path" if self.begins_with("set") || self.begins_with("select") => {
                self.spoken.push(Spoken::Anything);
            }
            _ => {}
        }
    }

    /// One name, or several behind `drop`.
    fn objects(&mut self, kind: Kind, start: usize) {
        for word in ["if", "not", "exists", "only"] {
            self.eat(word);
        }
        let drops = self.begins_with("drop") && self.follows("drop", start);
        let Some((schema, name)) = self.name() else {
            if self.follows("create", start) {
                self.spoken.push(Spoken::Anything);
            }
            return;
        };
        self.say(drops, Object { kind, schema, name });
        while drops && self.eat_other(',') {
            if let Some((schema, name)) = self.name() {
                self.say(drops, Object { kind, schema, name });
            }
        }
    }

    fn say(&mut self, gone: bool, object: Object) {
        self.last = Some(object.clone());
        self.spoken.push(if gone {
            Spoken::Gone(object)
        } else {
            Spoken::There(object)
        });
    }

    /// The rows of a table have a new name, too.
    fn renamed(&mut self) {
        let (last, name) = (self.last.clone(), self.name());
        let Some((_, name)) = name else { return };
        let (kind, schema) = match &last {
            Some(last) => (last.kind, last.schema.clone()),
            None if self.alters_rows() => (Kind::Type, None),
            None => return,
        };
        self.leave(last);
        self.say(false, Object { kind, schema, name });
    }

    fn alters_rows(&self) -> bool {
        let mut kinds = (1..3).filter_map(|place| self.word_at(place));
        kinds.any(|kind| matches!(kind, "table" | "view"))
    }

    fn moved(&mut self) {
        if let (Some(last), Some((_, schema))) = (self.last.clone(), self.name()) {
            let schema = Some(schema);
            self.leave(Some(last.clone()));
            self.say(false, Object { schema, ..last });
        }
    }

    /// In a block the object may be there all the same.
    fn leave(&mut self, object: Option<Object>) {
        if self.begins_with("alter")
            && let Some(object) = object
        {
            self.spoken.push(Spoken::Gone(object));
        }
    }

    /// A range comes with a multirange, whose name is made of its own.
    /// <https://www.postgresql.org/docs/current/sql-createtype.html>
    fn multirange(&mut self) {
        let Some(range) = self.last.clone() else {
            return;
        };
        let name = match range.name.find("range") {
            Some(place) => {
                let (before, rest) = range.name.split_at(place);
                format!("{before}multi{rest}")
            }
            None => format!("{}_multirange", range.name),
        };
        self.spoken.push(Spoken::There(Object { name, ..range }));
    }

    /// Whether what is executed stands there: `execute 'create …'`, `execute format('…')`, and
    /// the function of a trigger.
    fn reads_on(&self) -> bool {
        match self.tokens.get(self.place) {
            Some(Token::Word(word)) => {
                matches!(word.as_str(), "format" | "function" | "procedure" | "on")
            }
            Some(Token::Other(other)) => matches!(other, '\'' | '$'),
            Some(Token::Quoted(_)) | None => false,
        }
    }

    /// `name` or `schema.name`.
    fn name(&mut self) -> Option<(Option<String>, String)> {
        let first = self.part()?;
        if self.tokens.get(self.place) == Some(&Token::Other('.')) {
            self.place += 1;
            let second = self.part()?;
            return Some((Some(first), second));
        }
        Some((None, first))
    }

    fn part(&mut self) -> Option<String> {
        let (Token::Word(name) | Token::Quoted(name)) = self.tokens.get(self.place)? else {
            return None;
        };
        self.place += 1;
        Some(name.clone())
    }

    fn word_at(&self, place: usize) -> Option<&str> {
        match self.tokens.get(place)? {
            Token::Word(word) => Some(word),
            Token::Quoted(_) | Token::Other(_) => None,
        }
    }

    fn begins_with(&self, word: &str) -> bool {
        self.word_at(0) == Some(word)
    }

    /// Whether this word stands before the place, with others of the kind between:
    /// `create or replace temporary view`.
    fn follows(&self, word: &str, place: usize) -> bool {
        let before = (0..place).rev().take(5);
        let mut words = before.map_while(|place| self.word_at(place));
        words.any(|before| before == word)
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.word_at(self.place) == Some(word);
        self.place += usize::from(found);
        found
    }

    fn eat_other(&mut self, other: char) -> bool {
        let found = self.tokens.get(self.place) == Some(&Token::Other(other));
        self.place += usize::from(found);
        found
    }
}

#[cfg(test)]
mod tests;
