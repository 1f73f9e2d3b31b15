-- ==============================================================================
-- rename: Only the index is locked.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
ALTER INDEX "public"."orders_open" RENAME TO "orders_unshipped";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- no lock on a table in use; catalogue only
ALTER INDEX "public"."orders_unshipped" RENAME TO "orders_open";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_open";
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_unshipped" ON "orders" (`status`) WHERE `status` <> 'shipped';
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_unshipped";
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_open" ON "orders" (`status`) WHERE `status` <> 'shipped';
COMMIT;
