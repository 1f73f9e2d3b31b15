//! Operators by PostgreSQL's catalogue, for the types whose operators no other file lists:
//! the server's own, and arrays. Takes operands and their types, gives the type of the
//! result; must not know what stands around.

use super::super::Checker;
use super::super::catalogue::{self, Choice, Chosen};
use super::super::scope::Scope;
use super::super::types::{Family, Inferred, loosened};
use super::signed::{given, names};
use crate::syntax::ast::{Base, Expr, Type};

impl Checker<'_> {
    /// The result of the operator that the server takes; its absence is a mistake.
    pub(super) fn by_catalogue(
        &mut self,
        sign: &str,
        operands: [&Expr; 2],
        [one, other]: [&Inferred; 2],
        (whole, scope): (&Expr, &Scope<'_>),
    ) -> Inferred {
        let Some(major) = catalogue::major(self.targets) else {
            return Inferred::Anything;
        };
        let types = [one.clone(), other.clone()];
        if types.iter().any(is_open) {
            return Inferred::Anything;
        }
        let names = names(&types);
        let pair = [0, 1].map(|place| given(&types[place], names[place].as_ref()));
        match catalogue::choose_operator(name(sign), pair, major) {
            Choice::One(chosen) => self.applied(sign, &chosen, (operands, &types), (whole, scope)),
            Choice::Open(_) => Inferred::Anything,
            Choice::Several | Choice::None => self.no_operator(sign, one, Some(other), whole),
        }
    }

    fn applied(
        &mut self,
        sign: &str,
        chosen: &Chosen,
        (operands, types): ([&Expr; 2], &[Inferred; 2]),
        (whole, scope): (&Expr, &Scope<'_>),
    ) -> Inferred {
        let what = format!("this `{sign}`");
        let joins_text = chosen.declared.contains(&"anynonarray");
        if !joins_text {
            let zoned = types
                .iter()
                .any(|it| it.family() == Some(Family::TimestampTz));
            let help = zoned.then_some("fix the zone: `… at time zone \"UTC\"`");
            self.must_be_steady(chosen.volatility, (&what, whole.origin), help, scope);
        }
        for (place, (operand, inferred)) in operands.into_iter().zip(types).enumerate() {
            let to = match chosen.declared.get(place) {
                Some(&"anynonarray") => Some(Type::plain(Base::Text)),
                _ => chosen.becomes(place),
            };
            match (inferred, to) {
                (Inferred::Known(from), Some(to)) => self.steady_cast(from, &to, operand, scope),
                (Inferred::Literal, Some(to)) => {
                    self.literal_fits(operand, &loosened(&to), scope);
                }
                _ => {}
            }
        }
        chosen.gives()
    }

    /// Whether the catalogue has to say how two values compare: one is of a type of the
    /// server's own, or an array.
    pub(super) fn compares_by_catalogue(&self, types: [&Inferred; 2]) -> bool {
        let special = |it: &&Inferred| matches!(it.family(), Some(Family::Other | Family::Array));
        self.is_strict() && types.iter().any(special)
    }
}

/// The catalogue's name of an operator that is a word.
fn name(sign: &str) -> &str {
    match sign {
        "like" => "~~",
        "not like" => "!~~",
        "ilike" => "~~*",
        "not ilike" => "!~~*",
        "between" => "<=",
        "is distinct from" => "=",
        sign => sign,
    }
}

/// Whether the type may be of an extension, or nothing is known.
fn is_open(inferred: &Inferred) -> bool {
    match inferred {
        Inferred::Known(ty) => matches!(ty.base, Base::Extension(_)),
        Inferred::Anything => true,
        Inferred::Literal | Inferred::Null => false,
    }
}
