CREATE TABLE "alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" text NOT NULL,
	"rule" text NOT NULL,
	"target_id" text,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"severity" integer NOT NULL,
	"condition" text NOT NULL,
	"handling" text NOT NULL,
	"hidden" boolean NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	"evidence" jsonb NOT NULL,
	"rule_version" text NOT NULL,
	"policy_version" text,
	"factor_version" text,
	"assignee_user_id" uuid,
	"assignee" text,
	"merged_into_id" uuid,
	"case_id" uuid,
	"last_no" integer NOT NULL,
	CONSTRAINT "alert_identity" UNIQUE NULLS NOT DISTINCT("enterprise_id","rule","target_id","period_from"),
	CONSTRAINT "alert_severity" CHECK ("alert"."severity" between 1 and 3),
	CONSTRAINT "alert_condition" CHECK ("alert"."condition" in ('firing', 'resolved')),
	CONSTRAINT "alert_period" CHECK ("alert"."period_from" <= "alert"."period_to")
);
--> statement-breakpoint
CREATE TABLE "alert_transition" (
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
	CONSTRAINT "alert_transition_alert_id_no_pk" PRIMARY KEY("alert_id","no")
);
--> statement-breakpoint
CREATE TABLE "case_document" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"enterprise_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"drafted_at" timestamp with time zone NOT NULL,
	"drafted_by_user_id" uuid NOT NULL,
	"drafted_by" text NOT NULL,
	"number" text,
	"issued_at" timestamp with time zone,
	"signed_by_user_id" uuid,
	"signed_by" text,
	"html" text,
	"sha256" text,
	"voided_at" timestamp with time zone,
	"served_on" date,
	"due_on" date,
	"answered_at" timestamp with time zone,
	"escalation_level" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "case_document_number_unique" UNIQUE("number"),
	CONSTRAINT "case_document_state" CHECK ("case_document"."state" in ('draft', 'issued', 'void', 'discarded')),
	CONSTRAINT "case_document_frozen" CHECK (("case_document"."issued_at" is null) = ("case_document"."html" is null)
        and ("case_document"."html" is null) = ("case_document"."sha256" is null)
        and ("case_document"."state" in ('issued', 'void')) = ("case_document"."issued_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "case_file" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"inspector_user_id" uuid NOT NULL,
	"inspector" text NOT NULL,
	"deputy_user_id" uuid,
	"deputy" text,
	"heard_at" timestamp with time zone,
	"proposed_by_user_id" uuid,
	"merged_into_id" uuid,
	"last_no" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_remedy" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"type" text NOT NULL,
	"filed_at" timestamp with time zone NOT NULL,
	"filed_by" text NOT NULL,
	"text" text NOT NULL,
	"outcome" text,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"decision" text
);
--> statement-breakpoint
CREATE TABLE "case_step" (
	"case_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"act" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" uuid,
	"by" text NOT NULL,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"document_id" uuid,
	"details" jsonb NOT NULL,
	"audit_sequence" bigint NOT NULL,
	CONSTRAINT "case_step_case_id_no_pk" PRIMARY KEY("case_id","no")
);
--> statement-breakpoint
CREATE TABLE "case_step_attachment" (
	"case_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"attachment_id" uuid NOT NULL,
	CONSTRAINT "case_step_attachment_case_id_no_attachment_id_pk" PRIMARY KEY("case_id","no","attachment_id")
);
--> statement-breakpoint
CREATE TABLE "document_counter" (
	"mark" text NOT NULL,
	"year" integer NOT NULL,
	"last_no" integer NOT NULL,
	CONSTRAINT "document_counter_mark_year_pk" PRIMARY KEY("mark","year")
);
--> statement-breakpoint
CREATE TABLE "document_number" (
	"mark" text NOT NULL,
	"year" integer NOT NULL,
	"no" integer NOT NULL,
	"document_id" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_number_mark_year_no_pk" PRIMARY KEY("mark","year","no"),
	CONSTRAINT "document_number_document_id_unique" UNIQUE("document_id")
);
--> statement-breakpoint
CREATE TABLE "issuing_body" (
	"mark" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"region_code" text NOT NULL,
	"review_body" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"registered_by_user_id" uuid NOT NULL,
	"registered_by" text NOT NULL,
	CONSTRAINT "issuing_body_mark" CHECK (length("issuing_body"."mark") between 1 and 20)
);
--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_merged_into_id_alert_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_case_id_case_file_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_transition" ADD CONSTRAINT "alert_transition_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_document" ADD CONSTRAINT "case_document_case_id_case_file_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_merged_into_id_case_file_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."case_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_remedy" ADD CONSTRAINT "case_remedy_case_id_case_file_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_step" ADD CONSTRAINT "case_step_case_id_case_file_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_step" ADD CONSTRAINT "case_step_document_id_case_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."case_document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_step_attachment" ADD CONSTRAINT "case_step_attachment_case_id_case_file_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_step_attachment" ADD CONSTRAINT "case_step_attachment_attachment_id_attachment_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_counter" ADD CONSTRAINT "document_counter_mark_issuing_body_mark_fk" FOREIGN KEY ("mark") REFERENCES "public"."issuing_body"("mark") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_number" ADD CONSTRAINT "document_number_mark_issuing_body_mark_fk" FOREIGN KEY ("mark") REFERENCES "public"."issuing_body"("mark") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_number" ADD CONSTRAINT "document_number_document_id_case_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."case_document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_opened" ON "alert" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "alert_case" ON "alert" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "alert_firing" ON "alert" USING btree ("enterprise_id") WHERE "alert"."condition" = 'firing';--> statement-breakpoint
CREATE INDEX "alert_transition_at" ON "alert_transition" USING btree ("at");--> statement-breakpoint
CREATE INDEX "case_document_case" ON "case_document" USING btree ("case_id","drafted_at");--> statement-breakpoint
CREATE INDEX "case_document_due" ON "case_document" USING btree ("due_on") WHERE "case_document"."state" = 'issued' and "case_document"."due_on" is not null and "case_document"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "case_file_enterprise" ON "case_file" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "case_file_opened" ON "case_file" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "case_remedy_case" ON "case_remedy" USING btree ("case_id","filed_at");