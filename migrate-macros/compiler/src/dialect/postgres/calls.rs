//! Calls of functions, under names that no other schema's function can be taken for.
//! Takes calls, gives text; must not know what a function does.
//!
//! A function whose arguments are of exactly the types that it takes is found wherever in
//! the search path it is, and `pg_catalog` stands first; for all others the schema is
//! written. <https://www.postgresql.org/docs/current/typeconv-func.html>

use super::catalogue::takes_text;
use super::class::Class;
use super::operators::cast_to;
use super::spelling::Postgres;
use crate::dialect::spelling::{Level, Writer};
use crate::expressions::{Home, home};
use crate::syntax::ast::Call;

/// What PostgreSQL's grammar knows and the catalogue does not, in the order of the names:
/// nothing is looked up for these.
const GRAMMAR: &[&str] = &[
    "coalesce",
    "greatest",
    "json_array",
    "json_scalar",
    "json_serialize",
    "least",
    "normalize",
    "nullif",
    "trim",
];

impl Postgres<'_> {
    pub(super) fn call_of(&self, writer: &mut Writer<'_>, call: &Call) {
        let name = call.function.name.to_ascii_lowercase();
        let (home, _) = home(&call.function, call.arguments.len());
        if home != Home::Catalogue || GRAMMAR.binary_search(&name.as_str()).is_ok() {
            return match call.arguments.as_slice() {
                [left, right] if name == "nullif" => self.nullif(writer, [left, right]),
                _ => writer.standard_call(call),
            };
        }
        match call.arguments.as_slice() {
            [] => writer.standard_call(call),
            [argument] if takes_text(&name) && !call.distinct => match self.class(argument) {
                Class::Known("text") => writer.standard_call(call),
                Class::Known("varchar") => writer.function(&name, |writer| {
                    cast_to(writer, argument, Some("text"), Level::Raw);
                }),
                Class::Known(_) | Class::Literal | Class::Unsure | Class::Open => {
                    qualified(writer, call, &name);
                }
            },
            _ => qualified(writer, call, &name),
        }
    }
}

fn qualified(writer: &mut Writer<'_>, call: &Call, name: &str) {
    writer.word("pg_catalog").glue(".");
    writer.bare(name);
    writer.arguments(call);
}

#[cfg(test)]
mod tests {
    use super::GRAMMAR;

    #[test]
    fn what_the_grammar_knows_stands_in_order() {
        assert!(GRAMMAR.is_sorted());
    }
}
