CREATE TABLE "meter_retirement" (
	"enterprise_id" text NOT NULL,
	"meter_id" text NOT NULL,
	"revision" integer NOT NULL,
	"retired_at" timestamp with time zone,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "meter_retirement_enterprise_id_meter_id_revision_pk" PRIMARY KEY("enterprise_id","meter_id","revision")
);
--> statement-breakpoint
CREATE TABLE "reading_verification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by" text NOT NULL,
	"state" text NOT NULL,
	"finished_at" timestamp with time zone,
	"results" jsonb NOT NULL,
	CONSTRAINT "reading_verification_state" CHECK ("reading_verification"."state" in ('running', 'finished')),
	CONSTRAINT "reading_verification_order" CHECK ("reading_verification"."from_at" < "reading_verification"."to_at")
);
--> statement-breakpoint
ALTER TABLE "meter_retirement" ADD CONSTRAINT "meter_retirement_meter_fk" FOREIGN KEY ("enterprise_id","meter_id") REFERENCES "public"."meter"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_verification" ADD CONSTRAINT "reading_verification_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reading_verification_requested" ON "reading_verification" USING btree ("enterprise_id","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reading_verification_running" ON "reading_verification" USING btree ("enterprise_id") WHERE "reading_verification"."state" = 'running';