-- ==============================================================================
-- comment: A comment on a column.

-- PostgreSQL 13, up
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON COLUMN "public"."orders"."code" IS 'as printed on the parcel';
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
COMMENT ON COLUMN "public"."orders"."code" IS NULL;
COMMIT;

-- SQLite 3.35, up
-- nothing is run

-- SQLite 3.35, down
-- nothing is run
