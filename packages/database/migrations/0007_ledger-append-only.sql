-- The ledger only grows; a draft alone is a working paper.
CREATE TRIGGER ledger_setting_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_setting
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE ledger_setting ENABLE ALWAYS TRIGGER ledger_setting_only_grows;
--> statement-breakpoint
CREATE TRIGGER ledger_revision_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_revision
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE ledger_revision ENABLE ALWAYS TRIGGER ledger_revision_only_grows;
--> statement-breakpoint
CREATE TRIGGER ledger_step_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_step
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE ledger_step ENABLE ALWAYS TRIGGER ledger_step_only_grows;
--> statement-breakpoint
CREATE TRIGGER bill_reading_day_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON bill_reading_day
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE bill_reading_day ENABLE ALWAYS TRIGGER bill_reading_day_only_grows;
--> statement-breakpoint
CREATE TRIGGER energy_bill_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON energy_bill
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE energy_bill ENABLE ALWAYS TRIGGER energy_bill_only_grows;
