-- ==============================================================================
-- rebuild: Whatever hangs on a table survives that it is made anew.

-- SQLite 3.35, up
BEGIN;
-- `watched` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on watched; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'watched' COLLATE NOCASE;
CREATE TABLE "watched (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "parent" BIGINT,
    "name" TEXT COLLATE NOCASE,
    "size" INTEGER NOT NULL DEFAULT 1,
    "double" INTEGER GENERATED ALWAYS AS (`size` * 2) VIRTUAL,
    CONSTRAINT "watched_parent_fkey" FOREIGN KEY ("parent") REFERENCES "watched" ("id") ON DELETE CASCADE,
    CONSTRAINT "watched_size_check" CHECK (`size` < 100)
);
INSERT INTO "watched (rebuilt)" ("id", "parent", "name", "size") SELECT "watched"."id", "watched"."parent", "watched"."name", "watched"."size" FROM "watched";
DELETE FROM sqlite_sequence WHERE name = 'watched (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'watched (rebuilt)', seq FROM sqlite_sequence WHERE name = 'watched';
DROP TABLE "watched";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "watched (rebuilt)" RENAME TO "watched";
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX "watched_name_key" ON "watched" (`name`);
CREATE INDEX "watched_parent_idx" ON "watched" (`parent`);
CREATE INDEX "watched_lower_idx" ON "watched" ((lower(`name`))) WHERE `size` > 0;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'watched', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- `watched` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on watched; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'watched' COLLATE NOCASE;
CREATE TABLE "watched (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "parent" BIGINT,
    "name" TEXT COLLATE NOCASE,
    "size" INTEGER DEFAULT 1,
    "double" INTEGER GENERATED ALWAYS AS (`size` * 2) VIRTUAL,
    CONSTRAINT "watched_parent_fkey" FOREIGN KEY ("parent") REFERENCES "watched" ("id") ON DELETE CASCADE
);
INSERT INTO "watched (rebuilt)" ("id", "parent", "name", "size") SELECT "watched"."id", "watched"."parent", "watched"."name", "watched"."size" FROM "watched";
DELETE FROM sqlite_sequence WHERE name = 'watched (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'watched (rebuilt)', seq FROM sqlite_sequence WHERE name = 'watched';
DROP TABLE "watched";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "watched (rebuilt)" RENAME TO "watched";
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX "watched_name_key" ON "watched" (`name`);
CREATE INDEX "watched_parent_idx" ON "watched" (`parent`);
CREATE INDEX "watched_lower_idx" ON "watched" ((lower(`name`))) WHERE `size` > 0;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'watched', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;
