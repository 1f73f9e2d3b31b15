-- ==============================================================================
-- add_foreign_key: Writers of both tables wait for a moment, readers never.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on refunds; builds an index
CREATE INDEX CONCURRENTLY "refunds_agent_idx" ON "refunds" ("agent");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "refunds_agent_idx";
BEGIN;
-- SHARE ROW EXCLUSIVE on refunds, SHARE ROW EXCLUSIVE on customers; catalogue only
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_agent" FOREIGN KEY ("agent") REFERENCES "customers" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on refunds, ROW SHARE on customers; reads every row
ALTER TABLE "refunds" VALIDATE CONSTRAINT "refunds_agent";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on refunds, ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_agent";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on refunds; catalogue only
DROP INDEX CONCURRENTLY "refunds_agent_idx";

-- SQLite 3.35, up
-- foreign keys are off, and checked before each COMMIT
BEGIN;
-- ACCESS EXCLUSIVE on refunds; builds an index
CREATE INDEX "refunds_agent_idx" ON "refunds" ("agent");
-- ACCESS EXCLUSIVE on refunds; writes the table anew
CREATE TABLE "_migrations_kept" (type TEXT CONSTRAINT "`refunds` is rebuilt, and an index that no migration made would be lost: drop it first" CHECK (type = 'trigger'), name TEXT, sql TEXT);
INSERT INTO "_migrations_kept" SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'refunds' COLLATE NOCASE AND (type = 'trigger' OR type = 'index' AND sql IS NOT NULL AND name NOT IN ('refunds_agent_idx'));
CREATE TABLE "refunds (rebuilt)" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK ("amount" > 0),
    PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id"),
    CONSTRAINT "refunds_agent" FOREIGN KEY ("agent") REFERENCES "customers" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent") SELECT "order_id", "number", "amount", "agent" FROM "refunds";
DROP TABLE "refunds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "refunds (rebuilt)" RENAME TO "refunds";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "refunds_agent_idx" ON "refunds" ("agent");
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT type, name, 'refunds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down
-- foreign keys are off, and checked before each COMMIT
BEGIN;
-- ACCESS EXCLUSIVE on refunds; writes the table anew
CREATE TABLE "_migrations_kept" (type TEXT CONSTRAINT "`refunds` is rebuilt, and an index that no migration made would be lost: drop it first" CHECK (type = 'trigger'), name TEXT, sql TEXT);
INSERT INTO "_migrations_kept" SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'refunds' COLLATE NOCASE AND (type = 'trigger' OR type = 'index' AND sql IS NOT NULL AND name NOT IN ('refunds_agent_idx'));
CREATE TABLE "refunds (rebuilt)" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK ("amount" > 0),
    PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent") SELECT "order_id", "number", "amount", "agent" FROM "refunds";
DROP TABLE "refunds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "refunds (rebuilt)" RENAME TO "refunds";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT type, name, 'refunds', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- add_foreign_key_not_valid: For new rows.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "parcels" ADD COLUMN "other_bay" bigint;
COMMIT;
BEGIN;
-- SHARE ROW EXCLUSIVE on parcels, SHARE ROW EXCLUSIVE on bays; catalogue only
ALTER TABLE "parcels" ADD CONSTRAINT "parcels_other_bay_fkey" FOREIGN KEY ("other_bay") REFERENCES "bays" ("id") NOT VALID;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `parcels.other_bay`
BEGIN;
-- ACCESS EXCLUSIVE on parcels, ACCESS EXCLUSIVE on bays; catalogue only
ALTER TABLE "parcels" DROP CONSTRAINT "parcels_other_bay_fkey";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "parcels" DROP COLUMN "other_bay";
COMMIT;
