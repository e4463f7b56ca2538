CREATE TABLE "area_alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"area_type" text NOT NULL,
	"area_code" text NOT NULL,
	"rule" text NOT NULL,
	"target_id" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"severity" integer NOT NULL,
	"condition" text NOT NULL,
	"handling" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	"evidence" jsonb NOT NULL,
	"rule_version" text NOT NULL,
	"last_no" integer NOT NULL,
	CONSTRAINT "area_alert_identity" UNIQUE("area_type","area_code","rule","target_id","period_from"),
	CONSTRAINT "area_alert_area" CHECK ("area_alert"."area_type" in ('region', 'park')),
	CONSTRAINT "area_alert_severity" CHECK ("area_alert"."severity" between 1 and 3),
	CONSTRAINT "area_alert_condition" CHECK ("area_alert"."condition" in ('firing', 'resolved')),
	CONSTRAINT "area_alert_handling" CHECK ("area_alert"."handling" in ('new', 'acknowledged', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "area_alert_state" (
	"area_type" text NOT NULL,
	"area_code" text NOT NULL,
	"rule" text NOT NULL,
	"target_id" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"state" jsonb NOT NULL,
	CONSTRAINT "area_alert_state_area_type_area_code_rule_target_id_period_from_pk" PRIMARY KEY("area_type","area_code","rule","target_id","period_from")
);
--> statement-breakpoint
CREATE TABLE "area_alert_transition" (
	"alert_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" uuid,
	"by" text NOT NULL,
	"note" text NOT NULL,
	"severity" integer NOT NULL,
	"condition" text NOT NULL,
	"handling" text NOT NULL,
	"details" jsonb NOT NULL,
	"audit_sequence" bigint NOT NULL,
	CONSTRAINT "area_alert_transition_alert_id_no_pk" PRIMARY KEY("alert_id","no")
);
--> statement-breakpoint
CREATE TABLE "area_evaluation" (
	"area_type" text NOT NULL,
	"area_code" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"held_until" timestamp with time zone,
	"evaluated_at" timestamp with time zone,
	CONSTRAINT "area_evaluation_area_type_area_code_pk" PRIMARY KEY("area_type","area_code")
);
--> statement-breakpoint
CREATE TABLE "area_evaluation_wish" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "area_evaluation_wish_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"enterprise_id" text,
	"area_type" text,
	"area_code" text
);
--> statement-breakpoint
CREATE TABLE "enterprise_months" (
	"enterprise_id" text PRIMARY KEY NOT NULL,
	"months" jsonb NOT NULL,
	"ratios" jsonb NOT NULL,
	"through_at" timestamp with time zone NOT NULL,
	"factor_set" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "area_alert_transition" ADD CONSTRAINT "area_alert_transition_alert_id_area_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."area_alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_months" ADD CONSTRAINT "enterprise_months_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "area_alert_opened" ON "area_alert" USING btree ("opened_at","id");