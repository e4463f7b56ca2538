-- One auditor became several: who had an engagement keeps it.
INSERT INTO "engagement_auditor" ("engagement_id", "user_id") SELECT "id", "user_id" FROM "engagement";--> statement-breakpoint
INSERT INTO "engagement_event" ("engagement_id", "no", "at", "by", "action", "details")
	SELECT "id", 1, "created_at", 'user-management', 'created', '{}' FROM "engagement";--> statement-breakpoint
ALTER TABLE "engagement" DROP CONSTRAINT "engagement_user_id_user_account_id_fk";
--> statement-breakpoint
DROP INDEX "engagement_user";--> statement-breakpoint
ALTER TABLE "engagement" DROP COLUMN "user_id";