-- ==============================================================================
-- delete_batches: Rows that refer to them go too, where the foreign key says so.

-- PostgreSQL 13, up
-- ROW EXCLUSIVE on customers, ROW EXCLUSIVE on orders, ROW SHARE on refunds; writes rows
-- in batches of 2, 0 ms apart, to {last}:
SELECT quote_literal("id"::text) FROM "public"."customers" ORDER BY "id" DESC LIMIT 1;
-- {place} is the end of each:
SELECT quote_literal("id"::text) FROM (SELECT "id" FROM "public"."customers" WHERE {after} AND "id" <= {last} ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "id" > {place}
DELETE FROM "public"."customers" WHERE {after} AND "id" <= {place} AND ("name" = 'Cy' OR "name" IS NULL);
-- again over the table as it is by then, where this finds a row:
SELECT pg_catalog.count(*) FROM (SELECT 1 FROM "public"."customers" WHERE "name" = 'Cy' OR "name" IS NULL LIMIT {size}) AS "found";
SELECT quote_literal("id"::text) FROM (SELECT "id" FROM "public"."customers" WHERE {after} AND "id" <= {last} AND ("name" = 'Cy' OR "name" IS NULL) ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; writes rows
DELETE FROM "public"."customers" WHERE "name" = 'Cy' OR "name" IS NULL;
COMMIT;

-- PostgreSQL 13, down, which loses the rows deleted from `customers`
-- nothing is run

-- SQLite 3.35, up
-- ACCESS EXCLUSIVE on customers; writes rows
-- in batches of 2, 0 ms apart, to {last}:
SELECT CAST(quote(`id`) AS TEXT) FROM "customers" ORDER BY `id` DESC LIMIT 1;
-- {place} is the end of each:
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "customers"."id" FROM "customers" WHERE {after} AND "customers"."id" <= {last} ORDER BY "customers"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "customers"."id" > {place}
DELETE FROM "customers" WHERE {after} AND "customers"."id" <= {place} AND ("customers"."name" = 'Cy' OR "customers"."name" IS NULL);
-- again over the table as it is by then, where this finds a row:
SELECT count(*) FROM (SELECT 1 FROM "customers" WHERE ("customers"."name" = 'Cy' OR "customers"."name" IS NULL) LIMIT {size});
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "customers"."id" FROM "customers" WHERE {after} AND "customers"."id" <= {last} AND ("customers"."name" = 'Cy' OR "customers"."name" IS NULL) ORDER BY "customers"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;

-- SQLite 3.35, down, which loses the rows deleted from `customers`
-- nothing is run

-- ==============================================================================
-- delete_joined: Rows that another table knows.

-- PostgreSQL 13, up
-- ROW EXCLUSIVE on refunds, ACCESS SHARE on orders; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT '(' || quote_literal("order_id"::text) || ', ' || quote_literal("number"::text) || ')' FROM "public"."refunds" ORDER BY "order_id" DESC, "number" DESC LIMIT 1;
-- {place} is the end of each:
SELECT '(' || quote_literal("order_id"::text) || ', ' || quote_literal("number"::text) || ')' FROM (SELECT "r"."order_id", "r"."number" FROM "public"."refunds" AS "r" WHERE {after} AND ("r"."order_id", "r"."number") <= {last} ORDER BY "order_id", "number" LIMIT {size}) AS "batch" ORDER BY "order_id" DESC, "number" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: ("r"."order_id", "r"."number") > {place}
DELETE FROM "public"."refunds" AS "r" USING "public"."orders" AS "o" WHERE {after} AND ("r"."order_id", "r"."number") <= {place} AND "o"."id" = "r"."order_id" AND "o"."status" = 'shipped';
-- again over the table as it is by then, where this finds a row:
SELECT pg_catalog.count(*) FROM (SELECT 1 FROM "public"."refunds" AS "r", "public"."orders" AS "o" WHERE "o"."id" = "r"."order_id" AND "o"."status" = 'shipped' LIMIT {size}) AS "found";
SELECT '(' || quote_literal("order_id"::text) || ', ' || quote_literal("number"::text) || ')' FROM (SELECT "r"."order_id", "r"."number" FROM "public"."refunds" AS "r", "public"."orders" AS "o" WHERE {after} AND ("r"."order_id", "r"."number") <= {last} AND "o"."id" = "r"."order_id" AND "o"."status" = 'shipped' ORDER BY "order_id", "number" LIMIT {size}) AS "batch" ORDER BY "order_id" DESC, "number" DESC LIMIT 1;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; writes rows
DELETE FROM "public"."refunds" AS "r" USING "public"."orders" AS "o" WHERE "o"."id" = "r"."order_id" AND "o"."status" = 'shipped';
COMMIT;

-- PostgreSQL 13, down, which loses the rows deleted from `refunds`
-- nothing is run

-- SQLite 3.35, up
-- ACCESS EXCLUSIVE on refunds; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT '(' || quote(`order_id`) || ', ' || quote(`number`) || ')' FROM "refunds" ORDER BY `order_id` DESC, `number` DESC LIMIT 1;
-- {place} is the end of each:
SELECT '(' || quote(`order_id`) || ', ' || quote(`number`) || ')' FROM (SELECT "r"."order_id", "r"."number" FROM "refunds" AS "r" WHERE {after} AND ("r"."order_id", "r"."number") <= {last} ORDER BY "r"."order_id", "r"."number" LIMIT {size}) ORDER BY `order_id` DESC, `number` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: ("r"."order_id", "r"."number") > {place}
DELETE FROM "refunds" AS "r" WHERE {after} AND ("r"."order_id", "r"."number") <= {place} AND EXISTS (SELECT 1 FROM "orders" AS "o" WHERE "o"."id" = "r"."order_id" AND "o"."status" = 'shipped');
-- again over the table as it is by then, where this finds a row:
SELECT count(*) FROM (SELECT 1 FROM "refunds" AS "r" WHERE EXISTS (SELECT 1 FROM "orders" AS "o" WHERE "o"."id" = "r"."order_id" AND "o"."status" = 'shipped') LIMIT {size});
SELECT '(' || quote(`order_id`) || ', ' || quote(`number`) || ')' FROM (SELECT "r"."order_id", "r"."number" FROM "refunds" AS "r" WHERE {after} AND ("r"."order_id", "r"."number") <= {last} AND EXISTS (SELECT 1 FROM "orders" AS "o" WHERE "o"."id" = "r"."order_id" AND "o"."status" = 'shipped') ORDER BY "r"."order_id", "r"."number" LIMIT {size}) ORDER BY `order_id` DESC, `number` DESC LIMIT 1;

-- SQLite 3.35, down, which loses the rows deleted from `refunds`
-- nothing is run
