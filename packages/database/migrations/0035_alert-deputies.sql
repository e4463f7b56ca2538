ALTER TABLE "alert" ADD COLUMN "deputy_user_id" uuid;--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "deputy" text;