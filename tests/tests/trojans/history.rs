//! One history that compares, matches and computes everything with everything: each way in
//! which PostgreSQL looks an operator or a function up by its name. It must not know what
//! is planted.

use migrate_runtime::{Migration, migration};

migration! {
    #![allow(timestamp_without_time_zone, char_type)]
    /// Columns of many types.
    pub static START on postgres;

    sql "create type mood as enum ('sad', 'ok')" undo "drop type mood";
    create table things {
        id: bigint identity primary key,
        code: varchar(20) not null unique,
        short: char(4),
        body: text,
        small: smallint,
        whole: int,
        exact: numeric(10, 2),
        rough: double,
        rougher: real,
        born: date,
        at: timestamptz,
        local: timestamp,
        since: interval,
        net: cidr,
        doc: jsonb,
        tags: text[],
        names: varchar(9)[],
        mood: "mood",
        done: bool,
        sorted: text collate "C",
        check (code <> "" and length(code) > 0),
        check (code in ("a", "b", "c", "d") or code like "x%"),
        check (code between "a" and "z" and code not in ("q", "r")),
        check (code is distinct from "q" and code is not distinct from code),
        check (exact >= 0 and exact * 2 < 1000 and -exact <= 0),
        check (rough > 0 or rough <= 0.5 or rougher < 3),
        check (small % 2 >= 0 and id % 2 >= 0 and whole + small > -5),
        check (net <> "10.0.0.0/8" or net is null),
        check (mood = "ok" or mood in ("sad", "ok") or mood is distinct from "sad"),
        check (tags @> array["x"] or tags = array["y"] or not tags && array["z"]),
        check ("x" = any(tags) or body = any(array["a", "b"])),
        check (doc ->> "k" <> "v" or doc @> "{}" or doc ? "k" or doc #>> "{a,b}" = "c"),
        check (short like "a%" or short = "b" or short || body = "c"),
        check ((code, whole) <> ("z", 9) or (whole, small) in ((1, 2), (3, 4))),
        check (case code when "a" then true when "b" then whole > 0 else done is not false end),
        check (nullif(code, "a") is null or nullif(exact, 0) > 1 or coalesce(code, body) <> "q"),
        check (lower(code) = lower(body) or upper(code) <> body or substr(code, 1, 1) <> "q"),
        check (code ~ "^[a-z]" or body !~* "q" or code collate "C" < "zz"),
        check (round(exact, 1) >= 0 and abs(whole) >= 0 and greatest(whole, small) > -1),
        check (born < local or born - 1 < born or local - local < interval "1 day"),
    }
    create index things_folded on things(lower(code), (exact * 100)) where code <> "q" and exact > 1;
    insert into things (code, short, body, small, whole, exact, rough, rougher, born, at, local,
        since, net, doc, tags, names, mood, done)
        values
        ("a", "a", "A", 2, 3, 1.5, 0.25, 1, "2024-01-02", "2024-01-02 03:04:05+00",
            "2024-01-02 03:04:05", "2 days", "192.168.0.0/24", "{\"k\": 1}", "{x}", "{n}", "ok", true),
        ("b", "b", "B", 4, 5, 2.5, 0.5, 2, "2024-02-02", "2024-02-02 03:04:05+00",
            "2024-02-02 03:04:05", "3 days", "192.168.1.0/24", "{\"k\": 2}", "{x,y}", "{m}", "sad", false);
    create table nets { net: cidr primary key, seen: int not null default 0 }
    create table pairs {
        code: varchar(9) not null,
        mood: "mood" not null,
        n: numeric(8, 2) not null,
        m: numeric(8, 2) not null default 0,
        primary key (code, mood, n),
    }
    create table marks { tags: text[] primary key, note: text }
    create table words { word: char(5) primary key, seen: int not null default 0 }
    insert into nets (net) values ("10.0.0.0/8"), ("192.168.0.0/16");
    insert into pairs (code, mood, n) values ("a", "ok", 1.5), ("b", "sad", 2);
    insert into marks (tags) values ("{a}"), ("{b,c}");
    insert into words (word) values ("a"), ("b");
}

migration! {
    /// Rows by walks over keys of many types.
    pub static WALKS after START;

    #[expect(mutation_without_where, reason = "all of them")]
    update nets set seen = seen + 1 in batches of 1;
    update pairs set m = n + 1 where code <> "q" in batches of 1;
    update marks set note = "n" where tags <> array["q"] in batches of 1;
    #[expect(mutation_without_where, reason = "all of them")]
    update words set seen = seen + 1 in batches of 1;
    delete from nets where net = "10.0.0.0/8";
    down {}
}

migration! {
    /// Rows by every kind of expression.
    pub static ROWS after WALKS;

    update things set body = code || "-" || lower(body) || short where code in ("a", "b");
    update things as t set exact = t.exact + p.n from pairs as p where p.code = t.code and p.mood = t.mood;
    update things set whole = (select count(*) from pairs where pairs.code = things.code)
        where code in (select code from pairs) or code not in (select code from pairs where n > 5);
    update things set small = case mood when "ok" then 1 else 2 end
        where at > "2020-01-01" and at - interval "1 day" < now() and extract(year from born) > 2000;
    update things set body = replace(trim(body), "-", "+"), rough = rough * 2 + whole
        where date_trunc("month", local) < "2030-01-01" and (code, mood) in (select code, mood from pairs);
    update things set doc = jsonb_set(doc, "{k}", "3") where doc -> "k" is not null and doc ->> "k" < "9";
    update things set done = exists (select * from pairs where pairs.code = things.code and pairs.n between 0 and 9)
        where code <> "q";
    update things set sorted = "found" where to_tsvector("english", body) @@ to_tsquery("english", "a")
        and code is not null;
    insert into pairs (code, mood, n)
        select code || "x", mood, exact from things where code <> "q" and exact > 0
        on conflict do nothing;
    with folded as (select lower(code) as code, max(exact) as top from things group by lower(code))
        update pairs set m = pairs.n + folded.top from folded
        where folded.code = pairs.code and folded.top > 0 and pairs.m < 900;
    insert into pairs (code, mood, n)
        select code || "j", pairs.mood, exact + 1 from things join pairs using (code)
        where code <> "q" and pairs.n < 5 order by code
        on conflict do nothing;
    insert into pairs (code, mood, n)
        with folded as (select code, mood from things)
        select code || "k", mood, 7 from folded left join pairs using (code, mood)
        where mood = "ok"
        on conflict do nothing;
    delete from words where word = "a" or word like "q%";
    down {}
}

migration! {
    /// A table in use.
    pub static CHANGES after ROWS;

    alter table things {
        add check (code not like "q%"),
        add constraint things_exact_small check (exact < 100000),
        #[expect(set_not_null_unproven, reason = "every row has one")]
        alter column body set not null,
        #[expect(add_column_generated_stored, reason = "small")]
        add column label: text generated as (code || ":" || body) stored,
    }
    create index things_code_open on things((code || "!")) where mood = "ok" and code > "a";
    alter table pairs alter column n set default (2 * 3);
}

pub(super) static HEAD: &Migration = &CHANGES;
