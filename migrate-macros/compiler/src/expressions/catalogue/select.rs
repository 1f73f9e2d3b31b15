//! Which of several functions a call means. Takes signatures and the types that are given,
//! gives the one that PostgreSQL chooses, by its own rules; must not know the call.
//! <https://www.postgresql.org/docs/current/typeconv-func.html>

use super::coerce::{category, implicit, is_preferred};
use super::polymorphic::{bind, is_open, is_undetermined};
use super::signature::{Signature, operators};
use super::type_of;
use crate::expressions::types::Inferred;
use crate::expressions::volatility::Volatility;
use crate::syntax::ast::Type;

/// What is known of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given<'a> {
    /// A type by its name in the catalogue.
    Known(&'a str),
    /// A literal or null: it becomes what is asked for.
    Literal,
    /// Nothing is known.
    Open,
}

/// What a server makes of a call.
#[derive(Clone, Debug)]
pub(crate) enum Choice {
    One(Chosen),
    /// Several fit equally well.
    Several,
    /// More than one may be meant, as some argument is not known.
    Open(Volatility),
    None,
}

/// The function that is called.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) volatility: Volatility,
    /// The types of its arguments, as they are declared.
    pub(crate) declared: Vec<&'static str>,
    /// What each argument becomes, where that is sure.
    pub(crate) becomes: Vec<Option<String>>,
    /// The type of the result, where that is sure.
    pub(crate) result: Option<String>,
}

impl Chosen {
    /// What an argument becomes, where that is a type of the language.
    pub(crate) fn becomes(&self, place: usize) -> Option<Type> {
        self.becomes.get(place)?.as_deref().and_then(type_of)
    }

    /// The type of the result, likewise.
    pub(crate) fn gives(&self) -> Inferred {
        let ty = self.result.as_deref().and_then(type_of);
        ty.map_or(Inferred::Anything, Inferred::Known)
    }
}

#[derive(Clone, Debug)]
struct Candidate<'s> {
    signature: &'s Signature,
    types: Vec<&'static str>,
}

/// Chooses by the types of the arguments.
pub(crate) fn choose(signatures: &[Signature], given: &[Given<'_>], major: u16) -> Choice {
    let fitting = fitting(signatures, given, major);
    if given.contains(&Given::Open) {
        return of_open(&fitting, given, major);
    }
    let exact = |it: &&Candidate<'_>| {
        let mut pairs = it.types.iter().zip(given);
        pairs.all(|(ty, given)| *given == Given::Known(ty))
    };
    if let Some(exact) = fitting.iter().find(exact) {
        return Choice::One(chosen(exact, given, major));
    }
    let any = !fitting.is_empty();
    match narrowed(fitting, given, major).as_slice() {
        [one] if is_undetermined(&one.types, given, major) => Choice::None,
        [one] => Choice::One(chosen(one, given, major)),
        _ if any => Choice::Several,
        _ => Choice::None,
    }
}

/// Chooses an operator; a literal beside a type is first taken for the same type.
pub(crate) fn choose_operator(sign: &str, given: [Given<'_>; 2], major: u16) -> Choice {
    let all = operators(sign, major);
    let same = match given {
        [Given::Known(one), Given::Literal] | [Given::Literal, Given::Known(one)] => Some(one),
        _ => None,
    };
    let twice =
        |it: &&Signature| same.is_some_and(|one| it.taking(2).as_deref() == Some(&[one, one]));
    if let Some(exact) = all.iter().find(twice) {
        let given = [Given::Known(same.unwrap_or_default()); 2];
        return choose(std::slice::from_ref(exact), &given, major);
    }
    choose(&all, &given, major)
}

/// Whether there is an operator of this sign between two values of a type.
pub(crate) fn has_operator(sign: &str, ty: &str, major: u16) -> bool {
    let choice = choose_operator(sign, [Given::Known(ty); 2], major);
    matches!(choice, Choice::One(_) | Choice::Several)
}

fn fitting<'s>(signatures: &'s [Signature], given: &[Given<'_>], major: u16) -> Vec<Candidate<'s>> {
    let mut found: Vec<Candidate<'s>> = Vec::new();
    for signature in signatures {
        let Some(types) = signature.taking(given.len()) else {
            continue;
        };
        let mut pairs = types.iter().zip(given);
        let fits = pairs.all(|(ty, given)| takes(ty, *given, major));
        if !fits || bind(&types, given, major).is_none() {
            continue;
        }
        // One of a fixed number of arguments goes before one of any number.
        if let Some(same) = found.iter_mut().find(|known| known.types == types) {
            if same.signature.is_variadic() {
                same.signature = signature;
            }
            continue;
        }
        found.push(Candidate { signature, types });
    }
    found
}

fn takes(declared: &str, given: Given<'_>, major: u16) -> bool {
    match given {
        Given::Known(name) => is_open(declared) || implicit(name, declared, major),
        Given::Literal | Given::Open => true,
    }
}

/// Leaves the best, rule by rule, until one is left.
fn narrowed<'s>(
    candidates: Vec<Candidate<'s>>,
    given: &[Given<'_>],
    major: u16,
) -> Vec<Candidate<'s>> {
    let exact = |it: &Candidate<'_>| {
        let pairs = it.types.iter().zip(given);
        pairs
            .filter(|(ty, given)| **given == Given::Known(ty))
            .count()
    };
    let candidates = best(candidates, exact);
    let preferred = |it: &Candidate<'_>| {
        let pairs = it.types.iter().zip(given);
        let good = |(ty, given): &(&&str, &Given<'_>)| match given {
            Given::Known(name) => {
                name == *ty
                    || is_preferred(ty, major) && category(ty, major) == category(name, major)
            }
            Given::Literal | Given::Open => false,
        };
        pairs.filter(good).count()
    };
    let candidates = best(candidates, preferred);
    let candidates = by_category(candidates, given, major);
    by_same_type(candidates, given, major)
}

