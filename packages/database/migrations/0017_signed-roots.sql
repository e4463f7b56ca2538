CREATE TABLE "audit_verification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by" text NOT NULL,
	"finished_at" timestamp with time zone,
	"result" jsonb
);
--> statement-breakpoint
CREATE TABLE "signed_root" (
	"number" integer PRIMARY KEY NOT NULL,
	"date" date NOT NULL,
	"document" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"signature" text NOT NULL,
	"public_key_pem" text NOT NULL,
	CONSTRAINT "signed_root_date_unique" UNIQUE("date")
);
--> statement-breakpoint
CREATE INDEX "audit_verification_requested" ON "audit_verification" USING btree ("requested_at");