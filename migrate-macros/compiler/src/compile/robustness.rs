//! No input makes the compiler panic, and what does not compile says so: every prefix of
//! migrations with every statement, and random streams of the language's words.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Group, TokenStream, TokenTree};

use super::compile;
use super::testing::{past, tokens};

const ROOT: &str = r#"
    #![warn(unvalidated_constraint)] #![allow(char_type, int_primary_key)]
    /// Tables.
    pub(crate) static TABLES on postgres 14, sqlite;
    create table customers {
        id: bigint identity primary key,
        email: varchar(255) not null unique,
        name: text not null check (length(name) > 0),
        "born on": date,
        #[only(postgres)] tags: text[] default array["a"],
    }
    create table orders {
        id: bigint identity by default primary key,
        customer_id: bigint not null constraint fk references customers(id) on delete cascade deferrable initially deferred,
        status: text not null default "new" check (status in ("new", "paid")),
        total: numeric(12, 2) comment "with taxes",
        cents: bigint generated as (total * 100) stored,
        placed_at: timestamptz(3) not null default now(),
        unique (customer_id, status),
        foreign key (customer_id) references customers(id) on update cascade,
        #[only(postgres)] index recent (placed_at desc nulls last) include (status) where total > 0,
    }
    comment on table orders "What was bought";
"#;

const CHANGES: &str = r#"
    #[expect(ddl_with_dml, reason = "a small table")]
    /// Changes.
    static CHANGES after super::TABLES on postgres 15;
    alter table orders {
        add column source: text default "web" collate "C",
        #[expect(drop_column, reason = "unread")] drop column cents,
        rename column total to sum,
        alter column status drop not null,
        alter column status set not null,
        alter column status set default ("x" || "y"),
        alter column status drop default,
        alter column placed_at type timestamptz using placed_at at time zone "UTC",
        alter column status set statistics 100,
        alter column status set storage external,
        alter column id restart with 5,
        alter column id drop identity,
        add constraint positive check (sum > 0) not valid,
        validate constraint positive,
        rename constraint positive to above_zero,
        drop constraint above_zero,
        add unique nulls not distinct (source, status),
        add exclude using gist (source with =, placed_at with &&) where (sum is not null),
        comment on column status "state",
    }
    create unique index by_source on orders using btree (lower(source) text_pattern_ops, (sum + 1)) where status <> "old";
    rename index by_source to by_origin;
    drop index by_origin;
    rename table customers to clients;
    with big as (select id, sum(o.sum) as total from orders as o where o.sum between 1 and 9 group by id having count(*) > 1 order by total desc limit 5)
        update orders as o set status = case when o.sum > 5 then "big" else null end, source = default
        from big where big.id = o.id and not exists (select 1 from clients) in batches of 500 pausing 10ms;
    insert into clients (email, name) values ("a@b", "A"), ("c@d", "C") on conflict (email) do update set name = excluded.name;
    insert into orders (customer_id) select id from clients where name like "A%" union all select 1;
    delete from orders using clients as c where orders.customer_id = c.id and c.email is distinct from "x";
    #[only(postgres)] sql "vacuum orders" irreversible "nothing to undo";
    sql "create view v as select 1" undo "drop view v";
    drop table orders;
    down {
        create table orders { id: bigint primary key }
        rename table clients to customers;
    }
"#;

/// Compiles a migration with a past in front, if it has one.
fn run(past: Option<&TokenTree>, migration: TokenStream) -> String {
    let text = migration.to_string();
    let mut input: TokenStream = past.cloned().into_iter().collect();
    input.extend(tokens("migrate ;"));
    input.extend(migration);
    let output = catch_unwind(AssertUnwindSafe(|| compile(input)));
    let output = output.unwrap_or_else(|_| panic!("the compiler panicked at\n{text}"));
    output.to_string()
}

/// Either there are plans, or an error says why there are none.
fn is_told(output: &str) -> bool {
    output.contains("compile_error") || !output.contains("plans : & []")
}

/// Every stream that the tokens begin with, cut inside of groups as well.
fn prefixes(stream: &TokenStream) -> Vec<TokenStream> {
    let mut found = Vec::new();
    let mut before = TokenStream::new();
    for token in stream.clone() {
        if let TokenTree::Group(group) = &token {
            for inner in prefixes(&group.stream()) {
                let cut = TokenTree::from(Group::new(group.delimiter(), inner));
                found.push(before.clone().into_iter().chain([cut]).collect());
            }
        } else {
            found.push(before.clone());
        }
        before.extend([token]);
    }
    found
}

#[test]
fn every_prefix_of_a_migration_is_told() {
    let parent = past(compile(tokens(&format!("migrate; {ROOT}"))));
    assert!(parent.is_some());
    assert!(!run(None, tokens(ROOT)).contains("compile_error"));
    for (past, text) in [(None, ROOT), (parent.as_ref(), CHANGES)] {
        let stream = tokens(text);
        for prefix in prefixes(&stream).into_iter().chain([stream]) {
            let text = prefix.to_string();
            assert!(is_told(&run(past, prefix)), "silent at\n{text}");
        }
    }
}

const WORDS: &str = r#"create table alter drop rename index unique on column add constraint check primary key
    foreign references not null default identity generated as stored virtual type using set cascade
    insert into values update delete from where in batches of select with union order by limit group
    having case when then else end exists any all array cast collate between like is distinct true
    false sql undo irreversible down comment to restart validate valid exclude include nulls first
    last orders customers id status total name email only expect reason postgres sqlite bigint text
    numeric varchar timestamptz jsonb now count "a" "" 1 0 99999999999999999999 1.5 1e9 -1 , , ; ; :
    . ( ) { } [ ] = <> < > <= >= + - * / % || :: -> ->> # ! @> && ~ ? 'a' b"x" r#type _"#;

/// A sequence that looks random and is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).expect("small")).expect("small")
    }
}

/// Words in groups that are closed.
fn random(dice: &mut Dice, words: &[&str]) -> String {
    let mut text = String::new();
    let mut open = Vec::new();
    for _ in 0..dice.below(40) {
        let word = words[dice.below(words.len())];
        match word {
            "(" | "{" | "[" => open.push(word),
            ")" | "}" | "]" => text.push_str(open.pop().map_or("", closing)),
            _ => {}
        }
        if !matches!(word, ")" | "}" | "]") {
            text.push_str(word);
        }
        text.push(' ');
    }
    open.into_iter()
        .rev()
        .for_each(|word| text.push_str(closing(word)));
    text
}

fn closing(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "{" => "}",
        _ => "]",
    }
}

#[test]
fn random_words_are_told() {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let parent = past(compile(tokens(&format!("migrate; {ROOT}"))));
    let heads = [
        "",
        "static A on postgres, sqlite;",
        "static A after TABLES; alter table orders ",
        "static A after TABLES;",
        "static r#type on sqlite;",
    ];
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for round in 0..3000 {
        let head = heads[round % heads.len()];
        let body = random(&mut dice, &words);
        let Ok(stream) = format!("{head} {body}").parse::<TokenStream>() else {
            continue;
        };
        let past = parent.as_ref().filter(|_| head.contains("after"));
        assert!(is_told(&run(past, stream)), "silent at\n{head} {body}");
    }
}
