CREATE TABLE "enterprise_month_sums" (
	"enterprise_id" text PRIMARY KEY NOT NULL,
	"store_id" text NOT NULL,
	"counted_by" text NOT NULL,
	"time_zone" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"meter_ids" text[] NOT NULL,
	"month_counts" integer[] NOT NULL,
	"sums" "bytea" NOT NULL
);
