//! The differences between what a plan was made for and what the database has. Takes texts,
//! gives one sentence for each difference; it must not know where the texts come from.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Column, Table};
use super::{index, table};

/// What a plan was made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planned<'a> {
    pub(crate) table: &'a str,
    /// The `CREATE TABLE`, and each `CREATE INDEX`.
    pub(crate) definition: &'a [&'a str],
}

/// An object that the database keeps: `table`, `index`, `column`, …, its name and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) sql: Option<String>,
}

/// What differs, one sentence each; nothing where the table is what the plan was made for.
pub(crate) fn differences(planned: Planned<'_>, kept: &[Kept]) -> Vec<String> {
    let mut found = in_the_way(planned.table, kept);
    match kept_table(planned.table, kept) {
        Ok(table) => {
            let expected = planned.definition.iter().find_map(|sql| table::read(sql));
            let expected = expected.unwrap_or_default();
            found.extend(columns(&expected, &table));
            found.extend(sets("", &expected.constraints, &table.constraints));
            found.extend(sets("option ", &expected.options, &table.options));
            found.extend(indexes(planned.definition, kept));
        }
        Err(difference) => found.push(difference),
    }
    found
}

/// What a rebuild would take the name of, or would lose by itself.
fn in_the_way(table: &str, kept: &[Kept]) -> Vec<String> {
    let told = |kept: &Kept| {
        let name = &kept.name;
        match kept.kind.as_str() {
            "taken" => Some(format!(
                "the name `{name}` is taken, and the rebuild of `{table}` needs it for a moment"
            )),
            "temporary trigger" => Some(format!(
                "the temporary trigger `{name}` of this connection would be lost"
            )),
            "temporary table" | "temporary view" => Some(format!(
                "a {} of this connection hides the table `{name}`",
                kept.kind
            )),
            _ => None,
        }
    };
    kept.iter().filter_map(told).collect()
}

/// The table as it is, read from its text and held against the columns that SQLite lists.
fn kept_table(name: &str, kept: &[Kept]) -> Result<Table, String> {
    let of = |kind: &'static str| kept.iter().filter(move |kept| kept.kind == kind);
    if of("view").next().is_some() {
        return Err(format!("`{name}` is a view"));
    }
    let Some(found) = of("table").next() else {
        return Err(format!("there is no table `{name}`"));
    };
    let sql = found.sql.as_deref().unwrap_or_default();
    let Some(table) = table::read(sql) else {
        return Err(format!("`{name}` is defined in a way of its own: {sql}"));
    };
    let listed: BTreeSet<String> = of("column")
        .map(|kept| kept.name.to_ascii_lowercase())
        .collect();
    if !table.columns.keys().eq(listed.iter()) {
        return Err(format!("`{name}` is defined in a way of its own: {sql}"));
    }
    Ok(table)
}

fn columns(expected: &Table, found: &Table) -> Vec<String> {
    let mut told = Vec::new();
    for (key, column) in &found.columns {
        match expected.columns.get(key) {
            None => told.push(only_in_database("column", &column.name)),
            Some(expected) => told.extend(changed(expected, column)),
        }
    }
    for (key, column) in &expected.columns {
        if !found.columns.contains_key(key) {
            told.push(only_in_history("column", &column.name));
        }
    }
    told
}

fn changed(expected: &Column, found: &Column) -> Option<String> {
    let only = |one: &Column, other: &Column| {
        let only = one.properties.difference(&other.properties);
        only.cloned().collect::<Vec<String>>().join(", ")
    };
    let (here, there) = (only(found, expected), only(expected, found));
    let or_nothing = |text: String| {
        if text.is_empty() {
            "nothing of it".to_owned()
        } else {
            format!("`{text}`")
        }
    };
    (!here.is_empty() || !there.is_empty()).then(|| {
        format!(
            "column `{}` has {} in the database and {} in the history",
            found.name,
            or_nothing(here),
            or_nothing(there)
        )
    })
}

fn sets(noun: &str, expected: &BTreeSet<String>, found: &BTreeSet<String>) -> Vec<String> {
    let here = found.difference(expected);
    let here =
        here.map(|what| format!("{noun}{what}: it is in the database and not in the history"));
    let there = expected.difference(found);
    let there =
        there.map(|what| format!("{noun}{what}: it is in the history and not in the database"));
    here.chain(there).collect()
}

