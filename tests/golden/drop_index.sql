-- ==============================================================================
-- drop: Dropped without blocking, and built without blocking on the way down.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_customer_id_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
DROP INDEX "public"."orders_customer_id_idx";
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_customer_id_idx" ON "public"."orders" ("customer_id");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_customer_id_idx";

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_customer_id_idx";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_customer_id_idx" ON "orders" (`customer_id`);
COMMIT;

-- ==============================================================================
-- drop_partial: It comes back as it was.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_open";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
DROP INDEX "public"."orders_open";
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_open" ON "public"."orders" ("status") WHERE "status" <> 'shipped';
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_open";

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_open";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_open" ON "orders" (`status`) WHERE `status` <> 'shipped';
COMMIT;
