//! Casts between dates, times and texts, in the forms in which they are stored. Texts are
//! cut and joined where that will do: SQLite's own functions keep milliseconds only. Takes
//! an operand and what it is, gives text; must not know whether the cast was written.
//! <https://www.sqlite.org/lang_datefunc.html>

use super::limits::lacks;
use super::operand::Operand;
use super::spelling::{Lite, Scope};
use super::times::{LOCAL, milliseconds};
use super::types::Form;
use crate::dialect::spelling::Writer;

/// What is stored, as it is stored, apart from what an application wrote in another way.
const IS_ZONED: &str = "*T*+00:00";

pub(super) fn date(writer: &mut Writer<'_>, v: Operand<'_>, from: Form) {
    if from != Form::Text {
        return v.within(writer, "substr", "1, 10");
    }
    let is_one = |writer: &mut Writer<'_>| {
        v.within(writer, "date", "'+0 days'");
        writer.word("=");
        v.within(writer, "substr", "1, 10");
    };
    v.guarded(writer, "date", is_one, |writer| {
        v.within(writer, "substr", "1, 10");
    });
}

pub(super) fn time(writer: &mut Writer<'_>, v: Operand<'_>, from: Form) {
    match from {
        Form::Text => v.guarded(
            writer,
            "time",
            |writer| {
                // A number alone is a day to SQLite.
                v.write(writer);
                writer.word("GLOB").string("[0-9][0-9]:*").word("AND");
                reads(writer, (v, "%H:%M:%S"), 8);
            },
            |writer| {
                strftime(writer, "%H:%M:%S", |writer| {
                    v.within(writer, "substr", "1, 8");
                });
                writer.word("||");
                fraction(writer, v, 9);
            },
        ),
        Form::TimestampTz => unless_zoned(writer, v, "%H:%M:%f", |writer| {
            without_zone(writer, v, "12", "17");
        }),
        _ => v.within(writer, "substr", "12"),
    }
}

pub(super) fn timestamp(writer: &mut Writer<'_>, v: Operand<'_>, from: Form) {
    match from {
        Form::Text => v.guarded(
            writer,
            "timestamp",
            |writer| reads(writer, (v, "%Y-%m-%d %H:%M:%S"), 19),
            |writer| {
                strftime(writer, "%Y-%m-%d %H:%M:%S", |writer| {
                    v.within(writer, "substr", "1, 19");
                });
                writer.word("||");
                fraction(writer, v, 20);
            },
        ),
        Form::TimestampTz => unless_zoned(writer, v, LOCAL, |writer| {
            writer.function("replace", |writer| {
                without_zone(writer, v, "1", "6");
                writer.comma().string("T").comma().string(" ");
            });
        }),
        _ => writer.parens(|writer| {
            v.write(writer);
            writer.word("||").string(" 00:00:00");
        }),
    }
}

pub(super) fn timestamptz(lite: &Lite<'_>, writer: &mut Writer<'_>, v: Operand<'_>, from: Form) {
    match from {
        Form::Text => read_timestamptz(lite, writer, v),
        Form::Timestamp => writer.parens(|writer| {
            writer.function("replace", |writer| {
                v.write(writer);
                writer.comma().string(" ").comma().string("T");
            });
            writer.word("||").string("+00:00");
        }),
        _ => writer.parens(|writer| {
            v.write(writer);
            writer.word("||").string("T00:00:00+00:00");
        }),
    }
}

fn strftime(writer: &mut Writer<'_>, format: &str, time: impl FnOnce(&mut Writer<'_>)) {
    writer.function("strftime", |writer| {
        writer.string(format).comma();
        time(writer);
    });
}

/// From a place on, and without so many characters of all.
fn without_zone(writer: &mut Writer<'_>, v: Operand<'_>, from: &str, less: &str) {
    writer.function("substr", |writer| {
        v.write(writer);
        writer.comma().word(from).comma();
        v.within(writer, "length", "");
        writer.word("-").word(less);
    });
}

/// What is cut out of a text in the stored form, and what SQLite reads out of another.
fn unless_zoned(
    writer: &mut Writer<'_>,
    v: Operand<'_>,
    format: &str,
    stored: impl FnOnce(&mut Writer<'_>),
) {
    writer.word("CASE WHEN");
    v.write(writer);
    writer.word("GLOB").string(IS_ZONED).word("THEN");
    stored(writer);
    writer.word("ELSE");
    milliseconds(writer, |writer| {
        strftime(writer, format, |writer| v.write(writer));
    });
    writer.word("END");
}

/// Whether the text is what SQLite reads from it, to its end: no day that the month lacks
/// and no zone, and behind the seconds nothing but digits.
fn reads(writer: &mut Writer<'_>, (v, format): (Operand<'_>, &str), length: usize) {
    let start = format!("1, {length}");
    writer.function("strftime", |writer| {
        writer.string(format).comma();
        v.within(writer, "substr", &start);
        writer.comma().string("+0 days");
    });
    writer.word("GLOB");
    writer.function("replace", |writer| {
        v.within(writer, "substr", &start);
        writer.comma().string("T").comma().string(" ");
    });
    writer.word("||").string("*").word("AND");
    ends(writer, v, length + 1);
}

