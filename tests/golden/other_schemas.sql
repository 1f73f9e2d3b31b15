-- ==============================================================================
-- in_a_schema: Names outside of `public` carry their schema.

-- PostgreSQL 13, up
BEGIN;
-- ACCESS EXCLUSIVE on depot.boxes; catalogue only
ALTER TABLE "depot"."boxes" ADD CONSTRAINT "boxes_label_not_null_proof" CHECK ("label" IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on depot.boxes; reads every row
ALTER TABLE "depot"."boxes" VALIDATE CONSTRAINT "boxes_label_not_null_proof";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on depot.boxes; catalogue only
ALTER TABLE "depot"."boxes" ALTER COLUMN "label" SET NOT NULL;
ALTER TABLE "depot"."boxes" DROP CONSTRAINT "boxes_label_not_null_proof";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on depot.boxes; builds an index
CREATE UNIQUE INDEX CONCURRENTLY "boxes_label_key" ON "depot"."boxes" ("label");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "depot"."boxes_label_key";
BEGIN;
-- ACCESS EXCLUSIVE on depot.boxes; catalogue only
ALTER TABLE "depot"."boxes" ADD CONSTRAINT "boxes_label_key" UNIQUE USING INDEX "boxes_label_key";
ALTER TABLE "depot"."boxes" ADD COLUMN "lid" bigint CONSTRAINT "boxes_lid_fkey" REFERENCES "depot"."boxes" ("id");
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on depot.boxes, ACCESS EXCLUSIVE on bays; catalogue only
ALTER TABLE "depot"."boxes" DROP CONSTRAINT "boxes_bay_id_fkey";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on depot.boxes; builds an index
CREATE INDEX CONCURRENTLY "boxes_lid_idx" ON "depot"."boxes" ("lid");
-- an invalid leftover goes first: DROP INDEX CONCURRENTLY "depot"."boxes_lid_idx";
BEGIN;
-- no lock on a table in use; catalogue only
ALTER INDEX "depot"."boxes_bay_id_idx" RENAME TO "boxes_by_bay";
COMMIT;

-- PostgreSQL 13, up where the history begins
BEGIN;
-- no lock on a table in use; reads every row
ALTER TABLE "depot"."boxes" ALTER COLUMN "label" SET NOT NULL;
-- no lock on a table in use; builds an index
ALTER TABLE "depot"."boxes" ADD CONSTRAINT "boxes_label_key" UNIQUE ("label");
-- no lock on a table in use; catalogue only
ALTER TABLE "depot"."boxes" ADD COLUMN "lid" bigint CONSTRAINT "boxes_lid_fkey" REFERENCES "depot"."boxes" ("id");
ALTER TABLE "depot"."boxes" DROP CONSTRAINT "boxes_bay_id_fkey";
-- no lock on a table in use; builds an index
CREATE INDEX "boxes_lid_idx" ON "depot"."boxes" ("lid");
-- no lock on a table in use; catalogue only
ALTER INDEX "depot"."boxes_bay_id_idx" RENAME TO "boxes_by_bay";
COMMIT;

-- PostgreSQL 13, down, which loses the values of `depot.boxes.lid`
BEGIN;
-- no lock on a table in use; catalogue only
ALTER INDEX "depot"."boxes_by_bay" RENAME TO "boxes_bay_id_idx";
COMMIT;
-- SHARE UPDATE EXCLUSIVE on depot.boxes; catalogue only
DROP INDEX CONCURRENTLY "depot"."boxes_lid_idx";
BEGIN;
-- SHARE ROW EXCLUSIVE on depot.boxes, SHARE ROW EXCLUSIVE on bays; catalogue only
ALTER TABLE "depot"."boxes" ADD CONSTRAINT "boxes_bay_id_fkey" FOREIGN KEY ("bay_id") REFERENCES "public"."bays" ("id") NOT VALID;
COMMIT;
BEGIN;
-- SHARE UPDATE EXCLUSIVE on depot.boxes, ROW SHARE on bays; reads every row
ALTER TABLE "depot"."boxes" VALIDATE CONSTRAINT "boxes_bay_id_fkey";
COMMIT;
BEGIN;
-- ACCESS EXCLUSIVE on depot.boxes; catalogue only
ALTER TABLE "depot"."boxes" DROP COLUMN "lid";
ALTER TABLE "depot"."boxes" DROP CONSTRAINT "boxes_label_key";
ALTER TABLE "depot"."boxes" ALTER COLUMN "label" DROP NOT NULL;
COMMIT;
