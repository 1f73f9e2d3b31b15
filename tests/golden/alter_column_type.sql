-- ==============================================================================
-- widen: A longer limit, or none, needs no look at the rows.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ALTER COLUMN "email" TYPE text;
ALTER TABLE "public"."customers" ALTER COLUMN "city" TYPE varchar(80);
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ALTER COLUMN "total" TYPE numeric(12, 2);
COMMIT;

-- PostgreSQL 13, down, which loses values of `orders.total` that do not fit `numeric(10, 2)`, values of `customers.city` that do not fit `varchar(40)`, values of `customers.email` that do not fit `varchar(255)`
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "public"."orders" ALTER COLUMN "total" TYPE numeric(10, 2);
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "public"."customers" ALTER COLUMN "city" TYPE varchar(40);
ALTER TABLE "public"."customers" ALTER COLUMN "email" TYPE varchar(255);
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `customers` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on customers; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers' COLLATE NOCASE;
CREATE TABLE "customers (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "city" VARCHAR(80) DEFAULT 'Paris' CHECK (length(`city`) <= 80),
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

-- SQLite 3.35, down, which loses values of `orders.total` that do not fit `numeric(10, 2)`, values of `customers.city` that do not fit `varchar(40)`, values of `customers.email` that do not fit `varchar(255)`
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
INSERT INTO "orders (rebuilt)" ("id", "customer_id", "code", "status", "total", "note") SELECT "orders"."id", "orders"."customer_id", "orders"."code", "orders"."status", CASE WHEN abs(CAST("orders"."total" AS REAL)) <= 1e8 AND abs(CASE typeof("orders"."total") WHEN 'integer' THEN "orders"."total" ELSE CAST(round(CAST(printf('%.15g', "orders"."total" * 1e2) AS REAL) + 0 * "orders"."total" * 1e2) / 1e2 AS NUMERIC) END) < 1e8 THEN CASE typeof("orders"."total") WHEN 'integer' THEN "orders"."total" ELSE CAST(round(CAST(printf('%.15g', "orders"."total" * 1e2) AS REAL) + 0 * "orders"."total" * 1e2) / 1e2 AS NUMERIC) END WHEN "orders"."total" IS NOT NULL THEN json_extract('{}', substr(quote("orders"."total"), 1, 80) || ' is no value of type numeric(10, 2)') END, "orders"."note" FROM "orders";
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
INSERT INTO "customers (rebuilt)" ("id", "email", "name", "city", "points") SELECT "customers"."id", CASE WHEN rtrim(substr("customers"."email", 256)) = '' THEN substr("customers"."email", 1, 255) ELSE "customers"."email" END, "customers"."name", CASE WHEN rtrim(substr("customers"."city", 41)) = '' THEN substr("customers"."city", 1, 40) ELSE "customers"."city" END, "customers"."points" FROM "customers";
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
-- widen_checked: It comes back not valid, and is validated behind.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_code_check", ALTER COLUMN "code" TYPE text, ADD CONSTRAINT "orders_code_check" CHECK ("code" = upper("code")) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; reads every row
ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_code_check";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_code_check", ALTER COLUMN "code" TYPE text, ADD CONSTRAINT "orders_code_check" CHECK ("code" = upper("code"));
COMMIT;

-- PostgreSQL 13, down, which loses values of `orders.code` that do not fit `varchar(20)`
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_code_check", ALTER COLUMN "code" TYPE varchar(20), ADD CONSTRAINT "orders_code_check" CHECK ("code"::text = upper("code"::text));
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `orders` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on orders; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE;
CREATE TABLE "orders (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'new',
    "total" NUMERIC,
    "note" TEXT,
    CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid', 'shipped')),
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE,
    CONSTRAINT "orders_code_check" CHECK (`code` = upper(`code`))
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

-- SQLite 3.35, down, which loses values of `orders.code` that do not fit `varchar(20)`
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
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE,
    CONSTRAINT "orders_code_check" CHECK (`code` = upper(`code`))
);
INSERT INTO "orders (rebuilt)" ("id", "customer_id", "code", "status", "total", "note") SELECT "orders"."id", "orders"."customer_id", CASE WHEN rtrim(substr("orders"."code", 21)) = '' THEN substr("orders"."code", 1, 20) ELSE "orders"."code" END, "orders"."status", "orders"."total", "orders"."note" FROM "orders";
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
-- widen_indexed: An index over an expression is built again, while nobody can read the table.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "public"."orders_lower_idx";
ALTER TABLE "public"."orders" ALTER COLUMN "code" TYPE text;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_lower_idx" ON "public"."orders" (lower("code"));
COMMIT;

