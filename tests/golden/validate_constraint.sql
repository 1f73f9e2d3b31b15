-- ==============================================================================
-- validate_check: The way down cannot take a validation back, and need not.

-- PostgreSQL 13, up
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; reads every row
ALTER TABLE "public"."parcels" VALIDATE CONSTRAINT "parcels_long";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_long";
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_long" CHECK (length("label"::text) > 2) NOT VALID;
COMMIT;

-- ==============================================================================
-- validate_foreign_key: The referenced rows are looked up under a lock that stops nobody.

-- PostgreSQL 13, up
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels, ROW SHARE on bays; reads every row
ALTER TABLE "public"."parcels" VALIDATE CONSTRAINT "parcels_next";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels, ACCESS EXCLUSIVE on bays; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_next";
-- SHARE ROW EXCLUSIVE on parcels, SHARE ROW EXCLUSIVE on bays; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_next" FOREIGN KEY ("next_bay") REFERENCES "public"."bays" ("id") NOT VALID;
COMMIT;
