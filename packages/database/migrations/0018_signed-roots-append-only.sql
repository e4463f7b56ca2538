-- Like audit_log: roots are only added.
CREATE TRIGGER signed_root_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON signed_root
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE signed_root ENABLE ALWAYS TRIGGER signed_root_only_grows;
