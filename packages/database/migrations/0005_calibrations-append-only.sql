-- Certificates and metering points only grow; see 0003.
CREATE TRIGGER meter_calibration_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON meter_calibration
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER metering_point_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON metering_point
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
