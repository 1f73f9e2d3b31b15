-- ==============================================================================
-- set_storage: For rows to come.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "attributes" SET STORAGE EXTERNAL;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "attributes" SET STORAGE EXTENDED;
COMMIT;
