//! Columns, constraints and indexes as they stand in `CREATE` and `ADD`. Takes what the
//! schema knows, gives text; must not know whether the table exists.

use super::spelling::serial;
use crate::dialect::spelling::Writer;
use crate::origin::Origin;
use crate::schema::{
    Column, Constraint, ConstraintKind, Exclude, ForeignKey, Generated, Generator, Index, Sequence,
    next_value,
};
use crate::syntax::ast::{Base, Deferrable, ReferentialAction, TableName};

/// `"c" type COLLATE … GENERATED … DEFAULT … NOT NULL`
pub(super) fn column(writer: &mut Writer<'_>, table: &TableName, column: &Column) {
    writer.name(&column.name);
    match (&column.ty.base, column.generator, &column.sequence) {
        (Base::Integer(width), Some(Generator::Serial), None) => writer.put(serial(*width)),
        _ => writer.ty(&column.ty, Origin::elsewhere()),
    }
    if let Some(collation) = &column.collation {
        writer.word("COLLATE").name(collation);
    }
    if let Some(kind) = column.generator.and_then(identity) {
        writer.word("GENERATED").word(kind).word("AS IDENTITY");
        sequence_name(writer, table, column.sequence.as_ref());
    }
    if let Some(generated) = &column.generated {
        generation(writer, generated);
    }
    if let Some(default) = &column.default {
        writer.word("DEFAULT");
        writer.spelling.default(writer, default);
    }
    if let (Some(Generator::Serial), Some(sequence)) = (column.generator, &column.sequence) {
        writer.word("DEFAULT");
        let next = next_value(table, sequence);
        writer.spelling.default(writer, &next);
    }
    // Before 18 the server reads the name, and forgets it.
    if let Some(name) = &column.not_null_name {
        writer.word("CONSTRAINT").name(name);
    }
    writer.put(if column.not_null { "NOT NULL" } else { "" });
}

/// `(SEQUENCE NAME s)`, as `pg_dump` writes it for an identity:
/// <https://www.postgresql.org/docs/current/sql-createsequence.html>
pub(super) fn sequence_name(
    writer: &mut Writer<'_>,
    table: &TableName,
    sequence: Option<&Sequence>,
) {
    if let Some(sequence) = sequence {
        writer.parens(|writer| {
            writer
                .word("SEQUENCE NAME")
                .table(&table.sibling(&sequence.name));
        });
    }
}

fn generation(writer: &mut Writer<'_>, generated: &Generated) {
    writer.word("GENERATED ALWAYS AS");
    writer.parens(|writer| writer.expr(&generated.expr));
    writer.put(if generated.stored {
        "STORED"
    } else {
        "VIRTUAL"
    });
}

/// The words between `GENERATED` and `AS IDENTITY`.
pub(super) fn identity(generator: Generator) -> Option<&'static str> {
    match generator {
        Generator::IdentityAlways => Some("ALWAYS"),
        Generator::IdentityByDefault => Some("BY DEFAULT"),
        Generator::Serial => None,
    }
}

/// `CONSTRAINT "n" …`, without `NOT VALID`.
pub(super) fn constraint(writer: &mut Writer<'_>, constraint: &Constraint) {
    writer.word("CONSTRAINT").name(&constraint.name);
    match &constraint.kind {
        ConstraintKind::PrimaryKey(columns) => {
            writer.word("PRIMARY KEY");
            writer.names(strs(columns));
        }
        ConstraintKind::Unique {
            columns,
            nulls_not_distinct,
        } => {
            writer.word("UNIQUE").word(nulls(*nulls_not_distinct));
            writer.names(strs(columns));
        }
        ConstraintKind::Check(expr) => {
            writer.word("CHECK");
            writer.parens(|writer| writer.expr(expr));
        }
        ConstraintKind::ForeignKey(key) => foreign_key(writer, key),
        ConstraintKind::Exclude(exclude) => exclusion(writer, exclude),
    }
    writer.put(deferrable(constraint.deferrable));
}

fn foreign_key(writer: &mut Writer<'_>, key: &ForeignKey) {
    writer.word("FOREIGN KEY");
    writer.names(strs(&key.columns));
    reference(writer, key);
}

/// `REFERENCES "t" ("c") ON DELETE … ON UPDATE …`
pub(super) fn reference(writer: &mut Writer<'_>, key: &ForeignKey) {
    writer.word("REFERENCES").table(&key.table);
    writer.names(strs(&key.referenced));
    action(writer, "ON DELETE", key.on_delete);
    if !key.delete_sets.is_empty() {
        writer.names(strs(&key.delete_sets));
    }
    action(writer, "ON UPDATE", key.on_update);
}

fn action(writer: &mut Writer<'_>, event: &str, action: ReferentialAction) {
    let words = match action {
        ReferentialAction::NoAction => return,
        ReferentialAction::Restrict => "RESTRICT",
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
    };
    writer.word(event).word(words);
}

fn exclusion(writer: &mut Writer<'_>, exclude: &Exclude) {
    writer.word("EXCLUDE USING");
    writer.bare(&exclude.method);
    writer.group(&exclude.elements, |writer, (key, operator)| {
        writer.key(key);
        writer.word("WITH");
        writer.spelling.index_operator(writer, &key.expr, operator);
    });
    if let Some(filter) = &exclude.filter {
        writer.word("WHERE");
        writer.parens(|writer| writer.expr(filter));
    }
}

pub(super) fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => "DEFERRABLE",
        Deferrable::InitiallyDeferred => "DEFERRABLE INITIALLY DEFERRED",
    }
}

/// `"n" ON "t" USING … (…) INCLUDE (…) … WHERE …`
pub(super) fn index(writer: &mut Writer<'_>, table: &TableName, index: &Index) {
    writer.name(&index.name).word("ON").table(table);
    if index.method != "btree" {
        writer.word("USING");
        writer.bare(&index.method);
    }
    writer.group(&index.keys, Writer::key);
    if !index.include.is_empty() {
        writer.word("INCLUDE");
        writer.names(strs(&index.include));
    }
    writer.put(nulls(index.nulls_not_distinct));
    if !index.with.is_empty() {
        writer.word("WITH");
        writer.group(&index.with, |writer, (name, value)| {
            writer.bare(name);
            writer.word("=").word(value);
        });
    }
    writer.clause("WHERE", index.filter.as_ref());
}

pub(super) fn nulls(not_distinct: bool) -> &'static str {
    if not_distinct {
        "NULLS NOT DISTINCT"
    } else {
        ""
    }
}

pub(super) fn strs(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}