-- PostgreSQL 13, down, which loses values of `orders.code` that do not fit `varchar(20)`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "public"."orders_lower_idx";
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "public"."orders" ALTER COLUMN "code" TYPE varchar(20);
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_lower_idx" ON "public"."orders" (lower("code"::text));
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `orders` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on orders; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'orders' COLLATE NOCASE;
CREATE TABLE "orders (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
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
CREATE INDEX "orders_lower_idx" ON "orders" ((lower(`code`)));
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'orders', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down, which loses values of `orders.code` that do not fit `varchar(20)`
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
INSERT INTO "orders (rebuilt)" ("id", "customer_id", "code", "status", "total", "note") SELECT "orders"."id", "orders"."customer_id", CASE WHEN rtrim(substr("orders"."code", 21)) = '' THEN substr("orders"."code", 1, 20) ELSE "orders"."code" END, "orders"."status", "orders"."total", "orders"."note" FROM "orders";
DELETE FROM sqlite_sequence WHERE name = 'orders (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'orders (rebuilt)', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "orders (rebuilt)" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "orders_open" ON "orders" (`status`) WHERE `status` <> 'shipped';
CREATE INDEX "orders_customer_id_idx" ON "orders" (`customer_id`);
CREATE INDEX "orders_lower_idx" ON "orders" ((lower(`code`)));
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'orders', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- rewrite: Every row is written, while nobody can read the table.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "public"."customers" DROP CONSTRAINT "customers_points_check", ALTER COLUMN "points" DROP DEFAULT, ALTER COLUMN "points" TYPE bigint, ALTER COLUMN "points" SET DEFAULT 0, ADD CONSTRAINT "customers_points_check" CHECK ("points" >= 0);
COMMIT;

-- PostgreSQL 13, down, which loses values of `customers.points` that do not fit `int`
BEGIN;
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "public"."customers" DROP CONSTRAINT "customers_points_check", ALTER COLUMN "points" DROP DEFAULT, ALTER COLUMN "points" TYPE integer, ALTER COLUMN "points" SET DEFAULT 0, ADD CONSTRAINT "customers_points_check" CHECK ("points" >= 0);
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `customers` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on customers; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers' COLLATE NOCASE;
CREATE TABLE "customers (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "email" VARCHAR(255) NOT NULL CHECK (length(`email`) <= 255),
    "name" TEXT,
    "city" VARCHAR(40) DEFAULT 'Paris' CHECK (length(`city`) <= 40),
    "points" BIGINT NOT NULL DEFAULT 0,
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

-- SQLite 3.35, down, which loses values of `customers.points` that do not fit `int`
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
INSERT INTO "customers (rebuilt)" ("id", "email", "name", "city", "points") SELECT "customers"."id", "customers"."email", "customers"."name", "customers"."city", CASE WHEN "customers"."points" BETWEEN -2147483648 AND 2147483647 THEN "customers"."points" WHEN "customers"."points" IS NOT NULL THEN json_extract('{}', substr(quote("customers"."points"), 1, 80) || ' is no value of type int') END FROM "customers";
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
-- convert: With a conversion by hand.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ALTER COLUMN "city" DROP DEFAULT;
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "public"."customers" ALTER COLUMN "city" TYPE boolean USING "city"::text = 'Paris';
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ALTER COLUMN "city" SET DEFAULT FALSE;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ALTER COLUMN "city" DROP DEFAULT;
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "public"."customers" ALTER COLUMN "city" TYPE varchar(40) USING CASE WHEN "city" THEN 'Paris' END;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ALTER COLUMN "city" SET DEFAULT 'Paris';
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `customers` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on customers; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers' COLLATE NOCASE;
CREATE TABLE "customers (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "email" VARCHAR(255) NOT NULL CHECK (length(`email`) <= 255),
    "name" TEXT,
    "city" BOOLEAN DEFAULT FALSE,
    "points" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "customers_points_check" CHECK (`points` >= 0)
);
INSERT INTO "customers (rebuilt)" ("id", "email", "name", "city", "points") SELECT "customers"."id", "customers"."email", "customers"."name", "customers"."city" = 'Paris', "customers"."points" FROM "customers";
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

-- SQLite 3.35, down
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
INSERT INTO "customers (rebuilt)" ("id", "email", "name", "city", "points") SELECT "customers"."id", "customers"."email", "customers"."name", CASE WHEN "customers"."city" THEN 'Paris' END, "customers"."points" FROM "customers";
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
-- convert_referred: Foreign keys on either side are looked at again.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on places, ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."places" ALTER COLUMN "id" TYPE bigint;
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on visits, ACCESS EXCLUSIVE on places; writes the table anew
ALTER TABLE "public"."visits" ALTER COLUMN "place_id" TYPE bigint;
COMMIT;

