//! Calls by PostgreSQL's catalogue: which function is meant, whether its arguments fit, how
//! steady it is with them. Takes a call and the types of its arguments, gives the type of
//! the result; must not know what the other databases have.

use super::super::Checker;
use super::super::catalogue::{self, Choice, Chosen, Given};
use super::super::functions::{Class, Function};
use super::super::scope::Scope;
use super::super::types::{Family, Inferred, loosened};
use super::super::volatility::Volatility;
use super::unfit::{ambiguous, unfit};
use crate::syntax::ast::{Base, Call, Type};
use crate::types::castable;

const FIX_ZONE: &str = "fix the zone: `… at time zone \"UTC\"`";

/// The arguments as the catalogue sees them; the names outlive what is given.
pub(super) fn names(arguments: &[Inferred]) -> Vec<Option<String>> {
    let name = |inferred: &Inferred| inferred.known().and_then(catalogue::name_of);
    arguments.iter().map(name).collect()
}

pub(super) fn given<'n>(inferred: &Inferred, name: Option<&'n String>) -> Given<'n> {
    match (inferred, name) {
        (Inferred::Known(_), Some(name)) => Given::Known(name),
        (Inferred::Known(_) | Inferred::Anything, _) => Given::Open,
        (Inferred::Literal | Inferred::Null, _) => Given::Literal,
    }
}

impl Checker<'_> {
    /// The result of a call that the catalogue knows; nothing where it does not, or no
    /// target is PostgreSQL.
    pub(super) fn signed(
        &mut self,
        call: &Call,
        row: Option<&Function>,
        arguments: &[Inferred],
        scope: &Scope<'_>,
    ) -> Option<Inferred> {
        let major = catalogue::major(self.targets)?;
        let name = call.function.name.to_ascii_lowercase();
        let own = call
            .function
            .schema
            .as_deref()
            .is_none_or(|it| it == "pg_catalog");
        if !own || !catalogue::is_function(&name) {
            return None;
        }
        let names = names(arguments);
        let pairs = arguments.iter().zip(&names);
        let given: Vec<Given<'_>> = pairs.map(|(ty, name)| given(ty, name.as_ref())).collect();
        if let ([Inferred::Literal], Some(ty)) = (arguments, catalogue::type_of(&name)) {
            return Some(self.cast_by_call(ty, call, arguments, scope));
        }
        // The server looks for a function that would convert the argument only after this.
        if let ([Inferred::Known(from)], Some(ty)) = (arguments, catalogue::type_of(&name))
            && catalogue::name_of(from) == catalogue::name_of(&ty)
        {
            return Some(self.cast_by_call(ty, call, arguments, scope));
        }
        let signatures = catalogue::signatures(&name, major);
        Some(match catalogue::choose(&signatures, &given, major) {
            Choice::One(chosen) => self.chosen(&chosen, call, (row, arguments), scope),
            Choice::Open(class) => {
                self.steady_call(class, call, (row, arguments), scope);
                Inferred::Anything
            }
            Choice::Several | Choice::None if is_open(&name, arguments) => Inferred::Anything,
            Choice::Several => {
                self.report.error(ambiguous(call, arguments));
                Inferred::Anything
            }
            Choice::None => {
                if let Some(ty) = as_cast(&name, arguments, major) {
                    return Some(self.cast_by_call(ty, call, arguments, scope));
                }
                self.report
                    .error(unfit(call, (arguments, &given), &signatures, major));
                Inferred::Anything
            }
        })
    }

    fn chosen(
        &mut self,
        chosen: &Chosen,
        call: &Call,
        (row, arguments): (Option<&Function>, &[Inferred]),
        scope: &Scope<'_>,
    ) -> Inferred {
        let before = self.report.len();
        let arguments_in_order = || call.arguments.iter().zip(arguments).enumerate();
        let misfit = arguments_in_order().find(|(place, (expr, inferred))| {
            let ty = chosen
                .becomes(*place)
                .filter(|_| **inferred == Inferred::Literal);
            ty.is_some_and(|ty| self.literal_is_misfit(expr, &loosened(&ty)))
        });
        if misfit.is_some() {
            return chosen.gives();
        }
        for (place, (expr, inferred)) in arguments_in_order() {
            if let (Inferred::Literal, Some(ty)) = (inferred, chosen.becomes(place)) {
                self.literal_stays(expr, &ty, scope);
            }
        }
        self.report.fold(before, "argument");
        // Written in SQL, and what is inside counts: `quote_literal($1::text)`.
        let name = call.function.name.to_ascii_lowercase();
        let quotes = matches!(name.as_str(), "quote_literal" | "quote_nullable");
        if !quotes {
            self.steady_call(chosen.volatility, call, (row, arguments), scope);
        }
        for (place, (expr, inferred)) in arguments_in_order() {
            let Some(from) = inferred.known() else {
                continue;
            };
            let to = match chosen.becomes(place) {
                Some(to) if !quotes => to,
                _ if quotes => Type::plain(Base::Text),
                _ => continue,
            };
            if self.report.len() == before {
                self.steady_cast(from, &to, expr, scope);
            }
        }
        chosen.gives()
    }

    /// The function's own class, with what the session's settings have to do with it.
    fn steady_call(
        &mut self,
        class: Volatility,
        call: &Call,
        (row, arguments): (Option<&Function>, &[Inferred]),
        scope: &Scope<'_>,
    ) {
        let moment = arguments
            .iter()
            .filter_map(Inferred::family)
            .find(|it| it.is_moment());
        let alone =
            row.is_some_and(|row| matches!(row.class, Class::StableAlone | Class::StablePair));
        let help = match moment {
            Some(Family::TimestampTz) => Some(FIX_ZONE),
            Some(_) => Some("cast it to what has no zone: `(…)::timestamp`"),
            None if alone => Some("give the setting as the first argument"),
            None => None,
        };
        let what = format!("`{}`", call.function.name);
        self.must_be_steady(class, (&what, call.origin), help, scope);
    }

    /// `date(x)` is a cast where no function of that name takes it.
    fn cast_by_call(
        &mut self,
        ty: Type,
        call: &Call,
        arguments: &[Inferred],
        scope: &Scope<'_>,
    ) -> Inferred {
        if let (Some(expr), Some(inferred)) = (call.arguments.first(), arguments.first()) {
            match inferred {
                Inferred::Literal => self.literal_fits(expr, &ty, scope),
                Inferred::Known(from) => self.steady_cast(from, &ty, expr, scope),
                Inferred::Null | Inferred::Anything => {}
            }
        }
        Inferred::Known(ty)
    }
}

