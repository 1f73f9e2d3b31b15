-- ==============================================================================
-- add_nullable: A column that may be null is a line in the catalogue.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "tracking" varchar(100);
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON COLUMN "public"."orders"."tracking" IS 'from the carrier';
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.tracking`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "tracking";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; reads every row
ALTER TABLE "orders" ADD COLUMN "tracking" VARCHAR(100) CHECK (length(`tracking`) <= 100);
COMMIT;

-- SQLite 3.35, down, which loses the values of `orders.tracking`
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "tracking";
COMMIT;

-- ==============================================================================
-- add_with_default: So is one with a default that is the same for all rows.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "currency" varchar(3) DEFAULT 'EUR' NOT NULL;
ALTER TABLE "public"."orders" ADD COLUMN "seen_at" timestamptz DEFAULT now() NOT NULL;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.seen_at`, the values of `orders.currency`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "seen_at";
ALTER TABLE "public"."orders" DROP COLUMN "currency";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; reads every row
ALTER TABLE "orders" ADD COLUMN "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR' CHECK (length(`currency`) <= 3);
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
    "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR' CHECK (length(`currency`) <= 3),
    "seen_at" DATETIME NOT NULL DEFAULT (replace(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), '.000', '')),
    CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid', 'shipped')),
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE
);
INSERT INTO "orders (rebuilt)" ("id", "customer_id", "code", "status", "total", "note", "currency", "seen_at") SELECT "orders"."id", "orders"."customer_id", "orders"."code", "orders"."status", "orders"."total", "orders"."note", "orders"."currency", replace(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), '.000', '') FROM "orders";
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

-- SQLite 3.35, down, which loses the values of `orders.seen_at`, the values of `orders.currency`
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "seen_at";
ALTER TABLE "orders" DROP COLUMN "currency";
COMMIT;