-- PostgreSQL 13, down, which loses values of `visits.place_id` that do not fit `int`, values of `places.id` that do not fit `int`
BEGIN;
-- ACCESS EXCLUSIVE on visits, ACCESS EXCLUSIVE on places; writes the table anew
ALTER TABLE "public"."visits" ALTER COLUMN "place_id" TYPE integer;
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on places, ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."places" ALTER COLUMN "id" TYPE integer;
COMMIT;

-- ==============================================================================
-- convert_key: The key of a table in use; its sequence goes with it.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on groups, ACCESS EXCLUSIVE on members; writes the table anew
ALTER TABLE "public"."groups" ALTER COLUMN "id" TYPE bigint;
COMMIT;

-- PostgreSQL 13, down, which loses values of `groups.id` that do not fit `int`
BEGIN;
-- ACCESS EXCLUSIVE on groups, ACCESS EXCLUSIVE on members; writes the table anew
ALTER TABLE "public"."groups" ALTER COLUMN "id" TYPE integer;
COMMIT;

-- SQLite 3.35, up
-- nothing is run

-- SQLite 3.35, down, which loses values of `groups.id` that do not fit `int`
BEGIN;
-- `groups` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on groups; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'groups' COLLATE NOCASE;
CREATE TABLE "groups (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" TEXT
);
INSERT INTO "groups (rebuilt)" ("id", "name") SELECT CASE WHEN "groups"."id" BETWEEN -2147483648 AND 2147483647 THEN "groups"."id" WHEN "groups"."id" IS NOT NULL THEN json_extract('{}', substr(quote("groups"."id"), 1, 80) || ' is no value of type int') END, "groups"."name" FROM "groups";
DELETE FROM sqlite_sequence WHERE name = 'groups (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'groups (rebuilt)', seq FROM sqlite_sequence WHERE name = 'groups';
DROP TABLE "groups";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "groups (rebuilt)" RENAME TO "groups";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'groups', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- narrow: Every value is looked at.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; writes the table anew
ALTER TABLE "public"."customers" ALTER COLUMN "name" TYPE varchar(5);
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ALTER COLUMN "name" TYPE text;
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `customers` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on customers; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers' COLLATE NOCASE;
CREATE TABLE "customers (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "email" VARCHAR(255) NOT NULL CHECK (length(`email`) <= 255),
    "name" VARCHAR(5) CHECK (length(`name`) <= 5),
    "city" VARCHAR(40) DEFAULT 'Paris' CHECK (length(`city`) <= 40),
    "points" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "customers_points_check" CHECK (`points` >= 0)
);
INSERT INTO "customers (rebuilt)" ("id", "email", "name", "city", "points") SELECT "customers"."id", "customers"."email", CASE WHEN rtrim(substr("customers"."name", 6)) = '' THEN substr("customers"."name", 1, 5) ELSE "customers"."name" END, "customers"."city", "customers"."points" FROM "customers";
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

-- SQLite 3.35, down
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
-- to_list: One value becomes a list of one.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; writes the table anew
ALTER TABLE "public"."parcels" ALTER COLUMN "label" TYPE text[] USING ARRAY["label"];
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; writes the table anew
ALTER TABLE "public"."parcels" ALTER COLUMN "label" TYPE varchar(40) USING "label"[1];
COMMIT;

-- ==============================================================================
-- to_zoned: The session's zone says what the values mean, so that none is written.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
SET LOCAL TimeZone = 'UTC';
-- ACCESS EXCLUSIVE on arrivals; catalogue only
ALTER TABLE "public"."arrivals" ALTER COLUMN "at" TYPE timestamptz;
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."arrivals" ALTER COLUMN "at" TYPE timestamptz USING "at" AT TIME ZONE 'UTC';
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- no lock on a table in use; catalogue only
SET LOCAL TimeZone = 'UTC';
-- ACCESS EXCLUSIVE on arrivals; catalogue only
ALTER TABLE "public"."arrivals" ALTER COLUMN "at" TYPE timestamp;
COMMIT;

-- ==============================================================================
-- to_day: The server would keep `at` for `date(at)`, and go back with that.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on visits; catalogue only
DROP INDEX "public"."visits_date_idx";
-- ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."visits" DROP CONSTRAINT "visits_at_check", ALTER COLUMN "at" DROP DEFAULT, ALTER COLUMN "at" TYPE date, ALTER COLUMN "at" SET DEFAULT '2024-02-29 12:00:00'::timestamp, ADD CONSTRAINT "visits_at_check" CHECK (pg_catalog.date("at") > '2020-01-01');
-- ACCESS EXCLUSIVE on visits; builds an index
CREATE INDEX "visits_date_idx" ON "public"."visits" (pg_catalog.date("at"));
COMMIT;

