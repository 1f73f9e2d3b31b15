//! What the databases get: every history's plans as readable SQL beside the files in
//! `tests/golden/`. With `INSTA_UPDATE=always` the files are written anew, with
//! `INSTA_UPDATE=no` nothing is written; otherwise what is new stands in `*.sql.new`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use migrate_runtime::{
    Action, Batches, BuildIndex, Down, Migration, Plan, Reach, Step, Sweep, Transaction,
};
use migrate_tests::golden::{Statement, plans, statements};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

#[test]
fn databases_get_what_is_written() {
    let found: Vec<String> = statements().filter_map(difference).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Plans are the same for every schema, and hold marks for the one of a run.
#[test]
fn nobody_is_shown_a_mark() {
    for statement in statements() {
        for head in statement.heads {
            let shown = format!("{:?}", plans(head));
            assert!(!shown.contains("\\0"), "{}: {shown}", head.name());
        }
    }
}

#[test]
fn every_file_is_of_a_statement() {
    let statements: BTreeSet<String> = statements()
        .map(|statement| format!("{}.sql", statement.name))
        .collect();
    let entries = fs::read_dir(folder()).expect("the golden files");
    let paths = entries.map(|entry| entry.expect("a file").path());
    let kept = paths.filter(|path| path.extension().is_some_and(|extension| extension == "sql"));
    let names = kept.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let files: BTreeSet<String> = names.collect();
    assert_eq!(files, statements);
}

/// What differs from a statement's file.
fn difference(statement: &Statement) -> Option<String> {
    let path = folder().join(format!("{}.sql", statement.name));
    let written = fs::read_to_string(&path).unwrap_or_default();
    let given = text(statement);
    if given == written {
        return None;
    }
    match env::var("INSTA_UPDATE").as_deref() {
        Ok("no") => {}
        Ok("always") => fs::write(&path, &given).expect("write a golden file"),
        _ => fs::write(path.with_extension("sql.new"), &given).expect("write beside a golden file"),
    }
    Some(first_difference(&path, &written, &given))
}

fn first_difference(path: &Path, written: &str, given: &str) -> String {
    let mut pairs = written.lines().zip(given.lines());
    let same = pairs
        .position(|(one, other)| one != other)
        .unwrap_or_else(|| written.lines().count().min(given.lines().count()));
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    format!(
        "{}:{}\n  written: {}\n  given:   {}",
        path.display(),
        same + 1,
        line(written),
        line(given)
    )
}

fn text(statement: &Statement) -> String {
    let mut text = String::new();
    for head in statement.heads {
        migration(&mut text, head);
    }
    text
}

fn migration(text: &mut String, migration: &Migration) {
    let rule = "=".repeat(78);
    let (name, description) = (migration.name(), migration.description());
    let separator = if text.is_empty() { "" } else { "\n" };
    let _ = writeln!(text, "{separator}-- {rule}\n-- {name}: {description}");
    for plan in plans(migration) {
        let title = format!("{} {}", plan.database.title(), plan.minimum);
        let _ = writeln!(text, "\n-- {title}, up");
        steps(text, &plan.up);
        if let Some(first) = &plan.first {
            let _ = writeln!(text, "\n-- {title}, up where the history begins");
            steps(text, first);
        }
        let _ = write!(text, "\n-- {title}, down");
        down(text, plan);
    }
}

fn down(text: &mut String, plan: &Plan) {
    match &plan.down {
        Down::Steps(way) => {
            text.push('\n');
            steps(text, way);
        }
        Down::Lossy(way, lost) => {
            let _ = writeln!(text, ", which loses {lost}");
            steps(text, way);
        }
        Down::Irreversible(reason) => {
            let _ = writeln!(text, ": irreversible, {reason}");
        }
    }
}

fn steps(text: &mut String, steps: &[Step]) {
    if steps.is_empty() {
        text.push_str("-- nothing is run\n");
    }
    let mut inside = false;
    let mut said = String::new();
    for step in steps {
        let joins = step.transaction == Transaction::Joins;
        assert!(inside || !joins, "a step joins no transaction: {step:?}");
        if inside && !joins {
            text.push_str("COMMIT;\n");
        }
        if step.transaction == Transaction::Begins {
            text.push_str("BEGIN;\n");
        }
        if let Some(expected) = &step.expects {
            let _ = writeln!(
                text,
                "-- `{}` must be as it was; foreign keys are off, and checked before COMMIT",
                expected.table
            );
        }
        inside = step.transaction != Transaction::Outside;
        let costs = costs(step);
        if !joins || costs != said {
            text.push_str(&costs);
        }
        said = costs;
        action(text, &step.action);
    }
    if inside {
        text.push_str("COMMIT;\n");
    }
}

/// `-- ACCESS EXCLUSIVE on orders; catalogue only`, once for steps that cost the same.
fn costs(step: &Step) -> String {
    let locks = step.locks.iter();
    let locks: Vec<String> = locks
        .map(|lock| format!("{} on {}", lock.mode.title(), lock.table))
        .collect();
    let locks = if locks.is_empty() {
        "no lock on a table in use".to_owned()
    } else {
        locks.join(", ")
    };
    format!("-- {locks}; {}\n", step.work.title())
}

fn action(text: &mut String, action: &Action) {
    match action {
        Action::Sql(sql) => {
            let _ = writeln!(text, "{sql};");
        }
        Action::BuildIndex(BuildIndex { build, drop, .. }) => {
            let _ = writeln!(text, "{build};\n-- an invalid leftover goes first: {drop};");
        }
        Action::DropIndex(index) => {
            let _ = writeln!(text, "{};", index.drop);
        }
        Action::Batches(batches) => walk(text, batches),
    }
}

fn walk(text: &mut String, batches: &Batches) {
    let Batches {
        last,
        next,
        after,
        run,
        size,
        pause,
        sweep,
        ..
    } = batches;
    let _ = writeln!(
        text,
        "-- in batches of {size}, {pause} ms apart, to {{last}}:\n{last};\n\
         -- {{place}} is the end of each:\n{next};\n\
         -- {{after}} is at first 1 = 1, then: {after}\n{run};"
    );
    if let Some(Sweep { left, next, reach }) = sweep {
        let again = match reach {
            Reach::Walked => "as far as before",
            Reach::Table => "over the table as it is by then",
        };
        let _ = writeln!(
            text,
            "-- again {again}, where this finds a row:\n{left};\n{next};"
        );
    }
}
