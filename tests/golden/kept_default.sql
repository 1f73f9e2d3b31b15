-- ==============================================================================
-- other_kinds: What was read as one kind is converted by each insert.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on kinds; writes the table anew
ALTER TABLE "public"."kinds" ALTER COLUMN "day" DROP DEFAULT, ALTER COLUMN "day" TYPE timestamptz, ALTER COLUMN "day" SET DEFAULT '2024-02-29'::date;
ALTER TABLE "public"."kinds" ALTER COLUMN "night" DROP DEFAULT, ALTER COLUMN "night" TYPE timestamp, ALTER COLUMN "night" SET DEFAULT '2024-02-29'::date;
ALTER TABLE "public"."kinds" ALTER COLUMN "at" DROP DEFAULT, ALTER COLUMN "at" TYPE timestamptz(3), ALTER COLUMN "at" SET DEFAULT '2024-02-29 12:00:00.123456'::timestamp;
ALTER TABLE "public"."kinds" ALTER COLUMN "exact" DROP DEFAULT, ALTER COLUMN "exact" TYPE timestamptz, ALTER COLUMN "exact" SET DEFAULT '2024-02-29 12:00:00.123456'::timestamp;
ALTER TABLE "public"."kinds" ALTER COLUMN "moment" DROP DEFAULT, ALTER COLUMN "moment" TYPE timestamp, ALTER COLUMN "moment" SET DEFAULT '2024-02-29 12:00:00+02'::timestamptz;
ALTER TABLE "public"."kinds" ALTER COLUMN "hour" DROP DEFAULT, ALTER COLUMN "hour" TYPE timetz, ALTER COLUMN "hour" SET DEFAULT '12:00'::time;
ALTER TABLE "public"."kinds" ALTER COLUMN "local" DROP DEFAULT, ALTER COLUMN "local" TYPE time, ALTER COLUMN "local" SET DEFAULT '12:00+02'::timetz;
ALTER TABLE "public"."kinds" ALTER COLUMN "days" DROP DEFAULT, ALTER COLUMN "days" TYPE timestamptz[], ALTER COLUMN "days" SET DEFAULT '{2024-02-29 12:00:00}'::timestamp[];
ALTER TABLE "public"."kinds" ALTER COLUMN "doc" DROP DEFAULT, ALTER COLUMN "doc" TYPE jsonb, ALTER COLUMN "doc" SET DEFAULT '{"a": 1}'::json;
-- ACCESS EXCLUSIVE on kinds; catalogue only
ALTER TABLE "public"."kinds" ALTER COLUMN "net" DROP DEFAULT, ALTER COLUMN "net" TYPE inet, ALTER COLUMN "net" SET DEFAULT '10.0.0.0/8'::cidr;
-- ACCESS EXCLUSIVE on kinds; writes the table anew
ALTER TABLE "public"."kinds" ALTER COLUMN "share" DROP DEFAULT, ALTER COLUMN "share" TYPE double precision, ALTER COLUMN "share" SET DEFAULT '1.1'::real;
ALTER TABLE "public"."kinds" ALTER COLUMN "tags" DROP DEFAULT, ALTER COLUMN "tags" TYPE text[], ALTER COLUMN "tags" SET DEFAULT '{ab}'::varchar[];
COMMIT;

