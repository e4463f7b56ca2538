CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_type" text NOT NULL,
	"scope_id" text NOT NULL,
	"post" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"language" text DEFAULT 'zh' NOT NULL,
	"severity_min" integer DEFAULT 1 NOT NULL,
	"quiet_hours" jsonb,
	"from" timestamp with time zone,
	"to" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "contact_scope_type" CHECK ("contact"."scope_type" in ('region', 'enterprise')),
	CONSTRAINT "contact_post" CHECK ("contact"."post" in ('energy-manager', 'deputy', 'inspector-on-duty'))
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notification_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dedup_key" text NOT NULL,
	"enterprise_id" text,
	"subject_id" text NOT NULL,
	"event" text NOT NULL,
	"word" text NOT NULL,
	"severity" integer NOT NULL,
	"rule" text NOT NULL,
	"labels" jsonb NOT NULL,
	"audience" text NOT NULL,
	"message_key" text NOT NULL,
	"params" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_sequence_unique" UNIQUE("sequence"),
	CONSTRAINT "notification_dedup_key_unique" UNIQUE("dedup_key"),
	CONSTRAINT "notification_event" CHECK ("notification"."event" in ('firing', 'resolved', 'notice')),
	CONSTRAINT "notification_severity" CHECK ("notification"."severity" between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "notification_book" (
	"id" text PRIMARY KEY NOT NULL,
	"state" jsonb NOT NULL,
	"wake_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_breaker" (
	"id" integer PRIMARY KEY NOT NULL,
	"opened_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_channel" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_type" text NOT NULL,
	"scope_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"secret" text,
	"language" text DEFAULT 'zh' NOT NULL,
	"severity_min" integer DEFAULT 1 NOT NULL,
	"repeat_ms" bigint,
	"quiet_hours" jsonb,
	"enabled" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "notification_channel_scope_type" CHECK ("notification_channel"."scope_type" in ('region', 'enterprise', 'platform'))
);
--> statement-breakpoint
CREATE TABLE "notification_delivery" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" uuid,
	"enterprise_id" text,
	"destination_id" text,
	"kind" text,
	"address" text,
	"severity" integer NOT NULL,
	"attempt" integer NOT NULL,
	"request_id" uuid,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"answer" text,
	"notification_ids" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_delivery_outcome" CHECK ("notification_delivery"."outcome" in ('delivered', 'refused', 'failed', 'unknown', 'suppressed'))
);
--> statement-breakpoint
CREATE TABLE "notification_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" text,
	"destination_id" text NOT NULL,
	"kind" text NOT NULL,
	"channel_id" uuid,
	"address" text NOT NULL,
	"severity" integer NOT NULL,
	"reason" text NOT NULL,
	"content" jsonb NOT NULL,
	"notification_ids" jsonb NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"request_id" uuid,
	"started_at" timestamp with time zone,
	"sent_again_of" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "notification_message_state" CHECK ("notification_message"."state" in ('due', 'sending', 'delivered', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "notification_pause" (
	"destination_id" text PRIMARY KEY NOT NULL,
	"failure_count" integer NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_queue" (
	"notification_id" uuid PRIMARY KEY NOT NULL,
	"book_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "silence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_type" text NOT NULL,
	"scope_id" text NOT NULL,
	"matchers" jsonb NOT NULL,
	"reason" text NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"to" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "silence_order" CHECK ("silence"."from" < "silence"."to")
);
--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_message_id_notification_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."notification_message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_message" ADD CONSTRAINT "notification_message_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_queue" ADD CONSTRAINT "notification_queue_notification_id_notification_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_scope" ON "contact" USING btree ("scope_type","scope_id");--> statement-breakpoint
CREATE INDEX "notification_alarms" ON "notification" USING btree ("recorded_at") WHERE "notification"."word" = 'alarm';--> statement-breakpoint
CREATE INDEX "notification_enterprise" ON "notification" USING btree ("enterprise_id","sequence");--> statement-breakpoint
CREATE INDEX "notification_book_wake" ON "notification_book" USING btree ("wake_at");--> statement-breakpoint
CREATE INDEX "notification_channel_scope" ON "notification_channel" USING btree ("scope_type","scope_id");--> statement-breakpoint
CREATE INDEX "notification_delivery_message" ON "notification_delivery" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "notification_delivery_enterprise" ON "notification_delivery" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "notification_message_due" ON "notification_message" USING btree ("due_at") WHERE "notification_message"."state" in ('due', 'sending');--> statement-breakpoint
CREATE INDEX "notification_message_enterprise" ON "notification_message" USING btree ("enterprise_id","created_at");--> statement-breakpoint
CREATE INDEX "notification_message_created" ON "notification_message" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "notification_queue_book" ON "notification_queue" USING btree ("book_id");--> statement-breakpoint
CREATE INDEX "silence_time" ON "silence" USING btree ("to");