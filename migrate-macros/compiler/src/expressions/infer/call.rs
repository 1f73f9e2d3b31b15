//! Calls of functions and aggregates. Takes calls, gives the type of the result; must not
//! know what stands around.

use super::super::Checker;
use super::super::catalogue;
use super::super::functions::{self, Class, Found, Function, Kind, Returns};
use super::super::known;
use super::super::place::Place;
use super::super::query::{aggregated_at, is_aggregate};
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::super::volatility::class;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::syntax::ast::{Base, Call, Expr, ExprKind};
use crate::target::{Database, Target};

impl Checker<'_> {
    pub(in crate::expressions) fn call(&mut self, call: &Call, scope: &Scope<'_>) -> Inferred {
        let arguments = self.arguments(call, scope);
        if self.is_of_postgis(call) || self.refuses(call, scope.place) {
            return Inferred::Anything;
        }
        self.sequence_is_there(call);
        let function = self.row_of(call);
        self.check_kind(function.map(|it| it.kind), call, scope);
        if let (true, Some(first)) = (call.distinct, arguments.first()) {
            self.must_sort(first, "distinct", call.origin);
        }
        if let Some(result) = self.signed(call, function, &arguments, scope) {
            return result;
        }
        let Some(function) = function.filter(|it| self.takes_first(it, call, &arguments)) else {
            return Inferred::Anything;
        };
        self.check_class(function.class, call, &arguments, scope);
        self.returned(function, call, &arguments, scope)
    }

    /// The types of the arguments. Of the query whose rows an aggregate counts, they take no
    /// group's values.
    fn arguments(&mut self, call: &Call, scope: &Scope<'_>) -> Vec<Inferred> {
        let arguments = call.arguments.iter();
        if !is_aggregate(call) {
            return arguments.map(|it| self.type_of(it, scope)).collect();
        }
        let depth = aggregated_at(call, scope);
        let counted = scope.around(depth);
        let before = counted.taken_columns().len();
        let types = arguments.map(|it| self.type_of(it, scope)).collect();
        if depth > 0 {
            counted.aggregate(before);
        } else {
            counted.keep_taken(before);
        }
        types
    }

    /// A sequence is called by a text.
    fn sequence_is_there(&mut self, call: &Call) {
        let name = call.function.name.to_ascii_lowercase();
        let takes_one = matches!(name.as_str(), "nextval" | "currval" | "setval");
        let first = call.arguments.first().filter(|_| takes_one);
        if let Some(Expr {
            kind: ExprKind::Text(text),
            origin,
        }) = first
        {
            let around = (self.schema, self.targets);
            if let Some(error) = known::unknown_sequence(text, around, *origin) {
                self.report.error(error);
            }
        }
    }

    fn is_of_postgis(&self, call: &Call) -> bool {
        is_postgis(&call.function.name) && self.is_only_postgres()
    }

    /// Whether a target has no such function; the first one is a mistake.
    fn refuses(&mut self, call: &Call, place: Place) -> bool {
        let refusal = self.targets.iter().find_map(|target| {
            let found = functions::find(&call.function.name, call.arguments.len(), *target);
            let is_known = matches!(found, Found::Fits(_)) || is_in_catalogue(call, *target);
            (!is_known).then(|| refusal(call, found, (*target, self.targets), place))
        });
        let Some(refusal) = refusal else {
            return false;
        };
        self.report.error(refusal);
        true
    }

    /// The row of the function, where it is listed.
    fn row_of(&self, call: &Call) -> Option<&'static Function> {
        let (name, count) = (&call.function.name, call.arguments.len());
        self.targets
            .iter()
            .find_map(|target| match functions::find(name, count, *target) {
                Found::Fits(function) => Some(function),
                Found::Miscounted(_) | Found::Later(_) | Found::Missing | Found::Unknown => None,
            })
    }

    fn is_only_postgres(&self) -> bool {
        let is_postgres = |target: &Target| target.database == Database::Postgres;
        self.targets.iter().all(is_postgres)
    }

    fn check_kind(&mut self, listed: Option<Kind>, call: &Call, scope: &Scope<'_>) {
        let name = call.function.name.as_str();
        let counted = scope.around(aggregated_at(call, scope));
        let place = counted.place.title();
        let kind = listed.or_else(|| catalogue::kind(&name.to_ascii_lowercase()));
        let (title, help) = match kind {
            Some(Kind::Window) => (
                format!("`{name}` needs a window, which is not part of the language"),
                format!("write `sql(\"{name}(…) over (…)\")`"),
            ),
            None | Some(Kind::Scalar) if call.distinct => (
                format!("`distinct` is for aggregates, and `{name}` is none"),
                "remove `distinct`".to_owned(),
            ),
            None | Some(Kind::Scalar) => return,
            Some(Kind::Aggregate) if counted.place.allows_aggregates() => return self.bare(call),
            Some(Kind::Rows) if scope.place.allows_rows() => return,
            Some(Kind::Aggregate) => (
                format!("{place} cannot use the aggregate `{name}`"),
                counted.place.instead_of_rows().to_owned(),
            ),
            Some(Kind::Rows) => (
                format!(
                    "{} cannot use `{name}`, which gives many rows",
                    scope.place.title()
                ),
                scope.place.instead_of_rows().to_owned(),
            ),
        };
        self.report
            .error(Diagnostic::new(call.origin, title).help(help));
    }

    /// An aggregate of rows and not of a value takes a star.
    fn bare(&mut self, call: &Call) {
        if !call.arguments.is_empty() || call.star || !self.is_strict() {
            return;
        }
        let name = &call.function.name;
        let title = format!("`{name}` without an argument counts rows, and is written with `*`");
        let error = Diagnostic::new(call.origin, title);
        self.report.error(error.help(format!("write `{name}(*)`")));
    }

    /// Whether the first argument is what the function takes, as far as that is sure.
    fn takes_first(&mut self, function: &Function, call: &Call, types: &[Inferred]) -> bool {
        let (Some(wanted), Some(first), Some(ty)) = (
            function.takes,
            call.arguments.first(),
            types.first().and_then(Inferred::known),
        ) else {
            return true;
        };
        let is_double = matches!(ty.base, Base::Real | Base::Double);
        let places = function.returns == Returns::Rounded && call.arguments.len() == 2;
        let accepted = accepts(wanted, Family::of(ty)) && !(places && is_double);
        if accepted || !self.is_strict() {
            return true;
        }
        let title = format!("PostgreSQL has no function `{}({ty})`", function.name);
        let error = Diagnostic::new(first.origin, title);
        self.report.error(match wanted {
            Family::Text => error.help("cast it: `(…)::text`"),
            _ if is_double => error.help("cast it: `(…)::numeric`"),
            _ => error.help("cast it to a type that the function takes: `(…)::…`"),
        });
        false
    }

    fn check_class(&mut self, function: Class, call: &Call, types: &[Inferred], scope: &Scope<'_>) {
        if !scope.place.needs_immutable() {
            return;
        }
        let class = class(function, call, &|place| types.get(place)?.family());
        let what = format!("`{}`", call.function.name);
        let first = types.first().and_then(Inferred::family);
        let takes_moment = first.is_some_and(Family::is_moment);
        let help = match function {
            Class::Zoned => Some("fix the zone: `… at time zone \"UTC\"`"),
            Class::StableAlone if !takes_moment => Some("give the setting as the first argument"),
            _ => None,
        };
        self.must_be_steady(class, (&what, call.origin), help, scope);
    }

    /// The type of the result.
    fn returned(
        &mut self,
        function: &Function,
        call: &Call,
        types: &[Inferred],
        scope: &Scope<'_>,
    ) -> Inferred {
        if let ([one, other], true) = (call.arguments.as_slice(), function.name == "nullif") {
            let whole = Expr {
                kind: ExprKind::Null,
                origin: call.origin,
            };
            let types = [&types[0], &types[1]];
            self.compare_types(
                (one, types[0]),
                (other, types[1]),
                ("=", call.origin),
                scope,
            );
            self.steady_comparison(types, &whole, scope);
            if types.iter().all(|it| **it == Inferred::Literal) && self.is_strict() {
                return Inferred::TEXT;
            }
        }
        if function.returns == Returns::Common {
            let pairs = call.arguments.iter().zip(types.iter().cloned());
            let values: Vec<(&Expr, Inferred)> = pairs.collect();
            return self.unify(
                &values,
                &format!("the arguments of `{}`", function.name),
                scope,
            );
        }
        super::returns::result(function.returns, types)
    }
}

