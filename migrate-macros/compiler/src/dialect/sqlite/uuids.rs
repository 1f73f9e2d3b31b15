//! UUIDs, which sqlx reads from 16 bytes. Takes nothing or an operand, gives text.

use super::limits::lacks;
use super::operand::Operand;
use super::spelling::Lite;
use crate::dialect::spelling::Writer;

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

pub(super) fn random_text(writer: &mut Writer<'_>) {
    writer.put(RANDOM_TEXT);
}

/// `uuid::text`
pub(super) fn printed(writer: &mut Writer<'_>, v: Operand<'_>) {
    writer.function("lower", |writer| {
        for (number, (start, length)) in [(1, 8), (9, 4), (13, 4), (17, 4), (21, 12)]
            .into_iter()
            .enumerate()
        {
            if number > 0 {
                writer.word("||").string("-").word("||");
            }
            writer.function("substr", |writer| {
                v.within(writer, "hex", "");
                writer
                    .comma()
                    .word(&start.to_string())
                    .comma()
                    .word(&length.to_string());
            });
        }
    });
}

/// `text::uuid`: 32 digits, in groups or not.
pub(super) fn parsed(lite: &Lite<'_>, writer: &mut Writer<'_>, v: Operand<'_>) {
    if !lite.target.since(3, 41) {
        let title = "SQLite reads uuids from computed texts since 3.41 only";
        let help = "raise the oldest supported version (`on sqlite 3.41`), or write the uuid out";
        return writer.refuse(lacks(v.origin(), title).help(help));
    }
    let digits = |writer: &mut Writer<'_>| v.within(writer, "replace", "'-', ''");
    let is_one = |writer: &mut Writer<'_>| {
        writer.function("length", digits);
        writer.word("= 32 AND");
        digits(writer);
        writer
            .word("NOT GLOB")
            .string("*[^0-9A-Fa-f]*")
            .word("AND")
            .open();
        v.within(writer, "instr", "'-'");
        writer.word("= 0 OR");
        v.write(writer);
        writer
            .word("GLOB")
            .string("????????-????-????-????-????????????")
            .close();
    };
    v.guarded(writer, "uuid", is_one, |writer| {
        writer.function("unhex", digits);
    });
}
