import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../client/api.ts';
import type { FieldSpec, Values } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useSay } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import type { Thresholds } from './policy-types.ts';
import { RULES, THRESHOLDS } from './rule-words.ts';
import { POLICY_WORDS } from './words.ts';

const SWITCH: Readonly<Record<string, Pair>> = { true: ['是', 'yes'], false: ['否', 'no'] };

/** Asks the api for the thresholds that count where a policy sets none. */
export function useRuleDefaults() {
  return useQuery({
    queryKey: ['rule-defaults'],
    queryFn: async () => {
      const { rules, settling } = await answerOf(api.GET('/api/v1/policies/thresholds'));
      return { ...rules, settling } as Thresholds;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Asks the api for the thresholds of the rules about regions and parks. */
export function useAreaRuleDefaults() {
  return useQuery({
    queryKey: ['area-rule-defaults'],
    queryFn: async () =>
      (await answerOf(api.GET('/api/v1/policies/thresholds'))).areas as Thresholds,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Thresholds of a draft: left empty the default counts, which stands in the field. */
export function ThresholdsDrawer(props: {
  readonly thresholds: Thresholds;
  onSave(thresholds: Thresholds): Promise<void>;
  onClose(): void;
}) {
  const say = useSay(POLICY_WORDS);
  const defaults = useRuleDefaults();
  if (defaults.data === undefined) return null;
  const specs = thresholdFields(defaults.data);
  return (
    <FormDrawer
      title={say('editThresholds')}
      specs={specs}
      initial={flatThresholds(props.thresholds)}
      onSubmit={(body) => props.onSave(nestedThresholds(body))}
      onClose={props.onClose}
    />
  );
}

/** One field for each threshold there is. */
export function thresholdFields(defaults: Thresholds): readonly FieldSpec[] {
  return Object.entries(defaults).flatMap(([rule, values]) =>
    Object.entries(values).map(([name, value]): FieldSpec => {
      const [ruleZh, ruleEn] = RULES[rule] ?? [rule, rule];
      const [zh, en] = THRESHOLDS[name] ?? [name, name];
      const label: Pair = [`${ruleZh} · ${zh}`, `${ruleEn} · ${en}`];
      const field = `${rule}/${name}`;
      return typeof value === 'boolean'
        ? {
            name: field,
            label,
            kind: 'choice',
            names: SWITCH,
            placeholder: SWITCH[String(value)] as Pair,
          }
        : { name: field, label, kind: 'number', placeholder: [String(value), String(value)] };
    }),
  );
}

/** `{progress: {severity1Ratio: 1}}` as `{'progress/severity1Ratio': 1}`. */
export function flatThresholds(thresholds: Thresholds): Values {
  return Object.fromEntries(
    Object.entries(thresholds).flatMap(([rule, values]) =>
      Object.entries(values ?? {}).map(([name, value]) => [
        `${rule}/${name}`,
        typeof value === 'boolean' ? String(value) : value,
      ]),
    ),
  );
}

/** The other way round: what stands in the fields as a document has it. */
export function nestedThresholds(body: Values): Thresholds {
  const result: Record<string, Record<string, number | boolean>> = {};
  for (const [field, value] of Object.entries(body)) {
    const [rule = '', name = ''] = field.split('/');
    const own = result[rule] ?? {};
    own[name] = typeof value === 'string' ? value === 'true' : Number(value);
    result[rule] = own;
  }
  return result;
}
