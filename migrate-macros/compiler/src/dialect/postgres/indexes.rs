//! Indexes of their own. Takes changes, gives steps; must not know the indexes behind
//! constraints.

use super::definition;
use super::steps::Steps;
use crate::dialect::{Action, Cost, Lock, Placement, Work};
use crate::schema::Index;
use crate::syntax::ast::TableName;

/// On a table in use without a transaction, so that nobody waits.
pub(super) fn create(steps: &mut Steps<'_>, table: &TableName, index: &Index) {
    if steps.is_new(table) {
        let (sql, cost) = plain(steps, table, index);
        return steps.shared(sql, cost);
    }
    let build = create_sql(steps, table, index, "INDEX CONCURRENTLY");
    let action = Action::BuildIndex(steps.build_index(table, &index.name, build));
    let cost = steps.cost(Work::BuildIndex, [(table, Lock::ShareUpdateExclusive)]);
    steps.push(action, Placement::Outside, cost);
}

/// The statement that blocks writers until it is done.
pub(super) fn plain(steps: &mut Steps<'_>, table: &TableName, index: &Index) -> (String, Cost) {
    let sql = create_sql(steps, table, index, "INDEX");
    (sql, steps.cost(Work::BuildIndex, [(table, Lock::Share)]))
}

fn create_sql(steps: &mut Steps<'_>, table: &TableName, index: &Index, words: &str) -> String {
    if index.nulls_not_distinct {
        steps.require(
            15,
            steps.situation.origin,
            "indexes with `nulls not distinct`",
        );
    }
    steps.sql(|writer| {
        writer
            .word("CREATE")
            .word(if index.unique { "UNIQUE" } else { "" })
            .word(words);
        definition::index(writer, table, index);
    })
}

pub(super) fn drop(steps: &mut Steps<'_>, table: &TableName, index: &str) {
    if steps.is_new(table) {
        let sql = steps.sql(|writer| {
            writer
                .word("DROP INDEX")
                .object(table.written_schema(), index);
        });
        let cost = steps.metadata(table, Lock::AccessExclusive);
        return steps.shared(sql, cost);
    }
    let action = Action::DropIndex(steps.drop_index(table, index));
    let cost = steps.metadata(table, Lock::ShareUpdateExclusive);
    steps.push(action, Placement::Outside, cost);
}

/// `ALTER INDEX` locks the index alone, while `ALTER TABLE` on it would stop readers.
pub(super) fn rename(steps: &mut Steps<'_>, table: &TableName, index: &str, to: &str) {
    let sql = steps.sql(|writer| {
        let words = writer
            .word("ALTER INDEX")
            .object(table.written_schema(), index);
        words.word("RENAME TO").name(to);
    });
    let cost = steps.cost(Work::Metadata, []);
    steps.shared(sql, cost);
}
