-- What figures are computed by only grows: see 0003 for the function.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY[
		'factor_set', 'factor', 'factor_verification', 'enterprise_calorific_value', 'assessed_rule',
		'energy_source_setting', 'generation_setting', 'virtual_meter', 'virtual_meter_formula'
	] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
			FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_only_grows', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_only_grows');
	END LOOP;
END $$;
