CREATE TABLE "audit_log" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_user_id" uuid,
	"actor_username" text NOT NULL,
	"action" text NOT NULL,
	"enterprise_id" text,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"details" jsonb NOT NULL,
	"previous_sha256" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "audit_log_sequence" CHECK ("audit_log"."sequence" > 0),
	CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$')
);
--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("actor_username","sequence");--> statement-breakpoint
CREATE INDEX "audit_log_action" ON "audit_log" USING btree ("action","sequence");--> statement-breakpoint
CREATE INDEX "audit_log_enterprise" ON "audit_log" USING btree ("enterprise_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_type","subject_id","sequence");