//! What a raw statement may write, as far as its words say it. Takes its text, answers for a
//! column of a table that it names; must not know what it writes.

use super::nullness::may_be_null;
use crate::schema::Column;
use crate::syntax::ast::fragment;

/// What a raw statement may write.
pub(super) struct Written {
    reach: Reach,
    words: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// It is about the schema, or reads, or deletes.
    Nothing,
    /// The columns that it names.
    Named,
    /// New rows, with what they do not name left to its default.
    Rows,
}

/// Reads a statement; its words are given.
pub(super) fn by(text: &str, words: &[String]) -> Written {
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let first = words.first().map_or("", String::as_str);
    match first {
        "insert" | "replace" | "merge" | "call" | "execute" => Written::new(Reach::Rows, words),
        "copy" if has("from") => Written::new(Reach::Rows, words),
        "update" => Written::new(Reach::Named, assigned(words)),
        "alter" if has("type") && has("using") => Written::new(Reach::Named, words),
        "with" => Written::new(reach(words), words),
        "do" => {
            let inside = fragment::names(&text.replace('\'', " "));
            Written::new(reach(&inside), &inside)
        }
        _ => Written::new(Reach::Nothing, &[]),
    }
}

/// What an update sets, and what it sets that to.
fn assigned(words: &[String]) -> &[String] {
    let place = |wanted: &[&str]| {
        words
            .iter()
            .position(|word| wanted.contains(&word.as_str()))
    };
    let start = place(&["set"]).unwrap_or(0);
    let end = place(&["where", "from", "returning"]).filter(|end| *end > start);
    &words[start..end.unwrap_or(words.len())]
}

/// What a statement within another may write.
fn reach(words: &[String]) -> Reach {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if has(&["insert", "merge", "copy", "call", "perform"]) {
        return Reach::Rows;
    }
    if has(&["update", "using"]) {
        return Reach::Named;
    }
    Reach::Nothing
}

impl Written {
    fn new(reach: Reach, words: &[String]) -> Self {
        let words = words.to_vec();
        Self { reach, words }
    }

    pub(super) fn mentions(&self, name: &str) -> bool {
        self.words.iter().any(|word| word == name)
    }

    /// Whether the column may be null behind it, of a table that the statement names.
    pub(super) fn may_empty(&self, column: &Column) -> bool {
        let gets_null = || {
            let default = column.default.as_ref();
            column.generator.is_none() && default.is_none_or(|it| may_be_null(it, None))
        };
        match self.reach {
            Reach::Nothing => false,
            Reach::Named => self.mentions(&column.name),
            Reach::Rows => self.mentions(&column.name) || gets_null(),
        }
    }
}
