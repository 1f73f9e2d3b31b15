-- ==============================================================================
-- written_down: The way down does more than the reverse.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "weight" integer;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "weight";
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON TABLE "public"."orders" IS 'had weights';
COMMENT ON TABLE "public"."orders" IS NULL;
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" ADD COLUMN "weight" INTEGER;
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "weight";
COMMIT;

-- ==============================================================================
-- irreversible: Some things stay done.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "gone" integer;
COMMIT;

-- PostgreSQL 13, down: irreversible, nobody wants it back

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" ADD COLUMN "gone" INTEGER;
COMMIT;

-- SQLite 3.35, down: irreversible, nobody wants it back

-- ==============================================================================
-- nothing: A comment, of which one of the databases keeps nothing.

-- PostgreSQL 13, up
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON TABLE "public"."orders" IS 'what customers buy';
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON TABLE "public"."orders" IS NULL;
COMMIT;

-- SQLite 3.35, up
-- nothing is run

-- SQLite 3.35, down
-- nothing is run
