//! The plans that matter most, as a whole.

use super::samples::{constraint, described, expr, foreign_key, name, steps, table};
use crate::dialect::Action;
use crate::origin::Origin;
use crate::schema::{Alteration, Change, ConstraintKind, Table};
use crate::syntax::ast::{Assignment, Delete, Name, Pace, Update};

fn orders() -> Table {
    let mut table = table(
        "orders",
        &[("id", "bigint"), ("status", "text"), ("total", "int")],
    );
    table.columns[0].not_null = true;
    let key = ConstraintKind::PrimaryKey(vec!["id".to_owned()]);
    table.constraints.push(constraint("orders_pkey", key));
    table
}

fn set_not_null(column: &str) -> Change {
    Change::AlterColumn {
        table: name("orders"),
        column: column.to_owned(),
        alteration: Alteration::NotNull(true),
    }
}

#[test]
fn not_null_is_proven_before_it_is_set() {
    let plan = described(17, vec![orders()], &set_not_null("status"));
    let expected = [
        r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "orders" ADD CONSTRAINT "orders_status_not_null_proof" CHECK ("status" IS NOT NULL) NOT VALID"#,
        r#"Own [orders SHARE UPDATE EXCLUSIVE] Scan: ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_status_not_null_proof""#,
        r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "orders" ALTER COLUMN "status" SET NOT NULL"#,
        r#"WithPrevious [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "orders" DROP CONSTRAINT "orders_status_not_null_proof""#,
    ];
    assert_eq!(plan, expected);
}

#[test]
fn not_null_uses_the_proof_that_is_there() {
    let plain = r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "orders" ALTER COLUMN "status" SET NOT NULL"#;
    let mut table = orders();
    let check = ConstraintKind::Check(expr("status is not null and status <> \"\""));
    table
        .constraints
        .push(constraint("orders_status_check", check));
    assert_eq!(
        described(13, vec![table.clone()], &set_not_null("status")),
        [plain]
    );
    table.constraints[1].valid = false;
    assert_eq!(described(13, vec![table], &set_not_null("status")).len(), 4);
}

#[test]
fn not_null_is_a_constraint_from_18_on() {
    let plan = described(18, vec![orders()], &set_not_null("status"));
    let expected = [
        r#"Shared [orders ACCESS EXCLUSIVE] Metadata: ALTER TABLE "orders" ADD CONSTRAINT "orders_status_not_null" NOT NULL "status" NOT VALID"#,
        r#"Own [orders SHARE UPDATE EXCLUSIVE] Scan: ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_status_not_null""#,
    ];
    assert_eq!(plan, expected);
}

#[test]
fn a_foreign_key_locks_both_tables() {
    let customers = table("customers", &[("id", "bigint")]);
    let added = Change::AddConstraint {
        table: name("orders"),
        constraint: Box::new(foreign_key("orders_total_fkey", "total", "customers")),
        using_index: None,
    };
    let plan = described(13, vec![orders(), customers], &added);
    let expected = [
        r#"Shared [orders SHARE ROW EXCLUSIVE, customers SHARE ROW EXCLUSIVE] Metadata: ALTER TABLE "orders" ADD CONSTRAINT "orders_total_fkey" FOREIGN KEY ("total") REFERENCES "customers" ("id") ON DELETE CASCADE NOT VALID"#,
        r#"Own [orders SHARE UPDATE EXCLUSIVE, customers ROW SHARE] Scan: ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_total_fkey""#,
    ];
    assert_eq!(plan, expected);
}

#[test]
fn a_table_without_readers_gets_the_plain_form() {
    let mut table = orders();
    table.born = 2;
    let added = Change::CreateIndex {
        table: name("orders"),
        index: Box::new(super::samples::index(
            "orders_status_idx",
            &["status"],
            None,
        )),
    };
    let plan = described(13, vec![table], &added);
    let expected =
        r#"Shared [] BuildIndex: CREATE INDEX "orders_status_idx" ON "orders" ("status")"#;
    assert_eq!(plan, [expected]);
}

fn update(column: &str, filter: &str) -> Change {
    let assignment = Assignment {
        column: Name::generated(column),
        value: expr("\"x\""),
    };
    Change::Update(Box::new(Update {
        with: Vec::new(),
        table: name("orders"),
        origin: Origin::elsewhere(),
        alias: Some(Name::generated("o")),
        set: vec![assignment],
        from: Vec::new(),
        filter: Some(expr(filter)),
        pace: Pace::default(),
    }))
}

#[test]
fn an_update_walks_the_key() {
    let plan = described(
        13,
        vec![orders()],
        &update("status", "total = 1 or total = 2"),
    );
    let expected = r#"Outside [orders ROW EXCLUSIVE] Rows: UPDATE "orders" AS "o" SET "status" = 'x' WHERE {after} AND "o"."id" <= {place} AND ("total" = 1 OR "total" = 2)"#;
    assert_eq!(plan, [expected]);
}

#[test]
fn a_walk_takes_no_text_that_the_runtime_replaces() {
    let (_, reported) = steps(
        13,
        vec![orders()],
        &update("status", "status <> \"{place}\""),
    );
    assert_eq!(reported.len(), 1);
}

#[test]
fn an_update_of_the_key_is_not_walked() {
    let (steps, _) = steps(13, vec![orders()], &update("id", "total = 1"));
    assert!(matches!(&steps[0].action, Action::Sql(_)));
}

#[test]
fn a_delete_locks_what_it_cascades_to() {
    let mut lines = table("lines", &[("id", "bigint"), ("order_id", "bigint")]);
    lines
        .constraints
        .push(foreign_key("lines_order_id_fkey", "order_id", "orders"));
    let mut notes = table("notes", &[("line_id", "bigint")]);
    notes
        .constraints
        .push(foreign_key("notes_line_id_fkey", "line_id", "lines"));
    let delete = Change::Delete(Box::new(Delete {
        with: Vec::new(),
        table: name("orders"),
        origin: Origin::elsewhere(),
        alias: None,
        using: Vec::new(),
        filter: None,
        pace: Pace::default(),
    }));
    let plan = described(13, vec![orders(), lines, notes], &delete);
    let locks = "[orders ROW EXCLUSIVE, lines ROW EXCLUSIVE, notes ROW EXCLUSIVE]";
    let expected = format!(
        "Outside {locks} Rows: DELETE FROM \"orders\" WHERE {{after}} AND \"id\" <= {{place}}"
    );
    assert_eq!(plan, [expected]);
}