-- PostgreSQL 13, down, which loses values of `kinds.tags` that do not fit `varchar(5)[]`, values of `kinds.share` that do not fit `real`, values of `kinds.net` that do not fit `cidr`, the values of `kinds.doc` from before their conversion, the values of `kinds.local` from before their conversion, values of `kinds.hour` that do not fit `time`, values of `kinds.exact` that do not fit `timestamp(3)`, the values of `kinds.at` from before their conversion, values of `kinds.night` that do not fit `date`, values of `kinds.day` that do not fit `date`
BEGIN;
-- ACCESS EXCLUSIVE on kinds; writes the table anew
ALTER TABLE "public"."kinds" ALTER COLUMN "tags" DROP DEFAULT, ALTER COLUMN "tags" TYPE varchar(5)[], ALTER COLUMN "tags" SET DEFAULT '{ab}';
ALTER TABLE "public"."kinds" ALTER COLUMN "share" DROP DEFAULT, ALTER COLUMN "share" TYPE real, ALTER COLUMN "share" SET DEFAULT '1.1';
ALTER TABLE "public"."kinds" ALTER COLUMN "net" DROP DEFAULT, ALTER COLUMN "net" TYPE cidr, ALTER COLUMN "net" SET DEFAULT '10.0.0.0/8';
ALTER TABLE "public"."kinds" ALTER COLUMN "doc" DROP DEFAULT, ALTER COLUMN "doc" TYPE json, ALTER COLUMN "doc" SET DEFAULT '{"a": 1}';
ALTER TABLE "public"."kinds" ALTER COLUMN "days" DROP DEFAULT, ALTER COLUMN "days" TYPE timestamp[], ALTER COLUMN "days" SET DEFAULT '{2024-02-29 12:00:00}';
ALTER TABLE "public"."kinds" ALTER COLUMN "local" DROP DEFAULT, ALTER COLUMN "local" TYPE timetz, ALTER COLUMN "local" SET DEFAULT '12:00+02';
ALTER TABLE "public"."kinds" ALTER COLUMN "hour" DROP DEFAULT, ALTER COLUMN "hour" TYPE time, ALTER COLUMN "hour" SET DEFAULT '12:00';
ALTER TABLE "public"."kinds" ALTER COLUMN "moment" DROP DEFAULT, ALTER COLUMN "moment" TYPE timestamptz, ALTER COLUMN "moment" SET DEFAULT '2024-02-29 12:00:00+02';
ALTER TABLE "public"."kinds" ALTER COLUMN "exact" DROP DEFAULT, ALTER COLUMN "exact" TYPE timestamp(3), ALTER COLUMN "exact" SET DEFAULT '2024-02-29 12:00:00.123456';
ALTER TABLE "public"."kinds" ALTER COLUMN "at" DROP DEFAULT, ALTER COLUMN "at" TYPE timestamp, ALTER COLUMN "at" SET DEFAULT '2024-02-29 12:00:00.123456';
ALTER TABLE "public"."kinds" ALTER COLUMN "night" DROP DEFAULT, ALTER COLUMN "night" TYPE date, ALTER COLUMN "night" SET DEFAULT '2024-02-29';
ALTER TABLE "public"."kinds" ALTER COLUMN "day" DROP DEFAULT, ALTER COLUMN "day" TYPE date, ALTER COLUMN "day" SET DEFAULT '2024-02-29';
COMMIT;

-- ==============================================================================
-- no_kinds: A column that comes back has the default that it had.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on kinds; catalogue only
ALTER TABLE "public"."kinds" DROP COLUMN "day";
ALTER TABLE "public"."kinds" DROP COLUMN "night";
ALTER TABLE "public"."kinds" DROP COLUMN "at";
ALTER TABLE "public"."kinds" DROP COLUMN "exact";
ALTER TABLE "public"."kinds" DROP COLUMN "moment";
ALTER TABLE "public"."kinds" DROP COLUMN "hour";
ALTER TABLE "public"."kinds" DROP COLUMN "local";
ALTER TABLE "public"."kinds" DROP COLUMN "days";
ALTER TABLE "public"."kinds" DROP COLUMN "doc";
ALTER TABLE "public"."kinds" DROP COLUMN "net";
ALTER TABLE "public"."kinds" DROP COLUMN "share";
ALTER TABLE "public"."kinds" DROP COLUMN "tags";
COMMIT;

-- PostgreSQL 13, down, which loses the values of `kinds.tags`, the values of `kinds.share`, the values of `kinds.net`, the values of `kinds.doc`, the values of `kinds.days`, the values of `kinds.local`, the values of `kinds.hour`, the values of `kinds.moment`, the values of `kinds.exact`, the values of `kinds.at`, the values of `kinds.night`, the values of `kinds.day`
BEGIN;
-- ACCESS EXCLUSIVE on kinds; catalogue only
ALTER TABLE "public"."kinds" ADD COLUMN "tags" text[] DEFAULT '{ab}'::varchar[];
ALTER TABLE "public"."kinds" ADD COLUMN "share" double precision DEFAULT '1.1'::real;
ALTER TABLE "public"."kinds" ADD COLUMN "net" inet DEFAULT '10.0.0.0/8'::cidr;
ALTER TABLE "public"."kinds" ADD COLUMN "doc" jsonb DEFAULT '{"a": 1}'::json;
ALTER TABLE "public"."kinds" ADD COLUMN "days" timestamptz[] DEFAULT '{2024-02-29 12:00:00}'::timestamp[];
ALTER TABLE "public"."kinds" ADD COLUMN "local" time DEFAULT '12:00+02'::timetz;
ALTER TABLE "public"."kinds" ADD COLUMN "hour" timetz DEFAULT '12:00'::time;
ALTER TABLE "public"."kinds" ADD COLUMN "moment" timestamp DEFAULT '2024-02-29 12:00:00+02'::timestamptz;
ALTER TABLE "public"."kinds" ADD COLUMN "exact" timestamptz DEFAULT '2024-02-29 12:00:00.123456'::timestamp;
ALTER TABLE "public"."kinds" ADD COLUMN "at" timestamptz(3) DEFAULT '2024-02-29 12:00:00.123456'::timestamp;
ALTER TABLE "public"."kinds" ADD COLUMN "night" timestamp DEFAULT '2024-02-29'::date;
ALTER TABLE "public"."kinds" ADD COLUMN "day" timestamptz DEFAULT '2024-02-29'::date;
COMMIT;