fn indexes(definition: &[&str], kept: &[Kept]) -> Vec<String> {
    let by_name = |(name, what): (String, String)| (name.to_ascii_lowercase(), (name, what));
    let expected = definition.iter().filter_map(|sql| index::read(sql));
    let expected: BTreeMap<_, _> = expected.map(by_name).collect();
    // Those of keys have no text, and the constraints say all of them.
    let found = kept.iter().filter(|kept| kept.kind == "index");
    let found = found.filter_map(|kept| index::read(kept.sql.as_deref()?));
    let found: BTreeMap<_, _> = found.map(by_name).collect();
    let mut told = Vec::new();
    for (key, (name, what)) in &found {
        match expected.get(key) {
            None => told.push(only_in_database("index", name)),
            Some((_, expected)) if expected != what => told.push(format!(
                "index `{name}` is `{what}` in the database and `{expected}` in the history"
            )),
            Some(_) => {}
        }
    }
    for (key, (name, _)) in &expected {
        if !found.contains_key(key) {
            told.push(only_in_history("index", name));
        }
    }
    told
}

fn only_in_database(noun: &str, name: &str) -> String {
    format!("{noun} `{name}` is in the database and not in the history")
}

fn only_in_history(noun: &str, name: &str) -> String {
    format!("{noun} `{name}` is in the history and not in the database")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "CREATE TABLE \"t\" (\"a\" INT NOT NULL, \"b\" TEXT, PRIMARY KEY (\"a\"))";
    const INDEX: &str = "CREATE INDEX \"t_b_idx\" ON \"t\" (\"b\")";

    fn kept(kind: &str, name: &str, sql: Option<&str>) -> Kept {
        Kept {
            kind: kind.to_owned(),
            name: name.to_owned(),
            sql: sql.map(str::to_owned),
        }
    }

    fn found(table: &str, columns: &[&str], others: &[Kept]) -> Vec<String> {
        let mut all = vec![kept("table", "t", Some(table))];
        all.extend(columns.iter().map(|name| kept("column", name, None)));
        all.extend_from_slice(others);
        let planned = Planned {
            table: "t",
            definition: &[TABLE, INDEX],
        };
        differences(planned, &all)
    }

    #[test]
    fn a_table_that_is_spelled_otherwise_is_the_same() {
        let table = "CREATE TABLE T (b text, [A] int constraint x not null primary key)";
        let index = kept("index", "t_b_idx", Some("create index T_B_idx on t(b)"));
        assert_eq!(found(table, &["a", "b"], &[index]), [""; 0]);
    }

    #[test]
    fn each_difference_is_named() {
        let table = "CREATE TABLE t (a TEXT NOT NULL COLLATE NOCASE, c INT, PRIMARY KEY (a), \
                     CONSTRAINT k CHECK (c > 0)) STRICT";
        let index = kept("index", "mine", Some("CREATE UNIQUE INDEX mine ON t (c)"));
        insta::assert_snapshot!(found(table, &["a", "c"], &[index]).join("\n"), @r"
        column `a` has `collate nocase, type text` in the database and `type int` in the history
        column `c` is in the database and not in the history
        column `b` is in the history and not in the database
        constraint `k`: check (c > 0): it is in the database and not in the history
        option strict: it is in the database and not in the history
        index `mine` is in the database and not in the history
        index `t_b_idx` is in the history and not in the database
        ");
    }

    #[test]
    fn a_text_that_does_not_say_the_columns_is_not_trusted() {
        let told = found(TABLE, &["a", "b", "c"], &[]);
        assert!(told[0].contains("defined in a way of its own"), "{told:?}");
    }

    #[test]
    fn what_stands_in_the_way_is_named() {
        let index = kept("index", "t_b_idx", Some(INDEX));
        let taken = kept("taken", "t (rebuilt)", None);
        let told = found(TABLE, &["a", "b"], &[index, taken]);
        assert_eq!(
            told,
            ["the name `t (rebuilt)` is taken, and the rebuild of `t` needs it for a moment"]
        );
    }
}
