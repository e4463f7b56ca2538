CREATE TABLE "audit_finding" (
	"id" uuid NOT NULL,
	"no" integer NOT NULL,
	"engagement_id" uuid NOT NULL,
	"enterprise_id" text NOT NULL,
	"action" text NOT NULL,
	"state" text NOT NULL,
	"severity" integer NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"evidence" text NOT NULL,
	"recommendation" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "audit_finding_id_no_pk" PRIMARY KEY("id","no"),
	CONSTRAINT "audit_finding_state" CHECK ("audit_finding"."state" in ('draft', 'issued', 'answered', 'closed')),
	CONSTRAINT "audit_finding_severity" CHECK ("audit_finding"."severity" in (1, 2, 3))
);
--> statement-breakpoint
CREATE TABLE "audit_sample" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"engagement_id" uuid NOT NULL,
	"enterprise_id" text NOT NULL,
	"purpose" text NOT NULL,
	"unit" text NOT NULL,
	"method" text NOT NULL,
	"seed" text NOT NULL,
	"population" jsonb NOT NULL,
	"population_sha256" text NOT NULL,
	"picked" jsonb NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	"drawn_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "working_paper" (
	"id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"engagement_id" uuid NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"figures" jsonb NOT NULL,
	"attachment_ids" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "working_paper_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "engagement_auditor" (
	"engagement_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "engagement_auditor_engagement_id_user_id_pk" PRIMARY KEY("engagement_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "engagement_event" (
	"engagement_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "engagement_event_engagement_id_no_pk" PRIMARY KEY("engagement_id","no")
);
--> statement-breakpoint
ALTER TABLE "engagement_enterprise" DROP CONSTRAINT "engagement_enterprise_engagement_id_engagement_id_fk";
--> statement-breakpoint
ALTER TABLE "engagement" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "engagement" ADD COLUMN "commissioner_type" text DEFAULT 'authority' NOT NULL;--> statement-breakpoint
ALTER TABLE "engagement" ADD COLUMN "commissioner" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "engagement" ADD COLUMN "document_no" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "engagement" ADD COLUMN "data_as_of" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engagement" ADD COLUMN "state" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_finding" ADD CONSTRAINT "audit_finding_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_finding" ADD CONSTRAINT "audit_finding_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_sample" ADD CONSTRAINT "audit_sample_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_sample" ADD CONSTRAINT "audit_sample_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "working_paper" ADD CONSTRAINT "working_paper_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_auditor" ADD CONSTRAINT "engagement_auditor_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_auditor" ADD CONSTRAINT "engagement_auditor_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_event" ADD CONSTRAINT "engagement_event_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_finding_engagement" ON "audit_finding" USING btree ("engagement_id","id");--> statement-breakpoint
CREATE INDEX "audit_finding_enterprise" ON "audit_finding" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "audit_sample_engagement" ON "audit_sample" USING btree ("engagement_id","drawn_at");--> statement-breakpoint
CREATE INDEX "working_paper_engagement" ON "working_paper" USING btree ("engagement_id","id");--> statement-breakpoint
CREATE INDEX "engagement_auditor_user" ON "engagement_auditor" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "engagement_enterprise" ADD CONSTRAINT "engagement_enterprise_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_state" CHECK ("engagement"."state" in ('active', 'closed', 'revoked'));--> statement-breakpoint
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_commissioner" CHECK ("engagement"."commissioner_type" in ('authority', 'enterprise'));