-- Alerts of areas are guarded as alerts of enterprises are; see 0022.
CREATE TRIGGER area_alert_transition_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON area_alert_transition
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE area_alert_transition ENABLE ALWAYS TRIGGER area_alert_transition_only_grows;
--> statement-breakpoint
CREATE TRIGGER area_alert_only_grows BEFORE DELETE OR TRUNCATE ON area_alert
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE area_alert ENABLE ALWAYS TRIGGER area_alert_only_grows;
--> statement-breakpoint
-- What an alert found stays; every other change has a transition.
CREATE FUNCTION area_alert_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.id, NEW.area_type, NEW.area_code, NEW.rule, NEW.target_id, NEW.period_from, NEW.period_to, NEW.opened_at, NEW.evidence, NEW.rule_version)
		IS DISTINCT FROM (OLD.id, OLD.area_type, OLD.area_code, OLD.rule, OLD.target_id, OLD.period_from, OLD.period_to, OLD.opened_at, OLD.evidence, OLD.rule_version)
		OR NEW.last_no <> OLD.last_no + 1 THEN
		RAISE EXCEPTION 'area_alert: what is on record stays' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER area_alert_stays BEFORE UPDATE ON area_alert
	FOR EACH ROW EXECUTE FUNCTION area_alert_stays();
--> statement-breakpoint
ALTER TABLE area_alert ENABLE ALWAYS TRIGGER area_alert_stays;
--> statement-breakpoint
-- Whatever an area is judged by asks for its judgement when it changes, in the transaction that changes it.
CREATE FUNCTION wish_for_area_of_enterprise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO area_evaluation_wish (enterprise_id) VALUES (NEW.enterprise_id);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER enterprise_months_wishes_area AFTER INSERT ON enterprise_months
	FOR EACH ROW EXECUTE FUNCTION wish_for_area_of_enterprise();
--> statement-breakpoint
-- How far the data reach moves on every day and asks for nothing.
CREATE TRIGGER enterprise_months_change_wishes_area AFTER UPDATE ON enterprise_months
	FOR EACH ROW WHEN ((NEW.months, NEW.ratios) IS DISTINCT FROM (OLD.months, OLD.ratios))
	EXECUTE FUNCTION wish_for_area_of_enterprise();
--> statement-breakpoint
CREATE FUNCTION wish_for_area_by_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO area_evaluation_wish (enterprise_id, area_type, area_code)
		SELECT DISTINCT enterprise_id, area_type, area_code FROM fresh
		WHERE register IN ('area-target', 'audit-programme', 'class-list', 'production-line')
			AND (enterprise_id IS NOT NULL OR area_type IS NOT NULL);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER register_entry_wishes_area AFTER INSERT ON register_entry
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_area_by_register();
--> statement-breakpoint
-- Who joins or moves changes the areas that it leaves and the ones that it comes to: one wish for all.
CREATE FUNCTION wish_for_all_areas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO area_evaluation_wish (enterprise_id) VALUES (NULL);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER enterprise_wishes_areas AFTER INSERT OR UPDATE OF region_code, park_code, industry_code ON enterprise
	FOR EACH STATEMENT EXECUTE FUNCTION wish_for_all_areas();
