-- ==============================================================================
-- comment: A comment is for people.

-- PostgreSQL 13, up
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON TABLE "public"."orders" IS 'what customers "ordered"; it''s theirs';
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON TABLE "public"."orders" IS NULL;
COMMIT;

-- SQLite 3.35, up
-- nothing is run

-- SQLite 3.35, down
-- nothing is run

-- ==============================================================================
-- comment_and_index: An index build ends the transaction before it.

-- PostgreSQL 13, up
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON TABLE "public"."orders" IS 'by code';
COMMIT;
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_code_idx" ON "public"."orders" ("code");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_code_idx";
BEGIN;
-- SHARE UPDATE EXCLUSIVE on customers; catalogue only
COMMENT ON TABLE "public"."customers" IS 'people';
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; catalogue only
COMMENT ON TABLE "public"."orders" IS 'by code';
-- no lock on a table in use; builds an index
CREATE INDEX "orders_code_idx" ON "public"."orders" ("code");
-- no lock on a table in use; catalogue only
COMMENT ON TABLE "public"."customers" IS 'people';
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- SHARE UPDATE EXCLUSIVE on customers; catalogue only
COMMENT ON TABLE "public"."customers" IS NULL;
COMMIT;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_code_idx";
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON TABLE "public"."orders" IS NULL;
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_code_idx" ON "orders" (`code`);
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_code_idx";
COMMIT;
