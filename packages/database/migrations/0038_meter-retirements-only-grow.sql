-- A retirement is taken back by a row of its own; what was decided stays, see 0003.
CREATE TRIGGER meter_retirement_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON meter_retirement
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE meter_retirement ENABLE ALWAYS TRIGGER meter_retirement_only_grows;
--> statement-breakpoint
-- A check of readings ends once and stays as it ended.
CREATE FUNCTION reading_verification_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'running' OR (NEW.id, NEW.enterprise_id, NEW.from_at, NEW.to_at, NEW.requested_at, NEW.requested_by)
		IS DISTINCT FROM (OLD.id, OLD.enterprise_id, OLD.from_at, OLD.to_at, OLD.requested_at, OLD.requested_by) THEN
		RAISE EXCEPTION 'reading_verification: what is on record stays' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER reading_verification_stays BEFORE UPDATE ON reading_verification
	FOR EACH ROW EXECUTE FUNCTION reading_verification_stays();
--> statement-breakpoint
ALTER TABLE reading_verification ENABLE ALWAYS TRIGGER reading_verification_stays;
--> statement-breakpoint
CREATE TRIGGER reading_verification_only_grows BEFORE DELETE OR TRUNCATE ON reading_verification
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE reading_verification ENABLE ALWAYS TRIGGER reading_verification_only_grows;
