-- ==============================================================================
-- nullable_again: Nullable again.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "old_depot" DROP NOT NULL;
ALTER TABLE "public"."parcels" ALTER COLUMN "depot" DROP NOT NULL;
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_depot_not_null_proof" CHECK ("depot" IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; reads every row
ALTER TABLE "public"."parcels" VALIDATE CONSTRAINT "parcels_depot_not_null_proof";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "depot" SET NOT NULL;
DO 'DECLARE known pg_catalog.name := (SELECT conname FROM pg_catalog.pg_constraint JOIN pg_catalog.pg_attribute ON attrelid OPERATOR(pg_catalog.=) conrelid AND conkey OPERATOR(pg_catalog.=) ARRAY[attnum] WHERE contype OPERATOR(pg_catalog.=) ''n'' AND conrelid OPERATOR(pg_catalog.=) ''"public"."parcels"'' ::regclass AND attname OPERATOR(pg_catalog.=) ''depot'');BEGIN IF known OPERATOR(pg_catalog.<>) ''parcels_depot_not_null1'' THEN EXECUTE pg_catalog.concat_ws('' '', ''ALTER TABLE "public"."parcels" RENAME CONSTRAINT'', pg_catalog.quote_ident(known::text),''TO "parcels_depot_not_null1"''); END IF; END';
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_depot_not_null_proof";
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_old_depot_not_null_proof" CHECK ("old_depot" IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; reads every row
ALTER TABLE "public"."parcels" VALIDATE CONSTRAINT "parcels_old_depot_not_null_proof";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "old_depot" SET NOT NULL;
DO 'DECLARE known pg_catalog.name := (SELECT conname FROM pg_catalog.pg_constraint JOIN pg_catalog.pg_attribute ON attrelid OPERATOR(pg_catalog.=) conrelid AND conkey OPERATOR(pg_catalog.=) ARRAY[attnum] WHERE contype OPERATOR(pg_catalog.=) ''n'' AND conrelid OPERATOR(pg_catalog.=) ''"public"."parcels"'' ::regclass AND attname OPERATOR(pg_catalog.=) ''old_depot'');BEGIN IF known OPERATOR(pg_catalog.<>) ''parcels_depot_not_null'' THEN EXECUTE pg_catalog.concat_ws('' '', ''ALTER TABLE "public"."parcels" RENAME CONSTRAINT'', pg_catalog.quote_ident(known::text),''TO "parcels_depot_not_null"''); END IF; END';
ALTER TABLE "public"."parcels" DROP CONSTRAINT "parcels_old_depot_not_null_proof";
COMMIT;

-- ==============================================================================
-- nullable_again_18: Nullable again 18.

-- PostgreSQL 18, up
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ALTER COLUMN "old_depot" DROP NOT NULL;
ALTER TABLE "public"."parcels" ALTER COLUMN "depot" DROP NOT NULL;
COMMIT;

-- PostgreSQL 18, down
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_depot_not_null1" NOT NULL "depot" NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; reads every row
ALTER TABLE "public"."parcels" VALIDATE CONSTRAINT "parcels_depot_not_null1";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on parcels; catalogue only
ALTER TABLE "public"."parcels" ADD CONSTRAINT "parcels_depot_not_null" NOT NULL "old_depot" NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on parcels; reads every row
ALTER TABLE "public"."parcels" VALIDATE CONSTRAINT "parcels_depot_not_null";
COMMIT;

-- ==============================================================================
-- beside_a_check: The server would take the name of the check for the not null first.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE TABLE "public"."checked" (
    "id" bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT "checked_id_not_null1" NOT NULL,
    "n" integer CONSTRAINT "checked_n_not_null1" NOT NULL,
    "m" integer NOT NULL,
    CONSTRAINT "checked_n_not_null" CHECK ("n" > 0),
    CONSTRAINT "checked_id_not_null" UNIQUE ("m", "n"),
    CONSTRAINT "checked_pkey" PRIMARY KEY ("id")
);
-- no lock on a table in use; reads every row
ALTER TABLE "public"."checked" ADD CONSTRAINT "checked_k_not_null" CHECK ("m" > 0);
-- no lock on a table in use; catalogue only
ALTER TABLE "public"."checked" ADD COLUMN "k" integer DEFAULT 0 CONSTRAINT "checked_k_not_null1" NOT NULL;
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `checked`
BEGIN;
-- ACCESS EXCLUSIVE on checked; catalogue only
DROP TABLE "public"."checked";
COMMIT;

-- ==============================================================================
-- alike: Two names that are shortened to one, in columns and in sequences.

