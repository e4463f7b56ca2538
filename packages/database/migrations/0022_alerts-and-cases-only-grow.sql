-- Histories, numbers and bodies only grow; see 0003.
CREATE TRIGGER alert_transition_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_transition
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE alert_transition ENABLE ALWAYS TRIGGER alert_transition_only_grows;
--> statement-breakpoint
CREATE TRIGGER case_step_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON case_step
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE case_step ENABLE ALWAYS TRIGGER case_step_only_grows;
--> statement-breakpoint
CREATE TRIGGER case_step_attachment_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON case_step_attachment
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE case_step_attachment ENABLE ALWAYS TRIGGER case_step_attachment_only_grows;
--> statement-breakpoint
CREATE TRIGGER document_number_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON document_number
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE document_number ENABLE ALWAYS TRIGGER document_number_only_grows;
--> statement-breakpoint
CREATE TRIGGER issuing_body_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON issuing_body
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE issuing_body ENABLE ALWAYS TRIGGER issuing_body_only_grows;
--> statement-breakpoint
CREATE TRIGGER alert_only_grows BEFORE DELETE OR TRUNCATE ON alert
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE alert ENABLE ALWAYS TRIGGER alert_only_grows;
--> statement-breakpoint
CREATE TRIGGER case_file_only_grows BEFORE DELETE OR TRUNCATE ON case_file
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE case_file ENABLE ALWAYS TRIGGER case_file_only_grows;
--> statement-breakpoint
CREATE TRIGGER case_document_only_grows BEFORE DELETE OR TRUNCATE ON case_document
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE case_document ENABLE ALWAYS TRIGGER case_document_only_grows;
--> statement-breakpoint
CREATE TRIGGER document_counter_only_grows BEFORE DELETE OR TRUNCATE ON document_counter
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE document_counter ENABLE ALWAYS TRIGGER document_counter_only_grows;
--> statement-breakpoint
CREATE TRIGGER case_remedy_only_grows BEFORE DELETE OR TRUNCATE ON case_remedy
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE case_remedy ENABLE ALWAYS TRIGGER case_remedy_only_grows;
--> statement-breakpoint
-- What an alert found stays; every other change has a transition; what was shown stays visible.
CREATE FUNCTION alert_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.id, NEW.enterprise_id, NEW.rule, NEW.target_id, NEW.period_from, NEW.period_to, NEW.opened_at, NEW.evidence, NEW.rule_version, NEW.policy_version, NEW.factor_version)
		IS DISTINCT FROM (OLD.id, OLD.enterprise_id, OLD.rule, OLD.target_id, OLD.period_from, OLD.period_to, OLD.opened_at, OLD.evidence, OLD.rule_version, OLD.policy_version, OLD.factor_version)
		OR (NEW.hidden AND NOT OLD.hidden) OR NEW.last_no <> OLD.last_no + 1 THEN
		RAISE EXCEPTION 'alert: what is on record stays' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER alert_stays BEFORE UPDATE ON alert
	FOR EACH ROW EXECUTE FUNCTION alert_stays();
--> statement-breakpoint
ALTER TABLE alert ENABLE ALWAYS TRIGGER alert_stays;
--> statement-breakpoint
-- Every change of a case has a step.
CREATE FUNCTION case_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.id, NEW.enterprise_id, NEW.title, NEW.opened_at)
		IS DISTINCT FROM (OLD.id, OLD.enterprise_id, OLD.title, OLD.opened_at)
		OR NEW.last_no <> OLD.last_no + 1 OR (OLD.heard_at IS NOT NULL AND NEW.heard_at IS DISTINCT FROM OLD.heard_at) THEN
		RAISE EXCEPTION 'case_file: what is on record stays' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER case_file_stays BEFORE UPDATE ON case_file
	FOR EACH ROW EXECUTE FUNCTION case_file_stays();
--> statement-breakpoint
ALTER TABLE case_file ENABLE ALWAYS TRIGGER case_file_stays;
--> statement-breakpoint
-- A draft is written anew, never changed; what was issued, served and answered stays.
CREATE FUNCTION case_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.id, NEW.case_id, NEW.enterprise_id, NEW.kind, NEW.content, NEW.drafted_at, NEW.drafted_by_user_id, NEW.drafted_by)
		IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.enterprise_id, OLD.kind, OLD.content, OLD.drafted_at, OLD.drafted_by_user_id, OLD.drafted_by)
		OR (OLD.issued_at IS NOT NULL AND (NEW.number, NEW.issued_at, NEW.signed_by_user_id, NEW.signed_by, NEW.html, NEW.sha256)
			IS DISTINCT FROM (OLD.number, OLD.issued_at, OLD.signed_by_user_id, OLD.signed_by, OLD.html, OLD.sha256))
		OR OLD.state IN ('void', 'discarded') OR (OLD.state = 'issued' AND NEW.state NOT IN ('issued', 'void'))
		OR (OLD.served_on IS NOT NULL AND (NEW.served_on, NEW.due_on) IS DISTINCT FROM (OLD.served_on, OLD.due_on))
		OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at)
		OR NEW.escalation_level < OLD.escalation_level THEN
		RAISE EXCEPTION 'case_document: what is on record stays' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER case_document_stays BEFORE UPDATE ON case_document
	FOR EACH ROW EXECUTE FUNCTION case_document_stays();
--> statement-breakpoint
ALTER TABLE case_document ENABLE ALWAYS TRIGGER case_document_stays;
--> statement-breakpoint
-- A remedy is decided once.
CREATE FUNCTION case_remedy_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.id, NEW.case_id, NEW.type, NEW.filed_at, NEW.filed_by, NEW.text)
		IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.type, OLD.filed_at, OLD.filed_by, OLD.text)
		OR OLD.outcome IS NOT NULL THEN
		RAISE EXCEPTION 'case_remedy: what is on record stays' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER case_remedy_stays BEFORE UPDATE ON case_remedy
	FOR EACH ROW EXECUTE FUNCTION case_remedy_stays();
--> statement-breakpoint
ALTER TABLE case_remedy ENABLE ALWAYS TRIGGER case_remedy_stays;
--> statement-breakpoint
-- Numbers go up by one.
CREATE FUNCTION document_counter_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.mark, NEW.year) IS DISTINCT FROM (OLD.mark, OLD.year) OR NEW.last_no <> OLD.last_no + 1 THEN
		RAISE EXCEPTION 'document_counter goes up by one' USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER document_counter_counts BEFORE UPDATE ON document_counter
	FOR EACH ROW EXECUTE FUNCTION document_counter_counts();
--> statement-breakpoint
ALTER TABLE document_counter ENABLE ALWAYS TRIGGER document_counter_counts;
