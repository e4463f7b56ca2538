CREATE TABLE "attachment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"internal" boolean NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"uploaded_by_user_id" uuid NOT NULL,
	"uploaded_by" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "attachment_size" CHECK ("attachment"."size_bytes" = octet_length("attachment"."content"))
);
--> statement-breakpoint
CREATE TABLE "correction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" text NOT NULL,
	"type" text NOT NULL,
	"reason" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by_user_id" uuid NOT NULL,
	"requested_by" text NOT NULL,
	"proposal_id" text,
	"item_count" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "correction_reason" CHECK (length("correction"."reason") >= 5)
);
--> statement-breakpoint
CREATE TABLE "correction_approval" (
	"no" bigint PRIMARY KEY NOT NULL,
	"correction_id" uuid NOT NULL,
	"enterprise_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "correction_approval_correction_id_unique" UNIQUE("correction_id")
);
--> statement-breakpoint
CREATE TABLE "correction_attachment" (
	"correction_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	CONSTRAINT "correction_attachment_correction_id_attachment_id_pk" PRIMARY KEY("correction_id","attachment_id")
);
--> statement-breakpoint
CREATE TABLE "correction_counter" (
	"id" integer PRIMARY KEY NOT NULL,
	"last_no" bigint NOT NULL,
	"last_recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "correction_counter_one_row" CHECK ("correction_counter"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "correction_decision" (
	"correction_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" uuid NOT NULL,
	"by" text NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "correction_decision_correction_id_step_pk" PRIMARY KEY("correction_id","step"),
	CONSTRAINT "correction_decision_step" CHECK (("correction_decision"."step" = 1 and "correction_decision"."state" = 'checked')
        or ("correction_decision"."step" = 2 and "correction_decision"."state" in ('approved', 'rejected', 'withdrawn')))
);
--> statement-breakpoint
CREATE TABLE "correction_item" (
	"correction_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"enterprise_id" text NOT NULL,
	"meter_id" text,
	"at" timestamp with time zone NOT NULL,
	"value" double precision,
	"initial_value" double precision,
	"product" text,
	"to" timestamp with time zone,
	"unit" text,
	"replaces" text,
	"revokes_no" bigint,
	CONSTRAINT "correction_item_correction_id_index_pk" PRIMARY KEY("correction_id","index")
);
--> statement-breakpoint
CREATE TABLE "event_dismissal" (
	"event_id" text NOT NULL,
	"enterprise_id" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" uuid NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "event_dismissal_enterprise_id_event_id_pk" PRIMARY KEY("enterprise_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_approval" ADD CONSTRAINT "correction_approval_correction_id_correction_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."correction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_attachment" ADD CONSTRAINT "correction_attachment_correction_id_correction_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."correction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_attachment" ADD CONSTRAINT "correction_attachment_attachment_id_attachment_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_decision" ADD CONSTRAINT "correction_decision_correction_id_correction_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."correction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_item" ADD CONSTRAINT "correction_item_correction_id_correction_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."correction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_dismissal" ADD CONSTRAINT "event_dismissal_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_enterprise" ON "attachment" USING btree ("enterprise_id","uploaded_at");--> statement-breakpoint
CREATE INDEX "correction_enterprise" ON "correction" USING btree ("enterprise_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "correction_requested" ON "correction" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "correction_proposal" ON "correction" USING btree ("proposal_id");--> statement-breakpoint
CREATE INDEX "correction_approval_enterprise" ON "correction_approval" USING btree ("enterprise_id","no");--> statement-breakpoint
CREATE INDEX "correction_approval_unpublished" ON "correction_approval" USING btree ("no") WHERE "correction_approval"."published_at" is null;--> statement-breakpoint
CREATE INDEX "correction_item_meter" ON "correction_item" USING btree ("enterprise_id","meter_id","at");--> statement-breakpoint
CREATE INDEX "correction_item_product" ON "correction_item" USING btree ("enterprise_id","product","at");--> statement-breakpoint
CREATE INDEX "correction_item_revokes" ON "correction_item" USING btree ("revokes_no");