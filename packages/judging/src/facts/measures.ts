import type { RegisterEntry } from '@hengneng/database';
import { judgeMeasure, type Measure } from '@hengneng/domain';

import type { FactGatherer } from '../gatherer.ts';
import { entriesOf, yearPeriod } from '../register-facts.ts';
import { recordContext } from '../target-facts.ts';

/** Measures (节能措施) of the filed plans, with the progress that was reported of them. */
export const MEASURE_FACTS: FactGatherer = {
  name: 'measures',
  rules: ['measure'],
  cadence: 'always',
  gather: async (record) => {
    if (record.policies.every(({ document }) => document.measures.length === 0)) return [];
    const progress = await entriesOf(record, 'measure-progress');
    const context = await recordContext(record);
    return record.policies.flatMap(({ year, version, document }) =>
      document.measures.map((measure) =>
        judgeMeasure({
          context: { ...context, policyVersion: version },
          measure: withProgress(measure, progress),
          period: yearPeriod(record, year),
          thresholds: document.thresholds,
        }),
      ),
    );
  },
};

/** The measure as it stands by its newest report; milestones are told apart by their titles. */
function withProgress(
  measure: Measure,
  progress: readonly RegisterEntry<'measure-progress'>[],
): Measure {
  const own = progress
    .filter(({ document }) => document.measureId === measure.id)
    .sort((one, other) => (one.document.month < other.document.month ? -1 : 1));
  const newest = own.at(-1);
  if (newest === undefined) return measure;
  const doneIn = new Map<string, string>();
  for (const { document } of own) {
    for (const title of document.milestonesDone) {
      if (!doneIn.has(title)) doneIn.set(title, `${document.month}-01`);
    }
  }
  const milestones = measure.milestones?.map((each) => {
    const doneOn = each.doneOn ?? doneIn.get(each.title);
    return doneOn === undefined ? each : { ...each, doneOn };
  });
  const { status } = newest.document;
  // What the filed plan says is done stays done, whatever an old report says.
  const isOpen = measure.status === 'planned' || measure.status === 'running';
  return {
    ...measure,
    ...(isOpen ? { status } : {}),
    ...(milestones === undefined ? {} : { milestones }),
  };
}