-- PostgreSQL 13, down, which loses the values of `visits.at` from before their conversion
BEGIN;
-- ACCESS EXCLUSIVE on visits; catalogue only
DROP INDEX "public"."visits_date_idx";
-- ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."visits" DROP CONSTRAINT "visits_at_check", ALTER COLUMN "at" DROP DEFAULT, ALTER COLUMN "at" TYPE timestamp, ALTER COLUMN "at" SET DEFAULT '2024-02-29 12:00:00', ADD CONSTRAINT "visits_at_check" CHECK (pg_catalog.date("at") > '2020-01-01');
-- ACCESS EXCLUSIVE on visits; builds an index
CREATE INDEX "visits_date_idx" ON "public"."visits" (pg_catalog.date("at"));
COMMIT;

-- ==============================================================================
-- to_numeric: The server would keep `n > 5::numeric`, and go back with that.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on visits; catalogue only
ALTER TABLE "public"."visits" DROP CONSTRAINT "visits_int4range_excl";
DROP INDEX "public"."visits_expr_idx";
-- ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."visits" DROP CONSTRAINT "visits_n_check", ALTER COLUMN "n" TYPE numeric, ADD CONSTRAINT "visits_n_check" CHECK ("n" > 5::numeric);
-- ACCESS EXCLUSIVE on visits; builds an index
CREATE INDEX "visits_expr_idx" ON "public"."visits" (("n" + 5::numeric));
COMMIT;

-- PostgreSQL 13, down, which loses values of `visits.n` that do not fit `int`
BEGIN;
-- ACCESS EXCLUSIVE on visits; catalogue only
DROP INDEX "public"."visits_expr_idx";
-- ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."visits" DROP CONSTRAINT "visits_n_check", ALTER COLUMN "n" TYPE integer, ADD CONSTRAINT "visits_n_check" CHECK ("n" > 5);
-- ACCESS EXCLUSIVE on visits; builds an index
CREATE INDEX "visits_expr_idx" ON "public"."visits" (("n" + 5));
ALTER TABLE "public"."visits" ADD CONSTRAINT "visits_int4range_excl" EXCLUDE USING gist (pg_catalog.int4range("n", "n" + 1) WITH OPERATOR(pg_catalog.&&));
COMMIT;

-- ==============================================================================
-- default_zoned: A default stays a timestamp, which each insert reads in the session's zone.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on visits; catalogue only
ALTER TABLE "public"."visits" DROP CONSTRAINT "visits_at_check";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on visits; catalogue only
DROP INDEX CONCURRENTLY "public"."visits_date_idx";
BEGIN;
-- ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."visits" ALTER COLUMN "at" DROP DEFAULT, ALTER COLUMN "at" TYPE timestamptz, ALTER COLUMN "at" SET DEFAULT '2024-02-29 12:00:00'::timestamp;
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."visits" DROP CONSTRAINT "visits_at_check";
DROP INDEX "public"."visits_date_idx";
ALTER TABLE "public"."visits" ALTER COLUMN "at" DROP DEFAULT, ALTER COLUMN "at" TYPE timestamptz, ALTER COLUMN "at" SET DEFAULT '2024-02-29 12:00:00'::timestamp;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."visits" ALTER COLUMN "at" DROP DEFAULT, ALTER COLUMN "at" TYPE timestamp, ALTER COLUMN "at" SET DEFAULT '2024-02-29 12:00:00';
COMMIT;
-- SHARE UPDATE EXCLUSIVE on visits; builds an index
CREATE INDEX CONCURRENTLY "visits_date_idx" ON "public"."visits" (pg_catalog.date("at"));
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."visits_date_idx";
BEGIN;
-- ACCESS EXCLUSIVE on visits; catalogue only
ALTER TABLE "public"."visits" ADD CONSTRAINT "visits_at_check" CHECK (pg_catalog.date("at") > '2020-01-01') NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on visits; reads every row
ALTER TABLE "public"."visits" VALIDATE CONSTRAINT "visits_at_check";
COMMIT;

-- ==============================================================================
-- enum_of_bool: No cast leads back from the enum to a boolean.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TYPE state AS ENUM ('open', 'done');
-- ACCESS EXCLUSIVE on visits; catalogue only
ALTER TABLE "public"."visits" ALTER COLUMN "done" DROP DEFAULT;
-- ACCESS EXCLUSIVE on visits; writes the table anew
ALTER TABLE "public"."visits" ALTER COLUMN "done" TYPE state USING CASE WHEN "done" THEN 'done'::state ELSE 'open'::state END;
COMMIT;

-- PostgreSQL 13, down: irreversible, no cast leads from `"state"` back to `bool`
