import { listPlatformEntries } from '@hengneng/database';
import { judgeObsoleteEquipment, localDate, obsoleteEquipment } from '@hengneng/domain';

import type { FactGatherer } from '../gatherer.ts';
import { entriesOf, thisYear, thresholdsIn } from '../register-facts.ts';
import { recordContext } from '../target-facts.ts';

/**
 * Equipment of the elimination list (淘汰目录), by recorded items alone: the built-in list was compared with nothing and
 * accuses nobody.
 */
export const EQUIPMENT_FACTS: FactGatherer = {
  name: 'obsolete-equipment',
  rules: ['obsolete-equipment'],
  cadence: 'daily',
  gather: async (record) => {
    const entries = await entriesOf(record, 'equipment');
    if (entries.length === 0) return [];
    const { world, recordedMs, today, enterprise } = record;
    const items = await listPlatformEntries(world.executor, {
      ...{ register: 'elimination-item', asOfMs: recordedMs },
    });
    const recorded = items.map(({ key, document }) => ({ ...document, id: key }));
    // What was scrapped is looked at as well, so that its alert is resolved and not merely gone.
    const equipment = entries.map(({ key, document }) => {
      const state = document.state === 'scrapped' ? ('disused' as const) : document.state;
      return { ...document, state, id: key };
    });
    const found = obsoleteEquipment(equipment, recorded, today).filter(({ verified }) => verified);
    const context = await recordContext(record);
    const byId = new Map(entries.map((entry) => [entry.key, entry]));
    // Of several items that name one machine the earliest day counts.
    const earliest = new Map<string, (typeof found)[number]>();
    for (const item of found) {
      const known = earliest.get(item.equipmentId);
      if (known === undefined || item.eliminatedFrom < known.eliminatedFrom) {
        earliest.set(item.equipmentId, item);
      }
    }
    return [...earliest.values()].flatMap(({ equipmentId, document: source, eliminatedFrom }) => {
      const entry = byId.get(equipmentId);
      if (entry === undefined) return [];
      const { document, recordedAtMs } = entry;
      const removedOn =
        document.state === 'in-use' ? null : localDate(recordedAtMs, enterprise.timeZone);
      const title = `${document.name} ${document.model}`;
      return [
        judgeObsoleteEquipment({
          ...{ context, period: thisYear(record), thresholds: thresholdsIn(record) },
          equipment: { id: equipmentId, title, source, eliminateBy: eliminatedFrom, removedOn },
        }),
      ];
    });
  },
};
