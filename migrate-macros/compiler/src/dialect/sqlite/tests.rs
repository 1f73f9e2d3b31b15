//! The plans that matter most, as a whole.

use super::samples::{plan, steps};
use crate::dialect::{Action, Lock};

/// Two tables in use.
const SHOP: &str = r#"
    create table customers { id: bigint identity primary key, name: text not null, ref: uuid }
    create table orders {
        id: bigint identity primary key,
        customer_id: bigint references customers(id) on delete cascade,
        status: varchar(20) not null default "new" check (status in ("new", "paid")),
        total: numeric(12, 2) unique,
        placed_at: timestamptz not null default now(),
        doubled: numeric generated as (total * 2) virtual,
        index (status) where total > 0,
    }"#;

fn on_shop(text: &str) -> Vec<String> {
    plan(35, &shop_and(text))
}

fn shop_and(text: &str) -> String {
    format!("{SHOP}\n---\n{text}")
}

#[test]
fn a_rebuild_keeps_everything() {
    let text = shop_and("alter table orders alter column total set not null;");
    let (steps, refused) = steps(35, &text);
    assert_eq!(refused, Vec::<String>::new());
    let [step] = steps.as_slice() else {
        panic!("one step: {steps:?}");
    };
    assert!(matches!(
        step.cost.locks.as_slice(),
        [(_, Lock::AccessExclusive)]
    ));
    let Action::Rebuild(rebuild) = &step.action else {
        panic!("a rebuild: {step:?}");
    };
    let expected = [
        "CREATE TABLE \"_migrations_kept\" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE",
        r#"CREATE TABLE "orders (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT,
    "status" VARCHAR(20) NOT NULL DEFAULT 'new' CHECK (length(`status`) <= 20),
    "total" NUMERIC NOT NULL,
    "placed_at" DATETIME NOT NULL DEFAULT (replace(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), '.000', '')),
    "doubled" NUMERIC GENERATED ALWAYS AS (`total` * 2) VIRTUAL,
    CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid')),
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE
)"#,
        r#"INSERT INTO "orders (rebuilt)" ("id", "customer_id", "status", "total", "placed_at") SELECT "orders"."id", "orders"."customer_id", "orders"."status", "orders"."total", "orders"."placed_at" FROM "orders""#,
        "DELETE FROM sqlite_sequence WHERE name = 'orders (rebuilt)'",
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'orders (rebuilt)', seq FROM sqlite_sequence WHERE name = 'orders'",
        r#"DROP TABLE "orders""#,
        "PRAGMA legacy_alter_table = ON",
        r#"ALTER TABLE "orders (rebuilt)" RENAME TO "orders""#,
        "PRAGMA legacy_alter_table = OFF",
        r#"CREATE UNIQUE INDEX "orders_total_key" ON "orders" (`total`)"#,
        r#"CREATE INDEX "orders_status_idx" ON "orders" (`status`) WHERE `total` > 0"#,
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'orders', 0, sql FROM \"_migrations_kept\"",
        "PRAGMA writable_schema = RESET",
        r#"ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked""#,
        r#"DROP TABLE "_migrations_checked""#,
    ];
    assert_eq!(rebuild.statements, expected);
}

#[test]
fn rebuilds_that_follow_each_other_are_one() {
    let all = r#"alter table orders {
        alter column status set default "paid",
        add column note: text not null default (lower("A")),
        drop constraint orders_customer_id_fkey,
        alter column customer_id type text using "c" || customer_id::text,
    }"#;
    assert_eq!(on_shop(all), ["Rewrite: rebuild"]);
    let rows_between = r#"
        alter table orders alter column status set default "paid";
        insert into orders (customer_id) values (1);
        alter table orders alter column total set not null;"#;
    assert_eq!(on_shop(rows_between).len(), 3);
    let name_between = r#"
        alter table orders alter column status set default "paid";
        alter table orders rename column total to sum;
        alter table orders alter column sum set not null;"#;
    let renamed = r#"Metadata: ALTER TABLE "orders" RENAME COLUMN "total" TO "sum""#;
    assert_eq!(
        on_shop(name_between),
        ["Rewrite: rebuild", renamed, "Rewrite: rebuild"]
    );
}

