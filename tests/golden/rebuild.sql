-- ==============================================================================
-- rebuild: Whatever hangs on a table survives that it is made anew.

-- SQLite 3.35, up
-- foreign keys are off, and checked before each COMMIT
BEGIN;
-- ACCESS EXCLUSIVE on watched; writes the table anew
CREATE TABLE "_migrations_kept" (type TEXT CONSTRAINT "`watched` is rebuilt, and an index that no migration made would be lost: drop it first" CHECK (type = 'trigger'), name TEXT, sql TEXT);
INSERT INTO "_migrations_kept" SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'watched' COLLATE NOCASE AND (type = 'trigger' OR type = 'index' AND sql IS NOT NULL AND name NOT IN ('watched_name_key', 'watched_parent_idx', 'watched_lower_idx'));
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
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT type, name, 'watched', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
-- foreign keys are off, and checked before each COMMIT
BEGIN;
-- ACCESS EXCLUSIVE on watched; writes the table anew
CREATE TABLE "_migrations_kept" (type TEXT CONSTRAINT "`watched` is rebuilt, and an index that no migration made would be lost: drop it first" CHECK (type = 'trigger'), name TEXT, sql TEXT);
INSERT INTO "_migrations_kept" SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'watched' COLLATE NOCASE AND (type = 'trigger' OR type = 'index' AND sql IS NOT NULL AND name NOT IN ('watched_name_key', 'watched_parent_idx', 'watched_lower_idx'));
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
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT type, name, 'watched', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;
