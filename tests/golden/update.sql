-- ==============================================================================
-- update_batches: A walk along the primary key, a transaction each.

-- PostgreSQL 13, up
-- ROW EXCLUSIVE on orders; writes rows
-- in batches of 2, 0 ms apart, to {last}:
SELECT quote_literal("id"::text) FROM "public"."orders" ORDER BY "id" DESC LIMIT 1;
-- {place} is the end of each:
SELECT quote_literal("id"::text) FROM (SELECT "id" FROM "public"."orders" WHERE {after} AND "id" <= {last} ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "id" > {place}
UPDATE "public"."orders" SET "note" = 'LEGACY-' || "id"::text, "total" = coalesce("total", 0) WHERE {after} AND "id" <= {place} AND ("note" IS NOT NULL OR "status" = 'new');

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; writes rows
UPDATE "public"."orders" SET "note" = 'LEGACY-' || "id"::text, "total" = coalesce("total", 0) WHERE "note" IS NOT NULL OR "status" = 'new';
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders` that the update replaced
-- nothing is run

-- SQLite 3.35, up
-- ACCESS EXCLUSIVE on orders; writes rows
-- in batches of 2, 0 ms apart, to {last}:
SELECT CAST(quote(`id`) AS TEXT) FROM "orders" ORDER BY `id` DESC LIMIT 1;
-- {place} is the end of each:
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "orders"."id" FROM "orders" WHERE {after} AND "orders"."id" <= {last} ORDER BY "orders"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "orders"."id" > {place}
UPDATE "orders" SET "note" = 'LEGACY-' || CAST("orders"."id" AS TEXT), "total" = coalesce("orders"."total", 0) WHERE {after} AND "orders"."id" <= {place} AND ("orders"."note" IS NOT NULL OR "orders"."status" = 'new');

-- SQLite 3.35, down, which loses the values of `orders` that the update replaced
-- nothing is run

-- ==============================================================================
-- update_row_keys: A key of two columns; and a pause between batches.

-- PostgreSQL 13, up
-- ROW EXCLUSIVE on refunds; writes rows
-- in batches of 1, 1 ms apart, to {last}:
SELECT '(' || quote_literal("order_id"::text) || ', ' || quote_literal("number"::text) || ')' FROM "public"."refunds" ORDER BY "order_id" DESC, "number" DESC LIMIT 1;
-- {place} is the end of each:
SELECT '(' || quote_literal("order_id"::text) || ', ' || quote_literal("number"::text) || ')' FROM (SELECT "r"."order_id", "r"."number" FROM "public"."refunds" AS "r" WHERE {after} AND ("r"."order_id", "r"."number") <= {last} ORDER BY "order_id", "number" LIMIT {size}) AS "batch" ORDER BY "order_id" DESC, "number" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: ("r"."order_id", "r"."number") > {place}
UPDATE "public"."refunds" AS "r" SET "amount" = "r"."amount" * 2::numeric WHERE {after} AND ("r"."order_id", "r"."number") <= {place} AND "r"."amount" < 5::numeric;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; writes rows
UPDATE "public"."refunds" AS "r" SET "amount" = "r"."amount" * 2::numeric WHERE "r"."amount" < 5::numeric;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `refunds` that the update replaced
-- nothing is run

-- SQLite 3.35, up
-- ACCESS EXCLUSIVE on refunds; writes rows
-- in batches of 1, 1 ms apart, to {last}:
SELECT '(' || quote(`order_id`) || ', ' || quote(`number`) || ')' FROM "refunds" ORDER BY `order_id` DESC, `number` DESC LIMIT 1;
-- {place} is the end of each:
SELECT '(' || quote(`order_id`) || ', ' || quote(`number`) || ')' FROM (SELECT "r"."order_id", "r"."number" FROM "refunds" AS "r" WHERE {after} AND ("r"."order_id", "r"."number") <= {last} ORDER BY "r"."order_id", "r"."number" LIMIT {size}) ORDER BY `order_id` DESC, `number` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: ("r"."order_id", "r"."number") > {place}
UPDATE "refunds" AS "r" SET "amount" = (SELECT CASE WHEN abs(CAST(v.value AS REAL)) <= 1e8 AND abs(CASE typeof(v.value) WHEN 'integer' THEN v.value ELSE CAST(round(CAST(printf('%.15g', v.value * 1e2) AS REAL) + 0 * v.value * 1e2) / 1e2 AS NUMERIC) END) < 1e8 THEN CASE typeof(v.value) WHEN 'integer' THEN v.value ELSE CAST(round(CAST(printf('%.15g', v.value * 1e2) AS REAL) + 0 * v.value * 1e2) / 1e2 AS NUMERIC) END WHEN v.value IS NOT NULL THEN json_extract('{}', substr(quote(v.value), 1, 80) || ' is no value of type numeric(10, 2)') END FROM (SELECT "r"."amount" * 2 AS value) AS v) WHERE {after} AND ("r"."order_id", "r"."number") <= {place} AND "r"."amount" < 5;

-- SQLite 3.35, down, which loses the values of `refunds` that the update replaced
-- nothing is run

-- ==============================================================================
-- update_joined: Values from another table.

-- PostgreSQL 13, up
-- ROW EXCLUSIVE on orders, ACCESS SHARE on customers; writes rows
-- in batches of 2, 0 ms apart, to {last}:
SELECT quote_literal("id"::text) FROM "public"."orders" ORDER BY "id" DESC LIMIT 1;
-- {place} is the end of each:
SELECT quote_literal("id"::text) FROM (SELECT "orders"."id" FROM "public"."orders" WHERE {after} AND "orders"."id" <= {last} ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "orders"."id" > {place}
UPDATE "public"."orders" SET "note" = "c"."name" FROM "public"."customers" AS "c" WHERE {after} AND "orders"."id" <= {place} AND "c"."id" = "orders"."customer_id" AND "c"."name" IS NOT NULL;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; writes rows
UPDATE "public"."orders" SET "note" = "c"."name" FROM "public"."customers" AS "c" WHERE "c"."id" = "orders"."customer_id" AND "c"."name" IS NOT NULL;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `orders` that the update replaced
-- nothing is run

-- SQLite 3.35, up
-- ACCESS EXCLUSIVE on orders; writes rows
-- in batches of 2, 0 ms apart, to {last}:
SELECT CAST(quote(`id`) AS TEXT) FROM "orders" ORDER BY `id` DESC LIMIT 1;
-- {place} is the end of each:
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "orders"."id" FROM "orders" WHERE {after} AND "orders"."id" <= {last} ORDER BY "orders"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "orders"."id" > {place}
UPDATE "orders" SET "note" = "c"."name" FROM "customers" AS "c" WHERE {after} AND "orders"."id" <= {place} AND "c"."id" = "orders"."customer_id" AND "c"."name" IS NOT NULL;

-- SQLite 3.35, down, which loses the values of `orders` that the update replaced
-- nothing is run

-- ==============================================================================
-- update_heap: Without a key there is nothing to walk along.

-- PostgreSQL 13, up
BEGIN;
-- ROW EXCLUSIVE on notes; writes rows
UPDATE "public"."notes" SET "text" = upper("text") WHERE "text" <> 'b';
COMMIT;

-- PostgreSQL 13, down, which loses the values of `notes` that the update replaced
-- nothing is run

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on notes; writes rows
UPDATE "notes" SET "text" = upper("notes"."text") WHERE "notes"."text" <> 'b';
COMMIT;

-- SQLite 3.35, down, which loses the values of `notes` that the update replaced
-- nothing is run

-- ==============================================================================
-- update_key: A key that others refer to, and their rows with it.

-- PostgreSQL 13, up
-- ROW EXCLUSIVE on customers, ROW EXCLUSIVE on letters; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT quote_literal("id"::text) FROM "public"."customers" ORDER BY "id" DESC LIMIT 1;
-- {place} is the end of each:
SELECT quote_literal("id"::text) FROM (SELECT "id" FROM "public"."customers" WHERE {after} AND "id" <= {last} ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "id" > {place}
UPDATE "public"."customers" SET "email" = upper("email"::text) WHERE {after} AND "id" <= {place} AND "email"::text LIKE 'a%';

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; writes rows
UPDATE "public"."customers" SET "email" = upper("email"::text) WHERE "email"::text LIKE 'a%';
COMMIT;

-- PostgreSQL 13, down, which loses the values of `customers` that the update replaced
-- nothing is run

-- SQLite 3.35, up
-- ACCESS EXCLUSIVE on customers; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT CAST(quote(`id`) AS TEXT) FROM "customers" ORDER BY `id` DESC LIMIT 1;
-- {place} is the end of each:
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "customers"."id" FROM "customers" WHERE {after} AND "customers"."id" <= {last} ORDER BY "customers"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "customers"."id" > {place}
UPDATE "customers" SET "email" = upper("customers"."email") WHERE {after} AND "customers"."id" <= {place} AND "customers"."email" GLOB 'a*';

-- SQLite 3.35, down, which loses the values of `customers` that the update replaced
-- nothing is run

-- ==============================================================================
-- update_with: With a query before it.

-- PostgreSQL 13, up
-- ROW EXCLUSIVE on customers, ACCESS SHARE on orders; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT quote_literal("id"::text) FROM "public"."customers" ORDER BY "id" DESC LIMIT 1;
-- {place} is the end of each:
SELECT quote_literal("id"::text) FROM (SELECT "customers"."id" FROM "public"."customers" WHERE {after} AND "customers"."id" <= {last} ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "customers"."id" > {place}
WITH "big" AS (SELECT "customer_id", pg_catalog.sum("total") AS "total" FROM "public"."orders" GROUP BY "customer_id") UPDATE "public"."customers" SET "points" = "points" OPERATOR(pg_catalog.+) 10 FROM "big" WHERE {after} AND "customers"."id" <= {place} AND "big"."customer_id" OPERATOR(pg_catalog.=) "customers"."id" AND "big"."total" OPERATOR(pg_catalog.>) 12;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; writes rows
WITH "big" AS (SELECT "customer_id", pg_catalog.sum("total") AS "total" FROM "public"."orders" GROUP BY "customer_id") UPDATE "public"."customers" SET "points" = "points" OPERATOR(pg_catalog.+) 10 FROM "big" WHERE "big"."customer_id" OPERATOR(pg_catalog.=) "customers"."id" AND "big"."total" OPERATOR(pg_catalog.>) 12;
COMMIT;

-- PostgreSQL 13, down, which loses the values of `customers` that the update replaced
-- nothing is run

-- SQLite 3.35, up
-- ACCESS EXCLUSIVE on customers; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT CAST(quote(`id`) AS TEXT) FROM "customers" ORDER BY `id` DESC LIMIT 1;
-- {place} is the end of each:
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "customers"."id" FROM "customers" WHERE {after} AND "customers"."id" <= {last} ORDER BY "customers"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "customers"."id" > {place}
WITH "big" AS (SELECT "orders"."customer_id", sum("orders"."total") AS "total" FROM "orders" GROUP BY "orders"."customer_id") UPDATE "customers" SET "points" = (SELECT CASE WHEN v.value BETWEEN -2147483648 AND 2147483647 THEN v.value WHEN v.value IS NOT NULL THEN json_extract('{}', substr(quote(v.value), 1, 80) || ' is no value of type int') END FROM (SELECT "customers"."points" + 10 AS value) AS v) FROM "big" WHERE {after} AND "customers"."id" <= {place} AND "big"."customer_id" = "customers"."id" AND "big"."total" > 12;

-- SQLite 3.35, down, which loses the values of `customers` that the update replaced
-- nothing is run
