-- What auditors wrote, and the history of their engagements, only grows; see 0003.
CREATE TRIGGER engagement_event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON engagement_event
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_sample_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_sample
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER working_paper_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON working_paper
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_finding_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_finding
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
