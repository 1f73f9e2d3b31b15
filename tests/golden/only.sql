-- ==============================================================================
-- only: A column of one database, an index of the other.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" ADD COLUMN "tags" text[];
ALTER TABLE "public"."orders" ADD COLUMN "shared" integer;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders.shared`, the values of `orders.tags`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "public"."orders" DROP COLUMN "shared";
ALTER TABLE "public"."orders" DROP COLUMN "tags";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" ADD COLUMN "shared" INTEGER;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_shared_idx" ON "orders" (`shared`);
COMMIT;

-- SQLite 3.35, down, which loses the values of `orders.shared`
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_shared_idx";
-- ACCESS EXCLUSIVE on orders; writes the table anew
ALTER TABLE "orders" DROP COLUMN "shared";
COMMIT;
