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
-- again over the table as it is by then, where this finds a row:
SELECT pg_catalog.count(*) FROM (SELECT 1 FROM "public"."orders" WHERE "code" OPERATOR(pg_catalog.=) ANY (ARRAY['D-1', 'D-2']::varchar[]) LIMIT {size}) AS "found";
SELECT quote_literal("id"::text) FROM (SELECT "id" FROM "public"."orders" WHERE {after} AND "id" <= {last} AND "code" OPERATOR(pg_catalog.=) ANY (ARRAY['D-1', 'D-2']::varchar[]) ORDER BY "id" LIMIT {size}) AS "batch" ORDER BY "id" DESC LIMIT 1;

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
SELECT CAST(quote(`id`) AS TEXT) FROM "orders" ORDER BY `id` DESC LIMIT 1;
-- {place} is the end of each:
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "orders"."id" FROM "orders" WHERE {after} AND "orders"."id" <= {last} ORDER BY "orders"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;
-- {after} is at first 1 = 1, then: "orders"."id" > {place}
DELETE FROM "orders" WHERE {after} AND "orders"."id" <= {place} AND "orders"."code" IN ('D-1', 'D-2');
-- again over the table as it is by then, where this finds a row:
SELECT count(*) FROM (SELECT 1 FROM "orders" WHERE "orders"."code" IN ('D-1', 'D-2') LIMIT {size});
SELECT CAST(quote(`id`) AS TEXT) FROM (SELECT "orders"."id" FROM "orders" WHERE {after} AND "orders"."id" <= {last} AND "orders"."code" IN ('D-1', 'D-2') ORDER BY "orders"."id" LIMIT {size}) ORDER BY `id` DESC LIMIT 1;

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
    ('flo@example.com', 'Flo') ON CONFLICT ("email") DO UPDATE SET "name" = "excluded"."name", "points" = (SELECT CASE WHEN v.value BETWEEN -2147483648 AND 2147483647 THEN v.value WHEN v.value IS NOT NULL THEN json_extract('{}', substr(quote(v.value), 1, 80) || ' is no value of type int') END FROM (SELECT "customers"."points" + 1 AS value) AS v);
INSERT INTO "customers" ("email") VALUES
    ('bob@example.com'),
    ('gus@example.com') ON CONFLICT DO NOTHING;
COMMIT;

-- SQLite 3.35, down, which loses the rows of `customers` as they were before the insert
-- nothing is run

-- ==============================================================================
-- insert_own_numbers: The next row gets a number behind those that were written.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."halls" (
    "id" bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    "name" text NOT NULL,
    CONSTRAINT "halls_pkey" PRIMARY KEY ("id")
);
-- no lock on a table in use; writes rows
INSERT INTO "public"."halls" ("id", "name") VALUES
    (1, 'east'),
    (2, 'west');
-- no lock on a table in use; catalogue only
SELECT CASE WHEN ahead > 100000::numeric
        THEN pg_catalog.setval(sequence, (next + (ahead - 1::numeric) * step)::bigint)
        ELSE (SELECT pg_catalog.max(number) FROM (SELECT pg_catalog.nextval(sequence) AS number
            FROM pg_catalog.generate_series(1::bigint, ahead::bigint)) AS taken) END
    FROM (SELECT sequence, step, next, top, pg_catalog.div(top - next, step) + 1::numeric AS ahead
        FROM (SELECT seqrelid::regclass AS sequence, seqincrement::numeric AS step,
            COALESCE(pg_catalog.pg_sequence_last_value(seqrelid)::numeric + seqincrement::numeric,
                seqstart::numeric) AS next,
            CASE WHEN seqincrement > 0 THEN (SELECT pg_catalog.max("id") FROM "public"."halls" WHERE "id" <= seqmax) ELSE (SELECT pg_catalog.min("id") FROM "public"."halls" WHERE "id" >= seqmin) END::numeric AS top
            FROM pg_catalog.pg_sequence WHERE seqrelid = pg_catalog.pg_get_serial_sequence('"public"."halls"', 'id')::regclass::oid) AS counter) AS numbers
    WHERE (top - next) * pg_catalog.sign(step) >= 0::numeric;
