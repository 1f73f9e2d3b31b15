//! A plan as its reader sees it: the SQL of each step, what it locks and how much it
//! works, in the Markdown of rustdoc. Takes plans, gives text; must not know how a plan
//! is made.

mod wrap;

use std::fmt::Write;

use migrate_contract::{Action, Database, Down, PUBLIC, Transaction, at_home};

use super::Plan;
use super::arrange::Arranged;
use wrap::wrap;

/// All plans of a migration, for the documentation of its static.
pub(crate) fn describe(plans: &[Plan]) -> String {
    let mut text = String::new();
    for plan in plans {
        let _ = writeln!(text, "\n# {} {}", plan.database.title(), plan.minimum);
        let _ = writeln!(text, "\nUp:\n");
        block(&mut text, plan.database, &plan.up);
        if plan.first.is_some() {
            text.push_str("\nOn a database that is new, plain statements in one transaction.\n");
        }
        describe_down(&mut text, plan);
    }
    text
}

fn describe_down(text: &mut String, plan: &Plan) {
    match &plan.down {
        Down::Steps(_) => text.push_str("\nDown:\n\n"),
        Down::Lossy(_, lost) => {
            let _ = writeln!(text, "\nDown, which loses {lost}:\n");
        }
        Down::Irreversible(reason) => {
            let _ = writeln!(text, "\nThere is no way down: {reason}");
            return;
        }
    }
    block(text, plan.database, plan.down.steps());
}

fn block(text: &mut String, database: Database, steps: &[Arranged]) {
    if steps.is_empty() {
        text.push_str("Nothing is run.\n");
        return;
    }
    text.push_str("```sql\n");
    let mut said = String::new();
    for step in steps {
        let costs = costs(database, step);
        match step.transaction {
            Transaction::Begins => text.push_str("-- in a transaction\n"),
            Transaction::Joins => {}
            Transaction::Outside => text.push_str("-- outside a transaction\n"),
        }
        if step.transaction != Transaction::Joins || costs != said {
            let _ = writeln!(text, "-- {costs}");
        }
        said = costs;
        action(text, &step.action);
    }
    text.push_str("```\n");
}

/// `ACCESS EXCLUSIVE on orders; catalogue only`
fn costs(database: Database, step: &Arranged) -> String {
    let work = step.work.title();
    let locks = step.locks.iter();
    let locks = locks.map(|lock| format!("{} on {}", lock.mode.title(), lock.table));
    let locks: Vec<String> = locks.collect();
    match database {
        // Whoever writes there keeps all other writers waiting, whatever the table.
        Database::Sqlite => work.to_owned(),
        _ if locks.is_empty() => format!("no lock on a table in use; {work}"),
        Database::Postgres | Database::Mysql | Database::Mariadb => {
            format!("{}; {work}", locks.join(", "))
        }
    }
}

fn action(text: &mut String, action: &Action<String>) {
    match action {
        Action::Sql(sql) => statement(text, sql),
        Action::BuildIndex(index) => statement(text, &index.build),
        Action::DropIndex(index) => statement(text, &index.drop),
        Action::Batches(batches) => {
            let _ = writeln!(text, "-- in batches of {} rows", batches.size);
            statement(text, &batches.run);
        }
    }
}

/// A fence inside the SQL would end the block.
fn statement(text: &mut String, sql: &str) {
    let sql = wrap(&at_home(sql, PUBLIC)).replace("```", "` ` `");
    text.push_str(&sql);
    text.push_str(";\n");
}