fn ends(writer: &mut Writer<'_>, v: Operand<'_>, from: usize) {
    let rest = from.to_string();
    let digits = (from + 1).to_string();
    writer.open();
    v.within(writer, "substr", &rest);
    writer.word("=").string("").word("OR");
    v.within(writer, "substr", &rest);
    writer.word("GLOB").string(".[0-9]*").word("AND");
    v.within(writer, "substr", &digits);
    writer.word("NOT GLOB").string("*[^0-9]*").word("AND");
    v.within(writer, "length", "");
    writer.word("<=").word(&(from + 6).to_string());
    writer.close();
}

/// The digits behind the seconds: none, three or six.
fn fraction(writer: &mut Writer<'_>, v: Operand<'_>, from: usize) {
    let rest = from.to_string();
    let needed = |writer: &mut Writer<'_>| {
        writer.function("length", |writer| {
            writer.function("rtrim", |writer| {
                v.within(writer, "substr", &rest);
                writer.comma().string(".0");
            });
        });
    };
    let padded = |writer: &mut Writer<'_>, length: &str| {
        writer.function("substr", |writer| {
            v.within(writer, "substr", &rest);
            writer.word("||").string("000000");
            writer.comma().word("1").comma().word(length);
        });
    };
    writer.word("CASE WHEN");
    needed(writer);
    writer.word("= 0 THEN").string("").word("WHEN");
    needed(writer);
    writer.word("<= 4 THEN");
    padded(writer, "4");
    writer.word("ELSE");
    padded(writer, "7");
    writer.word("END");
}

/// The local time and the zone are told apart by two queries around the text.
fn read_timestamptz(lite: &Lite<'_>, writer: &mut Writer<'_>, v: Operand<'_>) {
    if !matches!(lite.scope, Scope::Rows(_)) {
        let title = "SQLite reads the zone of a text only in a statement over rows";
        return writer.refuse(lacks(v.origin(), title));
    }
    let (local, zone, value) = (v.named("z.local"), v.named("z.zone"), v.named("z.value"));
    writer.open().word("SELECT CASE WHEN");
    reads(writer, (local, "%Y-%m-%d %H:%M:%S"), 19);
    // A day without a time has no zone to SQLite.
    writer.word("AND (z.zone = '' OR length(z.local) > 10) THEN");
    strftime(writer, "%Y-%m-%dT%H:%M:%S", |writer| {
        local.within(writer, "substr", "1, 19");
        writer.word("||");
        zone.write(writer);
    });
    writer.word("||");
    fraction(writer, local, 20);
    writer.word("||").string("+00:00");
    value.or_fails(writer, "timestamptz");
    writer.word("FROM").open();
    writer.put(
        "SELECT value, substr(value, 1, length(value) - width) AS local, \
         substr(value, length(value) - width + 1) || CASE width WHEN 3 THEN ':00' ELSE '' END \
         AS zone FROM",
    );
    writer.open();
    writer.put(
        "SELECT value, CASE WHEN substr(value, 11) GLOB '*[+-][0-9][0-9]:[0-9][0-9]' THEN 6 \
         WHEN substr(value, 11) GLOB '*[+-][0-9][0-9]' THEN 3 \
         WHEN substr(value, 11) GLOB '*[Zz]' THEN 1 ELSE 0 END AS width FROM",
    );
    writer.open().word("SELECT");
    v.write(writer);
    writer.word("AS value").close().close().close();
    writer.word("AS z").close();
}

/// `x::text`: PostgreSQL prints the digits of a second that are none but zeros not.
pub(super) fn printed(writer: &mut Writer<'_>, v: Operand<'_>, from: Form) {
    if from == Form::TimestampTz {
        return writer.parens(|writer| {
            without_zeros(writer, v, |writer| timestamp(writer, v, from));
            writer.word("||").string("+00");
        });
    }
    without_zeros(writer, v, |writer| v.write(writer));
}

fn without_zeros(writer: &mut Writer<'_>, v: Operand<'_>, local: impl Fn(&mut Writer<'_>)) {
    writer.word("CASE WHEN");
    v.within(writer, "instr", "'.'");
    writer.word("THEN");
    writer.function("rtrim", |writer| {
        local(writer);
        writer.comma().string("0");
    });
    writer.word("ELSE");
    local(writer);
    writer.word("END");
}
