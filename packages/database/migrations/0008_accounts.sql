CREATE TABLE "assessed_rule" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessed_rule_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"scope_type" text NOT NULL,
	"scope_value" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"base" text NOT NULL,
	"deductions" jsonb NOT NULL,
	"issuer" text NOT NULL,
	"document_no" text NOT NULL,
	"issued_on" date NOT NULL,
	"supersedes" bigint,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "assessed_rule_id_shape" CHECK ("assessed_rule"."id" ~ '^[A-Za-z0-9_.-]{1,64}$'),
	CONSTRAINT "assessed_rule_period" CHECK ("assessed_rule"."valid_to" is null or "assessed_rule"."valid_from" < "assessed_rule"."valid_to"),
	CONSTRAINT "assessed_rule_base" CHECK ("assessed_rule"."base" in ('comprehensive', 'statistical')),
	CONSTRAINT "assessed_rule_scope_value" CHECK ("assessed_rule"."scope_type" in ('enterprise', 'park', 'region', 'sector', 'nation')
        and ("assessed_rule"."scope_value" = '') = ("assessed_rule"."scope_type" = 'nation'))
);
--> statement-breakpoint
CREATE TABLE "energy_source_setting" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "energy_source_setting_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"enterprise_id" text NOT NULL,
	"energy_kind" text NOT NULL,
	"valid_from" date NOT NULL,
	"source" text,
	"is_reported" boolean NOT NULL,
	"is_feedstock" boolean NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "energy_source_setting_source" CHECK ("energy_source_setting"."source" in ('metered', 'ledger'))
);
--> statement-breakpoint
CREATE TABLE "enterprise_calorific_value" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "enterprise_calorific_value_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"enterprise_id" text NOT NULL,
	"energy_kind" text NOT NULL,
	"unit" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"batch" text NOT NULL,
	"batch_quantity" double precision,
	"kj_per_unit" double precision,
	"document_no" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "enterprise_calorific_value_unit" CHECK ("enterprise_calorific_value"."unit" in ('kg', 'm3')),
	CONSTRAINT "enterprise_calorific_value_period" CHECK ("enterprise_calorific_value"."valid_from" < "enterprise_calorific_value"."valid_to"),
	CONSTRAINT "enterprise_calorific_value_batch" CHECK (("enterprise_calorific_value"."batch" = '') = ("enterprise_calorific_value"."batch_quantity" is null))
);
--> statement-breakpoint
CREATE TABLE "factor" (
	"set_id" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"energy_kind" text NOT NULL,
	"document" jsonb NOT NULL,
	"origin_set_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "factor_set_id_id_pk" PRIMARY KEY("set_id","id"),
	CONSTRAINT "factor_type" CHECK ("factor"."type" in ('standard-coal', 'carbon', 'density'))
);
--> statement-breakpoint
CREATE TABLE "factor_set" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"published_on" date NOT NULL,
	"based_on" text,
	"sha256" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "factor_set_id_shape" CHECK ("factor_set"."id" ~ '^[A-Za-z0-9_.-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "factor_verification" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "factor_verification_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"origin_set_id" text NOT NULL,
	"factor_id" text NOT NULL,
	"agrees" boolean NOT NULL,
	"checked_against" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "generation_setting" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "generation_setting_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"enterprise_id" text NOT NULL,
	"meter_id" text NOT NULL,
	"valid_from" date NOT NULL,
	"generation" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "generation_setting_value" CHECK ("generation_setting"."generation" in ('renewable', 'conversion'))
);
--> statement-breakpoint
CREATE TABLE "virtual_meter" (
	"enterprise_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"energy_kind" text NOT NULL,
	"unit" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "virtual_meter_enterprise_id_id_pk" PRIMARY KEY("enterprise_id","id"),
	CONSTRAINT "virtual_meter_id_shape" CHECK ("virtual_meter"."id" ~ '^[A-Za-z0-9_.-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "virtual_meter_formula" (
	"enterprise_id" text NOT NULL,
	"virtual_meter_id" text NOT NULL,
	"revision" integer NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"formula" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "virtual_meter_formula_enterprise_id_virtual_meter_id_revision_pk" PRIMARY KEY("enterprise_id","virtual_meter_id","revision")
);
--> statement-breakpoint
ALTER TABLE "assessed_rule" ADD CONSTRAINT "assessed_rule_supersedes_assessed_rule_no_fk" FOREIGN KEY ("supersedes") REFERENCES "public"."assessed_rule"("no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "energy_source_setting" ADD CONSTRAINT "energy_source_setting_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_calorific_value" ADD CONSTRAINT "enterprise_calorific_value_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor" ADD CONSTRAINT "factor_set_id_factor_set_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."factor_set"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor_set" ADD CONSTRAINT "factor_set_based_on_factor_set_id_fk" FOREIGN KEY ("based_on") REFERENCES "public"."factor_set"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor_verification" ADD CONSTRAINT "factor_verification_factor_fk" FOREIGN KEY ("origin_set_id","factor_id") REFERENCES "public"."factor"("set_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generation_setting" ADD CONSTRAINT "generation_setting_meter_fk" FOREIGN KEY ("enterprise_id","meter_id") REFERENCES "public"."meter"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virtual_meter" ADD CONSTRAINT "virtual_meter_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virtual_meter_formula" ADD CONSTRAINT "virtual_meter_formula_meter_fk" FOREIGN KEY ("enterprise_id","virtual_meter_id") REFERENCES "public"."virtual_meter"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assessed_rule_id_key" ON "assessed_rule" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "assessed_rule_supersedes_key" ON "assessed_rule" USING btree ("supersedes");--> statement-breakpoint
CREATE INDEX "assessed_rule_scope" ON "assessed_rule" USING btree ("scope_type","scope_value");--> statement-breakpoint
CREATE INDEX "energy_source_setting_enterprise" ON "energy_source_setting" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "enterprise_calorific_value_enterprise" ON "enterprise_calorific_value" USING btree ("enterprise_id","valid_from");--> statement-breakpoint
CREATE INDEX "factor_set_newest" ON "factor_set" USING btree ("published_on","recorded_at");--> statement-breakpoint
CREATE INDEX "factor_verification_factor" ON "factor_verification" USING btree ("origin_set_id","factor_id","no");--> statement-breakpoint
CREATE INDEX "generation_setting_enterprise" ON "generation_setting" USING btree ("enterprise_id");