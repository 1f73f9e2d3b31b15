//! Plans as the text of Rust literals of the contract's types. Takes plans, gives source;
//! decides nothing.

use std::fmt::Write;

use crate::dialect::{Action, ConcurrentIndex, Cost, Lock, Work};
use crate::plan::{Arranged, Down, Plan, Transaction};
use crate::target::Database;

pub(crate) fn plans(plans: &[Plan]) -> String {
    let mut text = String::from("&[");
    for plan in plans {
        write_plan(&mut text, plan);
    }
    text.push(']');
    text
}

fn write_plan(text: &mut String, plan: &Plan) {
    let database = match plan.target.database {
        Database::Postgres => "Postgres",
        Database::Sqlite => "Sqlite",
        Database::Mysql => "Mysql",
        Database::Mariadb => "Mariadb",
    };
    let minimum = plan.target.version.0;
    let _ = write!(
        text,
        "__m::Plan{{database:__m::Database::{database},minimum:{minimum:?},up:&"
    );
    write_steps(text, &plan.up);
    text.push_str(",first:");
    match &plan.first {
        None => text.push_str("None"),
        Some(first) => {
            text.push_str("Some(&");
            write_steps(text, first);
            text.push(')');
        }
    }
    text.push_str(",down:__m::Down::");
    write_down(text, &plan.down);
    let _ = write!(text, ",rebuilds:{}}},", plan.rebuilds());
}

fn write_down(text: &mut String, down: &Down) {
    match down {
        Down::Steps(steps) => {
            text.push_str("Steps(&");
            write_steps(text, steps);
        }
        Down::Lossy(steps, loses) => {
            text.push_str("Lossy(&");
            write_steps(text, steps);
            let _ = write!(text, ",{loses:?}");
        }
        Down::Irreversible(reason) => {
            let _ = write!(text, "Irreversible({reason:?}");
        }
    }
    text.push(')');
}

fn write_steps(text: &mut String, steps: &[Arranged]) {
    text.push('[');
    for arranged in steps {
        write_step(text, arranged);
    }
    text.push(']');
}

fn write_step(text: &mut String, arranged: &Arranged) {
    let transaction = match arranged.transaction {
        Transaction::Begins => "Begins",
        Transaction::Joins => "Joins",
        Transaction::Outside => "Outside",
    };
    let cost = &arranged.step.cost;
    match &arranged.step.action {
        Action::Sql(sql) => write_sql(text, sql, transaction, cost),
        Action::Rebuild(statements) => {
            let mut transaction = transaction;
            for sql in statements {
                write_sql(text, sql, transaction, cost);
                transaction = "Joins";
            }
        }
        Action::BuildIndex(index) => {
            text.push_str("__m::Step{action:__m::Action::BuildIndex(__m::BuildIndex{");
            write_index(text, index);
            let _ = write!(text, ",build:{:?}}})", index.build);
            write_cost(text, transaction, cost);
        }
        Action::DropIndex(index) => {
            text.push_str("__m::Step{action:__m::Action::DropIndex(__m::DropIndex{");
            write_index(text, index);
            text.push_str("})");
            write_cost(text, transaction, cost);
        }
        Action::Batches(batches) => {
            let _ = write!(
                text,
                "__m::Step{{action:__m::Action::Batches(__m::Batches{{last:{:?},next:{:?},after:{:?},run:{:?},size:{},pause:{}}})",
                batches.last, batches.next, batches.after, batches.run, batches.size, batches.pause
            );
            write_cost(text, transaction, cost);
        }
    }
}

fn write_sql(text: &mut String, sql: &str, transaction: &str, cost: &Cost) {
    let _ = write!(text, "__m::Step{{action:__m::Action::Sql({sql:?})");
    write_cost(text, transaction, cost);
}

fn write_index(text: &mut String, index: &ConcurrentIndex) {
    let ConcurrentIndex {
        schema,
        index,
        drop,
        ..
    } = index;
    let _ = write!(text, "schema:{schema:?},index:{index:?},drop:{drop:?}");
}

/// The rest of a step's fields and its end.
fn write_cost(text: &mut String, transaction: &str, cost: &Cost) {
    let _ = write!(
        text,
        ",transaction:__m::Transaction::{transaction},locks:&["
    );
    for (table, lock) in &cost.locks {
        let table = table.to_string();
        let mode = mode(*lock);
        let _ = write!(
            text,
            "__m::TableLock{{table:{table:?},mode:__m::LockMode::{mode}}},"
        );
    }
    let work = match cost.work {
        Work::Metadata => "Metadata",
        Work::Scan => "Scan",
        Work::BuildIndex => "BuildIndex",
        Work::Rows => "Rows",
        Work::Rewrite => "Rewrite",
    };
    let _ = write!(text, "],work:__m::Work::{work}}},");
}

fn mode(lock: Lock) -> &'static str {
    match lock {
        Lock::AccessShare => "AccessShare",
        Lock::RowShare => "RowShare",
        Lock::RowExclusive => "RowExclusive",
        Lock::ShareUpdateExclusive => "ShareUpdateExclusive",
        Lock::Share => "Share",
        Lock::ShareRowExclusive => "ShareRowExclusive",
        Lock::AccessExclusive => "AccessExclusive",
    }
}
