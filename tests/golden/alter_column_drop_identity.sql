-- ==============================================================================
-- drop_identity: Numbers come from elsewhere.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "id" DROP IDENTITY;
COMMIT;

-- PostgreSQL 13, down, which loses where the sequence of `parcels.id` stood
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY;
-- ACCESS SHARE on parcels; catalogue only
SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('"public"."parcels"', 'id'), greatest(pg_catalog.max("id"), 0) + 1, FALSE) FROM "public"."parcels";
COMMIT;
