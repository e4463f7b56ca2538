CREATE TABLE "data_duty_day" (
	"enterprise_id" text NOT NULL,
	"date" date NOT NULL,
	"time_zone" text NOT NULL,
	"counts" jsonb NOT NULL,
	"arrivals" jsonb,
	"expected_count" integer NOT NULL,
	"received_count" integer NOT NULL,
	"declared_count" integer NOT NULL,
	"verdicts" jsonb NOT NULL,
	"silences" jsonb NOT NULL,
	"result" text NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "data_duty_day_enterprise_id_date_pk" PRIMARY KEY("enterprise_id","date"),
	CONSTRAINT "data_duty_day_result" CHECK ("data_duty_day"."result" in ('met', 'not-met', 'exempt', 'not-judged'))
);
--> statement-breakpoint
CREATE TABLE "data_duty_state" (
	"enterprise_id" text PRIMARY KEY NOT NULL,
	"through" date NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"rejudge_from" date,
	"rejudge_version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_duty_touch" (
	"enterprise_id" text NOT NULL,
	"date" date NOT NULL,
	"version" integer NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "data_duty_touch_enterprise_id_date_pk" PRIMARY KEY("enterprise_id","date")
);
--> statement-breakpoint
CREATE TABLE "declared_stop" (
	"id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"enterprise_id" text NOT NULL,
	"kind" text NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"to" timestamp with time zone,
	"meter_ids" jsonb NOT NULL,
	"reason" text NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "declared_stop_id_revision_pk" PRIMARY KEY("id","revision"),
	CONSTRAINT "declared_stop_kind" CHECK ("declared_stop"."kind" in ('fault', 'stop')),
	CONSTRAINT "declared_stop_order" CHECK ("declared_stop"."from" < "declared_stop"."to")
);
--> statement-breakpoint
CREATE TABLE "reporting_interval" (
	"enterprise_id" text NOT NULL,
	"meter_id" text NOT NULL,
	"revision" integer NOT NULL,
	"interval_seconds" integer NOT NULL,
	"valid_from" date NOT NULL,
	"document_no" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "reporting_interval_enterprise_id_meter_id_revision_pk" PRIMARY KEY("enterprise_id","meter_id","revision"),
	CONSTRAINT "reporting_interval_seconds" CHECK ("reporting_interval"."interval_seconds" > 0)
);
--> statement-breakpoint
ALTER TABLE "data_duty_day" ADD CONSTRAINT "data_duty_day_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_duty_state" ADD CONSTRAINT "data_duty_state_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declared_stop" ADD CONSTRAINT "declared_stop_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporting_interval" ADD CONSTRAINT "reporting_interval_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "data_duty_day_date" ON "data_duty_day" USING btree ("date");--> statement-breakpoint
CREATE INDEX "data_duty_state_due" ON "data_duty_state" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "declared_stop_enterprise" ON "declared_stop" USING btree ("enterprise_id","from");