-- ==============================================================================
-- set_statistics: For the planner.

-- PostgreSQL 13, up
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "label" SET STATISTICS 500;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "label" SET STATISTICS -1;
COMMIT;
