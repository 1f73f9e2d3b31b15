//! How PostgreSQL spells what the language says; expressions are its own already. Takes
//! types, gives their names; must not know any change.

use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Spelling, Writer};
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Type};
use crate::target::Target;

/// PostgreSQL's spelling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Postgres(pub(crate) Target);

impl Spelling for Postgres {
    fn target(&self) -> Target {
        self.0
    }

    fn expr(&self, writer: &mut Writer<'_>, expr: &Expr) {
        if let ExprKind::Text(text) = &expr.kind
            && text.contains('\0')
        {
            writer.refuse(null_character(expr.origin));
        }
        writer.standard(expr);
    }

    fn ty(&self, writer: &mut Writer<'_>, ty: &Type, _: Origin) {
        base(writer, &ty.base);
        if ty.array {
            writer.glue("[]").end();
        }
    }
}

fn null_character(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "PostgreSQL has no text with a null character")
        .why("its text ends there, and the server refuses the statement")
        .help("leave out the `\\0`, or keep such values in a column of type `bytes`")
}

fn base(writer: &mut Writer<'_>, base: &Base) {
    use Base::*;
    match base {
        Bool => writer.put("boolean"),
        Integer(width) => writer.put(integer(*width)),
        Serial(width) => writer.put(serial(*width)),
        Real => writer.put("real"),
        Double => writer.put("double precision"),
        Numeric(None) => writer.put("numeric"),
        Numeric(Some((precision, scale))) => {
            writer.word(&format!("numeric({precision}, {scale})"));
        }
        Text => writer.put("text"),
        Varchar(length) => sized(writer, "varchar", *length),
        Char(length) => sized(writer, "char", Some(*length)),
        Bytes => writer.put("bytea"),
        Uuid => writer.put("uuid"),
        Date => writer.put("date"),
        Time(digits) => sized(writer, "time", *digits),
        TimeTz(digits) => sized(writer, "timetz", *digits),
        Timestamp(digits) => sized(writer, "timestamp", *digits),
        TimestampTz(digits) => sized(writer, "timestamptz", *digits),
        Interval(digits) => sized(writer, "interval", *digits),
        Json => writer.put("json"),
        Jsonb => writer.put("jsonb"),
        Bit(length) => sized(writer, "bit", Some(*length)),
        Varbit(length) => sized(writer, "varbit", *length),
        // Bare, this is `char(1)`.
        Native("char") => {
            writer.name("char");
        }
        Native(name) => writer.put(name),
        Extension(name) => extension(writer, name),
    }
}

fn sized(writer: &mut Writer<'_>, name: &str, size: Option<impl ToString>) {
    writer.word(name);
    if let Some(size) = size {
        writer.glue("");
        writer.parens(|writer| writer.put(&size.to_string()));
    }
}

/// The keyword of an integer.
pub(super) fn integer(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::Small => "smallint",
        IntegerWidth::Normal => "integer",
        IntegerWidth::Big => "bigint",
    }
}

/// The keyword of an integer with a sequence of its own.
pub(super) fn serial(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::Small => "smallserial",
        IntegerWidth::Normal => "serial",
        IntegerWidth::Big => "bigserial",
    }
}

/// `citext`, `public.geometry(Point, 4326)`: names with their schema, and arguments.
fn extension(writer: &mut Writer<'_>, name: &str) {
    let (path, arguments) = match name.split_once('(') {
        Some((path, arguments)) => (path, arguments.strip_suffix(')')),
        None => (name, Some("")),
    };
    let Some(arguments) = arguments.filter(|text| text.chars().all(is_argument)) else {
        writer.name(name);
        return;
    };
    for (number, part) in path.trim_end().split('.').enumerate() {
        if number > 0 {
            writer.glue(".");
        }
        writer.bare(part);
    }
    if !arguments.is_empty() {
        writer.glue("");
        writer.parens(|writer| writer.put(arguments));
    }
}

fn is_argument(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, ' ' | ',' | '_' | '-')
}
