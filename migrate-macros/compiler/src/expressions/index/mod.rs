//! What an index method takes: how many keys, of which types, in which order, with which
//! parameters. Takes a method and its keys, gives every mistake; must not know the name of
//! an index. <https://www.postgresql.org/docs/current/indexes-types.html>

mod class;
mod exclusion;
mod parameters;

use super::Checker;
use super::catalogue::{self, Ability, Method};
use super::known;
use super::place::Place;
use super::scope::Scope;
use super::types::Inferred;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::schema::Table;
use crate::syntax::ast::{IndexPhrase, KeyPhrase, Name};

/// The methods of well-known extensions, and these where they are known; what they take is
/// not known here.
const OF_EXTENSIONS: [(&str, &str); 11] = [
    ("bloom", "bloom"),
    ("bm25", ""),
    ("columnar", ""),
    ("diskann", ""),
    ("hnsw", "vector"),
    ("ivfflat", "vector"),
    ("lsm", ""),
    ("pgroonga", ""),
    ("rum", ""),
    ("vchordrq", ""),
    ("zombodb", ""),
];

/// A method, and where it was chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chosen<'a> {
    pub(super) name: &'a str,
    pub(super) method: Method,
    pub(super) major: u16,
}

impl Checker<'_> {
    /// What PostgreSQL says of an index beside its expressions.
    pub(crate) fn index_method(&mut self, phrase: &IndexPhrase, table: &Table) {
        let name = phrase.method.as_ref().map_or("btree", |name| &name.text);
        let name = name.to_ascii_lowercase();
        let Some(chosen) = self.method(&name, phrase.method.as_ref()) else {
            return;
        };
        let before = self.report.len();
        let keys: Vec<&KeyPhrase> = phrase.keys.iter().collect();
        self.method_keys(&chosen, &keys);
        if let (Some(first), false) = (phrase.include.first(), chosen.method.can(Ability::Include))
        {
            self.report.error(no_include(&chosen, first));
        }
        if self.report.len() == before {
            self.key_classes(&chosen, &keys, table);
        }
        for (parameter, value) in &phrase.with {
            self.report
                .take(parameters::check(&chosen, parameter, value));
        }
    }

    /// The method of this name; a mistake where the server has none.
    fn method<'n>(&mut self, name: &'n str, written: Option<&Name>) -> Option<Chosen<'n>> {
        let major = catalogue::major(self.targets)?;
        if let Some(method) = catalogue::method(name, major) {
            return Some(Chosen {
                name,
                method,
                major,
            });
        }
        let origin = written.map_or(Origin::elsewhere(), |it| it.origin);
        let mut of_extensions = OF_EXTENSIONS.iter();
        if let Some((_, extension)) = of_extensions.find(|(method, _)| *method == name) {
            let missing = known::missing_extension(extension, self.schema);
            let title = format!("PostgreSQL has no index method `{name}` by itself");
            let error = missing.map(|help| Diagnostic::new(origin, title).help(help));
            self.report.take(error.map_or(Ok(()), Err));
            return None;
        }
        let title = format!("PostgreSQL has no index method `{name}`");
        let error = Diagnostic::new(origin, title);
        self.report.error(match nearest(name, catalogue::methods()) {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None => error.help(format!(
                "write one of `{}`; one of an extension's own is made by a statement of `sql \"…\"`",
                catalogue::methods().collect::<Vec<_>>().join("`, `")
            )),
        });
        None
    }

    fn method_keys(&mut self, chosen: &Chosen<'_>, keys: &[&KeyPhrase]) {
        let name = chosen.name;
        if let (Some(second), false) = (keys.get(1), chosen.method.can(Ability::SeveralKeys)) {
            let title = format!("an index `using {name}` has one key");
            let help = "create an index for each key, or write a btree: remove `using`";
            self.report
                .error(Diagnostic::new(second.expr.origin, title).help(help));
        }
        if chosen.method.can(Ability::Order) {
            return;
        }
        let is_ordered = |key: &&&KeyPhrase| key.descending || key.nulls_first.is_some();
        if let Some(key) = keys.iter().find(is_ordered) {
            let title = format!("an index `using {name}` has no order");
            let help = "remove `asc`, `desc` and `nulls …`, or write a btree: remove `using`";
            self.report
                .error(Diagnostic::new(key.expr.origin, title).help(help));
        }
    }

    /// The type of each key, whose own mistakes are reported elsewhere.
    fn key_types(&mut self, keys: &[&KeyPhrase], table: &Table) -> Vec<Inferred> {
        let mut report = crate::report::Report::default();
        let mut silent = Checker {
            schema: self.schema,
            targets: self.targets,
            report: &mut report,
        };
        let scope = Scope::of(Place::Key, table);
        let types = keys.iter().map(|key| silent.type_of(&key.expr, &scope));
        let types = types.collect();
        report.drain();
        types
    }
}

fn no_include(chosen: &Chosen<'_>, first: &Name) -> Diagnostic {
    let title = format!("an index `using {}` includes no other columns", chosen.name);
    let error = Diagnostic::new(first.origin, title);
    let later = catalogue::method(chosen.name, u16::MAX);
    if later.is_some_and(|method| method.can(Ability::Include)) {
        return error.help("raise the target in the root's header: `on postgres 14`");
    }
    error.help("remove `include`, or write a btree: remove `using`")
}
