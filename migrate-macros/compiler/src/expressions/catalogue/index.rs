//! Index methods and their operator classes. Takes a method and a type, gives what an
//! index can do with it; must not know any index.

use super::coerce::{casts_from, category, is_binary_coercible, is_polymorphic, is_preferred};
use super::{CLASSES, Line, METHODS, lines};

/// An index method of the server's own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Method {
    line: Line,
}

/// What an index method may be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ability {
    /// Keys in an order: `desc`, `nulls first`.
    Order,
    /// More than one key.
    SeveralKeys,
    /// Exclusion constraints.
    Exclude,
    /// Columns beside the keys.
    Include,
}

impl Method {
    pub(crate) fn can(&self, ability: Ability) -> bool {
        let word = match ability {
            Ability::Order => "order",
            Ability::SeveralKeys => "multi_col",
            Ability::Exclude => "exclude",
            Ability::Include => "include",
        };
        self.line.words().skip(1).any(|known| known == word)
    }
}

pub(crate) fn method(name: &str, major: u16) -> Option<Method> {
    let mut found = lines(METHODS, name).filter(|line| line.holds_for(major));
    found.next().map(|line| Method { line })
}

/// The names of the methods.
pub(crate) fn methods() -> impl Iterator<Item = &'static str> {
    METHODS.lines().filter_map(|line| line.split(' ').next())
}

/// How an index method keeps a type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OperatorClass {
    line: Line,
}

impl OperatorClass {
    pub(crate) fn name(&self) -> &'static str {
        self.line.words().nth(1).unwrap_or_default()
    }

    fn is_default(&self) -> bool {
        self.line.words().nth(2) == Some("d")
    }

    fn ty(&self) -> &'static str {
        self.line.words().nth(3).unwrap_or_default()
    }

    /// Whether it keeps values of this type.
    pub(crate) fn takes(&self, ty: &str, major: u16) -> bool {
        is_binary_coercible(ty, self.ty(), major)
    }

    /// The operators that an exclusion constraint can use.
    pub(crate) fn commuting(&self) -> impl Iterator<Item = &'static str> {
        self.line.words().skip(4)
    }
}

/// The operator classes of a method.
pub(crate) fn classes(method: &str, major: u16) -> Vec<OperatorClass> {
    let found = lines(CLASSES, method).filter(|line| line.holds_for(major));
    found.map(|line| OperatorClass { line }).collect()
}

/// The names of the classes of all methods and versions.
pub(crate) fn class_names() -> impl Iterator<Item = &'static str> {
    CLASSES.lines().filter_map(|line| line.split(' ').nth(1))
}

/// Whether any method of any version has a class of this name.
pub(crate) fn is_class(name: &str) -> bool {
    CLASSES
        .lines()
        .any(|line| line.split(' ').nth(1) == Some(name))
}

/// The class that a key of this type has when none is written.
pub(crate) fn default_class(method: &str, ty: &str, major: u16) -> Option<OperatorClass> {
    let mut fitting = classes(method, major);
    fitting.retain(OperatorClass::is_default);
    if let Some(exact) = fitting.iter().find(|it| it.ty() == ty) {
        return Some(*exact);
    }
    // One look into the casts, rather than one for each of forty classes.
    let casts: Vec<&str> = casts_from(ty).collect();
    let may_take = |it: &OperatorClass| is_polymorphic(it.ty()) || casts.contains(&it.ty());
    fitting.retain(|it| may_take(it) && it.takes(ty, major));
    let same = |it: &&OperatorClass| {
        is_preferred(it.ty(), major) && category(it.ty(), major) == category(ty, major)
    };
    let preferred = fitting.iter().find(same);
    preferred.or(fitting.first()).copied()
}