-- ==============================================================================
-- other_limits: Its number and its text stay, whatever the limits are.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on limits; writes the table anew
ALTER TABLE "public"."limits" ALTER COLUMN "price" TYPE numeric(12, 1);
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "public"."limits" ALTER COLUMN "rate" TYPE numeric;
-- ACCESS EXCLUSIVE on limits; writes the table anew
ALTER TABLE "public"."limits" ALTER COLUMN "weight" DROP DEFAULT, ALTER COLUMN "weight" TYPE double precision, ALTER COLUMN "weight" SET DEFAULT 9.949;
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "public"."limits" ALTER COLUMN "name" TYPE varchar(20);
ALTER TABLE "public"."limits" ALTER COLUMN "title" DROP DEFAULT, ALTER COLUMN "title" TYPE text, ALTER COLUMN "title" SET DEFAULT 'abcdef'::varchar;
-- ACCESS EXCLUSIVE on limits; writes the table anew
ALTER TABLE "public"."limits" ALTER COLUMN "note" DROP DEFAULT, ALTER COLUMN "note" TYPE varchar(4), ALTER COLUMN "note" SET DEFAULT 'ab'::text;
ALTER TABLE "public"."limits" ALTER COLUMN "size" DROP DEFAULT, ALTER COLUMN "size" TYPE bigint, ALTER COLUMN "size" SET DEFAULT 5;
COMMIT;

