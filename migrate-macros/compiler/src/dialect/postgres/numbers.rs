//! Numbers that a statement gives rows itself, where a sequence would have: the sequence
//! is set behind them, or the next row without one gets a number that is taken. Takes the
//! columns that are written, gives steps; must not know the statement.

use super::generator::has_index;
use super::steps::Steps;
use crate::dialect::spelling::Writer;
use crate::dialect::{Action, Lock, Work};
use crate::schema::{Column, Generator, Table};
use crate::syntax::ast::{
    Assignment, Conflict, ConflictAction, Expr, ExprKind, Insert, InsertSource, TableName,
};

/// Takes numbers, or passes over them where they are many. Who looks how far a sequence
/// has come and then sets it would set it back behind everybody who took a number in
/// between; a hundred thousand nobody takes within one statement.
///
/// The types are written out: the operators and functions are those of the catalogue.
const TAKE: &str = "\
SELECT CASE WHEN ahead > 100000::numeric
        THEN pg_catalog.setval(sequence, (next + (ahead - 1::numeric) * step)::bigint)
        ELSE (SELECT pg_catalog.max(number) FROM (SELECT pg_catalog.nextval(sequence) AS number
            FROM pg_catalog.generate_series(1::bigint, ahead::bigint)) AS taken) END";

/// How many numbers the highest one is ahead.
const AHEAD: &str =
    "SELECT sequence, step, next, top, pg_catalog.div(top - next, step) + 1::numeric AS ahead";

/// A sequence and its next number.
const COUNTER: &str = "\
SELECT seqrelid::regclass AS sequence, seqincrement::numeric AS step,
            COALESCE(pg_catalog.pg_sequence_last_value(seqrelid)::numeric + seqincrement::numeric,
                seqstart::numeric) AS next,";

/// Whether the sequence would come to the number at all.
const REACHED: &str = "WHERE (top - next) * pg_catalog.sign(step) >= 0::numeric";

/// Which rows have a number of the statement's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Given {
    None,
    Some,
    All,
}

/// After an insert, be it that a row meets another.
pub(super) fn inserted(steps: &mut Steps<'_>, insert: &Insert) {
    let conflict = insert.conflict.as_ref().map_or(&[][..], assignments);
    follow(steps, &insert.table, |table, column| {
        let given = inserts(insert, table, column);
        match given {
            Given::None if assigns(conflict, column) => Given::Some,
            Given::None | Given::Some | Given::All => given,
        }
    });
}

/// After an update.
pub(super) fn assigned(steps: &mut Steps<'_>, table: &TableName, set: &[Assignment]) {
    follow(steps, table, |_, column| {
        if assigns(set, column) {
            Given::Some
        } else {
            Given::None
        }
    });
}

fn assignments(conflict: &Conflict) -> &[Assignment] {
    match &conflict.action {
        ConflictAction::Nothing => &[],
        ConflictAction::Update { set, .. } => set,
    }
}

fn assigns(set: &[Assignment], column: &Column) -> bool {
    set.iter()
        .any(|assignment| assignment.column.text == column.name && is_given(&assignment.value))
}

fn inserts(insert: &Insert, table: &Table, column: &Column) -> Given {
    let place = if insert.columns.is_empty() {
        let mut columns = table.columns.iter();
        columns.position(|other| other.name == column.name)
    } else {
        let mut columns = insert.columns.iter();
        columns.position(|name| name.text == column.name)
    };
    let Some(place) = place else {
        return Given::None;
    };
    let InsertSource::Values(rows) = &insert.source else {
        return Given::All;
    };
    let mut given = rows.iter().map(|row| row.get(place).is_some_and(is_given));
    match (given.clone().any(|given| given), given.all(|given| given)) {
        (false, _) => Given::None,
        (true, false) => Given::Some,
        (true, true) => Given::All,
    }
}

fn is_given(value: &Expr) -> bool {
    !matches!(value.kind, ExprKind::Default)
}

fn follow(steps: &mut Steps<'_>, table: &TableName, given: impl Fn(&Table, &Column) -> Given) {
    let Some(table) = steps.before(table) else {
        return;
    };
    let columns = table.columns.iter();
    for column in columns.filter(|column| takes_own(column.generator)) {
        let given = given(table, column);
        if given == Given::None {
            continue;
        }
        let sql = go_behind(steps, table, column);
        if given == Given::All {
            forget(steps, &sql);
        }
        let work = if has_index(table, &column.name) {
            Work::Metadata
        } else {
            Work::Scan
        };
        let cost = steps.cost(work, [(&table.name, Lock::AccessShare)]);
        steps.joined(sql, cost);
    }
}

/// Once is enough behind inserts that follow each other and use no number of the sequence's.
fn forget(steps: &mut Steps<'_>, sql: &str) {
    let before = steps.made.len().checked_sub(2);
    let same = |at: &usize| matches!(&steps.made[*at].action, Action::Sql(old) if old == sql);
    if let Some(at) = before.filter(same) {
        steps.made.remove(at);
    }
}

/// Whether the column counts by itself and takes other numbers, too.
fn takes_own(generator: Option<Generator>) -> bool {
    match generator {
        Some(Generator::IdentityByDefault | Generator::Serial) => true,
        Some(Generator::IdentityAlways) | None => false,
    }
}

/// Sets the sequence behind the last number in its direction and within its bounds; never
/// back, and not by another number than it would have come to by itself.
///
/// <https://www.postgresql.org/docs/current/functions-sequence.html>
fn go_behind(steps: &mut Steps<'_>, table: &Table, column: &Column) -> String {
    let name = steps.sql(|writer| {
        writer.table(&table.name);
    });
    steps.sql(|writer| {
        writer.word(TAKE).line(1).word("FROM").open();
        writer.word(AHEAD).line(2).word("FROM").open();
        writer
            .word(COUNTER)
            .line(3)
            .word("CASE WHEN seqincrement > 0 THEN");
        extreme(
            writer,
            ("pg_catalog.max", "<= seqmax"),
            (&table.name, &column.name),
        );
        writer.word("ELSE");
        extreme(
            writer,
            ("pg_catalog.min", ">= seqmin"),
            (&table.name, &column.name),
        );
        writer.word("END::numeric AS top").line(3);
        writer.word("FROM pg_catalog.pg_sequence WHERE seqrelid =");
        writer.function("pg_catalog.pg_get_serial_sequence", |writer| {
            writer.string(&name).comma().string(&column.name);
        });
        writer.glue("::regclass::oid").close();
        writer.word("AS counter").close();
        writer.word("AS numbers").line(1).word(REACHED);
    })
}

/// The last number in one direction, none beyond what the sequence would ever give.
fn extreme(
    writer: &mut Writer<'_>,
    (function, bound): (&str, &str),
    (table, column): (&TableName, &str),
) {
    writer.parens(|writer| {
        writer.word("SELECT");
        writer.function(function, |writer| {
            writer.name(column);
        });
        writer.word("FROM").table(table).word("WHERE");
        writer.name(column).word(bound);
    });
}
