//! The operator classes of an index's keys. Takes a method, keys and their types, gives
//! errors; must not know what the index is for.

use super::super::Checker;
use super::super::catalogue::{self, OperatorClass};
use super::super::known;
use super::super::types::{Inferred, collatable};
use super::Chosen;
use crate::diagnostic::Diagnostic;
use crate::schema::Table;
use crate::syntax::ast::{Base, KeyPhrase, Type};

/// What is known of a key's class.
#[derive(Clone, Copy, Debug)]
pub(super) enum ClassOf {
    /// One of the server's own.
    Known(OperatorClass),
    /// An extension's, or of a type that is not known.
    Open,
    /// There is none.
    None,
}

impl Checker<'_> {
    pub(super) fn key_classes(&mut self, chosen: &Chosen<'_>, keys: &[&KeyPhrase], table: &Table) {
        let types = self.key_types(keys, table);
        for (key, ty) in keys.iter().zip(&types) {
            let error = self
                .misnamed(key, table)
                .or_else(|| self.uncollated(key, ty));
            if let Some(error) = error {
                self.report.error(error);
                return;
            }
        }
        let classes = self.classes(chosen, keys, &types);
        let beside_own = classes.iter().any(|class| !matches!(class, ClassOf::None));
        let pairs = keys.iter().zip(&types).zip(&classes);
        for ((key, ty), class) in pairs {
            if let (ClassOf::None, Some(ty)) = (class, ty.known()) {
                let error = if beside_own && by_extension(chosen, key, ty) {
                    known::needs_extension(chosen.name, ty, key.expr.origin)
                } else {
                    no_class(chosen, key, ty)
                };
                self.report.error(error);
                return;
            }
        }
    }

    /// The class of each key. `btree_gin` and `btree_gist` bring classes for plain types, which
    /// is of use beside a key that the method has a class for.
    pub(super) fn classes(
        &self,
        chosen: &Chosen<'_>,
        keys: &[&KeyPhrase],
        types: &[Inferred],
    ) -> Vec<ClassOf> {
        let pairs = keys.iter().zip(types);
        let mut classes: Vec<ClassOf> = pairs.map(|(key, ty)| class(chosen, key, ty)).collect();
        let has_own = classes.iter().any(|class| !matches!(class, ClassOf::None));
        if !has_own || !known::may_index_plain_types(self.schema, chosen.name) {
            return classes;
        }
        for ((class, key), ty) in classes.iter_mut().zip(keys).zip(types) {
            let by_extension = ty.known().is_some_and(|ty| by_extension(chosen, key, ty));
            if matches!(class, ClassOf::None) && by_extension {
                *class = ClassOf::Open;
            }
        }
        classes
    }

    /// `collate` behind what has no order of letters, or with one that nothing has made.
    fn uncollated(&self, key: &KeyPhrase, ty: &Inferred) -> Option<Diagnostic> {
        let name = key.collation.as_deref()?;
        let origin = key.expr.origin;
        let Some(ty) = ty.known().filter(|ty| !collatable(ty)) else {
            let error = known::unknown_collation(name, (self.schema, self.targets), origin);
            return error.map(|error| error.unknown(name));
        };
        let title = format!("this key is `{ty}` and has no collation");
        let error = Diagnostic::new(origin, title).why("a collation orders text");
        Some(error.help("remove `collate`"))
    }

    /// A column of the table behind a key, or a class that nothing has made.
    fn misnamed(&self, key: &KeyPhrase, table: &Table) -> Option<Diagnostic> {
        let written = key.opclass.as_deref()?;
        let origin = key.expr.origin;
        if catalogue::is_class(written) {
            return None;
        }
        if table.column(written).is_some() {
            let error = Diagnostic::new(origin, "a comma is missing between two keys");
            let why = "a word behind a key is the operator class by which it is indexed";
            return Some(error.why(why).help(format!("write `, {written}`")));
        }
        known::unknown_class(written, (self.schema, self.targets), origin)
    }
}

/// Whether `btree_gin` or `btree_gist` brings a class for the key.
pub(super) fn by_extension(chosen: &Chosen<'_>, key: &KeyPhrase, ty: &Type) -> bool {
    matches!(chosen.name, "gin" | "gist") && is_plain(ty) && key.opclass.is_none()
}

fn class(chosen: &Chosen<'_>, key: &KeyPhrase, ty: &Inferred) -> ClassOf {
    let Some(name) = ty.known().and_then(catalogue::name_of) else {
        return ClassOf::Open;
    };
    let known = match &key.opclass {
        None => catalogue::default_class(chosen.name, &name, chosen.major),
        Some(written) => {
            let all = catalogue::classes(chosen.name, chosen.major);
            let Some(class) = all.into_iter().find(|class| class.name() == written) else {
                return of_another(written);
            };
            Some(class).filter(|class| class.takes(&name, chosen.major))
        }
    };
    known.map_or(ClassOf::None, ClassOf::Known)
}

/// A class of another method or version is none here; one that no method has is an extension's.
fn of_another(written: &str) -> ClassOf {
    if catalogue::is_class(written) {
        return ClassOf::None;
    }
    ClassOf::Open
}

/// A type that the extensions `btree_gin` and `btree_gist` have classes for.
fn is_plain(ty: &Type) -> bool {
    !ty.array
        && match &ty.base {
            Base::Json | Base::Jsonb => false,
            Base::Native(name) => matches!(
                *name,
                "inet" | "cidr" | "macaddr" | "macaddr8" | "money" | "oid" | "char" | "name"
            ),
            _ => true,
        }
}

pub(super) fn no_class(chosen: &Chosen<'_>, key: &KeyPhrase, ty: &Type) -> Diagnostic {
    let method = chosen.name;
    let name = catalogue::name_of(ty).unwrap_or_default();
    let fitting: Vec<&str> = catalogue::classes(method, chosen.major)
        .iter()
        .filter(|class| class.takes(&name, chosen.major))
        .map(OperatorClass::name)
        .collect();
    if let Some(written) = &key.opclass {
        let title = format!("`{written}` is no operator class of `{method}` for `{ty}`");
        let error = Diagnostic::new(key.expr.origin, title);
        return match fitting.as_slice() {
            [] => error.help(other_method(&name, ty, chosen)),
            some => error.help(format!("write one of `{}`, or none", some.join("`, `"))),
        };
    }
    let title = format!("an index `using {method}` has no way to keep a `{ty}`");
    let error = Diagnostic::new(key.expr.origin, title)
        .why("PostgreSQL has no operator class that the method could use by default");
    match fitting.first() {
        Some(class) => error.help(format!("name one behind the key: `{class}`")),
        None => error.help(other_method(&name, ty, chosen)),
    }
}

fn other_method(name: &str, ty: &Type, chosen: &Chosen<'_>) -> String {
    let keeps = |method: &&str| catalogue::default_class(method, name, chosen.major).is_some();
    let text = matches!(name, "text" | "varchar" | "bpchar");
    match catalogue::methods().find(keeps) {
        _ if text && chosen.name == "gin" => {
            "index its words, `(to_tsvector(\"simple\", …))`, or name the class of `pg_trgm`: \
             `gin_trgm_ops`"
                .to_owned()
        }
        Some("btree") => format!("remove `using {}`", chosen.name),
        Some(method) => format!("write `using {method}`"),
        None => format!("index an expression over it: no method keeps a `{ty}`"),
    }
}
