-- ==============================================================================
-- create_plain: A table with every attribute of a column that both databases know.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."products" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "sku" varchar(40) NOT NULL,
    "title" text NOT NULL,
    "unit price" numeric(12, 2) DEFAULT 0 NOT NULL,
    "stock" integer DEFAULT 0 NOT NULL,
    "weight" double precision,
    "active" boolean DEFAULT TRUE NOT NULL,
    "image" bytea,
    "reference" uuid,
    "made_on" date,
    "created_at" timestamptz DEFAULT now() NOT NULL,
    "label" text GENERATED ALWAYS AS ("title" || ' (' || "sku"::text || ')') STORED,
    CONSTRAINT "products_enough" CHECK ("stock" >= 0 OR NOT "active"),
    CONSTRAINT "products_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "products_sku_key" UNIQUE ("sku"),
    CONSTRAINT "products_unit price_check" CHECK ("unit price" >= 0::numeric),
    CONSTRAINT "products_title_made_on_key" UNIQUE ("title", "made_on")
);
-- no lock on a table in use; builds an index
CREATE UNIQUE INDEX "products_reference" ON "public"."products" ("reference") WHERE "reference" IS NOT NULL;
CREATE INDEX "products_made_on_idx" ON "public"."products" ("made_on" DESC);
-- no lock on a table in use; catalogue only
COMMENT ON COLUMN "public"."products"."title" IS 'shown on the label';
COMMENT ON TABLE "public"."products" IS 'what is sold';
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `products`
BEGIN;
-- ACCESS EXCLUSIVE on products; catalogue only
DROP TABLE "public"."products";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "products" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "sku" VARCHAR(40) NOT NULL CHECK (length(`sku`) <= 40),
    "title" TEXT NOT NULL,
    "unit price" NUMERIC NOT NULL DEFAULT 0,
    "stock" INTEGER NOT NULL DEFAULT 0,
    "weight" REAL,
    "active" BOOLEAN NOT NULL DEFAULT TRUE,
    "image" BLOB,
    "reference" BLOB,
    "made_on" DATE,
    "created_at" DATETIME NOT NULL DEFAULT (replace(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), '.000', '')),
    "label" TEXT GENERATED ALWAYS AS (`title` || ' (' || `sku` || ')') STORED,
    CONSTRAINT "products_enough" CHECK (`stock` >= 0 OR NOT `active`),
    CONSTRAINT "products_unit price_check" CHECK (`unit price` >= 0)
);
CREATE UNIQUE INDEX "products_sku_key" ON "products" (`sku`);
CREATE UNIQUE INDEX "products_title_made_on_key" ON "products" (`title`, `made_on`);
CREATE UNIQUE INDEX "products_reference" ON "products" (`reference`) WHERE `reference` IS NOT NULL;
CREATE INDEX "products_made_on_idx" ON "products" (`made_on` DESC);
COMMIT;

-- SQLite 3.35, down, which loses the rows of `products`
BEGIN;
-- ACCESS EXCLUSIVE on products; catalogue only
DROP TABLE "products";
COMMIT;

-- ==============================================================================
-- create_referring: A foreign key to a table in use needs a moment's lock on it.

-- PostgreSQL 13, up
BEGIN;
-- SHARE ROW EXCLUSIVE on customers; catalogue only
CREATE TABLE "public"."addresses" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "customer_id" bigint NOT NULL,
    "line" text NOT NULL,
    CONSTRAINT "addresses_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "addresses_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "public"."customers" ("id") ON DELETE CASCADE ON UPDATE RESTRICT
);
-- no lock on a table in use; builds an index
CREATE INDEX "addresses_customer_id_idx" ON "public"."addresses" ("customer_id");
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `addresses`
BEGIN;
-- ACCESS EXCLUSIVE on addresses, ACCESS EXCLUSIVE on customers; catalogue only
DROP TABLE "public"."addresses";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "addresses" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "line" TEXT NOT NULL,
    CONSTRAINT "addresses_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE INDEX "addresses_customer_id_idx" ON "addresses" (`customer_id`);
COMMIT;

-- SQLite 3.35, down, which loses the rows of `addresses`
BEGIN;
-- ACCESS EXCLUSIVE on addresses; catalogue only
DROP TABLE "addresses";
COMMIT;

