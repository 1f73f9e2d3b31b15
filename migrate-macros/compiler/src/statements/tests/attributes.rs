//! What stands over statements, actions and columns, and texts that end too early.

use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

use super::SHOP;
use crate::statements::Act;
use crate::statements::testing::{lower, lower_on, oldest, postgres};
use crate::syntax::ast::TableName;
use crate::target::Database;

#[test]
fn a_part_is_there_for_the_targets_that_it_is_for() {
    let text = "create table t {
        id: int primary key,
        #[only(sqlite)] a: int,
        #[only(postgres, mysql)] b: int,
        #[only(sqlite)] index (a),
    }
    #[only(sqlite)] create index on t(id, a);
    alter table t { #[only(postgres)] add column c: inet, add column d: int }";
    let columns = |targets: &[crate::target::Target]| {
        let lowered = lower_on(targets, text).accepted();
        let table = lowered.after.table(&TableName::new(None, "t"));
        let table = table.expect("the table");
        let names = table.columns.iter().map(|column| column.name.clone());
        (names.collect::<Vec<_>>().join(" "), table.indexes.len())
    };
    assert_eq!(columns(&postgres()), ("id b c d".to_owned(), 0));
    assert_eq!(
        columns(&[oldest(Database::Sqlite)]),
        ("id a d".to_owned(), 2)
    );
}

#[test]
fn an_expectation_is_for_what_it_stands_over() {
    let lowered = lower(
        "#[expect(table_without_primary_key, reason = \"a log\")]
        create table t {
            #[expect(json_type, reason = \"kept as sent\")] a: json,
            b: timestamp,
        }
        alter table t {
            #[expect(add_required_column, reason = \"empty\")] add column c: int not null,
            add column d: int,
        }",
    )
    .accepted();
    let rules = |act: &Act, part: &str| {
        let known = act.expectations_at(act.place(part)).into_iter();
        let rules: Vec<String> = known.map(|known| known.rule.text.clone()).collect();
        rules.join(" ")
    };
    let [create, c, d] = lowered.acts.as_slice() else {
        panic!("{:#?}", lowered.acts);
    };
    assert_eq!(rules(create, "a"), "table_without_primary_key json_type");
    assert_eq!(rules(create, "b"), "table_without_primary_key");
    assert_eq!(rules(c, "c"), "add_required_column");
    assert_eq!(rules(d, "d"), "");
}

#[test]
fn a_text_that_ends_too_early_has_errors_and_nothing_worse() {
    let all = format!(
        "{SHOP} #[only(postgres)] alter table orders {{ add column note: text default \"x\" check (note <> \"y\"),
            alter column total type numeric(14, 2) using total * 2, add constraint u unique using index v,
            drop constraint orders_pkey cascade, rename column total to sum, comment on column total \"c\" }}
        create unique index concurrently i on orders using btree (lower(status) desc nulls last) where total > 1;
        update orders set total = 1 where id in (select id from orders) in batches of 10;
        with x as (select 1) delete from orders using x where true;
        insert into orders (status) values (\"a\"), (default) on conflict do nothing;
        sql \"SELECT 1\" undo \"SELECT 2\"; comment on table orders null;"
    );
    let stream = TokenStream::from_str(&all.replace("---", "")).expect("tokens");
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    for length in 0..tokens.len() {
        let prefix: TokenStream = tokens[..length].iter().cloned().collect();
        lower(&prefix.to_string());
        let tail: TokenStream = tokens[length..].iter().cloned().collect();
        lower(&tail.to_string());
    }
}
