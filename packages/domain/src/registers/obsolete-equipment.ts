import type { EliminationItem, Equipment } from './register-documents.ts';

/** Equipment that stands in the elimination list, and where. */
export interface ObsoleteEquipment {
  readonly equipmentId: string;
  readonly itemId: string;
  readonly document: string;
  readonly eliminatedFrom: string;
  /** Whether its use is a breach on the day that was asked about: in use, and the date is past. */
  readonly breach: boolean;
  /** Whether the item was compared with the published list; if not it is only to be looked at. */
  readonly verified: boolean;
}

type Named<T> = T & { readonly id: string };

/**
 * What of an enterprise's equipment stands in the elimination list, in the order of the equipment. What
 * was scrapped is left out. A match of model names is a lead: a person looks at the name plate.
 *
 * @param date day it is asked about, `YYYY-MM-DD`
 */
export function obsoleteEquipment(
  equipment: readonly Named<Equipment>[],
  items: readonly Named<EliminationItem>[],
  date: string,
): ObsoleteEquipment[] {
  return equipment
    .filter(({ state }) => state !== 'scrapped')
    .flatMap((each) => {
      const found = items
        .filter((item) => item.category === each.category)
        .filter(({ models }) => models.some((model) => matches(model, each.model)))
        .map(({ id, document, eliminatedFrom, verified = true }) => ({
          equipmentId: each.id,
          itemId: id,
          document,
          eliminatedFrom,
          // What nobody compared with the list accuses nobody.
          breach: verified && each.state === 'in-use' && eliminatedFrom <= date,
          verified,
        }));
      // Beside an item that is known a guess says nothing.
      const verified = found.filter((item) => item.verified);
      return verified.length > 0 ? verified : found;
    });
}

/** Whether a model is one of a pattern: `S7-*` covers every capacity of the series. */
function matches(pattern: string, model: string): boolean {
  const [wanted, given] = [fold(pattern), fold(model)];
  if (wanted.endsWith('*')) return given.startsWith(wanted.slice(0, -1));
  return wanted === given;
}

/** Full width and half width, case and blanks make no difference on a name plate. */
function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
