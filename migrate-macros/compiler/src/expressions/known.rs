//! Whether something that the language has no statement for is there: a type in quotes, an
//! operator class, a collation. Takes a name and what raw statements left, gives the error
//! for one that nothing made; must not know where the name is written.

use super::catalogue::{self, Extension};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::schema::{Beyond, Schema};
use crate::syntax::ast::spoken::Kind;
use crate::syntax::ast::{Base, TableName, Type};
use crate::target::Target;

/// PostgreSQL's own types that the language has no word for.
const OF_POSTGRES: &[&str] = &[
    "aclitem",
    "bpchar",
    "gtsvector",
    "int2vector",
    "oidvector",
    "pg_brin_bloom_summary",
    "pg_brin_minmax_multi_summary",
    "pg_dependencies",
    "pg_mcv_list",
    "pg_ndistinct",
    "pg_node_tree",
    "refcursor",
];

/// Collations that every PostgreSQL has, beside those of the machine.
const COLLATIONS: &[&str] = &[
    "C",
    "POSIX",
    "default",
    "pg_c_utf8",
    "pg_unicode_fast",
    "ucs_basic",
    "unicode",
];

/// Their makers bring more than their names say.
impl Beyond {
    /// The extension may be there; so may everything of one that nobody knows.
    fn may_have_extension(&self, name: &str) -> bool {
        self.may_bring(|extension| extension.name == name)
    }

    fn may_bring(&self, brings: impl Fn(&Extension) -> bool) -> bool {
        let mut made = self.of(Kind::Extension);
        self.may_have_anything()
            || made.any(|it| catalogue::extension(&it.name).is_none_or(|known| brings(&known)))
    }
}

/// Whether plain types may have classes of `gin` and `gist`.
pub(super) fn may_index_plain_types(schema: &Schema, method: &str) -> bool {
    schema
        .beyond()
        .may_have_extension(&format!("btree_{method}"))
}

/// What makes the extension that the history lacks; without a name it is one of many.
pub(super) fn missing_extension(name: &str, schema: &Schema) -> Option<String> {
    if schema.beyond().may_have_extension(name) {
        return None;
    }
    Some(match catalogue::extension(name) {
        Some(extension) => created(extension),
        None => "make its extension before: `sql \"CREATE EXTENSION …\" undo \"…\";`".to_owned(),
    })
}

/// The error for a type in quotes that nothing has made.
pub(crate) fn unknown_type(
    ty: &Type,
    (schema, targets): (&Schema, &[Target]),
    origin: Origin,
) -> Option<Diagnostic> {
    let Base::Extension(written) = &ty.base else {
        return None;
    };
    catalogue::major(targets)?;
    let (place, name) = parts(written);
    if is_type(schema, place, name) {
        return None;
    }
    let title = format!("there is no type `{}`", path(place, name));
    let error = Diagnostic::new(origin, title)
        .why("no statement before this one makes it, and the server refuses a type that is not there")
        .unknown(name);
    Some(match nearest_type(schema, written, (place, name)) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help(maker(place, name)),
    })
}

/// `app.mood`, and the arguments behind it taken off.
fn parts(written: &str) -> (Option<&str>, &str) {
    let path = written.split('(').next().unwrap_or_default().trim_end();
    match path.split_once('.') {
        Some((schema, name)) => (Some(schema), name),
        None => (None, path),
    }
}

fn path(schema: Option<&str>, name: &str) -> String {
    match schema {
        Some(schema) => format!("{schema}.{name}"),
        None => name.to_owned(),
    }
}

fn is_type(schema: &Schema, place: Option<&str>, name: &str) -> bool {
    if matches!(place, Some("pg_catalog" | "information_schema")) {
        return true;
    }
    // An array's type is called as that of its items, behind a `_`.
    let item = name.strip_prefix('_').unwrap_or(name);
    [name, item].into_iter().any(|name| {
        let of_server =
            OF_POSTGRES.contains(&name) || (name == item && catalogue::type_of(name).is_some());
        (place.is_none() && of_server)
            || schema.beyond().may_have(Kind::Type, place, name)
            || schema.table(&TableName::new(place, name)).is_some()
            || schema
                .beyond()
                .may_bring(|it| it.types().any(|ty| ty == name))
    })
}

