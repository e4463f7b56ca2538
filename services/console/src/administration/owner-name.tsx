import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import { useSay } from '../settings/settings.tsx';
import { NOTIFICATION_WORDS } from './notification-words.ts';

/** Whose a channel, contact or silence is, in words. */
export function OwnerName({ of }: { readonly of: { scopeType: string; scopeId: string } }) {
  const say = useSay(NOTIFICATION_WORDS);
  const names = useEnterpriseNames(of.scopeType === 'enterprise' ? [of.scopeId] : []);
  if (of.scopeType === 'platform') return say('platform');
  if (of.scopeType === 'region') return say('regionOf', { code: of.scopeId });
  if (of.scopeType === 'park') return say('parkOf', { code: of.scopeId });
  return names.get(of.scopeId) ?? of.scopeId;
}