/// Whether the catalogue has to say what PostgreSQL makes of a call: of so many arguments,
/// or of a name that no table lists.
fn is_in_catalogue(call: &Call, target: Target) -> bool {
    let (name, count) = (
        call.function.name.to_ascii_lowercase(),
        call.arguments.len(),
    );
    let listed = functions::any(&name, count).is_some() || functions::is_listed(&name);
    let taken = catalogue::least_steady(&name, count).is_some();
    target.database == Database::Postgres && catalogue::is_function(&name) && (taken || !listed)
}

/// The functions of `PostGIS` are hundreds, and all of them begin so.
fn is_postgis(name: &str) -> bool {
    name.starts_with("st_") || name.starts_with("ST_")
}

/// Whether a function of texts or numbers takes this; what is not known is taken.
fn accepts(wanted: Family, found: Family) -> bool {
    let open = [Family::Other, Family::Interval, Family::Bytes, Family::Bit];
    let text_only = matches!(found, Family::Bytes | Family::Bit) && wanted != Family::Text;
    found == wanted || open.contains(&found) && !text_only
}

/// The error for a call that a target does not know.
fn refusal(
    call: &Call,
    found: Found,
    (target, targets): (Target, &[Target]),
    place: Place,
) -> Diagnostic {
    let (name, origin) = (&call.function.name, call.origin);
    let database = target.database.title();
    match found {
        Found::Fits(function) | Found::Miscounted(function) => Diagnostic::new(
            origin,
            format!(
                "{database}'s `{name}` takes {}, not {}",
                counts(function),
                call.arguments.len()
            ),
        )
        .help(format!("call it with {}", counts(function))),
        Found::Later(version) => later(call, version, target),
        Found::Missing => {
            let title = format!("{database} has no function `{name}`");
            let error = Diagnostic::new(origin, title).unknown(name);
            match having(call, targets).as_slice() {
                [] => error.help(format!(
                    "another database has it; write what {database} has"
                )),
                words => error.help(format!("write `#[only({})]` over it", words.join(", "))),
            }
        }
        Found::Unknown if !having(call, targets).is_empty() => {
            refusal(call, Found::Missing, (target, targets), place)
        }
        Found::Unknown => {
            let near = nearest(name, functions::names(target));
            let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
            let whole = call.function.to_string();
            let title = match targets {
                [_] => format!("{database} has no function `{whole}`"),
                _ => format!("no database of this history has a function `{whole}`"),
            };
            let help = format!("{near}{}", place.call_of_own(&whole));
            Diagnostic::new(origin, title).unknown(name).help(help)
        }
    }
}