/// What was meant, as it is written.
fn nearest_type(
    schema: &Schema,
    written: &str,
    (place, name): (Option<&str>, &str),
) -> Option<String> {
    let arguments = written.find('(').map_or("", |start| &written[start..]);
    let beyond = schema.beyond();
    let made: Vec<(String, &str)> = beyond
        .of(Kind::Type)
        .map(|it| (path(it.schema.as_deref(), &it.name), it.name.as_str()))
        .collect();
    // The same name in another schema, or in other letters.
    let same = |own: &&(String, &str)| own.1.eq_ignore_ascii_case(name);
    if let Some((path, _)) = made.iter().find(same) {
        return Some(format!("\"{path}{arguments}\""));
    }
    if catalogue::brings_type(name).is_some() {
        return None;
    }
    let whole = path(place, name);
    let known = made.iter().map(|(path, _)| path.as_str());
    let near = nearest(&whole, known).or_else(|| is_slip_of(name));
    near.map(|near| format!("\"{near}{arguments}\""))
}

/// A well-known extension's type that this may be a slip of.
fn is_slip_of(name: &str) -> Option<&'static str> {
    let near = nearest(name, catalogue::extension_types())?;
    (near.len() > 4).then_some(near)
}

/// The statement that makes it.
fn maker(place: Option<&str>, name: &str) -> String {
    if let Some(extension) = catalogue::brings_type(name) {
        return created(extension);
    }
    let path = place
        .into_iter()
        .chain([name])
        .map(in_string)
        .collect::<Vec<_>>()
        .join(".");
    format!(
        "make it before, as in `sql \"CREATE TYPE {path} AS ENUM ('…')\" undo \"DROP TYPE {path}\";`;\n\
         one that the database had before its history is known from any raw statement that\n\
         speaks of it, as in `sql \"COMMENT ON TYPE {path} IS '…'\" irreversible \"…\";`"
    )
}

/// As SQL has the name, within a string of Rust's.
fn in_string(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.bytes().all(plain) {
        return name.to_owned();
    }
    format!("\\\"{name}\\\"")
}

fn created(extension: Extension) -> String {
    let name = in_string(extension.name);
    format!(
        "write before it\nsql \"CREATE EXTENSION IF NOT EXISTS {name}\" undo \"DROP EXTENSION {name}\";"
    )
}

/// The error for a key whose type only `btree_gin` or `btree_gist` has a class for.
pub(super) fn needs_extension(method: &str, ty: &Type, origin: Origin) -> Diagnostic {
    let title = format!("an index `using {method}` has no way to keep a `{ty}` by itself");
    let error = Diagnostic::new(origin, title);
    match catalogue::extension(&format!("btree_{method}")) {
        Some(extension) => error
            .why(format!(
                "the extension `{}` brings the operator class",
                extension.name
            ))
            .help(created(extension)),
        None => error.help(format!("remove `using {method}`")),
    }
}

/// The error for an operator class that neither the server nor the history has.
pub(super) fn unknown_class(
    written: &str,
    (schema, targets): (&Schema, &[Target]),
    origin: Origin,
) -> Option<Diagnostic> {
    catalogue::major(targets)?;
    let beyond = schema.beyond();
    if beyond.may_bring(|it| it.has_class(written))
        || beyond.of(Kind::OperatorClass).any(|it| it.name == written)
    {
        return None;
    }
    let title = format!("there is no operator class `{written}`");
    let error = Diagnostic::new(origin, title).unknown(written);
    if let Some(extension) = catalogue::brings_class(written) {
        let why = format!("the extension `{}` brings it", extension.name);
        return Some(error.why(why).help(created(extension)));
    }
    let mut known: Vec<&str> = catalogue::class_names().collect();
    known.extend(beyond.of(Kind::OperatorClass).map(|it| it.name.as_str()));
    let near = nearest(written, known);
    Some(match near {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help(format!(
            "remove it, or make it before: `sql \"CREATE OPERATOR CLASS {written} …\" undo \"…\";`"
        )),
    })
}

