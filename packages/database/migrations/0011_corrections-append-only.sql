-- Attachments, corrections and decisions only grow; see 0003.
CREATE TRIGGER attachment_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON attachment
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE attachment ENABLE ALWAYS TRIGGER attachment_only_grows;
--> statement-breakpoint
CREATE TRIGGER correction_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON correction
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE correction ENABLE ALWAYS TRIGGER correction_only_grows;
--> statement-breakpoint
CREATE TRIGGER correction_item_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON correction_item
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE correction_item ENABLE ALWAYS TRIGGER correction_item_only_grows;
--> statement-breakpoint
CREATE TRIGGER correction_attachment_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON correction_attachment
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE correction_attachment ENABLE ALWAYS TRIGGER correction_attachment_only_grows;
--> statement-breakpoint
CREATE TRIGGER correction_decision_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON correction_decision
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE correction_decision ENABLE ALWAYS TRIGGER correction_decision_only_grows;
--> statement-breakpoint
CREATE TRIGGER event_dismissal_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON event_dismissal
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE event_dismissal ENABLE ALWAYS TRIGGER event_dismissal_only_grows;
--> statement-breakpoint
-- Of an approval the mark that it was published may be set, once.
CREATE FUNCTION correction_approval_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.published_at IS NOT NULL OR NEW.published_at IS NULL
		OR (NEW.no, NEW.correction_id, NEW.enterprise_id, NEW.recorded_at)
			IS DISTINCT FROM (OLD.no, OLD.correction_id, OLD.enterprise_id, OLD.recorded_at) THEN
		RAISE EXCEPTION 'correction_approval only grows: UPDATE is refused' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER correction_approval_stays BEFORE UPDATE ON correction_approval
	FOR EACH ROW EXECUTE FUNCTION correction_approval_stays();
--> statement-breakpoint
ALTER TABLE correction_approval ENABLE ALWAYS TRIGGER correction_approval_stays;
--> statement-breakpoint
CREATE TRIGGER correction_approval_only_grows BEFORE DELETE OR TRUNCATE ON correction_approval
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE correction_approval ENABLE ALWAYS TRIGGER correction_approval_only_grows;
--> statement-breakpoint
-- The counter goes up by one.
CREATE FUNCTION correction_counter_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.last_no <> OLD.last_no + 1 OR NEW.last_recorded_at < OLD.last_recorded_at THEN
		RAISE EXCEPTION 'correction_counter goes up by one' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER correction_counter_counts BEFORE UPDATE ON correction_counter
	FOR EACH ROW EXECUTE FUNCTION correction_counter_counts();
--> statement-breakpoint
ALTER TABLE correction_counter ENABLE ALWAYS TRIGGER correction_counter_counts;
--> statement-breakpoint
CREATE TRIGGER correction_counter_only_grows BEFORE DELETE OR TRUNCATE ON correction_counter
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE correction_counter ENABLE ALWAYS TRIGGER correction_counter_only_grows;