-- ==============================================================================
-- create_tree: A table that refers to itself.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."categories" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "parent_id" bigint,
    "name" text NOT NULL,
    CONSTRAINT "categories_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "public"."categories" ("id") ON DELETE SET NULL
);
-- no lock on a table in use; builds an index
CREATE INDEX "categories_parent_id_idx" ON "public"."categories" ("parent_id");
-- no lock on a table in use; writes rows
INSERT INTO "public"."categories" ("parent_id", "name") VALUES
    (NULL, 'all'),
    (1, 'tea');
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `categories`
BEGIN;
-- ACCESS EXCLUSIVE on categories; catalogue only
DROP TABLE "public"."categories";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "categories" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "parent_id" BIGINT,
    "name" TEXT NOT NULL,
    CONSTRAINT "categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "categories" ("id") ON DELETE SET NULL
);
CREATE INDEX "categories_parent_id_idx" ON "categories" (`parent_id`);
-- no lock on a table in use; writes rows
INSERT INTO "categories" ("parent_id", "name") VALUES
    (NULL, 'all'),
    (1, 'tea');
COMMIT;

-- SQLite 3.35, down, which loses the rows of `categories`
BEGIN;
-- ACCESS EXCLUSIVE on categories; catalogue only
DROP TABLE "categories";
COMMIT;

-- ==============================================================================
-- create_new_pair: Everything about new tables is plain and in one transaction.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."labels" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "name" text,
    CONSTRAINT "labels_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "public"."labellings" (
    "label_id" bigint NOT NULL,
    "thing" text NOT NULL,
    CONSTRAINT "labellings_pkey" PRIMARY KEY ("label_id", "thing")
);
-- no lock on a table in use; reads every row
ALTER TABLE "public"."labels" ALTER COLUMN "name" SET NOT NULL;
-- no lock on a table in use; builds an index
ALTER TABLE "public"."labels" ADD CONSTRAINT "labels_name_key" UNIQUE ("name");
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."labels" ADD COLUMN "color" text DEFAULT 'red' NOT NULL;
ALTER TABLE "public"."labellings" ADD CONSTRAINT "labellings_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "public"."labels" ("id");
-- no lock on a table in use; builds an index
CREATE INDEX "labellings_thing_idx" ON "public"."labellings" ("thing");
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `labellings`, the rows of `labels`
BEGIN;
-- ACCESS EXCLUSIVE on labellings, ACCESS EXCLUSIVE on labels; catalogue only
DROP TABLE "public"."labellings";
-- ACCESS EXCLUSIVE on labels; catalogue only
DROP TABLE "public"."labels";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "labels" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" TEXT
);
CREATE TABLE "labellings" (
    "label_id" BIGINT NOT NULL,
    "thing" TEXT NOT NULL,
    PRIMARY KEY ("label_id", "thing")
);
-- `labels` must be as it was; foreign keys are off, and checked before COMMIT
-- no lock on a table in use; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'labels' COLLATE NOCASE;
CREATE TABLE "labels (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT 'red'
);
INSERT INTO "labels (rebuilt)" ("id", "name", "color") SELECT "labels"."id", "labels"."name", 'red' FROM "labels";
DELETE FROM sqlite_sequence WHERE name = 'labels (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'labels (rebuilt)', seq FROM sqlite_sequence WHERE name = 'labels';
DROP TABLE "labels";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "labels (rebuilt)" RENAME TO "labels";
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX "labels_name_key" ON "labels" (`name`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'labels', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
-- `labellings` must be as it was; foreign keys are off, and checked before COMMIT
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'labellings' COLLATE NOCASE;
CREATE TABLE "labellings (rebuilt)" (
    "label_id" BIGINT NOT NULL,
    "thing" TEXT NOT NULL,
    PRIMARY KEY ("label_id", "thing"),
    CONSTRAINT "labellings_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "labels" ("id")
);
INSERT INTO "labellings (rebuilt)" ("label_id", "thing") SELECT "labellings"."label_id", "labellings"."thing" FROM "labellings";
DROP TABLE "labellings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "labellings (rebuilt)" RENAME TO "labellings";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "labellings_thing_idx" ON "labellings" (`thing`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'labellings', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;

-- SQLite 3.35, down, which loses the rows of `labellings`, the rows of `labels`
BEGIN;
-- ACCESS EXCLUSIVE on labellings; catalogue only
DROP TABLE "labellings";
-- ACCESS EXCLUSIVE on labels; catalogue only
DROP TABLE "labels";
COMMIT;

-- ==============================================================================
-- create_circle: One of the foreign keys has to come last, and to go first.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."teams" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "captain_id" bigint,
    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);