/// The error for a collation that neither servers nor the history have.
pub(crate) fn unknown_collation(
    name: &str,
    (schema, targets): (&Schema, &[Target]),
    origin: Origin,
) -> Option<Diagnostic> {
    catalogue::major(targets)?;
    let beyond = schema.beyond();
    let mut made = beyond.of(Kind::Collation);
    if COLLATIONS.contains(&name)
        || is_locale(name)
        || beyond.may_have_anything()
        || made.any(|it| it.name == name)
    {
        return None;
    }
    let title = format!("there is no collation `{name}`");
    let error = Diagnostic::new(origin, title)
        .why("no statement before this one makes it, and PostgreSQL tells small letters from capital ones");
    let made = beyond.of(Kind::Collation).map(|it| it.name.as_str());
    Some(match nearest(name, made.chain(COLLATIONS.iter().copied())) {
        Some(near) => error.help(format!("did you mean `\"{near}\"`?")),
        None => error.help(format!(
            "take one of the server's, as in `\"C\"` or `\"de-x-icu\"`, or make it before:\n\
             `sql \"CREATE COLLATION {sql} (provider = icu, locale = '…')\" undo \"DROP COLLATION {sql}\";`",
            sql = in_string(name)
        )),
    })
}

/// The error for a sequence that is called by a name that nothing has.
pub(super) fn unknown_sequence(
    written: &str,
    (schema, targets): (&Schema, &[Target]),
    origin: Origin,
) -> Option<Diagnostic> {
    catalogue::major(targets)?;
    let (place, name) = read_name(written)?;
    let place = place.as_deref();
    if schema.table_of_sequence(place, &name).is_some()
        || schema.beyond().may_have(Kind::Sequence, place, &name)
    {
        return None;
    }
    let title = format!("there is no sequence `{}`", path(place, &name));
    let error = Diagnostic::new(origin, title)
        .unknown(&name)
        .why("no column owns it and no statement before this one makes it: the server looks for it\nwhen it reads the expression");
    let made = schema.beyond().of(Kind::Sequence);
    let made: Vec<String> = made
        .map(|it| path(it.schema.as_deref(), &it.name))
        .collect();
    let near = nearest(&path(place, &name), made.iter().map(String::as_str));
    if let Some(near) = near {
        return Some(error.help(format!("did you mean `\"{near}\"`?")));
    }
    let path = path(place.map(in_string).as_deref(), &in_string(&name));
    Some(error.help(format!(
        "write before it\nsql \"CREATE SEQUENCE {path}\" undo \"DROP SEQUENCE {path}\";"
    )))
}

/// A name as the server reads it from a text; nothing where it is none.
fn read_name(text: &str) -> Option<(Option<String>, String)> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let (part, behind) = if let Some(quoted) = rest.strip_prefix('"') {
            let (name, behind) = quoted.split_once('"')?;
            (name.to_owned(), behind)
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            (rest[..end].trim().to_lowercase(), &rest[end..])
        };
        parts.push(part);
        match behind.strip_prefix('.') {
            Some(more) => rest = more,
            None if behind.is_empty() => break,
            None => return None,
        }
    }
    let name = parts.pop().filter(|name| !name.is_empty())?;
    (parts.len() < 2).then(|| (parts.pop(), name))
}

/// `de`, `de_DE`, `de_DE.utf8`, `ca_ES@valencia`, `de-AT-x-icu`, `German_Germany.1252`: the
/// machine's own, which nobody knows here.
fn is_locale(name: &str) -> bool {
    let letters = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic());
    if let Some(locale) = name.strip_suffix("-x-icu") {
        return locale.split('-').all(|part| !part.is_empty());
    }
    if let Some((language, page)) = name.rsplit_once('.')
        && page.bytes().all(|byte| byte.is_ascii_digit())
    {
        return !language.is_empty();
    }
    let end = name.find(['.', '@']).unwrap_or(name.len());
    let (language, place) = match name[..end].split_once('_') {
        Some((language, place)) => (language, Some(place)),
        None => (&name[..end], None),
    };
    let is_language = letters(language)
        && matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_place = |place: &str| {
        let first = place.split('_').next().unwrap_or_default();
        first.starts_with(|letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit())
    };
    (is_language && place.is_none_or(is_place))
        || (name.starts_with("C.") || name.starts_with("POSIX."))
}

#[cfg(test)]
mod tests {
    use super::is_locale;

    #[test]
    fn a_locale_is_known_by_its_form() {
        for name in [
            "de",
            "de_DE",
            "de_DE.utf8",
            "ca_ES@valencia",
            "C.utf8",
            "sr_Latn_RS",
            "de-AT-x-icu",
            "und-x-icu",
            "German_Germany.1252",
            "es_419",
        ] {
            assert!(is_locale(name), "{name}");
        }
        for name in [
            "c",
            "nocase",
            "case_insensitive",
            "english",
            "ci",
            "de_de",
            "",
        ] {
            assert_eq!(is_locale(name), name == "ci", "{name}");
        }
    }
}
