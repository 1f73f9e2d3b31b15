-- ==============================================================================
-- drop_plain: A table that refers to nobody.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on products; catalogue only
DROP TABLE "public"."products";
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `products`
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

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on products; catalogue only
DROP TABLE "products";
COMMIT;

-- SQLite 3.35, down, which loses the rows of `products`
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

-- ==============================================================================
-- drop_referring: Its foreign keys have triggers on other tables, which are locked too.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds, ACCESS EXCLUSIVE on orders; catalogue only
DROP TABLE "public"."refunds";
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `refunds`
BEGIN;
-- SHARE ROW EXCLUSIVE on orders; catalogue only
CREATE TABLE "public"."refunds" (
    "order_id" bigint NOT NULL,
    "number" integer NOT NULL,
    "amount" numeric(10, 2) NOT NULL,
    "agent" bigint,
    CONSTRAINT "refunds_positive" CHECK ("amount" > 0::numeric),
    CONSTRAINT "refunds_pkey" PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."orders" ("id")
);
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds; catalogue only
DROP TABLE "refunds";
COMMIT;

-- SQLite 3.35, down, which loses the rows of `refunds`
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "refunds" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK (`amount` > 0),
    PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
COMMIT;

-- ==============================================================================
-- drop_pair: Two tables, each in a transaction of its own.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds, ACCESS EXCLUSIVE on orders; catalogue only
DROP TABLE "public"."refunds";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on orders, ACCESS EXCLUSIVE on customers; catalogue only
DROP TABLE "public"."orders";
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `orders`, the rows of `refunds`
BEGIN;
-- SHARE ROW EXCLUSIVE on customers; catalogue only
CREATE TABLE "public"."orders" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "customer_id" bigint NOT NULL,
    "code" varchar(20) NOT NULL,
    "status" text DEFAULT 'new' NOT NULL,
    "total" numeric(10, 2),
    "note" text,
    CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "orders_status_check" CHECK ("status" IN ('new', 'paid', 'shipped')),
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "public"."customers" ("id") ON DELETE CASCADE
);
-- no lock on a table in use; builds an index
CREATE INDEX "orders_open" ON "public"."orders" ("status") WHERE "status" <> 'shipped';
CREATE INDEX "orders_customer_id_idx" ON "public"."orders" ("customer_id");
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."refunds" (
    "order_id" bigint NOT NULL,
    "number" integer NOT NULL,
    "amount" numeric(10, 2) NOT NULL,
    "agent" bigint,
    CONSTRAINT "refunds_positive" CHECK ("amount" > 0::numeric),
    CONSTRAINT "refunds_pkey" PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "public"."orders" ("id")
);
COMMIT;

-- SQLite 3.35, up
BEGIN;
-- ACCESS EXCLUSIVE on refunds; catalogue only
DROP TABLE "refunds";
-- ACCESS EXCLUSIVE on orders; catalogue only
DROP TABLE "orders";
COMMIT;

-- SQLite 3.35, down, which loses the rows of `orders`, the rows of `refunds`
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "orders" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" VARCHAR(20) NOT NULL CHECK (length(`code`) <= 20),
    "status" TEXT NOT NULL DEFAULT 'new',
    "total" NUMERIC,
    "note" TEXT,
    CONSTRAINT "orders_status_check" CHECK (`status` IN ('new', 'paid', 'shipped')),
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE
);
CREATE INDEX "orders_open" ON "orders" (`status`) WHERE `status` <> 'shipped';
CREATE INDEX "orders_customer_id_idx" ON "orders" (`customer_id`);
CREATE TABLE "refunds" (
    "order_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" NUMERIC NOT NULL,
    "agent" BIGINT,
    CONSTRAINT "refunds_positive" CHECK (`amount` > 0),
    PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
COMMIT;