-- PostgreSQL 13, down, which loses values of `limits.size` that do not fit `int`, values of `limits.title` that do not fit `varchar(10)`, values of `limits.name` that do not fit `varchar(10)`, the values of `limits.weight` from before their conversion, values of `limits.rate` that do not fit `numeric(12, 2)`, the values of `limits.price` from before their conversion
BEGIN;
-- ACCESS EXCLUSIVE on limits; writes the table anew
ALTER TABLE "public"."limits" ALTER COLUMN "size" DROP DEFAULT, ALTER COLUMN "size" TYPE integer, ALTER COLUMN "size" SET DEFAULT 5;
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "public"."limits" ALTER COLUMN "note" DROP DEFAULT, ALTER COLUMN "note" TYPE text, ALTER COLUMN "note" SET DEFAULT 'ab';
-- ACCESS EXCLUSIVE on limits; writes the table anew
ALTER TABLE "public"."limits" ALTER COLUMN "title" DROP DEFAULT, ALTER COLUMN "title" TYPE varchar(10), ALTER COLUMN "title" SET DEFAULT 'abcdef';
ALTER TABLE "public"."limits" ALTER COLUMN "name" TYPE varchar(10);
ALTER TABLE "public"."limits" ALTER COLUMN "weight" DROP DEFAULT, ALTER COLUMN "weight" TYPE numeric(12, 2), ALTER COLUMN "weight" SET DEFAULT 9.949;
ALTER TABLE "public"."limits" ALTER COLUMN "rate" TYPE numeric(12, 2);
ALTER TABLE "public"."limits" ALTER COLUMN "price" TYPE numeric(12, 2);
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- `limits` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on limits; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'limits' COLLATE NOCASE;
CREATE TABLE "limits (rebuilt)" (
    "id" BIGINT NOT NULL,
    "price" NUMERIC DEFAULT 9.9,
    "rate" NUMERIC DEFAULT 9.949,
    "weight" REAL DEFAULT 9.949,
    "name" VARCHAR(20) DEFAULT 'abcdef' CHECK (length(`name`) <= 20),
    "title" TEXT DEFAULT 'abcdef',
    "note" VARCHAR(4) DEFAULT 'ab' CHECK (length(`note`) <= 4),
    "size" BIGINT DEFAULT 5,
    PRIMARY KEY ("id")
);
INSERT INTO "limits (rebuilt)" ("id", "price", "rate", "weight", "name", "title", "note", "size") SELECT "limits"."id", CASE WHEN abs(CAST("limits"."price" AS REAL)) <= 1e11 AND abs(CASE typeof("limits"."price") WHEN 'integer' THEN "limits"."price" ELSE CAST(round(CAST(printf('%.15g', "limits"."price" * 1e1) AS REAL) + 0 * "limits"."price" * 1e1) / 1e1 AS NUMERIC) END) < 1e11 THEN CASE typeof("limits"."price") WHEN 'integer' THEN "limits"."price" ELSE CAST(round(CAST(printf('%.15g', "limits"."price" * 1e1) AS REAL) + 0 * "limits"."price" * 1e1) / 1e1 AS NUMERIC) END WHEN "limits"."price" IS NOT NULL THEN json_extract('{}', substr(quote("limits"."price"), 1, 80) || ' is no value of type numeric(12, 1)') END, "limits"."rate", "limits"."weight", "limits"."name", "limits"."title", CASE WHEN rtrim(substr("limits"."note", 5)) = '' THEN substr("limits"."note", 1, 4) ELSE "limits"."note" END, "limits"."size" FROM "limits";
DROP TABLE "limits";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "limits (rebuilt)" RENAME TO "limits";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'limits', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down, which loses values of `limits.size` that do not fit `int`, values of `limits.title` that do not fit `varchar(10)`, values of `limits.name` that do not fit `varchar(10)`, the values of `limits.weight` from before their conversion, values of `limits.rate` that do not fit `numeric(12, 2)`, the values of `limits.price` from before their conversion
BEGIN;
-- `limits` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on limits; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'limits' COLLATE NOCASE;
CREATE TABLE "limits (rebuilt)" (
    "id" BIGINT NOT NULL,
    "price" NUMERIC DEFAULT 9.95,
    "rate" NUMERIC DEFAULT 9.95,
    "weight" NUMERIC DEFAULT 9.95,
    "name" VARCHAR(10) DEFAULT 'abcdef' CHECK (length(`name`) <= 10),
    "title" VARCHAR(10) DEFAULT 'abcdef' CHECK (length(`title`) <= 10),
    "note" TEXT DEFAULT 'ab',
    "size" INTEGER DEFAULT 5,
    PRIMARY KEY ("id")
);
INSERT INTO "limits (rebuilt)" ("id", "price", "rate", "weight", "name", "title", "note", "size") SELECT "limits"."id", CASE WHEN abs(CAST("limits"."price" AS REAL)) <= 1e10 AND abs(CASE typeof("limits"."price") WHEN 'integer' THEN "limits"."price" ELSE CAST(round(CAST(printf('%.15g', "limits"."price" * 1e2) AS REAL) + 0 * "limits"."price" * 1e2) / 1e2 AS NUMERIC) END) < 1e10 THEN CASE typeof("limits"."price") WHEN 'integer' THEN "limits"."price" ELSE CAST(round(CAST(printf('%.15g', "limits"."price" * 1e2) AS REAL) + 0 * "limits"."price" * 1e2) / 1e2 AS NUMERIC) END WHEN "limits"."price" IS NOT NULL THEN json_extract('{}', substr(quote("limits"."price"), 1, 80) || ' is no value of type numeric(12, 2)') END, CASE WHEN abs(CAST("limits"."rate" AS REAL)) <= 1e10 AND abs(CASE typeof("limits"."rate") WHEN 'integer' THEN "limits"."rate" ELSE CAST(round(CAST(printf('%.15g', "limits"."rate" * 1e2) AS REAL) + 0 * "limits"."rate" * 1e2) / 1e2 AS NUMERIC) END) < 1e10 THEN CASE typeof("limits"."rate") WHEN 'integer' THEN "limits"."rate" ELSE CAST(round(CAST(printf('%.15g', "limits"."rate" * 1e2) AS REAL) + 0 * "limits"."rate" * 1e2) / 1e2 AS NUMERIC) END WHEN "limits"."rate" IS NOT NULL THEN json_extract('{}', substr(quote("limits"."rate"), 1, 80) || ' is no value of type numeric(12, 2)') END, CASE WHEN "limits"."weight" IS NOT NULL AND abs(CAST("limits"."weight" AS REAL)) <= 1e10 AND abs(CASE typeof(CAST(printf('%.15g', "limits"."weight") AS NUMERIC)) WHEN 'integer' THEN CAST(printf('%.15g', "limits"."weight") AS NUMERIC) ELSE CAST(round(CAST(printf('%.15g', CAST(printf('%.15g', "limits"."weight") AS NUMERIC) * 1e2) AS REAL) + 0 * CAST(printf('%.15g', "limits"."weight") AS NUMERIC) * 1e2) / 1e2 AS NUMERIC) END) < 1e10 THEN CASE typeof(CAST(printf('%.15g', "limits"."weight") AS NUMERIC)) WHEN 'integer' THEN CAST(printf('%.15g', "limits"."weight") AS NUMERIC) ELSE CAST(round(CAST(printf('%.15g', CAST(printf('%.15g', "limits"."weight") AS NUMERIC) * 1e2) AS REAL) + 0 * CAST(printf('%.15g', "limits"."weight") AS NUMERIC) * 1e2) / 1e2 AS NUMERIC) END WHEN "limits"."weight" IS NOT NULL THEN json_extract('{}', substr(quote("limits"."weight"), 1, 80) || ' is no value of type numeric(12, 2)') END, CASE WHEN rtrim(substr("limits"."name", 11)) = '' THEN substr("limits"."name", 1, 10) ELSE "limits"."name" END, CASE WHEN rtrim(substr("limits"."title", 11)) = '' THEN substr("limits"."title", 1, 10) ELSE "limits"."title" END, "limits"."note", CASE WHEN "limits"."size" BETWEEN -2147483648 AND 2147483647 THEN "limits"."size" WHEN "limits"."size" IS NOT NULL THEN json_extract('{}', substr(quote("limits"."size"), 1, 80) || ' is no value of type int') END FROM "limits";
DROP TABLE "limits";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "limits (rebuilt)" RENAME TO "limits";
PRAGMA legacy_alter_table = OFF;
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'limits', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- ==============================================================================
-- no_limits: A column that comes back has the default that it had.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "public"."limits" DROP COLUMN "price";
ALTER TABLE "public"."limits" DROP COLUMN "rate";
ALTER TABLE "public"."limits" DROP COLUMN "weight";
ALTER TABLE "public"."limits" DROP COLUMN "name";
ALTER TABLE "public"."limits" DROP COLUMN "title";
ALTER TABLE "public"."limits" DROP COLUMN "note";
ALTER TABLE "public"."limits" DROP COLUMN "size";
COMMIT;

