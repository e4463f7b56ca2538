import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../client/api.ts';
import { formatNumber } from '../parts/format.ts';
import { usePeople } from '../parts/people.tsx';
import { useProductNames } from '../parts/product-names.ts';
import { hasPermission, useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { ACCOUNTS, BASES } from '../words/codes.ts';
import type { Words } from '../words/words.ts';
import type { readPolicyVersion } from './evidence.ts';
import { Facts } from './parts/facts.tsx';
import { ALERT_WORDS, EVIDENCE_UNITS } from './words.ts';

/** A target as a signed policy holds it, as far as it is shown here. */
interface Target {
  readonly id: string;
  readonly metric: string;
  readonly limit?: number;
  readonly basis?: string;
  readonly account?: string;
  readonly product?: string;
  readonly issuer?: string;
  readonly documentNo?: string;
  readonly issuedOn?: string;
}

/** The policy that the judgement rests on: version, document, and the very target. */
export function PolicyBasis(props: {
  readonly enterpriseId: string;
  readonly targetId: string | null;
  readonly policy: ReturnType<typeof readPolicyVersion>;
  /** The version as the alert names it. */
  readonly name: string | null;
}) {
  const { enterpriseId, targetId, policy, name } = props;
  const words = useWords();
  const people = usePeople();
  const say = useSay(ALERT_WORDS);
  const me = useMe();
  const products = useProductNames(enterpriseId, targetId !== null);
  const path = {
    ...{ enterpriseId, year: policy?.year ?? 0, part: policy?.part ?? 'authority' },
    version: policy?.version ?? 0,
  } as const;
  const found = useQuery({
    queryKey: ['policy-version', path],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/versions/{version}', {
          params: { path },
        }),
      ),
    enabled: policy !== null && hasPermission(me, 'policies.read'),
    retry: false,
  });
  if (name === null) return null;
  const targets = found.data?.document.targets;
  const target = Array.isArray(targets)
    ? (targets as Target[]).find(({ id }) => id === targetId)
    : undefined;
  return (
    <details className="work-panel policy-panel">
      <summary>{say('policyBasis')}</summary>
      <Facts
        items={[
          [say('policyVersion'), policy === null ? name : policyText(policy, words, say)],
          ...(found.data === undefined
            ? []
            : ([
                [say('policyDocument'), found.data.documentNo || '—'],
                [say('policyFrom'), found.data.effectiveFrom],
                [say('policySigner'), people.nameOf(found.data.signedBy)],
                [words.say('fingerprint'), <Hash key="hash" text={found.data.sha256} />],
              ] as const)),
          ...(target === undefined ? [] : targetItems(target, words, say, products)),
        ]}
      />
    </details>
  );
}

type SayAlert = ReturnType<typeof useSay<typeof ALERT_WORDS>>;

function policyText(
  policy: NonNullable<ReturnType<typeof readPolicyVersion>>,
  _words: Words,
  say: SayAlert,
): string {
  const part = say(policy.part === 'plan' ? 'partPlan' : 'partAuthority');
  return say('policyValue', { year: policy.year, part, version: policy.version });
}

function targetItems(
  target: Target,
  words: Words,
  say: SayAlert,
  products: Readonly<Record<string, Pair>>,
) {
  const { limit, basis, account, product, issuer, documentNo, issuedOn } = target;
  const unit = target.metric === 'kgce-per-unit' ? 'kgce' : target.metric;
  const about = [
    account === undefined ? '' : words.nameOf(ACCOUNTS, account),
    basis === undefined ? '' : words.nameOf(BASES, basis),
    product === undefined ? '' : words.nameOf(products, product),
  ].filter((text) => text !== '');
  return [
    [
      say('targetLimit'),
      limit === undefined
        ? '—'
        : `${formatNumber(limit, words.language)} ${words.nameOf(EVIDENCE_UNITS, unit)}`,
    ],
    [say('targetAbout'), about.join(' · ') || '—'],
    [say('targetIssuer'), [issuer, documentNo, issuedOn].filter(Boolean).join(' · ') || '—'],
  ] as const;
}

function Hash({ text }: { readonly text: string }) {
  return <span className="fingerprint">{text}</span>;
}
