/** 预警 is about energy and its duties, 告警 about devices and data. */
export const ALERT_CATEGORIES = ['warning', 'alarm'] as const;
export type AlertCategory = (typeof ALERT_CATEGORIES)[number];

/** Rules about data and devices; every other rule is a warning. */
export const ALARM_RULES: readonly string[] = ['data-duty', 'suspicion'];

/** Whether an alert of a rule is called 预警 or 告警. */
export function alertCategoryOf(rule: string): AlertCategory {
  return ALARM_RULES.includes(rule) ? 'alarm' : 'warning';
}
