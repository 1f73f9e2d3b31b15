-- ==============================================================================
-- add_stored: A stored value is written for every row.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "public"."orders" ADD COLUMN "cents" bigint GENERATED ALWAYS AS (("total" * 100::numeric)::bigint) STORED;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "cents";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `orders` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on orders; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE;
CREATE TABLE "orders (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" VARCHAR(20) NOT NULL CHECK (length(`code`) <= 20),
    "status" TEXT NOT NULL DEFAULT 'new',
    "total" NUMERIC,
    "note" TEXT,
    "cents" BIGINT GENERATED ALWAYS AS (CASE WHEN (`total` * 100) >= -9223372036854775808.0 AND (`total` * 100) < 9223372036854775808.0 AND CASE typeof((`total` * 100)) WHEN 'integer' THEN (`total` * 100) ELSE CAST(round(CAST(printf('%.15g', (`total` * 100)) AS REAL) + 0 * (`total` * 100)) AS INTEGER) END BETWEEN (-9223372036854775807 - 1) AND 9223372036854775807 THEN CASE typeof((`total` * 100)) WHEN 'integer' THEN (`total` * 100) ELSE CAST(round(CAST(printf('%.15g', (`total` * 100)) AS REAL) + 0 * (`total` * 100)) AS INTEGER) END WHEN (`total` * 100) IS NOT NULL THEN json_extract('{}', substr(quote((`total` * 100)), 1, 80) || ' is no value of type bigint') END) STORED,
    CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid', 'shipped')),
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE
);
INSERT INTO "orders (rebuilt)" ("id", "customer_id", "code", "status", "total", "note") SELECT "orders"."id", "orders"."customer_id", "orders"."code", "orders"."status", "orders"."total", "orders"."note" FROM "orders";
DELETE FROM sqlite_sequence WHERE name = 'orders (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'orders (rebuilt)', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "orders (rebuilt)" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "orders_open" ON "orders" (`status`) WHERE `status` <> 'shipped';
CREATE INDEX "orders_customer_id_idx" ON "orders" (`customer_id`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'orders', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "cents";
COMMIT;

-- ==============================================================================
-- add_virtual: A virtual one is stored nowhere.

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "lines" (
    "id" BIGINT NOT NULL,
    "price" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);
-- no lock on a table in use; writes rows
INSERT INTO "lines" ("id", "price", "amount") VALUES (1, 2, 3);
-- no lock on a table in use; catalogue only
ALTER TABLE "lines" ADD COLUMN "total" INTEGER GENERATED ALWAYS AS (`price` * `amount`) VIRTUAL;
COMMIT;

-- SQLite 3.35, down, which loses the rows of `lines`
BEGIN;
-- ACCESS EXCLUSIVE on lines; catalogue only
DROP TABLE "lines";
COMMIT;

-- ==============================================================================
-- add_virtual_18: PostgreSQL knows it from 18 on.

-- PostgreSQL 18, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD COLUMN "tons" integer GENERATED ALWAYS AS ("weight" / 1000) VIRTUAL;
COMMIT;

-- PostgreSQL 18, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP COLUMN "tons";
COMMIT;
