CREATE TABLE "accounting_day" (
	"date" date NOT NULL,
	"enterprise_id" text NOT NULL,
	"messages" bigint NOT NULL,
	"parsed" bigint NOT NULL,
	"stored" bigint NOT NULL,
	"duplicate" bigint NOT NULL,
	"conflict" bigint NOT NULL,
	"quarantined" jsonb NOT NULL,
	CONSTRAINT "accounting_day_date_enterprise_id_pk" PRIMARY KEY("date","enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "journal_day" (
	"date" date NOT NULL,
	"gateway" integer NOT NULL,
	"journalled" bigint NOT NULL,
	"first_sequence" bigint NOT NULL,
	"last_sequence" bigint NOT NULL,
	CONSTRAINT "journal_day_date_gateway_pk" PRIMARY KEY("date","gateway")
);
--> statement-breakpoint
CREATE TABLE "journal_verification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by" text NOT NULL,
	"state" text NOT NULL,
	"finished_at" timestamp with time zone,
	"results" jsonb NOT NULL,
	CONSTRAINT "journal_verification_state" CHECK ("journal_verification"."state" in ('running', 'finished'))
);
--> statement-breakpoint
CREATE TABLE "processed_day" (
	"date" date NOT NULL,
	"gateway" integer NOT NULL,
	"processed" bigint NOT NULL,
	CONSTRAINT "processed_day_date_gateway_pk" PRIMARY KEY("date","gateway")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" text PRIMARY KEY NOT NULL,
	"gateway" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"shard" integer NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"topic" text NOT NULL,
	"enterprise_id" text NOT NULL,
	"device_id" text NOT NULL,
	"reason" text NOT NULL,
	"message" text NOT NULL,
	"payload_bytes" integer NOT NULL,
	"rejected" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"replayed_at" timestamp with time zone,
	"replayed_by" text,
	"replay_position" text,
	CONSTRAINT "quarantine_state" CHECK ("quarantine"."state" in ('open', 'replayed'))
);
--> statement-breakpoint
CREATE TABLE "range_outcome" (
	"gateway" integer NOT NULL,
	"from_seq" bigint NOT NULL,
	"shard" integer NOT NULL,
	"to_seq" bigint NOT NULL,
	"received_from" timestamp with time zone NOT NULL,
	"received_to" timestamp with time zone NOT NULL,
	"registry_versions" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"messages_by_date" jsonb NOT NULL,
	"fact_count" integer NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "range_outcome_gateway_shard_from_seq_pk" PRIMARY KEY("gateway","shard","from_seq")
);
--> statement-breakpoint
CREATE TABLE "reading_conflict" (
	"gateway" integer NOT NULL,
	"from_seq" bigint NOT NULL,
	"shard" integer NOT NULL,
	"index" integer NOT NULL,
	"enterprise_id" text NOT NULL,
	"meter_id" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"kept_value" double precision NOT NULL,
	"kept_position" bigint NOT NULL,
	"refused_value" double precision NOT NULL,
	"refused_position" bigint NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reading_conflict_gateway_from_seq_shard_index_pk" PRIMARY KEY("gateway","from_seq","shard","index")
);
--> statement-breakpoint
CREATE TABLE "reported_event" (
	"gateway" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"index" integer NOT NULL,
	"shard" integer NOT NULL,
	"enterprise_id" text NOT NULL,
	"device_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"meter_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"final_value" double precision,
	"initial_value" double precision,
	"note" text NOT NULL,
	CONSTRAINT "reported_event_gateway_sequence_index_pk" PRIMARY KEY("gateway","sequence","index")
);
--> statement-breakpoint
CREATE TABLE "reported_output" (
	"gateway" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"index" integer NOT NULL,
	"shard" integer NOT NULL,
	"enterprise_id" text NOT NULL,
	"device_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"product" text NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"to" timestamp with time zone NOT NULL,
	"quantity" double precision NOT NULL,
	"unit" text NOT NULL,
	CONSTRAINT "reported_output_gateway_sequence_index_pk" PRIMARY KEY("gateway","sequence","index")
);
--> statement-breakpoint
CREATE TABLE "engagement" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engagement_period" CHECK ("engagement"."period_from" <= "engagement"."period_to")
);
--> statement-breakpoint
CREATE TABLE "engagement_enterprise" (
	"engagement_id" uuid NOT NULL,
	"enterprise_id" text NOT NULL,
	CONSTRAINT "engagement_enterprise_engagement_id_enterprise_id_pk" PRIMARY KEY("engagement_id","enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "login_attempt" (
	"username" text NOT NULL,
	"address" text NOT NULL,
	"failure_count" integer NOT NULL,
	"last_failed_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone NOT NULL,
	CONSTRAINT "login_attempt_username_address_pk" PRIMARY KEY("username","address")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_sha256" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"address" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"must_change_password" boolean NOT NULL,
	"password_changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_account_username_shape" CHECK ("user_account"."username" ~ '^[A-Za-z0-9_.@-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "user_role" (
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"scope_type" text NOT NULL,
	"scope_value" text DEFAULT '' NOT NULL,
	CONSTRAINT "user_role_user_id_role_scope_type_scope_value_pk" PRIMARY KEY("user_id","role","scope_type","scope_value"),
	CONSTRAINT "user_role_scope_type" CHECK ("user_role"."scope_type" in ('all', 'region', 'park', 'enterprise', 'engagement')),
	CONSTRAINT "user_role_scope_value" CHECK (("user_role"."scope_value" = '') = ("user_role"."scope_type" in ('all', 'engagement')))
);
--> statement-breakpoint
CREATE TABLE "device" (
	"enterprise_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"password_sha256" text,
	"certificate_sha256" text,
	"issued_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "device_enterprise_id_id_pk" PRIMARY KEY("enterprise_id","id"),
	CONSTRAINT "device_id_shape" CHECK ("device"."id" ~ '^[A-Za-z0-9_.-]{1,64}$'),
	CONSTRAINT "device_one_credential" CHECK (num_nonnulls("device"."password_sha256", "device"."certificate_sha256") = 1)
);
--> statement-breakpoint
CREATE TABLE "device_credential" (
	"enterprise_id" text NOT NULL,
	"device_id" text NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"sha256" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_by" text NOT NULL,
	"expires_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "device_credential_enterprise_id_device_id_revision_pk" PRIMARY KEY("enterprise_id","device_id","revision"),
	CONSTRAINT "device_credential_kind" CHECK ("device_credential"."kind" in ('password', 'certificate'))
);
--> statement-breakpoint
CREATE TABLE "enterprise" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"region_code" text NOT NULL,
	"industry_code" text NOT NULL,
	"park_code" text,
	"class" text,
	"registry_version" integer DEFAULT 0 NOT NULL,
	"published_version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enterprise_id_shape" CHECK ("enterprise"."id" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
	CONSTRAINT "enterprise_industry_code_shape" CHECK ("enterprise"."industry_code" ~ '^[A-Z][0-9]{0,4}$')
);
--> statement-breakpoint
CREATE TABLE "enterprise_epoch" (
	"enterprise_id" text NOT NULL,
	"revision" integer NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "enterprise_epoch_enterprise_id_revision_pk" PRIMARY KEY("enterprise_id","revision")
);
--> statement-breakpoint
CREATE TABLE "enterprise_predecessor" (
	"enterprise_id" text NOT NULL,
	"predecessor_id" text NOT NULL,
	"changed_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "enterprise_predecessor_enterprise_id_predecessor_id_pk" PRIMARY KEY("enterprise_id","predecessor_id"),
	CONSTRAINT "enterprise_predecessor_shape" CHECK ("enterprise_predecessor"."predecessor_id" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' and "enterprise_predecessor"."predecessor_id" <> "enterprise_predecessor"."enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "meter" (
	"enterprise_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"level" integer NOT NULL,
	"site_id" text,
	"data_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meter_enterprise_id_id_pk" PRIMARY KEY("enterprise_id","id"),
	CONSTRAINT "meter_id_shape" CHECK ("meter"."id" ~ '^[A-Za-z0-9_.-]{1,64}$'),
	CONSTRAINT "meter_level" CHECK ("meter"."level" in (1, 2, 3)),
	CONSTRAINT "meter_data_code_shape" CHECK ("meter"."data_code" ~ '^[0-9]{16}$')
);
--> statement-breakpoint
CREATE TABLE "meter_epoch" (
	"enterprise_id" text NOT NULL,
	"meter_id" text NOT NULL,
	"revision" integer NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"energy_kind" text NOT NULL,
	"kind" text NOT NULL,
	"unit" text NOT NULL,
	"flow" text NOT NULL,
	"multiplier" double precision NOT NULL,
	"interval_seconds" integer,
	"register_max" double precision,
	"rated_power_kw" double precision,
	"master_meter_id" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "meter_epoch_enterprise_id_meter_id_revision_pk" PRIMARY KEY("enterprise_id","meter_id","revision"),
	CONSTRAINT "meter_epoch_not_own_master" CHECK ("meter_epoch"."master_meter_id" <> "meter_epoch"."meter_id"),
	CONSTRAINT "meter_epoch_kind" CHECK ("meter_epoch"."kind" in ('register', 'interval', 'power')),
	CONSTRAINT "meter_epoch_interval" CHECK (("meter_epoch"."kind" = 'register') = ("meter_epoch"."interval_seconds" is null)),
	CONSTRAINT "meter_epoch_multiplier" CHECK ("meter_epoch"."multiplier" > 0)
);
--> statement-breakpoint
CREATE TABLE "park" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text,
	"region_code" text,
	CONSTRAINT "park_code_shape" CHECK ("park"."code" ~ '^[A-Za-z0-9_.-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "product" (
	"enterprise_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	CONSTRAINT "product_enterprise_id_id_pk" PRIMARY KEY("enterprise_id","id"),
	CONSTRAINT "product_id_shape" CHECK ("product"."id" ~ '^[A-Za-z0-9_.-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "region" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text,
	CONSTRAINT "region_code_shape" CHECK ("region"."code" ~ '^[0-9]{2,12}$')
);
--> statement-breakpoint
CREATE TABLE "registry_snapshot" (
	"enterprise_id" text NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	CONSTRAINT "registry_snapshot_enterprise_id_version_pk" PRIMARY KEY("enterprise_id","version")
);
--> statement-breakpoint
CREATE TABLE "site" (
	"enterprise_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"region_code" text,
	"address" text DEFAULT '' NOT NULL,
	CONSTRAINT "site_enterprise_id_id_pk" PRIMARY KEY("enterprise_id","id"),
	CONSTRAINT "site_id_shape" CHECK ("site"."id" ~ '^[A-Za-z0-9_.-]{1,64}$')
);
--> statement-breakpoint
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_enterprise" ADD CONSTRAINT "engagement_enterprise_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_enterprise" ADD CONSTRAINT "engagement_enterprise_engagement_id_engagement_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagement"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_credential" ADD CONSTRAINT "device_credential_enterprise_id_device_id_device_enterprise_id_id_fk" FOREIGN KEY ("enterprise_id","device_id") REFERENCES "public"."device"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_park_code_park_code_fk" FOREIGN KEY ("park_code") REFERENCES "public"."park"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_epoch" ADD CONSTRAINT "enterprise_epoch_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_predecessor" ADD CONSTRAINT "enterprise_predecessor_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter" ADD CONSTRAINT "meter_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter" ADD CONSTRAINT "meter_enterprise_id_site_id_site_enterprise_id_id_fk" FOREIGN KEY ("enterprise_id","site_id") REFERENCES "public"."site"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_epoch" ADD CONSTRAINT "meter_epoch_enterprise_id_meter_id_meter_enterprise_id_id_fk" FOREIGN KEY ("enterprise_id","meter_id") REFERENCES "public"."meter"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_epoch" ADD CONSTRAINT "meter_epoch_master_fk" FOREIGN KEY ("enterprise_id","master_meter_id") REFERENCES "public"."meter"("enterprise_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "park" ADD CONSTRAINT "park_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_snapshot" ADD CONSTRAINT "registry_snapshot_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounting_day_enterprise" ON "accounting_day" USING btree ("enterprise_id","date");--> statement-breakpoint
CREATE INDEX "journal_verification_requested" ON "journal_verification" USING btree ("requested_at");--> statement-breakpoint
CREATE INDEX "quarantine_order" ON "quarantine" USING btree ("gateway","sequence");--> statement-breakpoint
CREATE INDEX "quarantine_received" ON "quarantine" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "quarantine_enterprise" ON "quarantine" USING btree ("enterprise_id","received_at","id");--> statement-breakpoint
CREATE INDEX "reading_conflict_enterprise" ON "reading_conflict" USING btree ("enterprise_id","read_at");--> statement-breakpoint
CREATE INDEX "reported_event_enterprise" ON "reported_event" USING btree ("enterprise_id","at");--> statement-breakpoint
CREATE INDEX "reported_output_enterprise" ON "reported_output" USING btree ("enterprise_id","product","from");--> statement-breakpoint
CREATE INDEX "engagement_user" ON "engagement" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "login_attempt_last_failed_at" ON "login_attempt" USING btree ("last_failed_at");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_expires_at" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "user_account_username_key" ON "user_account" USING btree (lower("username"));--> statement-breakpoint
CREATE INDEX "enterprise_region" ON "enterprise" USING btree ("region_code" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "enterprise_park" ON "enterprise" USING btree ("park_code");--> statement-breakpoint
CREATE INDEX "enterprise_unpublished" ON "enterprise" USING btree ("id") WHERE "enterprise"."published_version" < "enterprise"."registry_version";