-- no lock on a table in use; writes rows
INSERT INTO "public"."halls" ("name") VALUES ('north');
INSERT INTO "public"."halls" ("id", "name") SELECT "id" + 500000, "name" FROM "public"."halls";
-- no lock on a table in use; catalogue only
SELECT CASE WHEN ahead > 100000::numeric
        THEN pg_catalog.setval(sequence, (next + (ahead - 1::numeric) * step)::bigint)
        ELSE (SELECT pg_catalog.max(number) FROM (SELECT pg_catalog.nextval(sequence) AS number
            FROM pg_catalog.generate_series(1::bigint, ahead::bigint)) AS taken) END
    FROM (SELECT sequence, step, next, top, pg_catalog.div(top - next, step) + 1::numeric AS ahead
        FROM (SELECT seqrelid::regclass AS sequence, seqincrement::numeric AS step,
            COALESCE(pg_catalog.pg_sequence_last_value(seqrelid)::numeric + seqincrement::numeric,
                seqstart::numeric) AS next,
            CASE WHEN seqincrement > 0 THEN (SELECT pg_catalog.max("id") FROM "public"."halls" WHERE "id" <= seqmax) ELSE (SELECT pg_catalog.min("id") FROM "public"."halls" WHERE "id" >= seqmin) END::numeric AS top
            FROM pg_catalog.pg_sequence WHERE seqrelid = pg_catalog.pg_get_serial_sequence('"public"."halls"', 'id')::regclass::oid) AS counter) AS numbers
    WHERE (top - next) * pg_catalog.sign(step) >= 0::numeric;
-- no lock on a table in use; writes rows
INSERT INTO "public"."halls" ("name") VALUES ('south');
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `halls`
BEGIN;
-- ACCESS EXCLUSIVE on halls; catalogue only
DROP TABLE "public"."halls";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "halls" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" TEXT NOT NULL
);
-- no lock on a table in use; writes rows
INSERT INTO "halls" ("id", "name") VALUES
    (1, 'east'),
    (2, 'west');
INSERT INTO "halls" ("name") VALUES ('north');
INSERT INTO "halls" ("id", "name") SELECT (SELECT CASE WHEN typeof(v.value) = 'integer' THEN v.value WHEN v.value IS NOT NULL THEN json_extract('{}', substr(quote(v.value), 1, 80) || ' is no value of type bigint') END FROM (SELECT "halls"."id" + 500000 AS value) AS v), "halls"."name" FROM "halls";
INSERT INTO "halls" ("name") VALUES ('south');
COMMIT;

-- SQLite 3.35, down, which loses the rows of `halls`
BEGIN;
-- ACCESS EXCLUSIVE on halls; catalogue only
DROP TABLE "halls";
COMMIT;

-- ==============================================================================
-- insert_more_numbers: And so it does in a table in use.

-- PostgreSQL 13, up
BEGIN;
-- ROW EXCLUSIVE on halls; writes rows
INSERT INTO "public"."halls" ("id", "name") SELECT "id" + 10, "name" FROM "public"."halls" WHERE "name" = 'east';
INSERT INTO "public"."halls" ("id", "name") VALUES
    (500005, 'roof'),
    (-1, 'cellar'),
    (500006, 'attic');
-- ACCESS SHARE on halls; catalogue only
SELECT CASE WHEN ahead > 100000::numeric
        THEN pg_catalog.setval(sequence, (next + (ahead - 1::numeric) * step)::bigint)
        ELSE (SELECT pg_catalog.max(number) FROM (SELECT pg_catalog.nextval(sequence) AS number
            FROM pg_catalog.generate_series(1::bigint, ahead::bigint)) AS taken) END
    FROM (SELECT sequence, step, next, top, pg_catalog.div(top - next, step) + 1::numeric AS ahead
        FROM (SELECT seqrelid::regclass AS sequence, seqincrement::numeric AS step,
            COALESCE(pg_catalog.pg_sequence_last_value(seqrelid)::numeric + seqincrement::numeric,
                seqstart::numeric) AS next,
            CASE WHEN seqincrement > 0 THEN (SELECT pg_catalog.max("id") FROM "public"."halls" WHERE "id" <= seqmax) ELSE (SELECT pg_catalog.min("id") FROM "public"."halls" WHERE "id" >= seqmin) END::numeric AS top
            FROM pg_catalog.pg_sequence WHERE seqrelid = pg_catalog.pg_get_serial_sequence('"public"."halls"', 'id')::regclass::oid) AS counter) AS numbers
    WHERE (top - next) * pg_catalog.sign(step) >= 0::numeric;
