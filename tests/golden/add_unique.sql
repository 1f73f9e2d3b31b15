-- ==============================================================================
-- add_unique: The index is built first, without blocking, and becomes the constraint's.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "orders_customer_id_code_key" ON "public"."orders" ("customer_id", "code");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_customer_id_code_key";
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_customer_id_code_key" UNIQUE USING INDEX "orders_customer_id_code_key";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_customer_id_code_key" UNIQUE ("customer_id", "code");
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_customer_id_code_key";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE UNIQUE INDEX "orders_customer_id_code_key" ON "orders" (`customer_id`, `code`);
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_customer_id_code_key";
COMMIT;

-- ==============================================================================
-- add_unique_deferrable: Checked at the end of a transaction, where it says so.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "parcels_size" ON "public"."parcels" ("size");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_size";
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_size" UNIQUE USING INDEX "parcels_size" DEFERRABLE INITIALLY DEFERRED;
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_size" UNIQUE ("size") DEFERRABLE INITIALLY DEFERRED;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_size";
COMMIT;

-- ==============================================================================
-- add_unique_nulls: Two nulls are the same.

-- PostgreSQL 15, up
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "parcels_tags_weight_key" ON "public"."parcels" ("tags", "weight") NULLS NOT DISTINCT;
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_tags_weight_key";
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_tags_weight_key" UNIQUE USING INDEX "parcels_tags_weight_key";
COMMIT;

-- PostgreSQL 15, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_tags_weight_key" UNIQUE NULLS NOT DISTINCT ("tags", "weight");
COMMIT;

-- PostgreSQL 15, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_tags_weight_key";
COMMIT;

-- ==============================================================================
-- add_unique_using_index: The index takes the constraint's name.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_size_key" UNIQUE USING INDEX "parcels_sizes";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_size_key";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "parcels_sizes" ON "public"."parcels" ("size");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_sizes";
