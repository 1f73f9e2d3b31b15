//! What an index or an exclusion constraint is over. Takes key phrases, gives text; must
//! not know the index.

use super::{Level, Writer};
use crate::syntax::ast::{ExprKind, KeyPhrase, OrderItem};

impl Writer<'_> {
    /// `key [collate "…"] [opclass] [desc] [nulls first | last]`
    pub(crate) fn key(&mut self, key: &KeyPhrase) {
        if matches!(key.expr.kind, ExprKind::Column { .. } | ExprKind::Call(_)) {
            self.at(&key.expr, Level::Primary);
        } else {
            self.parens(|writer| writer.expr(&key.expr));
        }
        if let Some(collation) = &key.collation {
            self.word("COLLATE").name(collation);
        }
        if let Some(opclass) = &key.opclass {
            self.bare(opclass);
        }
        self.direction(order(key.descending), key.nulls_first);
    }

    pub(crate) fn order_item(&mut self, item: &OrderItem) {
        self.expr(&item.expr);
        self.order_direction(item);
    }

    /// What stands behind the expression.
    pub(crate) fn order_direction(&mut self, item: &OrderItem) {
        self.direction(order(item.descending), item.nulls_first);
    }

    fn direction(&mut self, order: &str, nulls_first: Option<bool>) {
        self.word(order).word(match nulls_first {
            Some(true) => "NULLS FIRST",
            Some(false) => "NULLS LAST",
            None => "",
        });
    }
}

/// The word of an order; the usual one needs none.
fn order(descending: bool) -> &'static str {
    if descending { "DESC" } else { "" }
}