-- no lock on a table in use; builds an index
CREATE INDEX "teams_captain_id_idx" ON "public"."teams" ("captain_id");
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."players" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "team_id" bigint NOT NULL,
    CONSTRAINT "players_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "players_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "public"."teams" ("id")
);
-- no lock on a table in use; builds an index
CREATE INDEX "players_team_id_idx" ON "public"."players" ("team_id");
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."teams" ADD CONSTRAINT "teams_captain_id_fkey" FOREIGN KEY ("captain_id") REFERENCES "public"."players" ("id");
-- no lock on a table in use; writes rows
INSERT INTO "public"."teams" ("captain_id") VALUES (NULL);
INSERT INTO "public"."players" ("team_id") VALUES (1);
UPDATE "public"."teams" SET "captain_id" = 1;
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `players`, the rows of `teams`
BEGIN;
-- ACCESS EXCLUSIVE on teams, ACCESS EXCLUSIVE on players; catalogue only
ALTER TABLE "public"."teams" DROP CONSTRAINT "teams_captain_id_fkey";
-- ACCESS EXCLUSIVE on players, ACCESS EXCLUSIVE on teams; catalogue only
DROP TABLE "public"."players";
-- ACCESS EXCLUSIVE on teams; catalogue only
DROP TABLE "public"."teams";
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "teams" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "captain_id" BIGINT
);
CREATE INDEX "teams_captain_id_idx" ON "teams" (`captain_id`);
CREATE TABLE "players" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "team_id" BIGINT NOT NULL,
    CONSTRAINT "players_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id")
);
CREATE INDEX "players_team_id_idx" ON "players" (`team_id`);
-- `teams` must be as it was; foreign keys are off, and checked before COMMIT
-- no lock on a table in use; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'teams' COLLATE NOCASE;
CREATE TABLE "teams (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "captain_id" BIGINT,
    CONSTRAINT "teams_captain_id_fkey" FOREIGN KEY ("captain_id") REFERENCES "players" ("id")
);
INSERT INTO "teams (rebuilt)" ("id", "captain_id") SELECT "teams"."id", "teams"."captain_id" FROM "teams";
DELETE FROM sqlite_sequence WHERE name = 'teams (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'teams (rebuilt)', seq FROM sqlite_sequence WHERE name = 'teams';
DROP TABLE "teams";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "teams (rebuilt)" RENAME TO "teams";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "teams_captain_id_idx" ON "teams" (`captain_id`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'teams', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
COMMIT;
BEGIN;
-- no lock on a table in use; writes rows
INSERT INTO "teams" ("captain_id") VALUES (NULL);
INSERT INTO "players" ("team_id") VALUES (1);
UPDATE "teams" SET "captain_id" = 1;
COMMIT;

-- SQLite 3.35, down, which loses the rows of `players`, the rows of `teams`
BEGIN;
-- `teams` must be as it was; foreign keys are off, and checked before COMMIT
-- ACCESS EXCLUSIVE on teams; writes the table anew
CREATE TABLE "_migrations_kept" AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'teams' COLLATE NOCASE;
CREATE TABLE "teams (rebuilt)" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "captain_id" BIGINT
);
INSERT INTO "teams (rebuilt)" ("id", "captain_id") SELECT "teams"."id", "teams"."captain_id" FROM "teams";
DELETE FROM sqlite_sequence WHERE name = 'teams (rebuilt)';
INSERT INTO sqlite_sequence (name, seq) SELECT 'teams (rebuilt)', seq FROM sqlite_sequence WHERE name = 'teams';
DROP TABLE "teams";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "teams (rebuilt)" RENAME TO "teams";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "teams_captain_id_idx" ON "teams" (`captain_id`);
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', name, 'teams', 0, sql FROM "_migrations_kept";
PRAGMA writable_schema = RESET;
ALTER TABLE "_migrations_kept" RENAME TO "_migrations_checked";
DROP TABLE "_migrations_checked";
-- ACCESS EXCLUSIVE on players; catalogue only
DROP TABLE "players";
-- ACCESS EXCLUSIVE on teams; catalogue only
DROP TABLE "teams";
COMMIT;

-- ==============================================================================
-- create_empty: PostgreSQL has tables without columns.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."bare" (
);
CREATE TABLE "public"."changed" (
    "a" integer
);
ALTER TABLE "public"."changed" DROP COLUMN "a";
ALTER TABLE "public"."changed" ADD COLUMN "b" text;
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `changed`, the rows of `bare`
BEGIN;
-- ACCESS EXCLUSIVE on changed; catalogue only
DROP TABLE "public"."changed";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on bare; catalogue only
DROP TABLE "public"."bare";
COMMIT;
