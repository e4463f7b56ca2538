ALTER TABLE "notification_delivery" ADD COLUMN "side" text DEFAULT 'authority' NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_message" ADD COLUMN "side" text DEFAULT 'authority' NOT NULL;