-- ==============================================================================
-- restart: The next number.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "id" RESTART WITH 1000;
COMMIT;

-- PostgreSQL 13, down
-- nothing is run
