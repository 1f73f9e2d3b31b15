//! What breaks for programs that were written before a migration: an older release may start
//! beside it where that is nothing. Takes a migration on one target, gives a sentence for
//! each; must not know who expects it, since what is expected breaks all the same.

use super::judge::ask;
use super::{Class, RULES, Rule, Subject, mutation_without_where};
use crate::schema::{Alteration, Change, Column, ColumnChange, Generator, Id, Index, Table};
use crate::statements::Act;
use crate::syntax::ast::{Base, TableName, Type};
use crate::syntax::sql_text::words;

/// What breaks, a sentence each.
pub(crate) fn breaks(subject: &Subject<'_>) -> Vec<String> {
    let rules = RULES.iter().copied().filter(|rule| is_breaking(rule));
    let found = rules.flat_map(|rule| ask(rule, subject).list);
    let mut sentences: Vec<String> = found.map(|finding| finding.diagnostic.title).collect();
    let others = subject.acts().filter_map(|(_, act)| broken(subject, act));
    sentences.extend(others);
    sentences
}

/// Rows that are gone, or have other values, break no program.
fn is_breaking(rule: &Rule) -> bool {
    match rule.class {
        Class::DataLoss => rule.name != mutation_without_where::RULE.name,
        Class::Incompatible => true,
        Class::Blocking | Class::Failure | Class::Design | Class::Migration => false,
    }
}

/// What breaks and is no rule's to speak of, since there is nothing that its author could do
/// better.
fn broken(subject: &Subject<'_>, act: &Act) -> Option<String> {
    match &act.change {
        Change::Alter(Alteration::Column(table, column, alteration)) => {
            let known = subject.in_use(act, table)?.column(column)?;
            let now = act.after.table(table)?.column(column)?;
            let is_old = !subject.is_new(known.born);
            is_old
                .then(|| altered(table, alteration, (known, now)))
                .flatten()
        }
        Change::Drop(Id::Index(table, index)) => {
            let known = subject.in_use(act, table)?;
            let dropped = known.index(index)?;
            let end = subject.last()?.table(table)?;
            let is_old = dropped.unique && !subject.is_new(dropped.born);
            (is_old && !is_unique_still(end, dropped))
                .then(|| format!("`on conflict` over the columns of `{index}` fails"))
        }
        Change::Run { sql, .. } => taken_away(sql),
        Change::Create(_)
        | Change::Drop(Id::Table(_) | Id::Column(..) | Id::Constraint(..))
        | Change::Rename(..)
        | Change::Alter(Alteration::Comment(..) | Alteration::Constraint(..))
        | Change::Rows(_) => None,
    }
}

fn altered(
    table: &TableName,
    alteration: &ColumnChange,
    (known, now): (&Column, &Column),
) -> Option<String> {
    let name = format!("`{table}.{}`", known.name);
    match alteration {
        ColumnChange::Type { ty, .. } => (!reads_alike(&known.ty, ty)).then(|| {
            let from = &known.ty;
            format!("{name} is of type {ty}: code that reads or writes {from} fails")
        }),
        ColumnChange::Generator { .. } => match (known.generator, now.generator) {
            (Some(Generator::IdentityAlways), Some(Generator::IdentityAlways)) => None,
            (_, Some(Generator::IdentityAlways)) => {
                Some(format!("inserts that give {name} a value are refused"))
            }
            (Some(_), None) if now.must_be_written() => {
                Some(format!("inserts that give {name} no value are refused"))
            }
            (_, _) => None,
        },
        ColumnChange::Generated(None) => Some(format!("{name} is not computed any more")),
        ColumnChange::SetNotNull { .. }
        | ColumnChange::DropNotNull
        | ColumnChange::Default(_)
        | ColumnChange::Restart(_)
        | ColumnChange::Generated(Some(_))
        | ColumnChange::Statistics(_)
        | ColumnChange::Storage(_) => None,
    }
}

