CREATE TABLE "meter_calibration" (
	"enterprise_id" text NOT NULL,
	"meter_id" text NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"certificate_no" text NOT NULL,
	"organisation" text NOT NULL,
	"performed_on" date NOT NULL,
	"valid_until" date,
	"result" text NOT NULL,
	"accuracy_class" text,
	"attachment_id" text,
	"replaces" integer,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "meter_calibration_enterprise_id_meter_id_revision_pk" PRIMARY KEY("enterprise_id","meter_id","revision"),
	CONSTRAINT "meter_calibration_kind" CHECK ("meter_calibration"."kind" in ('verification', 'calibration')),
	CONSTRAINT "meter_calibration_result" CHECK ("meter_calibration"."result" in ('passed', 'failed')),
	CONSTRAINT "meter_calibration_validity" CHECK ("meter_calibration"."valid_until" >= "meter_calibration"."performed_on"),
	CONSTRAINT "meter_calibration_replaces" CHECK ("meter_calibration"."replaces" < "meter_calibration"."revision")
);
--> statement-breakpoint
CREATE TABLE "metering_point" (
	"enterprise_id" text NOT NULL,
	"id" text NOT NULL,
	"revision" integer NOT NULL,
	"name" text NOT NULL,
	"fit_group" text NOT NULL,
	"level" integer NOT NULL,
	"size" double precision,
	"accuracy_class_max" double precision,
	"meter_id" text,
	"removed" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "metering_point_enterprise_id_id_revision_pk" PRIMARY KEY("enterprise_id","id","revision"),
	CONSTRAINT "metering_point_level" CHECK ("metering_point"."level" in (1, 2, 3)),
	CONSTRAINT "metering_point_id_shape" CHECK ("metering_point"."id" ~ '^[A-Za-z0-9_.-]{1,64}$')
);
--> statement-breakpoint
ALTER TABLE "meter_calibration" ADD CONSTRAINT "meter_calibration_enterprise_id_meter_id_meter_enterprise_id_id_fk" FOREIGN KEY ("enterprise_id","meter_id") REFERENCES "public"."meter"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_calibration" ADD CONSTRAINT "meter_calibration_replaces_fk" FOREIGN KEY ("enterprise_id","meter_id","replaces") REFERENCES "public"."meter_calibration"("enterprise_id","meter_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metering_point" ADD CONSTRAINT "metering_point_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metering_point" ADD CONSTRAINT "metering_point_meter_fk" FOREIGN KEY ("enterprise_id","meter_id") REFERENCES "public"."meter"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "metering_point_meter" ON "metering_point" USING btree ("enterprise_id","meter_id");