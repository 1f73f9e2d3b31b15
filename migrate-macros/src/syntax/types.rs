//! Types. Takes a cursor, gives a type whatever its spelling; must not know columns.

use super::Cursor;
use super::ast::Type;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

/// A type, and where it stands.
pub(crate) fn ty(cursor: &mut Cursor<'_>) -> Result<(Type, Origin), Diagnostic> {
    Err(cursor.expected("a type"))
}
