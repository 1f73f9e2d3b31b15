-- ==============================================================================
-- rename: Foreign keys, indexes and the sequence follow.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" RENAME TO "purchases";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on purchases; catalogue only
ALTER TABLE "public"."purchases" RENAME TO "orders";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" RENAME TO "purchases";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on purchases; catalogue only
ALTER TABLE "purchases" RENAME TO "orders";
COMMIT;

-- ==============================================================================
-- rename_tree: A table that refers to itself.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on categories; catalogue only
ALTER TABLE "public"."categories" RENAME TO "kinds";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on kinds; catalogue only
ALTER TABLE "public"."kinds" ALTER COLUMN "name" SET DEFAULT 'new';
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on kinds; catalogue only
ALTER TABLE "public"."kinds" ALTER COLUMN "name" DROP DEFAULT;
ALTER TABLE "public"."kinds" RENAME TO "categories";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on categories; catalogue only
ALTER TABLE "categories" RENAME TO "kinds";
-- `kinds` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on kinds; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'kinds' COLLATE NOCASE;
CREATE TABLE "kinds (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "parent_id" BIGINT,
    "name" TEXT NOT NULL DEFAULT 'new',
    CONSTRAINT "categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "kinds" ("id") ON DELETE SET NULL
);
INSERT INTO "kinds (rebuilt)" ("id", "parent_id", "name") SELECT "kinds"."id", "kinds"."parent_id", "kinds"."name" FROM "kinds";
DELETE FROM sqlite_sequence WHERE name = 'kinds (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'kinds (rebuilt)', seq FROM sqlite_sequence WHERE name = 'kinds';
DROP TABLE "kinds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "kinds (rebuilt)" RENAME TO "kinds";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "categories_parent_id_idx" ON "kinds" (`parent_id`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'kinds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- `kinds` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on kinds; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'kinds' COLLATE NOCASE;
CREATE TABLE "kinds (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "parent_id" BIGINT,
    "name" TEXT NOT NULL,
    CONSTRAINT "categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "kinds" ("id") ON DELETE SET NULL
);
INSERT INTO "kinds (rebuilt)" ("id", "parent_id", "name") SELECT "kinds"."id", "kinds"."parent_id", "kinds"."name" FROM "kinds";
DELETE FROM sqlite_sequence WHERE name = 'kinds (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'kinds (rebuilt)', seq FROM sqlite_sequence WHERE name = 'kinds';
DROP TABLE "kinds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "kinds (rebuilt)" RENAME TO "kinds";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "categories_parent_id_idx" ON "kinds" (`parent_id`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'kinds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
-- ACCESS EXCLUSIVE on kinds; catalogue only
ALTER TABLE "kinds" RENAME TO "categories";
COMMIT;
