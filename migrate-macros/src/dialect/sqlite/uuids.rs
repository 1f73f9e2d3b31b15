//! UUIDs, which sqlx reads from 16 bytes. Takes nothing or an operand, gives text.

use super::limits::lacks;
use super::spelling::Lite;
use super::types::Form;
use crate::dialect::spelling::{Level, Writer};
use crate::syntax::ast::{Expr, ExprKind};

/// Sixteen random bytes with the marks of version 4. The ninth byte lies between 0x80 and
/// 0xBF, exactly as the second byte of a character between U+0080 and U+00BF does.
const RANDOM: &str = "CAST(randomblob(6) || char(64 + (random() & 15)) || randomblob(1) || \
     substr(CAST(char(128 + (random() & 63)) AS BLOB), 2, 1) || randomblob(7) AS BLOB)";

/// The same as text, since one random value cannot be asked for its parts.
const RANDOM_TEXT: &str = "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || \
     substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || \
     substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

pub(super) fn random(writer: &mut Writer<'_>) {
    writer.put(RANDOM);
}

/// `uuid::text`
pub(super) fn printed(writer: &mut Writer<'_>, operand: &Expr) {
    if let ExprKind::Call(_) = operand.kind {
        return writer.put(RANDOM_TEXT);
    }
    writer.function("lower", |writer| {
        for (number, (start, length)) in [(1, 8), (9, 4), (13, 4), (17, 4), (21, 12)]
            .into_iter()
            .enumerate()
        {
            if number > 0 {
                writer.word("||").string("-").word("||");
            }
            writer.function("substr", |writer| {
                writer.function("hex", |writer| writer.expr(operand));
                writer
                    .comma()
                    .word(&start.to_string())
                    .comma()
                    .word(&length.to_string());
            });
        }
    });
}

/// `text::uuid`
pub(super) fn parsed(lite: &Lite<'_>, writer: &mut Writer<'_>, operand: &Expr, from: Option<Form>) {
    if matches!(from, Some(Form::Uuid | Form::Bytes)) {
        return writer.at(operand, Level::Primary);
    }
    if let ExprKind::Text(text) = &operand.kind {
        let title = format!("`{text}` is no uuid");
        return writer.refuse(lacks(operand.origin, title));
    }
    if !lite.target.since(3, 41) {
        let title = "SQLite reads uuids from computed texts since 3.41 only";
        let help = "raise the oldest supported version (`on sqlite 3.41`), or write the uuid out";
        return writer.refuse(lacks(operand.origin, title).help(help));
    }
    writer.function("unhex", |writer| {
        writer.expr(operand);
        writer.comma().string("-");
    });
}
