CREATE TABLE "device_activity" (
	"enterprise_id" text NOT NULL,
	"device_id" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"usual_gap_ms" bigint DEFAULT 0 NOT NULL,
	"touch_count" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "device_activity_enterprise_id_device_id_pk" PRIMARY KEY("enterprise_id","device_id")
);
--> statement-breakpoint
CREATE TABLE "device_watch" (
	"id" integer PRIMARY KEY NOT NULL,
	"tripped_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_watch_one" CHECK ("device_watch"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "device_activity" ADD CONSTRAINT "device_activity_enterprise_id_device_id_device_enterprise_id_id_fk" FOREIGN KEY ("enterprise_id","device_id") REFERENCES "public"."device"("enterprise_id","id") ON DELETE no action ON UPDATE no action;