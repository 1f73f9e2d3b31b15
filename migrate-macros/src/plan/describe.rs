//! A plan as its reader sees it: the SQL of each step, what it locks and how much it
//! works, in the Markdown of rustdoc. Takes plans, gives text; must not know how a plan
//! is made.

use std::fmt::Write;

use super::arrange::{Arranged, Transaction};
use super::{Down, Plan};
use crate::dialect::{Action, Cost, Work};

/// All plans of a migration, for the documentation of its static.
pub(crate) fn describe(plans: &[Plan]) -> String {
    let mut text = String::new();
    for plan in plans {
        let _ = writeln!(
            text,
            "\n# {} {}\n",
            plan.target.database.title(),
            plan.target.version
        );
        block(&mut text, &plan.up);
        describe_down(&mut text, &plan.down);
    }
    text
}

fn describe_down(text: &mut String, down: &Down) {
    match down {
        Down::Steps(_) => text.push_str("\nDown:\n\n"),
        Down::Lossy(_, lost) => {
            let _ = writeln!(text, "\nDown, which loses {lost}:\n");
        }
        Down::Irreversible(reason) => {
            let _ = writeln!(text, "\nThere is no way down: {reason}");
            return;
        }
    }
    block(text, down.steps());
}

fn block(text: &mut String, steps: &[Arranged]) {
    if steps.is_empty() {
        text.push_str("Nothing is run.\n");
        return;
    }
    text.push_str("```sql\n");
    for step in steps {
        text.push_str(match step.transaction {
            Transaction::Begins => "-- in a transaction\n",
            Transaction::Joins => "",
            Transaction::Outside => "-- outside a transaction\n",
        });
        cost(text, &step.step.cost);
        action(text, &step.step.action);
    }
    text.push_str("```\n");
}

/// `-- ACCESS EXCLUSIVE on orders; catalogue only`
fn cost(text: &mut String, cost: &Cost) {
    text.push_str("-- ");
    for (number, (table, lock)) in cost.locks.iter().enumerate() {
        let separator = if number == 0 { "" } else { ", " };
        let _ = write!(text, "{separator}{} on {table}", lock.title());
    }
    if cost.locks.is_empty() {
        text.push_str("no lock on a table in use");
    }
    text.push_str(match cost.work {
        Work::Metadata => "; catalogue only\n",
        Work::Scan => "; reads every row\n",
        Work::BuildIndex => "; builds an index from every row\n",
        Work::Rows => "; writes rows\n",
        Work::Rewrite => "; writes the table anew\n",
    });
}

fn action(text: &mut String, action: &Action) {
    match action {
        Action::Sql(sql) => statement(text, sql),
        Action::Rebuild(statements) => statements.iter().for_each(|sql| statement(text, sql)),
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
    text.push_str(&sql.replace("```", "` ` `"));
    text.push_str(";\n");
}