#[test]
fn what_alter_table_can_do_is_left_to_it() {
    let cases = [
        (
            "alter table orders add column a: int not null default 1 check (a > 0);",
            r#"Scan: ALTER TABLE "orders" ADD COLUMN "a" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "orders_a_check" CHECK (`a` > 0)"#,
        ),
        (
            "alter table orders add column b: bigint references customers(id);",
            r#"Metadata: ALTER TABLE "orders" ADD COLUMN "b" BIGINT CONSTRAINT "orders_b_fkey" REFERENCES "customers" ("id")"#,
        ),
        (
            "alter table orders drop column placed_at;",
            r#"Rewrite: ALTER TABLE "orders" DROP COLUMN "placed_at""#,
        ),
        (
            "alter table customers add unique (name, id);",
            r#"BuildIndex: CREATE UNIQUE INDEX "customers_name_id_key" ON "customers" (`name`, `id`)"#,
        ),
        (
            "alter table orders drop constraint orders_total_key;",
            r#"Metadata: DROP INDEX "orders_total_key""#,
        ),
        (
            "rename table orders to purchases;",
            r#"Metadata: ALTER TABLE "orders" RENAME TO "purchases""#,
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(on_shop(text), [expected], "{text}");
    }
    let nothing = on_shop(
        "comment on table orders \"…\"; alter table orders rename constraint orders_pkey to p;",
    );
    assert_eq!(nothing, Vec::<String>::new());
}

#[test]
fn later_versions_alter_more() {
    let text = shop_and(
        "alter table orders { alter column total set not null, drop constraint orders_status_check, }",
    );
    assert_eq!(plan(52, &text), ["Rewrite: rebuild"]);
    assert_eq!(
        plan(53, &text),
        [
            r#"Scan: ALTER TABLE "orders" ALTER COLUMN "total" SET NOT NULL"#,
            r#"Metadata: ALTER TABLE "orders" DROP CONSTRAINT "orders_status_check""#,
        ]
    );
}

#[test]
fn values_are_stored_as_sqlx_reads_them() {
    let text = r#"update customers set ref = "6F1E4BA8-8a6c-4f0e-9d8a-0123456789ab"
        where name like "A_%" and ref <> "00000000-0000-0000-0000-000000000000";"#;
    let expected = "Rows: UPDATE \"customers\" SET \"ref\" = X'6F1E4BA88A6C4F0E9D8A0123456789AB' \
        WHERE {after} AND \"customers\".\"id\" <= {place} AND \"customers\".\"name\" GLOB 'A?*' \
        AND \"customers\".\"ref\" <> X'00000000000000000000000000000000'";
    assert_eq!(on_shop(text), [expected]);
    let text =
        r#"delete from orders where placed_at < now() - interval "30 days" and total / 2 > 1;"#;
    let expected = "Rows: DELETE FROM \"orders\" WHERE {after} \
        AND \"orders\".\"id\" <= {place} AND \"orders\".\"placed_at\" \
        < replace(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-30 days'), '.000', '') \
        AND \"orders\".\"total\" * 1.0 / 2 > 1";
    assert_eq!(on_shop(text), [expected]);
}

#[test]
fn what_sqlite_cannot_say_is_refused_once_and_by_name() {
    let cases = [
        (
            "alter table customers add column n: bigint identity;",
            "SQLite numbers rows only by a primary key of one column, and `n` is none",
        ),
        (
            "alter table orders add constraint positive check (total > 0) not valid;",
            "SQLite cannot add `positive` without checking the rows that are there",
        ),
        (
            "create index on orders using hash (placed_at);",
            "SQLite has only B-trees, so `orders_placed_at_idx` cannot use `hash`",
        ),
        (
            "create index on orders(total nulls last);",
            "SQLite's indexes sort nulls as the smallest values, `orders_total_idx` too",
        ),
        (
            "alter table orders add constraint long check (status ~ \"^.+$\");",
            "SQLite has no operator `~`",
        ),
        (
            "create table t { a: text collate \"de_DE\" }",
            "SQLite has no collation `de_DE`",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(steps(35, &shop_and(text)).1, [expected], "{text}");
    }
}
