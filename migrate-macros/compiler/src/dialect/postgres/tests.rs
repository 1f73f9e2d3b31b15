//! The plans that matter most, as a whole.

use migrate_contract::{PUBLIC, at_home};

use super::samples::{plan, plan_back, steps};
use crate::dialect::Action;

/// A migration of two tables in use, before the migration of a test.
const SHOP: &str = "
    create table customers { id: bigint identity primary key, name: text }
    create table orders {
        id: bigint identity primary key,
        customer_id: bigint,
        status: text,
        total: int,
    }
    ---
";

fn on_shop(version: u16, text: &str) -> Vec<String> {
    plan(version, &shop_and(text))
}

fn shop_and(text: &str) -> String {
    format!("{}\n---\n{text}", SHOP.trim_end().trim_end_matches("---"))
}

#[test]
fn not_null_is_proven_before_it_is_set() {
    let plan = on_shop(17, "alter table orders alter column status set not null;");
    let expected = [
        r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_status_not_null_proof" CHECK ("status" IS NOT NULL) NOT VALID"#,
        r#"Own [orders SHARE UPDATE EXCLUSIVE] Scan: ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_status_not_null_proof""#,
        r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "public"."orders" ALTER COLUMN "status" SET NOT NULL"#,
        r#"WithPrevious [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_status_not_null_proof""#,
    ];
    assert_eq!(plan, expected);
}

#[test]
fn not_null_is_a_constraint_from_18_on() {
    let plan = on_shop(18, "alter table orders alter column status set not null;");
    let expected = [
        r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_status_not_null" NOT NULL "status" NOT VALID"#,
        r#"Own [orders SHARE UPDATE EXCLUSIVE] Scan: ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_status_not_null""#,
    ];
    assert_eq!(plan, expected);
}

#[test]
fn not_null_uses_the_proof_that_is_there() {
    let proven = |valid: &str| {
        let text = format!(
            "alter table orders add constraint filled check (status is not null) {valid};
---
alter table orders alter column status set not null;"
        );
        on_shop(13, &text).len()
    };
    assert_eq!(proven(""), 1);
    assert_eq!(proven("not valid"), 4);
}

#[test]
fn a_foreign_key_locks_both_tables() {
    let text = "alter table orders add foreign key (customer_id) references customers;";
    let expected = [
        r#"Shared [orders SHARE ROW EXCLUSIVE, customers SHARE ROW EXCLUSIVE] Metadata: ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "public"."customers" ("id") NOT VALID"#,
        r#"Own [orders SHARE UPDATE EXCLUSIVE, customers ROW SHARE] Scan: ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_customer_id_fkey""#,
    ];
    assert_eq!(on_shop(13, text), expected);
}

#[test]
fn a_key_gets_its_index_first() {
    let plan = on_shop(13, "alter table orders add unique (status, total);");
    let expected = [
        r#"Outside [orders SHARE UPDATE EXCLUSIVE] BuildIndex: CREATE UNIQUE INDEX CONCURRENTLY "orders_status_total_key" ON "public"."orders" ("status", "total")"#,
        r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_status_total_key" UNIQUE USING INDEX "orders_status_total_key""#,
    ];
    assert_eq!(plan, expected);
}

#[test]
fn a_table_without_readers_gets_the_plain_form() {
    let plan = on_shop(
        13,
        "create table notes { id: int } create index on notes(id);",
    );
    let expected =
        r#"Shared [] BuildIndex: CREATE INDEX "notes_id_idx" ON "public"."notes" ("id")"#;
    assert_eq!(plan.get(1).map(String::as_str), Some(expected));
}

#[test]
fn a_check_over_a_column_leaves_while_its_type_changes() {
    let text = "create table t { c: varchar(5) check (length(c) > 1) }
---
alter table t alter column c type varchar(9);";
    let expected = [
        r#"Shared [t ACCESS EXCLUSIVE] Metadata: ALTER TABLE "public"."t" DROP CONSTRAINT "t_c_check", ALTER COLUMN "c" TYPE varchar(9), ADD CONSTRAINT "t_c_check" CHECK (length("c"::text) > 1) NOT VALID"#,
        r#"Own [t SHARE UPDATE EXCLUSIVE] Scan: ALTER TABLE "public"."t" VALIDATE CONSTRAINT "t_c_check""#,
    ];
    assert_eq!(plan(13, text), expected);
}

#[test]
fn a_zone_is_given_by_the_session() {
    let text = "create table t { c: timestamp }
---
alter table t alter column c type timestamptz using c at time zone \"UTC\";";
    let expected = [
        "Own [] Metadata: SET LOCAL TimeZone = 'UTC'",
        r#"WithPrevious [t ACCESS EXCLUSIVE] Metadata: ALTER TABLE "public"."t" ALTER COLUMN "c" TYPE timestamptz"#,
    ];
    assert_eq!(plan(13, text), expected);
}

#[test]
fn an_update_walks_the_key() {
    let text = "update orders as o set status = \"x\" where total = 1 or total = 2;";
    let expected = r#"Outside [orders ROW EXCLUSIVE] Rows: UPDATE "public"."orders" AS "o" SET "status" = 'x' WHERE {after} AND "o"."id" <= {place} AND ("total" = 1 OR "total" = 2)"#;
    assert_eq!(on_shop(13, text), [expected]);
}

