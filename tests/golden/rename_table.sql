-- ==============================================================================
-- rename: Foreign keys, indexes and the sequence follow.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" RENAME TO "purchases";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on purchases; catalogue only
ALTER TABLE "purchases" RENAME TO "orders";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
ALTER TABLE "orders" RENAME TO "purchases";
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on purchases; catalogue only
ALTER TABLE "purchases" RENAME TO "orders";
COMMIT;
