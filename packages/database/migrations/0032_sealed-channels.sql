ALTER TABLE "notification_channel" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "notification_channel" ADD COLUMN "has_secret" boolean DEFAULT false NOT NULL;