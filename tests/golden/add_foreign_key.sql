-- ==============================================================================
-- add_foreign_key: Writers of both tables wait for a moment, readers never.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on refunds; builds an index
CREATE INDEX CONCURRENTLY "refunds_agent_idx" ON "public"."refunds" ("agent");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."refunds_agent_idx";
BEGIN;
-- SHARE ROW EXCLUSIVE on refunds, SHARE ROW EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_agent" FOREIGN KEY ("agent") REFERENCES "public"."customers" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on refunds, ROW SHARE on customers; reads every row
ALTER TABLE "public"."refunds" VALIDATE CONSTRAINT "refunds_agent";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
CREATE INDEX "refunds_agent_idx" ON "public"."refunds" ("agent");
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_agent" FOREIGN KEY ("agent") REFERENCES "public"."customers" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on refunds, ACCESS EXCLUSIVE on customers; catalogue only
ALTER TABLE "public"."refunds" DROP CONSTRAINT "refunds_agent";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on refunds; catalogue only
DROP INDEX CONCURRENTLY "public"."refunds_agent_idx";

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds; builds an index
CREATE INDEX "refunds_agent_idx" ON "refunds" (`agent`);
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
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id"),
    CONSTRAINT "refunds_agent" FOREIGN KEY ("agent") REFERENCES "customers" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "refunds (rebuilt)" ("order_id", "number", "amount", "agent") SELECT "refunds"."order_id", "refunds"."number", "refunds"."amount", "refunds"."agent" FROM "refunds";
DROP TABLE "refunds";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "refunds (rebuilt)" RENAME TO "refunds";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "refunds_agent_idx" ON "refunds" (`agent`);
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
-- add_foreign_key_not_valid: For new rows.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD COLUMN "other_bay" bigint;
COMMIT;
BEGIN;
-- SHARE ROW EXCLUSIVE on parcels, SHARE ROW EXCLUSIVE on bays; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_other_bay_fkey" FOREIGN KEY ("other_bay") REFERENCES "public"."bays" ("id") NOT VALID;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `parcels.other_bay`
BEGIN;
-- ACCESS EXCLUSIVE on parcels, ACCESS EXCLUSIVE on bays; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_other_bay_fkey";
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP COLUMN "other_bay";
COMMIT;

-- ==============================================================================
-- add_foreign_keys: To a key of several columns, and to the table itself.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."reminders" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "order_id" bigint,
    "number" integer,
    "previous" bigint,
    CONSTRAINT "reminders_pkey" PRIMARY KEY ("id")
);
-- no lock on a table in use; builds an index
CREATE INDEX "reminders_order_id_number_idx" ON "public"."reminders" ("order_id", "number");
CREATE INDEX "reminders_previous_idx" ON "public"."reminders" ("previous");
-- no lock on a table in use; writes rows
INSERT INTO "public"."reminders" ("order_id", "number", "previous") VALUES
    (2, 1, NULL),
    (3, NULL, 1);
-- SHARE ROW EXCLUSIVE on refunds; catalogue only
ALTER TABLE "public"."reminders" ADD CONSTRAINT "reminders_order_id_number_fkey" FOREIGN KEY ("order_id", "number") REFERENCES "public"."refunds" ("order_id", "number") ON UPDATE CASCADE;
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."reminders" ADD CONSTRAINT "reminders_previous_fkey" FOREIGN KEY ("previous") REFERENCES "public"."reminders" ("id") ON DELETE CASCADE;
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `reminders`
BEGIN;
-- ACCESS EXCLUSIVE on reminders, ACCESS EXCLUSIVE on refunds; catalogue only
DROP TABLE "public"."reminders";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "reminders" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "order_id" BIGINT,
    "number" INTEGER,
    "previous" BIGINT
);
CREATE INDEX "reminders_order_id_number_idx" ON "reminders" (`order_id`, `number`);
CREATE INDEX "reminders_previous_idx" ON "reminders" (`previous`);
-- no lock on a table in use; writes rows
INSERT INTO "reminders" ("order_id", "number", "previous") VALUES
    (2, 1, NULL),
    (3, NULL, 1);
COMMIT;
BEGIN;
-- `reminders` must be as it was; foreign keys are off, and checked before COMMIT
-- no lock on a table in use; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'reminders' COLLATE NOCASE;
CREATE TABLE "reminders (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "order_id" BIGINT,
    "number" INTEGER,
    "previous" BIGINT,
    CONSTRAINT "reminders_order_id_number_fkey" FOREIGN KEY ("order_id", "number") REFERENCES "refunds" ("order_id", "number") ON UPDATE CASCADE,
    CONSTRAINT "reminders_previous_fkey" FOREIGN KEY ("previous") REFERENCES "reminders" ("id") ON DELETE CASCADE
);
INSERT INTO "reminders (rebuilt)" ("id", "order_id", "number", "previous") SELECT "reminders"."id", "reminders"."order_id", "reminders"."number", "reminders"."previous" FROM "reminders";
DELETE FROM sqlite_sequence WHERE name = 'reminders (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'reminders (rebuilt)', seq FROM sqlite_sequence WHERE name = 'reminders';
DROP TABLE "reminders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "reminders (rebuilt)" RENAME TO "reminders";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "reminders_order_id_number_idx" ON "reminders" (`order_id`, `number`);
CREATE INDEX "reminders_previous_idx" ON "reminders" (`previous`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'reminders', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down, which loses the rows of `reminders`
BEGIN;
-- ACCESS EXCLUSIVE on reminders; catalogue only
DROP TABLE "reminders";
COMMIT;