-- ==============================================================================
-- add_referring: No row can violate a foreign key of a column that is null in all of them.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders, SHARE ROW EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "payer_id" bigint CONSTRAINT "orders_payer_id_fkey" REFERENCES "public"."customers" ("id") ON DELETE SET NULL;
COMMIT;
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_payer_id_idx" ON "public"."orders" ("payer_id");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_payer_id_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "payer_id" bigint CONSTRAINT "orders_payer_id_fkey" REFERENCES "public"."customers" ("id") ON DELETE SET NULL;
-- no lock on a table in use; builds an index
CREATE INDEX "orders_payer_id_idx" ON "public"."orders" ("payer_id");
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.payer_id`
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_payer_id_idx";
BEGIN;
-- ACCESS EXCLUSIVE on orders, ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "payer_id";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" ADD COLUMN "payer_id" BIGINT CONSTRAINT "orders_payer_id_fkey" REFERENCES "customers" ("id") ON DELETE SET NULL;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_payer_id_idx" ON "orders" (`payer_id`);
COMMIT;

-- SQLite 3.35, down, which loses the values of `orders.payer_id`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_payer_id_idx";
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

-- ==============================================================================
-- add_referring_with_default: With a default, the rows have to be looked up.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "payer_id" bigint DEFAULT 1 NOT NULL;
COMMIT;
BEGIN;
-- SHARE ROW EXCLUSIVE on orders, SHARE ROW EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_payer_id_fkey" FOREIGN KEY ("payer_id") REFERENCES "public"."customers" ("id") NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders, ROW SHARE on customers; reads every row
ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_payer_id_fkey";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_payer_id_idx" ON "public"."orders" ("payer_id");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_payer_id_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "payer_id" bigint DEFAULT 1 NOT NULL;
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_payer_id_fkey" FOREIGN KEY ("payer_id") REFERENCES "public"."customers" ("id");
-- no lock on a table in use; builds an index
CREATE INDEX "orders_payer_id_idx" ON "public"."orders" ("payer_id");
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.payer_id`
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_payer_id_idx";
BEGIN;
-- ACCESS EXCLUSIVE on orders, ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_payer_id_fkey";
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "payer_id";
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
    "payer_id" BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid', 'shipped')),
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE,
    CONSTRAINT "orders_payer_id_fkey" FOREIGN KEY ("payer_id") REFERENCES "customers" ("id")
);
INSERT INTO "orders (rebuilt)" ("id", "customer_id", "code", "status", "total", "note", "payer_id") SELECT "orders"."id", "orders"."customer_id", "orders"."code", "orders"."status", "orders"."total", "orders"."note", 1 FROM "orders";
DELETE FROM sqlite_sequence WHERE name = 'orders (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'orders (rebuilt)', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "orders (rebuilt)" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "orders_open" ON "orders" (`status`) WHERE `status` <> 'shipped';
CREATE INDEX "orders_customer_id_idx" ON "orders" (`customer_id`);
CREATE INDEX "orders_payer_id_idx" ON "orders" (`payer_id`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'orders', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down, which loses the values of `orders.payer_id`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_payer_id_idx";
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

-- ==============================================================================
-- add_checked: A check is added apart, and validated while everybody goes on.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "discount" integer DEFAULT 0 NOT NULL;
ALTER TABLE "public"."customers" ADD CONSTRAINT "customers_discount_check" CHECK ("discount" BETWEEN 0 AND 100) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on customers; reads every row
ALTER TABLE "public"."customers" VALIDATE CONSTRAINT "customers_discount_check";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "discount" integer DEFAULT 0 NOT NULL;
-- no lock on a table in use; reads every row
ALTER TABLE "public"."customers" ADD CONSTRAINT "customers_discount_check" CHECK ("discount" BETWEEN 0 AND 100);
COMMIT;

-- PostgreSQL 13, down, which loses the values of `customers.discount`
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" DROP CONSTRAINT "customers_discount_check";
ALTER TABLE "public"."customers" DROP COLUMN "discount";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; reads every row
ALTER TABLE "customers" ADD COLUMN "discount" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "customers_discount_check" CHECK (`discount` BETWEEN 0 AND 100);
COMMIT;

-- SQLite 3.35, down, which loses the values of `customers.discount`
BEGIN;
-- `customers` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on customers; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers' COLLATE NOCASE;
CREATE TABLE "customers (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "email" VARCHAR(255) NOT NULL CHECK (length(`email`) <= 255),
    "name" TEXT,
    "city" VARCHAR(40) DEFAULT 'Paris' CHECK (length(`city`) <= 40),
    "points" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "customers_points_check" CHECK (`points` >= 0)
);
INSERT INTO "customers (rebuilt)" ("id", "email", "name", "city", "points") SELECT "customers"."id", "customers"."email", "customers"."name", "customers"."city", "customers"."points" FROM "customers";
DELETE FROM sqlite_sequence WHERE name = 'customers (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'customers (rebuilt)', seq FROM sqlite_sequence WHERE name = 'customers';
DROP TABLE "customers";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "customers (rebuilt)" RENAME TO "customers";
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX "customers_email_key" ON "customers" (`email`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'customers', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- add_unique: The index of a unique column is built without blocking.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "login" varchar(40);
COMMIT;
-- SHARE UPDATE EXCLUSIVE on customers; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "customers_login_key" ON "public"."customers" ("login");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."customers_login_key";
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ADD CONSTRAINT "customers_login_key" UNIQUE USING INDEX "customers_login_key";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "login" varchar(40);
-- no lock on a table in use; builds an index
ALTER TABLE "public"."customers" ADD CONSTRAINT "customers_login_key" UNIQUE ("login");
COMMIT;

-- PostgreSQL 13, down, which loses the values of `customers.login`
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" DROP CONSTRAINT "customers_login_key";
ALTER TABLE "public"."customers" DROP COLUMN "login";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; reads every row
ALTER TABLE "customers" ADD COLUMN "login" VARCHAR(40) CHECK (length(`login`) <= 40);
-- ACCESS EXCLUSIVE on customers; builds an index
CREATE UNIQUE INDEX "customers_login_key" ON "customers" (`login`);
COMMIT;

-- SQLite 3.35, down, which loses the values of `customers.login`
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
DROP INDEX "customers_login_key";
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "customers" DROP COLUMN "login";
COMMIT;

-- ==============================================================================
-- add_several: Two tables are not locked at the same time.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "a" integer;
ALTER TABLE "public"."customers" ADD COLUMN "b" integer;
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "c" integer;
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "d" integer;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `customers.d`, the values of `orders.c`, the values of `customers.b`, the values of `customers.a`
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" DROP COLUMN "d";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "c";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" DROP COLUMN "b";
ALTER TABLE "public"."customers" DROP COLUMN "a";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "customers" ADD COLUMN "a" INTEGER;
ALTER TABLE "customers" ADD COLUMN "b" INTEGER;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" ADD COLUMN "c" INTEGER;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "customers" ADD COLUMN "d" INTEGER;
COMMIT;

-- SQLite 3.35, down, which loses the values of `customers.d`, the values of `orders.c`, the values of `customers.b`, the values of `customers.a`
BEGIN;
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "customers" DROP COLUMN "d";
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "c";
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "customers" DROP COLUMN "b";
ALTER TABLE "customers" DROP COLUMN "a";
COMMIT;

-- ==============================================================================
-- add_volatile: Each row gets a value of its own, so all are written.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds; writes the table anew
ALTER TABLE "public"."refunds" ADD COLUMN "reference" uuid DEFAULT gen_random_uuid() NOT NULL;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `refunds.reference`
BEGIN;
-- ACCESS EXCLUSIVE on refunds; catalogue only
ALTER TABLE "public"."refunds" DROP COLUMN "reference";
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
    "reference" BLOB NOT NULL DEFAULT (CAST(randomblob(6) || char(64 + (random() & 15)) || randomblob(1) || substr(CAST(char(128 + (random() & 63)) AS BLOB), 2, 1) || randomblob(7) AS BLOB)),
    CONSTRAINT "refunds_positive" CHECK (`amount` > 0),
    PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent", "reference") SELECT "refunds"."order_id", "refunds"."number", "refunds"."amount", "refunds"."agent", CAST(randomblob(6) || char(64 + (random() & 15)) || randomblob(1) || substr(CAST(char(128 + (random() & 63)) AS BLOB), 2, 1) || randomblob(7) AS BLOB) FROM "refunds";
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

-- SQLite 3.35, down, which loses the values of `refunds.reference`
BEGIN;
-- ACCESS EXCLUSIVE on refunds; writes the table anew
ALTER TABLE "refunds" DROP COLUMN "reference";
COMMIT;

-- ==============================================================================
-- add_numbered: A number for each row, likewise.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on bays; writes the table anew
ALTER TABLE "public"."bays" ADD COLUMN "position" bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `bays.position`
BEGIN;
-- ACCESS EXCLUSIVE on bays; catalogue only
ALTER TABLE "public"."bays" DROP COLUMN "position";
COMMIT;

-- ==============================================================================
-- add_parent: A table in use that refers to itself from now on.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "invited_by" bigint CONSTRAINT "customers_invited_by_fkey" REFERENCES "public"."customers" ("id");
COMMIT;
-- SHARE UPDATE EXCLUSIVE on customers; builds an index
CREATE INDEX CONCURRENTLY "customers_invited_by_idx" ON "public"."customers" ("invited_by");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."customers_invited_by_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."customers" ADD COLUMN "invited_by" bigint CONSTRAINT "customers_invited_by_fkey" REFERENCES "public"."customers" ("id");
-- no lock on a table in use; builds an index
CREATE INDEX "customers_invited_by_idx" ON "public"."customers" ("invited_by");
COMMIT;

-- PostgreSQL 13, down, which loses the values of `customers.invited_by`
-- SHARE UPDATE EXCLUSIVE on customers; catalogue only
DROP INDEX CONCURRENTLY "public"."customers_invited_by_idx";
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" DROP COLUMN "invited_by";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "customers" ADD COLUMN "invited_by" BIGINT CONSTRAINT "customers_invited_by_fkey" REFERENCES "customers" ("id");
-- ACCESS EXCLUSIVE on customers; builds an index
CREATE INDEX "customers_invited_by_idx" ON "customers" (`invited_by`);
COMMIT;

-- SQLite 3.35, down, which loses the values of `customers.invited_by`
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
DROP INDEX "customers_invited_by_idx";
-- `customers` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on customers; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers' COLLATE NOCASE;
CREATE TABLE "customers (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "email" VARCHAR(255) NOT NULL CHECK (length(`email`) <= 255),
    "name" TEXT,
    "city" VARCHAR(40) DEFAULT 'Paris' CHECK (length(`city`) <= 40),
    "points" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "customers_points_check" CHECK (`points` >= 0)
);
INSERT INTO "customers (rebuilt)" ("id", "email", "name", "city", "points") SELECT "customers"."id", "customers"."email", "customers"."name", "customers"."city", "customers"."points" FROM "customers";
DELETE FROM sqlite_sequence WHERE name = 'customers (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'customers (rebuilt)', seq FROM sqlite_sequence WHERE name = 'customers';
DROP TABLE "customers";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "customers (rebuilt)" RENAME TO "customers";
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX "customers_email_key" ON "customers" (`email`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'customers', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- add_array: Values that only PostgreSQL has.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD COLUMN "marks" text[] DEFAULT ARRAY[]::text[] NOT NULL;
ALTER TABLE "public"."parcels" ADD COLUMN "extra" jsonb DEFAULT '{"a": [1]}' NOT NULL;
ALTER TABLE "public"."parcels" ADD COLUMN "kept_for" interval DEFAULT INTERVAL '2 days';
ALTER TABLE "public"."parcels" ADD COLUMN "kind" varchar(10) COLLATE "C" DEFAULT 'box' NOT NULL;
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_kind_check" CHECK ("kind" OPERATOR(pg_catalog.=) ANY (ARRAY['box', 'bag']::varchar[])) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; reads every row
ALTER TABLE "public"."parcels" VALIDATE CONSTRAINT "parcels_kind_check";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."parcels" ADD COLUMN "marks" text[] DEFAULT ARRAY[]::text[] NOT NULL;
ALTER TABLE "public"."parcels" ADD COLUMN "extra" jsonb DEFAULT '{"a": [1]}' NOT NULL;
ALTER TABLE "public"."parcels" ADD COLUMN "kept_for" interval DEFAULT INTERVAL '2 days';
ALTER TABLE "public"."parcels" ADD COLUMN "kind" varchar(10) COLLATE "C" DEFAULT 'box' NOT NULL;
-- no lock on a table in use; reads every row
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_kind_check" CHECK ("kind" OPERATOR(pg_catalog.=) ANY (ARRAY['box', 'bag']::varchar[]));
COMMIT;

-- PostgreSQL 13, down, which loses the values of `parcels.kind`, the values of `parcels.kept_for`, the values of `parcels.extra`, the values of `parcels.marks`
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_kind_check";
ALTER TABLE "public"."parcels" DROP COLUMN "kind";
ALTER TABLE "public"."parcels" DROP COLUMN "kept_for";
ALTER TABLE "public"."parcels" DROP COLUMN "extra";
ALTER TABLE "public"."parcels" DROP COLUMN "marks";
COMMIT;