/// The words of the targets that have the function.
fn having(call: &Call, targets: &[Target]) -> Vec<&'static str> {
    let has = |target: &&Target| {
        let found = functions::find(&call.function.name, call.arguments.len(), **target);
        matches!(found, Found::Fits(_)) || is_in_catalogue(call, **target)
    };
    targets
        .iter()
        .filter(has)
        .map(|it| it.database.word())
        .collect()
}

fn later(call: &Call, version: u8, target: Target) -> Diagnostic {
    let database = target.database;
    let version = match database {
        Database::Sqlite => format!("3.{version}"),
        Database::Postgres | Database::Mysql | Database::Mariadb => version.to_string(),
    };
    let title = format!(
        "{} has `{}` only from version {version} on",
        database.title(),
        call.function.name
    );
    Diagnostic::new(call.origin, title).help(format!(
        "raise the target in the root's header: `on {} {version}`",
        database.word()
    ))
}

fn counts(function: &Function) -> String {
    let plural = |count: u8| if count == 1 { "" } else { "s" };
    match (function.least, function.most) {
        (least, u8::MAX) => format!("at least {least} argument{}", plural(least)),
        (least, most) if least == most => format!("{least} argument{}", plural(least)),
        (least, most) => format!("{least} to {most} arguments"),
    }
}
