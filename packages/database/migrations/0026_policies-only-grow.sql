-- What was signed, applied for, decided and registered only grows; see 0003. Drafts are replaced.
CREATE TRIGGER policy_version_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER policy_step_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_step
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER policy_template_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_template
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER budget_application_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_application
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER budget_decision_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_decision
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER register_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON register_entry
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
