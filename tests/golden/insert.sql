-- ==============================================================================
-- insert_values: Literals of several types.

-- PostgreSQL 13, up
BEGIN;
-- ROW EXCLUSIVE on orders, ROW SHARE on customers; writes rows
INSERT INTO "public"."orders" ("customer_id", "code", "status", "total", "note") VALUES
    (1, 'D-1', 'paid', 12.50, E'O''Dee \\ "D"'),
    (2, 'D-2', DEFAULT, NULL, '');
COMMIT;

-- PostgreSQL 13, down
-- ROW EXCLUSIVE on orders, ROW SHARE on refunds; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT quote_literal("id"::text) FROM "public"."orders" ORDER BY "id" DESC LIMIT 1;
-- {place} is the end of each:
SELECT quote_literal("id"::text) FROM (SELECT "id" FROM "public"."orders" WHERE {after} AND "id" <= {last} ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "id" > {place}
DELETE FROM "public"."orders" WHERE {after} AND "id" <= {place} AND "code" OPERATOR(pg_catalog.=) ANY (ARRAY['D-1', 'D-2']::varchar[]);

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on orders; writes rows
INSERT INTO "orders" ("customer_id", "code", "status", "total", "note") VALUES
    (1, 'D-1', 'paid', 12.50, 'O''Dee \ "D"'),
    (2, 'D-2', 'new', NULL, '');
COMMIT;

-- SQLite 3.35, down
-- ACCESS EXCLUSIVE on orders; writes rows
-- in batches of 1000, 0 ms apart, to {last}:
SELECT CAST(quote("id") AS TEXT) FROM "orders" ORDER BY "id" DESC LIMIT 1;
-- {place} is the end of each:
SELECT CAST(quote("id") AS TEXT) FROM (SELECT "id" FROM "orders" WHERE {after} AND "id" <= {last} ORDER BY "id" LIMIT {size}) ORDER BY "id" DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "id" > {place}
DELETE FROM "orders" WHERE {after} AND "id" <= {place} AND "code" IN ('D-1', 'D-2');

-- ==============================================================================
-- insert_select: Rows from other tables.

-- PostgreSQL 13, up
BEGIN;
-- ROW EXCLUSIVE on refunds, ROW SHARE on orders, ACCESS SHARE on customers; writes rows
INSERT INTO "public"."refunds" ("order_id", "number", "amount") SELECT "o"."id", 9, "o"."total" FROM "public"."orders" AS "o" JOIN "public"."customers" AS "c" ON "c"."id" = "o"."customer_id" WHERE "c"."name" IS NULL AND "o"."total" > 0::numeric;
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `refunds` as they were before the insert
-- nothing is run

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds; writes rows
INSERT INTO "refunds" ("order_id", "number", "amount") SELECT "o"."id", 9, "o"."total" FROM "orders" AS "o" JOIN "customers" AS "c" ON "c"."id" = "o"."customer_id" WHERE "c"."name" IS NULL AND "o"."total" > 0;
COMMIT;

-- SQLite 3.35, down, which loses the rows of `refunds` as they were before the insert
-- nothing is run

-- ==============================================================================
-- insert_or_update: Rows that may be there.

-- PostgreSQL 13, up
BEGIN;
-- ROW EXCLUSIVE on customers; writes rows
INSERT INTO "public"."customers" ("email", "name") VALUES
    ('ada@example.com', 'Ada'),
    ('flo@example.com', 'Flo') ON CONFLICT ("email") DO UPDATE SET "name" = "excluded"."name", "points" = "customers"."points" + 1;
INSERT INTO "public"."customers" ("email") VALUES
    ('bob@example.com'),
    ('gus@example.com') ON CONFLICT DO NOTHING;
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `customers` as they were before the insert
-- nothing is run

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on customers; writes rows
INSERT INTO "customers" ("email", "name") VALUES
    ('ada@example.com', 'Ada'),
    ('flo@example.com', 'Flo') ON CONFLICT ("email") DO UPDATE SET "name" = "excluded"."name", "points" = "customers"."points" + 1;
INSERT INTO "customers" ("email") VALUES
    ('bob@example.com'),
    ('gus@example.com') ON CONFLICT DO NOTHING;
COMMIT;

-- SQLite 3.35, down, which loses the rows of `customers` as they were before the insert
-- nothing is run
