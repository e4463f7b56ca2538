ALTER TABLE "policy_draft" ADD COLUMN "base_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- A draft that is open was built on what was signed when it was saved last.
UPDATE "policy_draft" d SET "base_version" = coalesce((
  SELECT max(v."version") FROM "policy_version" v
  WHERE v."enterprise_id" = d."enterprise_id" AND v."year" = d."year" AND v."part" = d."part"
    AND v."recorded_at" <= d."updated_at"), 0);
