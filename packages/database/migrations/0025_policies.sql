CREATE TABLE "budget_application" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" text NOT NULL,
	"year" integer NOT NULL,
	"target_id" text NOT NULL,
	"version" integer NOT NULL,
	"requested_limit" double precision NOT NULL,
	"reason" text NOT NULL,
	"figures" jsonb NOT NULL,
	"attachment_ids" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_by_user_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_decision" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"document_no" text NOT NULL,
	"note" text NOT NULL,
	"version" integer,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_by_user_id" uuid NOT NULL,
	CONSTRAINT "budget_decision_granted" CHECK (("budget_decision"."decision" = 'grant') = ("budget_decision"."version" is not null)
        and "budget_decision"."decision" in ('grant', 'refuse'))
);
--> statement-breakpoint
CREATE TABLE "policy_draft" (
	"enterprise_id" text NOT NULL,
	"year" integer NOT NULL,
	"part" text NOT NULL,
	"document" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"open" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "policy_draft_enterprise_id_year_part_pk" PRIMARY KEY("enterprise_id","year","part"),
	CONSTRAINT "policy_draft_part" CHECK ("policy_draft"."part" in ('authority', 'plan'))
);
--> statement-breakpoint
CREATE TABLE "policy_step" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "policy_step_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"enterprise_id" text NOT NULL,
	"year" integer NOT NULL,
	"part" text NOT NULL,
	"version" integer NOT NULL,
	"action" text NOT NULL,
	"document_no" text NOT NULL,
	"note" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_by_user_id" uuid NOT NULL,
	CONSTRAINT "policy_step_action" CHECK ("policy_step"."action" in ('file', 'acknowledge', 'withdraw'))
);
--> statement-breakpoint
CREATE TABLE "policy_template" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"industry_code" text NOT NULL,
	"part" text NOT NULL,
	"document" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_by_user_id" uuid NOT NULL,
	CONSTRAINT "policy_template_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "policy_template_id_shape" CHECK ("policy_template"."id" ~ '^[A-Za-z0-9_.-]{1,64}$'),
	CONSTRAINT "policy_template_part" CHECK ("policy_template"."part" in ('authority', 'plan'))
);
--> statement-breakpoint
CREATE TABLE "policy_version" (
	"enterprise_id" text NOT NULL,
	"year" integer NOT NULL,
	"part" text NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"effective_on" date NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"document_no" text NOT NULL,
	"note" text NOT NULL,
	"application_id" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_by_user_id" uuid NOT NULL,
	CONSTRAINT "policy_version_enterprise_id_year_part_version_pk" PRIMARY KEY("enterprise_id","year","part","version"),
	CONSTRAINT "policy_version_part" CHECK ("policy_version"."part" in ('authority', 'plan'))
);
--> statement-breakpoint
CREATE TABLE "register_entry" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "register_entry_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"register" text NOT NULL,
	"enterprise_id" text,
	"area_type" text,
	"area_code" text,
	"key" text NOT NULL,
	"year" integer,
	"document" jsonb NOT NULL,
	"withdrawn" boolean NOT NULL,
	"note" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "register_entry_key_shape" CHECK ("register_entry"."key" ~ '^[A-Za-z0-9_.-]{1,64}$'),
	CONSTRAINT "register_entry_owner" CHECK (("register_entry"."area_type" is null) = ("register_entry"."area_code" is null)
        and ("register_entry"."enterprise_id" is null or "register_entry"."area_type" is null)
        and ("register_entry"."area_type" is null or "register_entry"."area_type" in ('region', 'park')))
);
--> statement-breakpoint
ALTER TABLE "budget_application" ADD CONSTRAINT "budget_application_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_decision" ADD CONSTRAINT "budget_decision_application_id_budget_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."budget_application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_draft" ADD CONSTRAINT "policy_draft_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_step" ADD CONSTRAINT "policy_step_version_fk" FOREIGN KEY ("enterprise_id","year","part","version") REFERENCES "public"."policy_version"("enterprise_id","year","part","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_application_enterprise" ON "budget_application" USING btree ("enterprise_id","recorded_at");--> statement-breakpoint
CREATE INDEX "policy_step_version" ON "policy_step" USING btree ("enterprise_id","year","part","version");--> statement-breakpoint
CREATE INDEX "policy_version_year" ON "policy_version" USING btree ("year","part","enterprise_id","version");--> statement-breakpoint
CREATE INDEX "register_entry_enterprise" ON "register_entry" USING btree ("enterprise_id","register","key","no" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "register_entry_register" ON "register_entry" USING btree ("register","year","enterprise_id");