-- PostgreSQL 13, down, which loses the values of `limits.size`, the values of `limits.note`, the values of `limits.title`, the values of `limits.name`, the values of `limits.weight`, the values of `limits.rate`, the values of `limits.price`
BEGIN;
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "public"."limits" ADD COLUMN "size" bigint DEFAULT 5;
ALTER TABLE "public"."limits" ADD COLUMN "note" varchar(4) DEFAULT 'ab'::text;
ALTER TABLE "public"."limits" ADD COLUMN "title" text DEFAULT 'abcdef'::varchar;
ALTER TABLE "public"."limits" ADD COLUMN "name" varchar(20) DEFAULT 'abcdef';
ALTER TABLE "public"."limits" ADD COLUMN "weight" double precision DEFAULT 9.949;
ALTER TABLE "public"."limits" ADD COLUMN "rate" numeric DEFAULT 9.949;
ALTER TABLE "public"."limits" ADD COLUMN "price" numeric(12, 1) DEFAULT 9.949;
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on limits; writes the table anew
ALTER TABLE "limits" DROP COLUMN "price";
ALTER TABLE "limits" DROP COLUMN "rate";
ALTER TABLE "limits" DROP COLUMN "weight";
ALTER TABLE "limits" DROP COLUMN "name";
ALTER TABLE "limits" DROP COLUMN "title";
ALTER TABLE "limits" DROP COLUMN "note";
ALTER TABLE "limits" DROP COLUMN "size";
COMMIT;

-- SQLite 3.35, down, which loses the values of `limits.size`, the values of `limits.note`, the values of `limits.title`, the values of `limits.name`, the values of `limits.weight`, the values of `limits.rate`, the values of `limits.price`
BEGIN;
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "limits" ADD COLUMN "size" BIGINT DEFAULT 5;
-- ACCESS EXCLUSIVE on limits; reads every row
ALTER TABLE "limits" ADD COLUMN "note" VARCHAR(4) DEFAULT 'ab' CHECK (length(`note`) <= 4);
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "limits" ADD COLUMN "title" TEXT DEFAULT 'abcdef';
-- ACCESS EXCLUSIVE on limits; reads every row
ALTER TABLE "limits" ADD COLUMN "name" VARCHAR(20) DEFAULT 'abcdef' CHECK (length(`name`) <= 20);
-- ACCESS EXCLUSIVE on limits; catalogue only
ALTER TABLE "limits" ADD COLUMN "weight" REAL DEFAULT 9.949;
ALTER TABLE "limits" ADD COLUMN "rate" NUMERIC DEFAULT 9.949;
ALTER TABLE "limits" ADD COLUMN "price" NUMERIC DEFAULT 9.9;
COMMIT;
