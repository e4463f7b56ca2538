-- Whatever a judgement rests on asks for one when it is put on record, in the transaction that does so: no
-- act can forget it, and none waits for another.
CREATE FUNCTION wish_for_judgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rule_evaluation_wish (enterprise_id) SELECT DISTINCT enterprise_id FROM fresh;
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Of what holds for everybody: one wish for all.
CREATE FUNCTION wish_for_all_judgements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rule_evaluation_wish (enterprise_id) VALUES (NULL);
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Entries of areas and of the platform concern every enterprise, targets of areas none.
CREATE FUNCTION wish_for_registered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rule_evaluation_wish (enterprise_id)
		SELECT DISTINCT enterprise_id FROM fresh WHERE enterprise_id IS NOT NULL OR register <> 'area-target';
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION wish_for_new_enterprise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rule_evaluation_wish (enterprise_id) SELECT id FROM fresh;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER policy_version_wishes_judgement AFTER INSERT ON policy_version
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER policy_step_wishes_judgement AFTER INSERT ON policy_step
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER ledger_step_wishes_judgement AFTER INSERT ON ledger_step
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER ledger_setting_wishes_judgement AFTER INSERT ON ledger_setting
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER correction_approval_wishes_judgement AFTER INSERT ON correction_approval
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER declared_stop_wishes_judgement AFTER INSERT ON declared_stop
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER reported_output_wishes_judgement AFTER INSERT ON reported_output
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER enterprise_calorific_value_wishes_judgement AFTER INSERT ON enterprise_calorific_value
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER energy_source_setting_wishes_judgement AFTER INSERT ON energy_source_setting
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER generation_setting_wishes_judgement AFTER INSERT ON generation_setting
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER virtual_meter_formula_wishes_judgement AFTER INSERT ON virtual_meter_formula
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER meter_calibration_wishes_judgement AFTER INSERT ON meter_calibration
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER meter_epoch_wishes_judgement AFTER INSERT ON meter_epoch
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER enterprise_epoch_wishes_judgement AFTER INSERT ON enterprise_epoch
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER data_duty_day_wishes_judgement AFTER INSERT ON data_duty_day
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER data_duty_day_change_wishes_judgement AFTER UPDATE ON data_duty_day
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_judgement();
--> statement-breakpoint
CREATE TRIGGER factor_set_wishes_judgement AFTER INSERT ON factor_set
	FOR EACH STATEMENT EXECUTE FUNCTION wish_for_all_judgements();
--> statement-breakpoint
CREATE TRIGGER assessed_rule_wishes_judgement AFTER INSERT ON assessed_rule
	FOR EACH STATEMENT EXECUTE FUNCTION wish_for_all_judgements();
--> statement-breakpoint
CREATE TRIGGER register_entry_wishes_judgement AFTER INSERT ON register_entry
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_registered();
--> statement-breakpoint
CREATE TRIGGER enterprise_wishes_judgement AFTER INSERT ON enterprise
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wish_for_new_enterprise();
