CREATE TABLE "bill_reading_day" (
	"enterprise_id" text NOT NULL,
	"kind" text NOT NULL,
	"revision" integer NOT NULL,
	"day" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "bill_reading_day_enterprise_id_kind_revision_pk" PRIMARY KEY("enterprise_id","kind","revision"),
	CONSTRAINT "bill_reading_day_day" CHECK ("bill_reading_day"."day" between 1 and 28 or "bill_reading_day"."day" = 31)
);
--> statement-breakpoint
CREATE TABLE "energy_bill" (
	"enterprise_id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"quantity" double precision,
	"unit" text NOT NULL,
	"amount_cny" double precision,
	"split" jsonb,
	"note" text NOT NULL,
	"replaces" integer,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "energy_bill_enterprise_id_number_pk" PRIMARY KEY("enterprise_id","number"),
	CONSTRAINT "energy_bill_days" CHECK ("energy_bill"."first_day" <= "energy_bill"."last_day"),
	CONSTRAINT "energy_bill_void" CHECK ("energy_bill"."quantity" is not null or "energy_bill"."replaces" is not null)
);
--> statement-breakpoint
CREATE TABLE "ledger_draft" (
	"enterprise_id" text NOT NULL,
	"month" text NOT NULL,
	"version" integer NOT NULL,
	"open" boolean NOT NULL,
	"document" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "ledger_draft_enterprise_id_month_pk" PRIMARY KEY("enterprise_id","month"),
	CONSTRAINT "ledger_draft_month" CHECK ("ledger_draft"."month" ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$')
);
--> statement-breakpoint
CREATE TABLE "ledger_revision" (
	"enterprise_id" text NOT NULL,
	"month" text NOT NULL,
	"revision" integer NOT NULL,
	"document" jsonb NOT NULL,
	"source" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "ledger_revision_enterprise_id_month_revision_pk" PRIMARY KEY("enterprise_id","month","revision"),
	CONSTRAINT "ledger_revision_month" CHECK ("ledger_revision"."month" ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "ledger_revision_source" CHECK ("ledger_revision"."source" in ('form', 'template', 'import')),
	CONSTRAINT "ledger_revision_reason" CHECK ("ledger_revision"."revision" = 1 or "ledger_revision"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "ledger_setting" (
	"enterprise_id" text NOT NULL,
	"revision" integer NOT NULL,
	"document" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "ledger_setting_enterprise_id_revision_pk" PRIMARY KEY("enterprise_id","revision")
);
--> statement-breakpoint
CREATE TABLE "ledger_step" (
	"enterprise_id" text NOT NULL,
	"month" text NOT NULL,
	"revision" integer NOT NULL,
	"step" integer NOT NULL,
	"action" text NOT NULL,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"findings" jsonb NOT NULL,
	"by_user_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "ledger_step_enterprise_id_month_revision_step_pk" PRIMARY KEY("enterprise_id","month","revision","step"),
	CONSTRAINT "ledger_step_action" CHECK ("ledger_step"."action" in ('submit', 'check', 'accept', 'return')),
	CONSTRAINT "ledger_step_state" CHECK ("ledger_step"."state" in ('submitted', 'checked', 'accepted', 'returned'))
);
--> statement-breakpoint
ALTER TABLE "bill_reading_day" ADD CONSTRAINT "bill_reading_day_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "energy_bill" ADD CONSTRAINT "energy_bill_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "energy_bill" ADD CONSTRAINT "energy_bill_replaces_fk" FOREIGN KEY ("enterprise_id","replaces") REFERENCES "public"."energy_bill"("enterprise_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_draft" ADD CONSTRAINT "ledger_draft_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_revision" ADD CONSTRAINT "ledger_revision_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_setting" ADD CONSTRAINT "ledger_setting_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_step" ADD CONSTRAINT "ledger_step_revision_fk" FOREIGN KEY ("enterprise_id","month","revision") REFERENCES "public"."ledger_revision"("enterprise_id","month","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "energy_bill_replaces_key" ON "energy_bill" USING btree ("enterprise_id","replaces");--> statement-breakpoint
CREATE INDEX "energy_bill_days" ON "energy_bill" USING btree ("enterprise_id","kind","first_day");--> statement-breakpoint
CREATE INDEX "ledger_revision_recorded_at" ON "ledger_revision" USING btree ("recorded_at");