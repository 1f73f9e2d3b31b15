-- ==============================================================================
-- drop_expression: The column keeps its values.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "pounds" DROP EXPRESSION;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `parcels.pounds`
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP COLUMN "pounds";
-- ACCESS EXCLUSIVE on parcels; writes the table anew
ALTER TABLE "public"."parcels" ADD COLUMN "pounds" integer GENERATED ALWAYS AS ("weight" * 2) STORED;
COMMIT;
