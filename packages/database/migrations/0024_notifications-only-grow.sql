-- What was to be told, and what became of it, only grows; see 0003.
CREATE TRIGGER notification_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON notification
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER notification_delivery_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON notification_delivery
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
