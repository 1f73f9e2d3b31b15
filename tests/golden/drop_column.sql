-- ==============================================================================
-- drop_plain: What is gone comes back empty.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "note";
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.note`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "note" text;
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "note";
COMMIT;

-- SQLite 3.35, down, which loses the values of `orders.note`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" ADD COLUMN "note" TEXT;
COMMIT;

-- ==============================================================================
-- drop_indexed: A check and an index that use the column alone go with it, and come back.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "status";
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.status`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "status" text DEFAULT 'new' NOT NULL;
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_status_check" CHECK ("status" IN ('new', 'paid', 'shipped')) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; reads every row
ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_status_check";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_open" ON "public"."orders" ("status") WHERE "status" <> 'shipped';
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_open";

-- SQLite 3.35, up
BEGIN;
-- `orders` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on orders; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE;
CREATE TABLE "orders (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" VARCHAR(20) NOT NULL CHECK (length(`code`) <= 20),
    "total" NUMERIC,
    "note" TEXT,
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE
);
INSERT INTO "orders (rebuilt)" ("id", "customer_id", "code", "total", "note") SELECT "orders"."id", "orders"."customer_id", "orders"."code", "orders"."total", "orders"."note" FROM "orders";
DELETE FROM sqlite_sequence WHERE name = 'orders (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'orders (rebuilt)', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "orders (rebuilt)" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "orders_customer_id_idx" ON "orders" (`customer_id`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'orders', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down, which loses the values of `orders.status`
BEGIN;
-- ACCESS EXCLUSIVE on orders; reads every row
ALTER TABLE "orders" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'new' CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid', 'shipped'));
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_open" ON "orders" (`status`) WHERE `status` <> 'shipped';
COMMIT;

-- ==============================================================================
-- drop_referring: The foreign key goes, and the referenced table is locked for it.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels, ACCESS EXCLUSIVE on bays; catalogue only
ALTER TABLE "public"."parcels" DROP COLUMN "bay_id";
COMMIT;

-- PostgreSQL 13, down, which loses the values of `parcels.bay_id`
BEGIN;
-- ACCESS EXCLUSIVE on parcels, SHARE ROW EXCLUSIVE on bays; catalogue only
ALTER TABLE "public"."parcels" ADD COLUMN "bay_id" bigint CONSTRAINT "parcels_bay_id_fkey" REFERENCES "public"."bays" ("id");
COMMIT;
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE INDEX CONCURRENTLY "parcels_bay_id_idx" ON "public"."parcels" ("bay_id");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_bay_id_idx";

-- ==============================================================================
-- drop_shared: They go with it, and come back.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "total";
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.total`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "total" numeric(10, 2);
COMMIT;
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "orders_total_code_key" ON "public"."orders" ("total", "code");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_total_code_key";
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_total_code_key" UNIQUE USING INDEX "orders_total_code_key";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_code_total_idx" ON "public"."orders" ("code", "total");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_code_total_idx";

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_total_code_key";
DROP INDEX "orders_code_total_idx";
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "total";
COMMIT;

-- SQLite 3.35, down, which loses the values of `orders.total`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" ADD COLUMN "total" NUMERIC;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE UNIQUE INDEX "orders_total_code_key" ON "orders" (`total`, `code`);
CREATE INDEX "orders_code_total_idx" ON "orders" (`code`, `total`);
COMMIT;
