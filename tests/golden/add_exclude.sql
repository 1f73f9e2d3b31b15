-- ==============================================================================
-- add_exclude: There is no plan for it that does not block, so it has to be accepted.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; builds an index
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_label_excl" EXCLUDE USING btree ("label" WITH OPERATOR(pg_catalog.=)) WHERE ("weight" > 0);
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_label_excl";
COMMIT;
