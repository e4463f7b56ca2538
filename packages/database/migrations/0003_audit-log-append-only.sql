-- Tables that only grow. ALWAYS: also where a session calls itself a replica; whoever may alter the
-- table can still take the trigger away, which the hash chain and the signed roots show.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_only_grows;
--> statement-breakpoint
CREATE FUNCTION audit_log_continues() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	last record;
BEGIN
	SELECT sequence, sha256 INTO last FROM audit_log ORDER BY sequence DESC LIMIT 1;
	IF NEW.sequence <> coalesce(last.sequence, 0) + 1
		OR NEW.previous_sha256 <> coalesce(last.sha256, repeat('0', 64)) THEN
		RAISE EXCEPTION 'row % does not continue audit_log', NEW.sequence USING ERRCODE = '42501';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_continues BEFORE INSERT ON audit_log
	FOR EACH ROW EXECUTE FUNCTION audit_log_continues();
--> statement-breakpoint
ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_continues;
