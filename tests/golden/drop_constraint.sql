-- ==============================================================================
-- drop_check: Whatever it kept out may come.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_status_check";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_status_check" CHECK ("status" IN ('new', 'paid', 'shipped')) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; reads every row
ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_status_check";
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
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE,
    CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid', 'shipped'))
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

-- ==============================================================================
-- drop_foreign_key: Triggers are taken off both tables.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds, ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."refunds" DROP CONSTRAINT "refunds_order_id_fkey";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- SHARE ROW EXCLUSIVE on refunds, SHARE ROW EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."orders" ("id") NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on refunds, ROW SHARE on orders; reads every row
ALTER TABLE "public"."refunds" VALIDATE CONSTRAINT "refunds_order_id_fkey";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `refunds` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on refunds; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'refunds' COLLATE NOCASE;
CREATE TABLE "refunds (rebuilt)" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK (`amount` > 0),
    PRIMARY KEY ("order_id", "number")
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent") SELECT "refunds"."order_id", "refunds"."number", "refunds"."amount", "refunds"."agent" FROM "refunds";
DROP TABLE "refunds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "refunds (rebuilt)" RENAME TO "refunds";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'refunds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- `refunds` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on refunds; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'refunds' COLLATE NOCASE;
CREATE TABLE "refunds (rebuilt)" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK (`amount` > 0),
    PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent") SELECT "refunds"."order_id", "refunds"."number", "refunds"."amount", "refunds"."agent" FROM "refunds";
DROP TABLE "refunds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "refunds (rebuilt)" RENAME TO "refunds";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'refunds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- drop_unique: The index goes with it, and is built without blocking on the way down.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" DROP CONSTRAINT "customers_email_key";
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on customers; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "customers_email_key" ON "public"."customers" ("email");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."customers_email_key";
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ADD CONSTRAINT "customers_email_key" UNIQUE USING INDEX "customers_email_key";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
DROP INDEX "customers_email_key";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on customers; builds an index
CREATE UNIQUE INDEX "customers_email_key" ON "customers" (`email`);
COMMIT;

-- ==============================================================================
-- drop_primary_key: The columns stay not null.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds; catalogue only
ALTER TABLE "public"."refunds" DROP CONSTRAINT "refunds_pkey";
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on refunds; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "refunds_pkey" ON "public"."refunds" ("order_id", "number");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."refunds_pkey";
BEGIN;
-- ACCESS EXCLUSIVE on refunds; catalogue only
ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_pkey" PRIMARY KEY USING INDEX "refunds_pkey";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `refunds` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on refunds; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'refunds' COLLATE NOCASE;
CREATE TABLE "refunds (rebuilt)" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK (`amount` > 0),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent") SELECT "refunds"."order_id", "refunds"."number", "refunds"."amount", "refunds"."agent" FROM "refunds";
DROP TABLE "refunds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "refunds (rebuilt)" RENAME TO "refunds";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'refunds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- `refunds` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on refunds; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'refunds' COLLATE NOCASE;
CREATE TABLE "refunds (rebuilt)" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK (`amount` > 0),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id"),
    PRIMARY KEY ("order_id", "number")
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent") SELECT "refunds"."order_id", "refunds"."number", "refunds"."amount", "refunds"."agent" FROM "refunds";
DROP TABLE "refunds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "refunds (rebuilt)" RENAME TO "refunds";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'refunds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;
