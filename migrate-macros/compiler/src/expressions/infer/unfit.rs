//! What is said of a call whose arguments no function takes. Takes the call and the
//! functions of its name, gives the error with the way out; must not know where the call
//! stands.

use super::super::catalogue::{self, Choice, Given, Signature};
use super::super::types::Inferred;
use super::signed::{no_function, shown_arguments};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Call, Type};
use crate::types::castable;

/// The error for a call that none of these functions takes.
pub(super) fn unfit(
    call: &Call,
    (arguments, given): (&[Inferred], &[Given<'_>]),
    signatures: &[Signature],
    major: u16,
) -> Diagnostic {
    if let Some(version) = later(call, given, major) {
        let (name, shown) = (&call.function.name, shown_arguments(call, arguments));
        let title = format!("PostgreSQL has `{name}({shown})` only from version {version} on");
        return Diagnostic::new(call.origin, title).help(format!(
            "raise the target in the root's header: `on postgres {version}`"
        ));
    }
    let title = no_function(call, arguments);
    if let Some((place, ty)) = cast(signatures, (arguments, given), major) {
        let origin = call
            .arguments
            .get(place)
            .map_or(call.origin, |it| it.origin);
        return Diagnostic::new(origin, title).help(format!("cast it: `(…)::{ty}`"));
    }
    let origin = wrong(signatures, given, major)
        .and_then(|place| call.arguments.get(place))
        .map_or(call.origin, |argument| argument.origin);
    Diagnostic::new(origin, title).help(what_there_is(call, signatures))
}

/// The error where several functions fit.
pub(super) fn ambiguous(call: &Call, arguments: &[Inferred]) -> Diagnostic {
    let (name, shown) = (&call.function.name, shown_arguments(call, arguments));
    let title = format!("PostgreSQL has several functions that `{name}({shown})` may mean");
    Diagnostic::new(call.origin, title).help("cast the arguments to what you mean: `(…)::text`")
}

fn later(call: &Call, given: &[Given<'_>], major: u16) -> Option<u16> {
    let name = call.function.name.to_ascii_lowercase();
    let fits = |signature: &Signature, version| {
        let choice = catalogue::choose(std::slice::from_ref(signature), given, version);
        matches!(choice, Choice::One(_) | Choice::Open(_))
    };
    let later = catalogue::later(&name, major);
    let fitting = later.iter().filter(|(version, it)| fits(it, *version));
    fitting.map(|(version, _)| *version).min()
}

/// The one argument whose cast makes the call fit, and to what.
fn cast(
    signatures: &[Signature],
    (arguments, given): (&[Inferred], &[Given<'_>]),
    major: u16,
) -> Option<(usize, Type)> {
    for (place, inferred) in arguments.iter().enumerate() {
        let Some(from) = inferred.known() else {
            continue;
        };
        for signature in signatures {
            let declared = signature.taking(given.len());
            let declared = declared.as_ref().and_then(|types| types.get(place));
            let Some((name, to)) = declared.and_then(|it| Some((it, catalogue::type_of(it)?)))
            else {
                continue;
            };
            let mut changed = given.to_vec();
            changed[place] = Given::Known(name);
            let choice = catalogue::choose(std::slice::from_ref(signature), &changed, major);
            if matches!(choice, Choice::One(_) | Choice::Open(_)) && castable(from, &to) {
                return Some((place, to));
            }
        }
    }
    None
}

/// The first argument that no function takes.
fn wrong(signatures: &[Signature], given: &[Given<'_>], major: u16) -> Option<usize> {
    (0..given.len()).find(|place| {
        let mut alone = vec![Given::Open; given.len()];
        alone[*place] = given[*place];
        matches!(catalogue::choose(signatures, &alone, major), Choice::None)
    })
}

fn what_there_is(call: &Call, signatures: &[Signature]) -> String {
    let name = &call.function.name;
    let spelled =
        |word: &&str| catalogue::type_of(word).map_or((*word).to_owned(), |ty| ty.to_string());
    let list = signatures.iter().take(3).map(|signature| {
        let arguments: Vec<String> = signature.declared().iter().map(spelled).collect();
        format!("`{name}({})`", arguments.join(", "))
    });
    format!(
        "write one that it has: {}",
        list.collect::<Vec<_>>().join(", ")
    )
}
