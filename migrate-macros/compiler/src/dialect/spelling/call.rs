//! Calls of functions. Takes calls, gives text; must not know what a function does.

use super::Writer;
use crate::syntax::ast::Call;

/// PostgreSQL's reserved words: a function of such a name is called in quotes. No built-in
/// function has one. From the manual, appendix C “SQL Key Words”, in alphabetical order.
const RESERVED: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "from",
    "grant",
    "group",
    "having",
    "in",
    "initially",
    "intersect",
    "into",
    "lateral",
    "leading",
    "limit",
    "not",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "placing",
    "primary",
    "references",
    "returning",
    "select",
    "some",
    "symmetric",
    "table",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "when",
    "where",
    "window",
    "with",
];

impl Writer<'_> {
    /// A call under the name that the language has for the function: a built-in one is
    /// meant in any case, and its name is in lower case.
    pub(crate) fn standard_call(&mut self, call: &Call) {
        let name = call.function.name.to_ascii_lowercase();
        match call.function.written_schema() {
            Some(_) => {
                self.table(&call.function);
            }
            None if RESERVED.binary_search(&name.as_str()).is_ok() => {
                self.name(&name);
            }
            None => self.bare(&name),
        }
        self.arguments(call);
    }

    /// `f(…)` under a name that needs no quotes.
    pub(crate) fn function(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.word(name).glue("");
        self.parens(inside);
    }

    /// What stands behind a function's name.
    pub(crate) fn arguments(&mut self, call: &Call) {
        self.glue("");
        self.parens(|writer| {
            writer.word(if call.distinct { "DISTINCT" } else { "" });
            writer.word(if call.star { "*" } else { "" });
            writer.list(&call.arguments, Self::expr);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RESERVED;

    #[test]
    fn reserved_words_stand_in_order() {
        assert!(RESERVED.is_sorted());
    }
}