#[test]
fn a_walk_over_several_columns_compares_rows() {
    let text = "create table t { a: text, b: int, c: int, primary key (a, b) }
---
update t set c = 1;";
    let (steps, _) = steps(13, text);
    let [step] = steps.as_slice() else {
        panic!("one step")
    };
    let Action::Batches(batches) = &step.action else {
        panic!("batches")
    };
    assert_eq!(batches.after, r#"("a", "b") > {place}"#);
    let last = r#"SELECT '(' || quote_literal("a"::text) || ', ' || quote_literal("b"::text) || ')' FROM "public"."t" ORDER BY "a" DESC, "b" DESC LIMIT 1"#;
    assert_eq!(at_home(&batches.last, PUBLIC), last);
}

#[test]
fn a_walk_takes_no_text_that_the_runtime_replaces() {
    let text = "update orders set status = \"x\" where status <> \"{place}\";";
    assert_eq!(steps(13, &shop_and(text)).1.len(), 1);
}

#[test]
fn an_update_of_the_key_is_not_walked() {
    let text = "create table t { a: text primary key }
---
update t set a = upper(a);";
    let expected = r#"Shared [t ROW EXCLUSIVE] Rows: UPDATE "public"."t" SET "a" = upper("a")"#;
    assert_eq!(plan(13, text), [expected]);
}

#[test]
fn a_delete_locks_what_it_cascades_to() {
    let text = "create table a { id: int primary key }
create table b { id: int primary key, a_id: int references a on delete cascade }
create table c { id: int primary key, b_id: int references b on delete set null }
create table d { c_id: int references c on delete cascade }
---
delete from a where id < 5;";
    let expected = r#"Outside [a ROW EXCLUSIVE, b ROW EXCLUSIVE, c ROW EXCLUSIVE] Rows: DELETE FROM "public"."a" WHERE {after} AND "id" <= {place} AND "id" < 5"#;
    assert_eq!(plan(13, text), [expected]);
}

#[test]
fn a_table_has_its_schema_and_a_query_of_with_has_none() {
    let text = "create table orders { id: bigint primary key }
---
with old as (select id from orders), older as (select id from old)
    delete from orders where id in (select id from older) and exists (select * from old);";
    let expected = r#"Outside [orders ROW EXCLUSIVE] Rows: WITH "old" AS (SELECT "id" FROM "public"."orders"), "older" AS (SELECT "id" FROM "old") DELETE FROM "public"."orders" WHERE {after} AND "id" <= {place} AND "id" OPERATOR(pg_catalog.=) ANY (SELECT "id" FROM "older") AND EXISTS (SELECT * FROM "old")"#;
    assert_eq!(plan(13, text), [expected]);
}

#[test]
fn a_serial_that_became_nullable_comes_back_nullable() {
    let nullable = "create table t { n: int, id: serial }
---
alter table t alter column id drop not null;
---
";
    let relaxed = r#"ALTER TABLE "public"."t" ALTER COLUMN "id" DROP NOT NULL"#;
    for statement in ["alter table t drop column id;", "drop table t;"] {
        let plan = plan_back(13, &format!("{nullable}{statement}"));
        assert!(
            plan.last().is_some_and(|step| step.ends_with(relaxed)),
            "{plan:?}"
        );
    }
}

/// Tables that a query of a test joins.
const JOINED: &str = "
    create table a { id: bigint primary key, code: varchar(9), at: date }
    create table b { id: bigint primary key, code: varchar(9), n: int }
    create table c { id: bigint primary key, code: varchar(9), m: int }
";

fn on_joined(text: &str) -> Vec<String> {
    plan(13, &format!("{JOINED}---\n{text}"))
}

#[test]
fn a_join_by_columns_that_others_could_compare_says_how() {
    let plan = on_joined(
        "insert into c (id, code, m) select id, code, n from a left join b using (id, code)
            where code <> \"q\" group by id, code, n order by code;",
    );
    let expected = r#"INSERT INTO "public"."c" ("id", "code", "m") SELECT "a"."id", "a"."code", "n" FROM "public"."a" LEFT JOIN "public"."b" ON "a"."id" = "b"."id" AND "a"."code"::text = "b"."code"::text WHERE "a"."code"::text <> 'q' GROUP BY "a"."id", "a"."code", "n" ORDER BY "a"."code""#;
    assert!(plan[0].ends_with(expected), "{plan:#?}");
}

#[test]
fn a_join_by_columns_of_one_type_stays_as_it_is() {
    let plan = on_joined("insert into c (id, m) select id, n from a join b using (id);");
    assert!(
        plan[0].contains(r#"JOIN "public"."b" USING ("id")"#),
        "{plan:#?}"
    );
}

#[test]
fn a_join_is_refused_where_nobody_can_say_whose_a_column_is() {
    let refused = [
        "insert into c select * from (select b.id, code, n from a join b using (code)) as d;",
        "insert into c (id, code) select 1, code from a full join b using (code);",
        "insert into c (id, code) select 1, code from a join b using (code)
            where exists (select code from c where code = \"x\");",
        "update c set m = 1 from a join b using (code) where c.id = a.id;",
    ];
    let reported = |text: &&str| steps(13, &format!("{JOINED}---\n{text}")).1.len();
    assert_eq!(
        refused.iter().map(reported).collect::<Vec<_>>(),
        [0, 1, 1, 1]
    );
}

/// As the server does: `COMMENT` takes a table whose rows wait for a check, `ALTER` does not.
#[test]
fn a_comment_does_not_ask_for_checks_that_wait() {
    let tables = "create table a { id: int primary key }
        create table b { id: int primary key, a: int references a deferrable initially deferred }
        insert into b (id, a) values (1, 1);";
    let checks = |change: &str| {
        let plan = plan(17, &format!("{tables} {change}"));
        plan.iter().any(|step| step.contains("SET CONSTRAINTS"))
    };
    assert!(checks("alter table b alter column a set statistics 10;"));
    assert!(!checks("alter table b comment on column a \"x\";"));
    assert!(!checks("comment on table b \"x\";"));
}
