-- ==============================================================================
-- add_primary_key: Its columns are proven to be not null before, or the rows would be read under the lock.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on readings; catalogue only
ALTER TABLE "public"."readings" ADD CONSTRAINT "readings_sensor_not_null_proof" CHECK ("sensor" IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on readings; reads every row
ALTER TABLE "public"."readings" VALIDATE CONSTRAINT "readings_sensor_not_null_proof";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on readings; catalogue only
ALTER TABLE "public"."readings" ALTER COLUMN "sensor" SET NOT NULL;
ALTER TABLE "public"."readings" DROP CONSTRAINT "readings_sensor_not_null_proof";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on readings; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "readings_pkey" ON "public"."readings" ("day", "sensor");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."readings_pkey";
BEGIN;
-- ACCESS EXCLUSIVE on readings; catalogue only
ALTER TABLE "public"."readings" ADD CONSTRAINT "readings_pkey" PRIMARY KEY USING INDEX "readings_pkey";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
ALTER TABLE "public"."readings" ADD CONSTRAINT "readings_pkey" PRIMARY KEY ("day", "sensor");
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on readings; catalogue only
ALTER TABLE "public"."readings" DROP CONSTRAINT "readings_pkey";
ALTER TABLE "public"."readings" ALTER COLUMN "sensor" DROP NOT NULL;
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `readings` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on readings; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'readings' COLLATE NOCASE;
CREATE TABLE "readings (rebuilt)" (
    "day" DATE NOT NULL,
    "sensor" TEXT NOT NULL,
    "value" REAL,
    PRIMARY KEY ("day", "sensor")
);
INSERT INTO "readings (rebuilt)" ("day", "sensor", "value") SELECT "readings"."day", "readings"."sensor", "readings"."value" FROM "readings";
DROP TABLE "readings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "readings (rebuilt)" RENAME TO "readings";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'readings', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- `readings` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on readings; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'readings' COLLATE NOCASE;
CREATE TABLE "readings (rebuilt)" (
    "day" DATE NOT NULL,
    "sensor" TEXT,
    "value" REAL
);
INSERT INTO "readings (rebuilt)" ("day", "sensor", "value") SELECT "readings"."day", "readings"."sensor", "readings"."value" FROM "readings";
DROP TABLE "readings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "readings (rebuilt)" RENAME TO "readings";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'readings', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- add_primary_key_using_index: The index becomes the primary key's.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on numbers; catalogue only
ALTER TABLE "public"."numbers" ADD CONSTRAINT "numbers_pkey" PRIMARY KEY USING INDEX "numbers_n";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on numbers; catalogue only
ALTER TABLE "public"."numbers" DROP CONSTRAINT "numbers_pkey";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on numbers; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "numbers_n" ON "public"."numbers" ("n");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."numbers_n";
