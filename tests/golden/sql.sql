-- ==============================================================================
-- raw: A statement that the language lacks, beside one that it has.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD COLUMN "shape" text;
-- no lock on a table in use; catalogue only
CREATE VIEW heavy AS SELECT id FROM parcels WHERE weight > 20;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `parcels.shape`
BEGIN;
-- no lock on a table in use; catalogue only
DROP VIEW heavy;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP COLUMN "shape";
COMMIT;

-- ==============================================================================
-- raw_outside: What cannot stand in a transaction does not.

-- PostgreSQL 13, up
-- no lock on a table in use; catalogue only
VACUUM parcels;

-- PostgreSQL 13, down
BEGIN;
-- no lock on a table in use; catalogue only
ANALYZE parcels;
COMMIT;

-- ==============================================================================
-- raw_block: A block that commits stands in none either.

-- PostgreSQL 13, up
-- no lock on a table in use; catalogue only
DO $$ BEGIN UPDATE parcels SET weight = weight; COMMIT; END $$;

-- PostgreSQL 13, down
-- no lock on a table in use; catalogue only
REINDEX TABLE parcels;

-- ==============================================================================
-- raw_lite: Nor does what writes a file anew.

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "boxes" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL
);
COMMIT;
-- no lock on a table in use; catalogue only
VACUUM;
BEGIN;
-- no lock on a table in use; catalogue only
ANALYZE;
COMMIT;

-- SQLite 3.35, down, which loses the rows of `boxes`
BEGIN;
-- no lock on a table in use; catalogue only
ANALYZE;
COMMIT;
-- no lock on a table in use; catalogue only
VACUUM;
BEGIN;
-- ACCESS EXCLUSIVE on boxes; catalogue only
DROP TABLE "boxes";
COMMIT;

-- ==============================================================================
-- raw_irreversible: No way back.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TYPE mood AS ENUM ('good', 'bad');
COMMIT;

-- PostgreSQL 13, down: irreversible, types stay

-- ==============================================================================
-- raw_portable: For both databases.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE VIEW paid AS SELECT id, code FROM orders WHERE status = 'paid';
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- no lock on a table in use; catalogue only
DROP VIEW paid;
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE VIEW paid AS SELECT id, code FROM orders WHERE status = 'paid';
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- no lock on a table in use; catalogue only
DROP VIEW paid;
COMMIT;