-- ROW EXCLUSIVE on halls; writes rows
INSERT INTO "public"."halls" ("name") VALUES ('yard');
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `halls` as they were before the insert
-- nothing is run

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on halls; writes rows
INSERT INTO "halls" ("id", "name") SELECT (SELECT CASE WHEN typeof(v.value) = 'integer' THEN v.value WHEN v.value IS NOT NULL THEN json_extract('{}', substr(quote(v.value), 1, 80) || ' is no value of type bigint') END FROM (SELECT "halls"."id" + 10 AS value) AS v), "halls"."name" FROM "halls" WHERE "halls"."name" = 'east';
INSERT INTO "halls" ("id", "name") VALUES
    (500005, 'roof'),
    (-1, 'cellar'),
    (500006, 'attic');
INSERT INTO "halls" ("name") VALUES ('yard');
COMMIT;

-- SQLite 3.35, down, which loses the rows of `halls` as they were before the insert
-- nothing is run

-- ==============================================================================
-- insert_deferred: The checks of what was written are made before its table is altered, and wait again for what is written then.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."pages" (
    "id" bigint,
    "next" bigint NOT NULL,
    CONSTRAINT "pages_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "pages_next_fkey" FOREIGN KEY ("next") REFERENCES "public"."pages" ("id") DEFERRABLE INITIALLY DEFERRED
);
-- no lock on a table in use; builds an index
CREATE INDEX "pages_next_idx" ON "public"."pages" ("next");
-- no lock on a table in use; writes rows
INSERT INTO "public"."pages" ("id", "next") VALUES (1, 2);
INSERT INTO "public"."pages" ("id", "next") VALUES (2, 1);
-- no lock on a table in use; catalogue only
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE "public"."pages" ADD COLUMN "title" text;
SET CONSTRAINTS "public"."pages_next_fkey" DEFERRED;
-- no lock on a table in use; writes rows
UPDATE "public"."pages" SET "title" = 'untitled' WHERE "title" IS NULL;
-- no lock on a table in use; catalogue only
SET CONSTRAINTS ALL IMMEDIATE;
-- no lock on a table in use; reads every row
ALTER TABLE "public"."pages" ALTER COLUMN "title" SET NOT NULL;
-- no lock on a table in use; catalogue only
SET CONSTRAINTS "public"."pages_next_fkey" DEFERRED;
-- no lock on a table in use; writes rows
INSERT INTO "public"."pages" ("id", "next", "title") VALUES (3, 4, 'three');
INSERT INTO "public"."pages" ("id", "next", "title") VALUES (4, 3, 'four');
-- no lock on a table in use; catalogue only
SET CONSTRAINTS ALL IMMEDIATE;
-- no lock on a table in use; builds an index
CREATE INDEX "pages_title_idx" ON "public"."pages" ("title");
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `pages`
BEGIN;
-- ACCESS EXCLUSIVE on pages; catalogue only
DROP TABLE "public"."pages";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "pages" (
    "id" BIGINT NOT NULL,
    "next" BIGINT NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "pages_next_fkey" FOREIGN KEY ("next") REFERENCES "pages" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "pages_next_idx" ON "pages" (`next`);
-- no lock on a table in use; writes rows
INSERT INTO "pages" ("id", "next") VALUES (1, 2);
INSERT INTO "pages" ("id", "next") VALUES (2, 1);
-- no lock on a table in use; catalogue only
ALTER TABLE "pages" ADD COLUMN "title" TEXT;
-- no lock on a table in use; writes rows
UPDATE "pages" SET "title" = 'untitled' WHERE "pages"."title" IS NULL;
COMMIT;
BEGIN;
-- `pages` must be as it was; foreign keys are off, and checked before COMMIT
-- no lock on a table in use; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'pages' COLLATE NOCASE;
CREATE TABLE "pages (rebuilt)" (
    "id" BIGINT NOT NULL,
    "next" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "pages_next_fkey" FOREIGN KEY ("next") REFERENCES "pages" ("id") DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "pages (rebuilt)" ("id", "next", "title") SELECT "pages"."id", "pages"."next", "pages"."title" FROM "pages";
DROP TABLE "pages";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "pages (rebuilt)" RENAME TO "pages";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "pages_next_idx" ON "pages" (`next`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'pages', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;
BEGIN;
-- no lock on a table in use; writes rows
INSERT INTO "pages" ("id", "next", "title") VALUES (3, 4, 'three');
INSERT INTO "pages" ("id", "next", "title") VALUES (4, 3, 'four');
-- no lock on a table in use; builds an index
CREATE INDEX "pages_title_idx" ON "pages" (`title`);
COMMIT;

-- SQLite 3.35, down, which loses the rows of `pages`
BEGIN;
-- ACCESS EXCLUSIVE on pages; catalogue only
DROP TABLE "pages";
COMMIT;