/// Whether drivers decode the two into the same types of a program.
fn reads_alike(from: &Type, to: &Type) -> bool {
    use Base::*;
    if from.array != to.array {
        return false;
    }
    match (&from.base, &to.base) {
        (Text | Varchar(_) | Char(_), Text | Varchar(_) | Char(_))
        | (Numeric(_), Numeric(_))
        | (Time(_), Time(_))
        | (TimeTz(_), TimeTz(_))
        | (Timestamp(_), Timestamp(_))
        | (TimestampTz(_), TimestampTz(_))
        | (Interval(_), Interval(_))
        | (Json | Jsonb, Json | Jsonb)
        | (Bit(_) | Varbit(_), Bit(_) | Varbit(_)) => true,
        (from, to) => from == to,
    }
}

/// Whether what is there at the end keeps the same columns unique.
fn is_unique_still(end: &Table, dropped: &Index) -> bool {
    let same = |index: &Index| {
        index.unique && index.filter == dropped.filter && index.keys == dropped.keys
    };
    let columns = dropped.key_columns().filter(|_| dropped.filter.is_none());
    let is_key = columns.is_some_and(|columns| {
        let mut keys = end.constraints.iter().filter(|key| key.has_index());
        keys.any(|key| key.columns().iter().eq(columns.iter()))
    });
    is_key || end.indexes.iter().any(same)
}

/// What a raw statement takes away, as far as its words say so.
fn taken_away(sql: &str) -> Option<String> {
    let words = words(sql);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let takes = match words.as_slice() {
        ["DROP", kind, ..] => !stands_behind(kind),
        ["TRUNCATE" | "REVOKE", ..] => true,
        [
            "ALTER",
            "TABLE" | "VIEW" | "MATERIALIZED" | "FOREIGN" | "TYPE" | "DOMAIN",
            rest @ ..,
        ] => renames(rest),
        _ => false,
    };
    let line = sql.trim().lines().next().unwrap_or_default();
    takes.then(|| format!("`{line}` has been run"))
}

/// Whether no statement of a program names what is dropped.
fn stands_behind(kind: &str) -> bool {
    matches!(
        kind,
        "ACCESS"
            | "EVENT"
            | "INDEX"
            | "OWNED"
            | "POLICY"
            | "PUBLICATION"
            | "RULE"
            | "STATISTICS"
            | "SUBSCRIPTION"
            | "TRIGGER"
    )
}

/// Whether a table or a column is renamed, moved or dropped, or gets another type.
fn renames(words: &[&str]) -> bool {
    words.windows(2).any(|pair| match pair {
        ["RENAME", "CONSTRAINT"] => false,
        ["RENAME", _] | ["SET", "SCHEMA"] | ["DATA", "TYPE"] | ["DROP", "COLUMN" | "ATTRIBUTE"] => {
            true
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::taken_away;

    #[test]
    fn a_raw_statement_says_what_it_takes_away() {
        for sql in [
            "DROP VIEW heavy",
            "drop table if exists old",
            "TRUNCATE events",
            "REVOKE SELECT ON t FROM app",
            "ALTER TABLE t RENAME COLUMN a TO b",
            "ALTER TABLE t RENAME TO u",
            "ALTER TABLE t ALTER a SET DATA TYPE text",
            "ALTER VIEW v SET SCHEMA s",
            "ALTER TABLE t DROP COLUMN a",
        ] {
            assert!(taken_away(sql).is_some(), "{sql}");
        }
        for sql in [
            "CREATE VIEW heavy AS SELECT 'DROP TABLE' AS text",
            "DROP INDEX CONCURRENTLY i",
            "DROP TRIGGER see ON t",
            "ALTER TABLE t RENAME CONSTRAINT a TO b",
            "ALTER TABLE t SET (fillfactor = 70)",
            "ALTER INDEX i RENAME TO j",
            "VACUUM t",
        ] {
            assert!(taken_away(sql).is_none(), "{sql}");
        }
    }
}
