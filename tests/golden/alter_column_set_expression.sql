-- ==============================================================================
-- set_expression: Every row is written anew.

-- PostgreSQL 17, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; writes the table anew
ALTER TABLE "public"."parcels" ALTER COLUMN "grams" SET EXPRESSION AS ("weight" * 1000);
COMMIT;

-- PostgreSQL 17, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; writes the table anew
ALTER TABLE "public"."parcels" ALTER COLUMN "grams" SET EXPRESSION AS ("weight" * 100);
COMMIT;
