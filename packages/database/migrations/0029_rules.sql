CREATE TABLE "alert_state" (
	"enterprise_id" text NOT NULL,
	"rule" text NOT NULL,
	"target_id" text,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"state" jsonb NOT NULL,
	CONSTRAINT "alert_state_identity" UNIQUE NULLS NOT DISTINCT("enterprise_id","rule","target_id","period_from")
);
--> statement-breakpoint
CREATE TABLE "rule_evaluation" (
	"enterprise_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"held_until" timestamp with time zone,
	"evaluated_at" timestamp with time zone,
	"evaluated_on" date,
	CONSTRAINT "rule_evaluation_enterprise_id_pk" PRIMARY KEY("enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "rule_evaluation_wish" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rule_evaluation_wish_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"enterprise_id" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert_state" ADD CONSTRAINT "alert_state_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_evaluation" ADD CONSTRAINT "rule_evaluation_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_evaluation_due" ON "rule_evaluation" USING btree ("due_at");