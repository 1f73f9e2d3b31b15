//! When a constraint is checked. Takes a cursor, gives what is written there, if
//! anything is; must not know the constraint.

use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::Deferrable;

/// `[not] deferrable [initially deferred | immediate]`; `initially deferred` alone says
/// both.
pub(super) fn deferrable(cursor: &mut Cursor<'_>) -> Result<Option<Deferrable>, Diagnostic> {
    let refused = cursor.eat_words(&["not", "deferrable"]);
    let allowed = match refused {
        Some(_) => None,
        None => cursor.eat_word("deferrable"),
    };
    let Some(initially) = cursor.eat_word("initially") else {
        let plain = allowed.map(|_| Deferrable::InitiallyImmediate);
        return Ok(plain.or(refused.map(|_| Deferrable::No)));
    };
    if cursor.eat_word("deferred").is_none() {
        cursor.expect_word("immediate")?;
        let immediate = allowed.map(|_| Deferrable::InitiallyImmediate);
        return Ok(immediate.or(Some(Deferrable::No)));
    }
    if refused.is_some() {
        let origin = initially.to(cursor.previous());
        return Err(Diagnostic::new(
            origin,
            "`not deferrable` and `initially deferred` exclude each other",
        )
        .why("a constraint that cannot be deferred is checked by every statement")
        .help("write `deferrable initially deferred`"));
    }
    Ok(Some(Deferrable::InitiallyDeferred))
}
