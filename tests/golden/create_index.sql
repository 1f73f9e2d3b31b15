-- ==============================================================================
-- create_plain: Built without blocking writers.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_code_idx" ON "public"."orders" ("code");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_code_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
CREATE INDEX "orders_code_idx" ON "public"."orders" ("code");
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_code_idx";

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

-- ==============================================================================
-- create_unique: A unique index with a name and an order.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "orders_code_unique" ON "public"."orders" ("code" DESC, "customer_id");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_code_unique";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
CREATE UNIQUE INDEX "orders_code_unique" ON "public"."orders" ("code" DESC, "customer_id");
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_code_unique";

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE UNIQUE INDEX "orders_code_unique" ON "orders" (`code` DESC, `customer_id`);
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_code_unique";
COMMIT;

-- ==============================================================================
-- create_partial: Of some of the rows.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on orders; builds an index
CREATE INDEX CONCURRENTLY "orders_customer_id_total_idx" ON "public"."orders" ("customer_id", "total") WHERE "status" = 'new' AND "note" IS NOT NULL;
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."orders_customer_id_total_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
CREATE INDEX "orders_customer_id_total_idx" ON "public"."orders" ("customer_id", "total") WHERE "status" = 'new' AND "note" IS NOT NULL;
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on orders; catalogue only
DROP INDEX CONCURRENTLY "public"."orders_customer_id_total_idx";

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; builds an index
CREATE INDEX "orders_customer_id_total_idx" ON "orders" (`customer_id`, `total`) WHERE `status` = 'new' AND `note` IS NOT NULL;
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP INDEX "orders_customer_id_total_idx";
COMMIT;

-- ==============================================================================
-- create_over_expression: Over what is computed.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on customers; builds an index
CREATE INDEX CONCURRENTLY "customers_lower_expr_idx" ON "public"."customers" (lower("email"::text), ("points" + 1));
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."customers_lower_expr_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
CREATE INDEX "customers_lower_expr_idx" ON "public"."customers" (lower("email"::text), ("points" + 1));
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on customers; catalogue only
DROP INDEX CONCURRENTLY "public"."customers_lower_expr_idx";

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; builds an index
CREATE INDEX "customers_lower_expr_idx" ON "customers" ((lower(`email`)), (`points` + 1));
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
DROP INDEX "customers_lower_expr_idx";
COMMIT;

-- ==============================================================================
-- create_special: What only PostgreSQL knows.

-- PostgreSQL 13, up
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE INDEX CONCURRENTLY "parcels_tags_idx" ON "public"."parcels" USING gin ("tags");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_tags_idx";
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE INDEX CONCURRENTLY "parcels_attributes" ON "public"."parcels" USING gin ("attributes" jsonb_path_ops) WITH (fastupdate = off);
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_attributes";
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE INDEX CONCURRENTLY "parcels_label_weight_size_idx" ON "public"."parcels" ("label" text_pattern_ops, "weight" DESC NULLS LAST) INCLUDE ("size") WHERE "weight" > 5;
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_label_weight_size_idx";
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE INDEX CONCURRENTLY "parcels_label_idx" ON "public"."parcels" ("label" COLLATE "C");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_label_idx";

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
CREATE INDEX "parcels_tags_idx" ON "public"."parcels" USING gin ("tags");
CREATE INDEX "parcels_attributes" ON "public"."parcels" USING gin ("attributes" jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX "parcels_label_weight_size_idx" ON "public"."parcels" ("label" text_pattern_ops, "weight" DESC NULLS LAST) INCLUDE ("size") WHERE "weight" > 5;
CREATE INDEX "parcels_label_idx" ON "public"."parcels" ("label" COLLATE "C");
COMMIT;

-- PostgreSQL 13, down
-- SHARE UPDATE EXCLUSIVE on parcels; catalogue only
DROP INDEX CONCURRENTLY "public"."parcels_label_idx";
-- SHARE UPDATE EXCLUSIVE on parcels; catalogue only
DROP INDEX CONCURRENTLY "public"."parcels_label_weight_size_idx";
-- SHARE UPDATE EXCLUSIVE on parcels; catalogue only
DROP INDEX CONCURRENTLY "public"."parcels_attributes";
-- SHARE UPDATE EXCLUSIVE on parcels; catalogue only
DROP INDEX CONCURRENTLY "public"."parcels_tags_idx";

-- ==============================================================================
-- create_nulls: Two nulls are the same.

-- PostgreSQL 15, up
-- SHARE UPDATE EXCLUSIVE on parcels; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "parcels_tags_size_idx" ON "public"."parcels" ("tags", "size") NULLS NOT DISTINCT;
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."parcels_tags_size_idx";

-- PostgreSQL 15, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
CREATE UNIQUE INDEX "parcels_tags_size_idx" ON "public"."parcels" ("tags", "size") NULLS NOT DISTINCT;
COMMIT;

-- PostgreSQL 15, down
-- SHARE UPDATE EXCLUSIVE on parcels; catalogue only
DROP INDEX CONCURRENTLY "public"."parcels_tags_size_idx";

-- ==============================================================================
-- create_over_fragment: By that name.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
ALTER INDEX "public"."customers_lower_idx" RENAME TO "customers_by_email";
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- no lock on a table in use; catalogue only
ALTER INDEX "public"."customers_by_email" RENAME TO "customers_lower_idx";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
DROP INDEX "customers_lower_idx";
-- ACCESS EXCLUSIVE on customers; builds an index
CREATE INDEX "customers_by_email" ON "customers" ((lower(email)));
COMMIT;

-- SQLite 3.35, down
BEGIN;
-- ACCESS EXCLUSIVE on customers; catalogue only
DROP INDEX "customers_by_email";
-- ACCESS EXCLUSIVE on customers; builds an index
CREATE INDEX "customers_lower_idx" ON "customers" ((lower(email)));
COMMIT;
