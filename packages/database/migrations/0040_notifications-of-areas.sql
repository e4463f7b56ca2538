ALTER TABLE "contact" DROP CONSTRAINT "contact_scope_type";--> statement-breakpoint
ALTER TABLE "notification_channel" DROP CONSTRAINT "notification_channel_scope_type";--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD COLUMN "area_type" text;--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD COLUMN "area_code" text;--> statement-breakpoint
ALTER TABLE "notification_message" ADD COLUMN "area_type" text;--> statement-breakpoint
ALTER TABLE "notification_message" ADD COLUMN "area_code" text;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_scope_type" CHECK ("contact"."scope_type" in ('region', 'park', 'enterprise'));--> statement-breakpoint
ALTER TABLE "notification_channel" ADD CONSTRAINT "notification_channel_scope_type" CHECK ("notification_channel"."scope_type" in ('region', 'park', 'enterprise', 'platform'));