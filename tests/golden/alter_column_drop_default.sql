-- ==============================================================================
-- drop_default: A column that may be null can lose its default at any time.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."customers" ALTER COLUMN "city" DROP DEFAULT;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
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
    "city" VARCHAR(40) CHECK (length(`city`) <= 40),
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
