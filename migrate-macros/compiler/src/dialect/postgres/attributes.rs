//! What a column has beside its type and its values: comment, statistics, storage. Takes
//! changes, gives steps; must not know what the column holds.

use super::steps::Steps;
use crate::dialect::spelling::Writer;
use crate::dialect::{Cost, Lock};
use crate::schema::Column;
use crate::syntax::ast::{Base, TableName, Type};

pub(super) fn comment(steps: &mut Steps<'_>, table: &TableName, column: &str, text: Option<&str>) {
    let (sql, cost) = commented(steps, table, column, text);
    steps.shared(sql, cost);
}

pub(super) fn statistics(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &str,
    target: Option<i32>,
) {
    let (sql, cost) = measured(steps, table, column, target);
    steps.shared(sql, cost);
}

pub(super) fn storage(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    kind: Option<&str>,
) {
    let (sql, cost) = stored(steps, table, column, kind);
    steps.shared(sql, cost);
}

/// All of them behind the statement that made the column.
pub(super) fn joined(steps: &mut Steps<'_>, table: &TableName, column: &Column) {
    if column.statistics.is_some() {
        let (sql, cost) = measured(steps, table, &column.name, column.statistics);
        steps.joined(sql, cost);
    }
    if column.storage.is_some() {
        let (sql, cost) = stored(steps, table, column, column.storage.as_deref());
        steps.joined(sql, cost);
    }
    if column.comment.is_some() {
        let (sql, cost) = commented(steps, table, &column.name, column.comment.as_deref());
        steps.joined(sql, cost);
    }
}

fn commented(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &str,
    comment: Option<&str>,
) -> (String, Cost) {
    let sql = steps.sql(|writer| {
        writer
            .word("COMMENT ON COLUMN")
            .table(table)
            .glue(".")
            .name(column)
            .word("IS");
        text(writer, comment);
    });
    (sql, steps.metadata(table, Lock::ShareUpdateExclusive))
}

fn measured(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &str,
    target: Option<i32>,
) -> (String, Cost) {
    let sql = steps.alter_column((table, column), |writer| {
        writer
            .word("SET STATISTICS")
            .word(&target.unwrap_or(-1).to_string());
    });
    (sql, steps.metadata(table, Lock::ShareUpdateExclusive))
}

fn stored(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    kind: Option<&str>,
) -> (String, Cost) {
    let kind = kind.map_or_else(
        || usual_storage(&column.ty).to_owned(),
        str::to_ascii_uppercase,
    );
    let sql = steps.alter_column((table, &column.name), |writer| {
        writer.word("SET STORAGE").word(&kind);
    });
    (sql, steps.metadata(table, Lock::AccessExclusive))
}

/// What a type's values are stored as when nobody says: from `pg_type.typstorage`, since
/// `SET STORAGE DEFAULT` came with 16.
fn usual_storage(ty: &Type) -> &'static str {
    use Base::*;
    if ty.array {
        return "EXTENDED";
    }
    match &ty.base {
        Bool | Integer(_) | Serial(_) | Real | Double | Uuid | Date | Time(_) | TimeTz(_)
        | Timestamp(_) | TimestampTz(_) | Interval(_) => "PLAIN",
        Numeric(_) => "MAIN",
        Text | Varchar(_) | Char(_) | Bytes | Json | Jsonb | Bit(_) | Varbit(_) | Extension(_) => {
            "EXTENDED"
        }
        Native(name) => native_storage(name),
    }
}

fn native_storage(name: &str) -> &'static str {
    match name {
        "inet" | "cidr" => "MAIN",
        "polygon" | "path" | "xml" | "jsonpath" | "tsvector" | "txid_snapshot" | "pg_snapshot"
        | "int4range" | "int8range" | "numrange" | "tsrange" | "tstzrange" | "daterange"
        | "int4multirange" | "int8multirange" | "nummultirange" | "tsmultirange"
        | "tstzmultirange" | "datemultirange" => "EXTENDED",
        _ => "PLAIN",
    }
}

/// A string, or `NULL` which takes a comment away.
pub(super) fn text(writer: &mut Writer<'_>, text: Option<&str>) {
    match text {
        Some(text) => writer.string(text),
        None => writer.word("NULL"),
    };
}
