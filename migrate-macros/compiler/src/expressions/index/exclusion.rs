//! Exclusion constraints: which method and which operators they can have. Takes a
//! constraint, gives every mistake; must not know its name.
//! <https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-EXCLUDE>

use super::super::Checker;
use super::super::catalogue::{self, Ability, OperatorClass};
use super::super::known;
use super::Chosen;
use super::class::{ClassOf, by_extension, no_class};
use crate::diagnostic::Diagnostic;
use crate::schema::Table;
use crate::syntax::ast::{KeyPhrase, Name, Type};

impl Checker<'_> {
    /// What PostgreSQL says of an exclusion beside its expressions.
    pub(crate) fn exclusion(
        &mut self,
        method: &Name,
        elements: &[(KeyPhrase, String)],
        table: &Table,
    ) {
        let name = method.text.to_ascii_lowercase();
        let Some(chosen) = self.method(&name, Some(method)) else {
            return;
        };
        if !chosen.method.can(Ability::Exclude) {
            let title = format!("an exclusion cannot stand on an index `using {name}`");
            let help = "write `using gist`";
            self.report
                .error(Diagnostic::new(method.origin, title).help(help));
            return;
        }
        let before = self.report.len();
        let keys: Vec<&KeyPhrase> = elements.iter().map(|(key, _)| key).collect();
        self.method_keys(&chosen, &keys);
        if self.report.len() > before {
            return;
        }
        let types = self.key_types(&keys, table);
        let classes = self.classes(&chosen, &keys, &types);
        for (((key, operator), ty), class) in elements.iter().zip(&types).zip(classes) {
            let Some(ty) = ty.known() else { continue };
            // `btree_gist` has these two for every plain type.
            let by_extension = by_extension(&chosen, key, ty) && is_equality(operator);
            let judged = match class {
                ClassOf::Known(class) => excludes(&chosen, (key, operator), class, ty),
                ClassOf::None if by_extension => {
                    if known::may_index_plain_types(self.schema, &name) {
                        Ok(())
                    } else {
                        Err(known::needs_extension(&name, ty, key.expr.origin))
                    }
                }
                ClassOf::None => Err(no_class(&chosen, key, ty)),
                ClassOf::Open => Ok(()),
            };
            self.report.take(judged);
        }
    }
}

fn is_equality(operator: &str) -> bool {
    matches!(operator, "=" | "<>" | "!=")
}

fn excludes(
    chosen: &Chosen<'_>,
    (key, operator): (&KeyPhrase, &str),
    class: OperatorClass,
    ty: &Type,
) -> Result<(), Diagnostic> {
    let commuting: Vec<&str> = class.commuting().collect();
    let written = if operator == "!=" { "<>" } else { operator };
    if commuting.contains(&written) {
        return Ok(());
    }
    let name = catalogue::name_of(ty).unwrap_or_default();
    let title = if catalogue::has_operator(written, &name, chosen.major) {
        format!("an exclusion cannot use `{operator}` for `{ty}`")
    } else {
        format!("PostgreSQL has no operator `{operator}` for `{ty}` and `{ty}`")
    };
    Err(Diagnostic::new(key.expr.origin, title)
        .why("the operator must be one that the index finds, and the same whichever side a row is on")
        .help(match commuting.as_slice() {
            [] => "write a `unique` constraint, or exclude by another key".to_owned(),
            some => format!("write one of `{}`", some.join("`, `")),
        }))
}