-- PostgreSQL 13, up
BEGIN;
-- no lock on a table in use; catalogue only
CREATE SEQUENCE "public"."a_table_with_a_name_that_leav_a_column_with_a_name_that_is_seq1" AS bigint;
CREATE SEQUENCE "public"."a_table_with_a_name_that_leav_a_column_with_a_name_that_is_seq2" AS integer;
CREATE TABLE "public"."a_table_with_a_name_that_leaves_little_room_for_columns" (
    "a_column_with_a_name_that_is_quite_long_and_goes_on_one" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "a_column_with_a_name_that_is_quite_long_and_goes_on_two" bigint DEFAULT pg_catalog.nextval('a_table_with_a_name_that_leav_a_column_with_a_name_that_is_seq1') CONSTRAINT "a_table_with_a_name_that_l_a_column_with_a_name_that__not_null1" NOT NULL,
    "a_column_with_a_name_that_is_quite_long_and_goes_on_six" integer DEFAULT pg_catalog.nextval('a_table_with_a_name_that_leav_a_column_with_a_name_that_is_seq2') CONSTRAINT "a_table_with_a_name_that_l_a_column_with_a_name_that__not_null2" NOT NULL,
    CONSTRAINT "a_table_with_a_name_that_leaves_little_room_for_columns_pkey" PRIMARY KEY ("a_column_with_a_name_that_is_quite_long_and_goes_on_one")
);
ALTER SEQUENCE "public"."a_table_with_a_name_that_leav_a_column_with_a_name_that_is_seq1" OWNED BY "public"."a_table_with_a_name_that_leaves_little_room_for_columns"."a_column_with_a_name_that_is_quite_long_and_goes_on_two";
ALTER SEQUENCE "public"."a_table_with_a_name_that_leav_a_column_with_a_name_that_is_seq2" OWNED BY "public"."a_table_with_a_name_that_leaves_little_room_for_columns"."a_column_with_a_name_that_is_quite_long_and_goes_on_six";
COMMIT;

-- PostgreSQL 13, down, which loses the rows of `a_table_with_a_name_that_leaves_little_room_for_columns`
BEGIN;
-- ACCESS EXCLUSIVE on a_table_with_a_name_that_leaves_little_room_for_columns; catalogue only
DROP TABLE "public"."a_table_with_a_name_that_leaves_little_room_for_columns";
COMMIT;

-- ==============================================================================
-- key_over_nullable: Key over nullable.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_line_not_null_proof" CHECK ("line" IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on stops; reads every row
ALTER TABLE "public"."stops" VALIDATE CONSTRAINT "stops_line_not_null_proof";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" ALTER COLUMN "line" SET NOT NULL;
ALTER TABLE "public"."stops" DROP CONSTRAINT "stops_line_not_null_proof";
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_place_not_null_proof" CHECK ("place" IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on stops; reads every row
ALTER TABLE "public"."stops" VALIDATE CONSTRAINT "stops_place_not_null_proof";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" ALTER COLUMN "place" SET NOT NULL;
ALTER TABLE "public"."stops" DROP CONSTRAINT "stops_place_not_null_proof";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on stops; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "stops_pkey" ON "public"."stops" ("line", "place");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."stops_pkey";
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_pkey" PRIMARY KEY USING INDEX "stops_pkey";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_pkey" PRIMARY KEY ("line", "place");
COMMIT;

-- PostgreSQL 13, down
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" DROP CONSTRAINT "stops_pkey";
ALTER TABLE "public"."stops" ALTER COLUMN "place" DROP NOT NULL;
ALTER TABLE "public"."stops" ALTER COLUMN "line" DROP NOT NULL;
COMMIT;

-- ==============================================================================
-- key_over_nullable_18: Key over nullable 18.

-- PostgreSQL 18, up
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_line_not_null1" NOT NULL "line" NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on stops; reads every row
ALTER TABLE "public"."stops" VALIDATE CONSTRAINT "stops_line_not_null1";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_place_not_null" NOT NULL "place" NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on stops; reads every row
ALTER TABLE "public"."stops" VALIDATE CONSTRAINT "stops_place_not_null";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on stops; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "stops_pkey" ON "public"."stops" ("line", "place");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "public"."stops_pkey";
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_pkey" PRIMARY KEY USING INDEX "stops_pkey";
COMMIT;

-- PostgreSQL 18, up where the history begins
BEGIN;
-- no lock on a table in use; builds an index
ALTER TABLE "public"."stops" ADD CONSTRAINT "stops_pkey" PRIMARY KEY ("line", "place");
COMMIT;

-- PostgreSQL 18, down
BEGIN;
-- ACCESS EXCLUSIVE on stops; catalogue only
ALTER TABLE "public"."stops" DROP CONSTRAINT "stops_pkey";
ALTER TABLE "public"."stops" ALTER COLUMN "place" DROP NOT NULL;
ALTER TABLE "public"."stops" ALTER COLUMN "line" DROP NOT NULL;
COMMIT;