/// Whether an extension may have a function of this name for these arguments.
fn is_open(name: &str, arguments: &[Inferred]) -> bool {
    let extension = |it: &Inferred| {
        it.known()
            .is_some_and(|ty| matches!(ty.base, Base::Extension(_)))
    };
    super::super::functions::is_of_extension(name) || arguments.iter().any(extension)
}

/// The type that a function of one argument is named after, if the argument becomes it.
fn as_cast(name: &str, arguments: &[Inferred], major: u16) -> Option<Type> {
    let [argument] = arguments else { return None };
    let ty = catalogue::type_of(name)?;
    let becomes = |from: &Type| {
        let known = catalogue::name_of(from);
        castable(from, &ty) && known.is_none_or(|it| catalogue::exists_cast(&it, name, major))
    };
    argument.known().is_none_or(becomes).then_some(ty)
}

/// How the arguments of a call look in a message.
pub(super) fn shown_arguments(call: &Call, arguments: &[Inferred]) -> String {
    let shown = call
        .arguments
        .iter()
        .zip(arguments)
        .map(|(expr, ty)| match ty {
            Inferred::Known(ty) => ty.to_string(),
            Inferred::Literal => super::super::literal::shown(expr),
            Inferred::Null => "null".to_owned(),
            Inferred::Anything => "…".to_owned(),
        });
    shown.collect::<Vec<_>>().join(", ")
}

/// The error for what no function of this name does.
pub(super) fn no_function(call: &Call, arguments: &[Inferred]) -> String {
    format!(
        "PostgreSQL has no function `{}({})`",
        call.function.name,
        shown_arguments(call, arguments)
    )
}
