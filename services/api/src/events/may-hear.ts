import type { ConsoleEvent } from '@hengneng/contracts';

import { grantsOf, type Principal } from '../access/principal.ts';

/** Where an enterprise is. */
export interface Place {
  readonly regionCode: string;
  readonly parkCode: string | null;
}

/**
 * Whether a person may learn of an event: it is of an enterprise that one of the roles covers, and it
 * is for that role's side. The authority's side hears also what the enterprise is told; an
 * enterprise hears nothing that is for the authority alone, such as a suspicion nobody verified. What
 * concerns the platform is for those who run it, what concerns an area for officials of all of it.
 *
 * @param place of the event's enterprise; null for an unknown one
 */
export function mayHear(principal: Principal, event: ConsoleEvent, place: Place | null): boolean {
  return grantsOf(principal, 'events.read').some(({ scope }) => {
    if (scope.type === 'all') return true;
    if (event.audience === 'platform') return false;
    if (event.area !== undefined) return coversArea(scope, event.area);
    if (event.enterpriseId === null) return false;
    switch (scope.type) {
      case 'region':
        return place !== null && scope.code !== '' && place.regionCode.startsWith(scope.code);
      case 'park':
        return place !== null && place.parkCode !== null && place.parkCode === scope.code;
      case 'enterprise':
        return event.enterpriseId === scope.id && event.audience !== 'authority';
      default:
        return false;
    }
  });
}

function coversArea(
  scope: Principal['roles'][number]['scope'],
  { type, code, regionCode }: NonNullable<ConsoleEvent['area']>,
): boolean {
  if (scope.type === 'park') return type === 'park' && scope.code === code;
  return scope.type === 'region' && scope.code !== '' && regionCode.startsWith(scope.code);
}
