-- Declarations and allowed intervals only grow; see 0003. What is counted follows and is replaced.
CREATE TRIGGER declared_stop_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON declared_stop
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER reporting_interval_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON reporting_interval
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
