//! Functions of any type: what `anyelement` and its kin stand for in one call. Takes
//! declared and given types, gives what they bind; must not know the function.
//! <https://www.postgresql.org/docs/current/extend-type-system.html>

use super::coerce::implicit;
use super::select::Given;

/// What the pseudo-types of one call stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Bindings {
    /// The `any…` types share one item, the `anycompatible…` types another.
    same: Family,
    compatible: Family,
}

#[derive(Clone, Debug, Default)]
struct Family {
    item: Option<String>,
    range: Option<String>,
}

/// Whether a type stands for others.
pub(super) fn is_open(declared: &str) -> bool {
    declared.starts_with("any")
}

/// Whether some type is meant that nothing says: literals stand where it is declared, and a
/// range is not found by its items.
pub(super) fn is_undetermined(declared: &[&str], given: &[Given<'_>], major: u16) -> bool {
    let Some(bindings) = bind(declared, given, major) else {
        return true;
    };
    let strict =
        |name: &&&str| is_open(name) && **name != "any" && !name.starts_with("anycompatible");
    let mut open = declared.iter().filter(strict);
    open.any(|name| bindings.resolve(name).is_none())
}

/// What the declared types stand for; nothing where the given ones do not agree.
pub(super) fn bind(declared: &[&str], given: &[Given<'_>], major: u16) -> Option<Bindings> {
    let mut bindings = Bindings::default();
    for (declared, given) in declared.iter().zip(given) {
        let Given::Known(name) = given else { continue };
        if !bindings.add(declared, name, major) {
            return None;
        }
    }
    Some(bindings)
}

impl Bindings {
    fn add(&mut self, declared: &str, name: &str, major: u16) -> bool {
        let (family, shape, strict) = match declared.strip_prefix("anycompatible") {
            Some("") => (&mut self.compatible, "element", false),
            Some(shape) => (&mut self.compatible, shape, false),
            None => match declared.strip_prefix("any") {
                None | Some("") => return true,
                Some(shape) => (&mut self.same, shape, true),
            },
        };
        let item = match shape {
            "element" => Some(name.to_owned()),
            "nonarray" => (!name.ends_with("[]")).then(|| name.to_owned()),
            "array" => name.strip_suffix("[]").map(str::to_owned),
            "range" | "multirange" => return family.add_range(shape, name),
            // The history's own enums are not known by name here.
            _ => None,
        };
        let Some(item) = item else { return false };
        family.agree(item, strict, major)
    }

    /// What a type of the result stands for.
    pub(super) fn resolve(&self, declared: &str) -> Option<String> {
        let (family, shape) = match declared.strip_prefix("anycompatible") {
            Some("") => (&self.compatible, "element"),
            Some(shape) => (&self.compatible, shape),
            None => match declared.strip_prefix("any") {
                None => return Some(declared.to_owned()),
                Some(shape) => (&self.same, shape),
            },
        };
        match shape {
            "element" | "nonarray" => family.item.clone(),
            "array" => family.item.as_ref().map(|item| format!("{item}[]")),
            "range" => family.range.clone(),
            "multirange" => {
                let range = family.range.as_ref()?;
                Some(format!("{}multirange", range.strip_suffix("range")?))
            }
            _ => None,
        }
    }
}

impl Family {
    fn add_range(&mut self, shape: &str, name: &str) -> bool {
        let range = match (shape, name.strip_suffix("multirange")) {
            ("multirange", Some(stem)) => format!("{stem}range"),
            ("range", None) => name.to_owned(),
            _ => return false,
        };
        let Some(item) = subtype(&range) else {
            return false;
        };
        if self.range.as_ref().is_some_and(|known| *known != range) {
            return false;
        }
        self.range = Some(range);
        self.agree(item.to_owned(), true, 0)
    }

    /// All items are of one type, or become one where that is enough.
    fn agree(&mut self, item: String, strict: bool, major: u16) -> bool {
        let Some(known) = &self.item else {
            self.item = Some(item);
            return true;
        };
        if *known == item || !strict && implicit(&item, known, major) {
            return true;
        }
        if strict || !implicit(known, &item, major) {
            return false;
        }
        self.item = Some(item);
        true
    }
}

/// What a built-in range is a range of.
fn subtype(range: &str) -> Option<&'static str> {
    Some(match range {
        "int4range" => "int4",
        "int8range" => "int8",
        "numrange" => "numeric",
        "tsrange" => "timestamp",
        "tstzrange" => "timestamptz",
        "daterange" => "date",
        _ => return None,
    })
}
