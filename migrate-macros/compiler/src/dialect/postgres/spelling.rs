//! How PostgreSQL spells what the language says; expressions are its own already. Takes
//! types, gives their names; must not know any change.

use super::fit::{Fit, fit};
use super::sources::Sources;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Spelling, Writer};
use crate::origin::Origin;
use crate::syntax::ast::{
    Base, Call, Expr, ExprKind, IntegerWidth, IsTest, Operator, Query, Source, Type,
};
use crate::target::Target;

/// PostgreSQL's spelling of what is said about these tables.
#[derive(Clone, Debug)]
pub(super) struct Postgres<'a> {
    pub(super) target: Target,
    pub(super) sources: Sources<'a>,
}

impl Spelling for Postgres<'_> {
    fn target(&self) -> Target {
        self.target
    }

    fn expr(&self, writer: &mut Writer<'_>, expr: &Expr) {
        use ExprKind::*;
        match &expr.kind {
            Text(text) if text.contains('\0') => writer.refuse(null_character(expr.origin)),
            Binary(_, Operator::And | Operator::Or, _) => writer.standard(expr),
            Binary(left, operator, right) => self.binary(writer, (left, *operator, right)),
            Unary(operator, operand) => self.unary(writer, *operator, operand),
            In {
                operand,
                list,
                negated,
            } => self.in_list(writer, operand, list, *negated),
            InQuery {
                operand,
                query,
                negated,
            } => self.in_query(writer, operand, query, *negated),
            Between {
                operand,
                low,
                high,
                negated,
            } => self.between(writer, operand, [low, high], *negated),
            Quantified {
                left,
                operator,
                quantifier,
                right,
            } => self.quantified(writer, left, *operator, (*quantifier, right)),
            Is {
                operand,
                test: IsTest::DistinctFrom(other),
                negated,
            } => self.distinct(writer, [operand, other], *negated),
            Case {
                operand: Some(operand),
                whens,
                otherwise,
            } => self.case(writer, operand, whens, otherwise.as_deref()),
            _ => writer.standard(expr),
        }
    }

    fn query(&self, writer: &mut Writer<'_>, query: &Query) {
        match self.compared_in_words(query) {
            Some((query, merged)) => {
                writer.merged(merged, |writer| writer.standard_query(&query));
            }
            None => writer.merged(Vec::new(), |writer| writer.standard_query(query)),
        }
    }

    fn source(&self, writer: &mut Writer<'_>, source: &Source) {
        if let Source::Join(join) = source
            && let Some(diagnostic) = self.caught_by_others(join)
        {
            writer.refuse(diagnostic);
        }
        writer.standard_source(source);
    }

    fn level(&self, expr: &Expr) -> Level {
        self.level_of(expr)
    }

    fn index_operator(&self, writer: &mut Writer<'_>, key: &Expr, operator: &str) {
        let class = self.class(key);
        match fit(operator, class, class) {
            Fit::Qualified => writer.put(&format!("OPERATOR(pg_catalog.{operator})")),
            // The key stays what it is: a cast would make another index of it.
            Fit::Exact {
                casts: [Some(_), _],
                ..
            } => writer.put(&format!("OPERATOR(pg_catalog.{operator})")),
            Fit::Exact { .. } | Fit::Open => writer.put(operator),
        }
    }

    fn call(&self, writer: &mut Writer<'_>, call: &Call) {
        self.call_of(writer, call);
    }

    fn ty(&self, writer: &mut Writer<'_>, ty: &Type, _: Origin) {
        base(writer, &ty.base);
        if ty.array {
            writer.glue("[]").end();
        }
    }
}

impl Postgres<'_> {
    pub(super) fn level_of(&self, expr: &Expr) -> Level {
        match &expr.kind {
            ExprKind::Binary(left, operator, right)
                if !matches!(operator, Operator::And | Operator::Or) =>
            {
                self.level_of_binary((left, *operator, right))
            }
            ExprKind::Unary(operator, operand) => self.level_of_unary(*operator, operand),
            // It may be written as a `case`, which stands nowhere without parentheses.
            ExprKind::Call(call) if call.function.name.eq_ignore_ascii_case("nullif") => {
                Level::Other
            }
            kind => self
                .level_of_predicate(kind)
                .unwrap_or_else(|| Level::of(expr)),
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