fn best<'s>(
    candidates: Vec<Candidate<'s>>,
    score: impl Fn(&Candidate<'s>) -> usize,
) -> Vec<Candidate<'s>> {
    let Some(most) = candidates.iter().map(&score).max() else {
        return candidates;
    };
    let kept = candidates.into_iter();
    kept.filter(|it| score(it) == most).collect()
}

/// Literals are texts where any candidate takes one, else what all candidates agree on.
fn by_category<'s>(
    candidates: Vec<Candidate<'s>>,
    given: &[Given<'_>],
    major: u16,
) -> Vec<Candidate<'s>> {
    if candidates.len() < 2 {
        return candidates;
    }
    let mut wanted = Vec::new();
    for (place, given) in given.iter().enumerate() {
        if *given != Given::Literal {
            continue;
        }
        let types = candidates.iter().filter_map(|it| it.types.get(place));
        let categories: Vec<char> = types.clone().map(|ty| category(ty, major)).collect();
        let first = categories.first().copied().unwrap_or('U');
        let slot = match categories.iter().all(|it| *it == first) {
            true => first,
            false if categories.contains(&'S') => 'S',
            false => return candidates,
        };
        let has_preferred = types
            .clone()
            .any(|ty| category(ty, major) == slot && is_preferred(ty, major));
        wanted.push((place, slot, has_preferred));
    }
    let fits = |it: &Candidate<'_>| {
        wanted.iter().all(|(place, slot, has_preferred)| {
            it.types.get(*place).is_some_and(|ty| {
                category(ty, major) == *slot && (!has_preferred || is_preferred(ty, major))
            })
        })
    };
    let kept: Vec<Candidate<'s>> = candidates.iter().filter(|it| fits(it)).cloned().collect();
    if kept.is_empty() { candidates } else { kept }
}

/// Where all known arguments are of one type, the literals are taken for it as well.
fn by_same_type<'s>(
    candidates: Vec<Candidate<'s>>,
    given: &[Given<'_>],
    major: u16,
) -> Vec<Candidate<'s>> {
    let known: Vec<&str> = given
        .iter()
        .filter_map(|given| match given {
            Given::Known(name) => Some(*name),
            Given::Literal | Given::Open => None,
        })
        .collect();
    let Some(first) = known.first() else {
        return candidates;
    };
    if candidates.len() < 2 || known.iter().any(|it| it != first) {
        return candidates;
    }
    let same = vec![Given::Known(first); given.len()];
    let fits = |it: &&Candidate<'_>| {
        let mut types = it.types.iter();
        types.all(|ty| takes(ty, Given::Known(first), major))
            && bind(&it.types, &same, major).is_some()
    };
    let kept: Vec<Candidate<'s>> = candidates.iter().filter(fits).cloned().collect();
    if kept.len() == 1 { kept } else { candidates }
}

/// The result and the class that all candidates share; the steadiest, where they differ.
fn of_open(candidates: &[Candidate<'_>], given: &[Given<'_>], major: u16) -> Choice {
    match candidates {
        [] => Choice::None,
        [one] => Choice::One(chosen(one, given, major)),
        several => {
            let classes = several.iter().map(|it| it.signature.volatility);
            Choice::Open(classes.min().unwrap_or(Volatility::Immutable))
        }
    }
}

fn chosen(candidate: &Candidate<'_>, given: &[Given<'_>], major: u16) -> Chosen {
    let bindings = bind(&candidate.types, given, major).unwrap_or_default();
    let result = bindings.resolve(candidate.signature.result);
    Chosen {
        volatility: candidate.signature.volatility,
        declared: candidate.types.clone(),
        becomes: candidate
            .types
            .iter()
            .map(|ty| bindings.resolve(ty))
            .collect(),
        result,
    }
}
