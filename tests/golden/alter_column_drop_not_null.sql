-- ==============================================================================
-- drop_not_null: Readers that rely on a value have to be ready.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ALTER COLUMN "code" DROP NOT NULL;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_code_not_null_proof" CHECK ("code" IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; reads every row
ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_code_not_null_proof";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ALTER COLUMN "code" SET NOT NULL;
ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_code_not_null_proof";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `orders` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on orders; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE;
CREATE TABLE "orders (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" VARCHAR(20) CHECK (length(`code`) <= 20),
    "status" TEXT NOT NULL DEFAULT 'new',
    "total" NUMERIC,
    "note" TEXT,
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
