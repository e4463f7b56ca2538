import type { Consumption } from '../client/api.ts';
import type { ChartOption } from '../parts/charts/chart.tsx';
import { withUnit } from '../parts/charts/chart-parts.ts';
import type { Language } from '../words/words.ts';

/** Energy that goes from one place to the next, tonnes of coal equivalent. */
export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly tce: number;
}

/** Names of what is no meter. */
export interface FlowNames {
  readonly kind: (energyKind: string) => string;
  readonly unmetered: (name: string) => string;
  readonly suppliedOut: string;
}

/** Below this share of a meter what is left over is rounding and loss of precision, not a flow. */
const REST_MIN_SHARE = 0.002;

/**
 * The way of energy from purchase to process, by the meters: each kind into its incoming meters, each
 * meter into those behind it, and what no further meter sees. Calorific value: kinds can be added up.
 * A meter without a figure is left out.
 */
export function flowLinks(answer: Consumption, names: FlowNames): FlowLink[] {
  const tceOf = meterTce(answer);
  const meters = answer.meters.filter(({ meterId }) => (tceOf.get(meterId) ?? 0) > 0);
  const label = ({ meterId, name }: { meterId: string; name: string }) => `${meterId} ${name}`;
  const byId = new Map(meters.map((meter) => [meter.meterId, meter]));
  const links: FlowLink[] = [];
  for (const meter of meters) {
    const tce = tceOf.get(meter.meterId) ?? 0;
    const master = meter.masterMeterId === null ? undefined : byId.get(meter.masterMeterId);
    if (meter.flow === 'supplied-out') {
      links.push({ source: names.kind(meter.energyKind), target: names.suppliedOut, tce });
      continue;
    }
    const source = master === undefined ? names.kind(meter.energyKind) : label(master);
    links.push({ source, target: label(meter), tce });
    const behind = meters.filter(({ masterMeterId }) => masterMeterId === meter.meterId);
    if (behind.length === 0) continue;
    const rest = tce - behind.reduce((sum, each) => sum + (tceOf.get(each.meterId) ?? 0), 0);
    if (rest > tce * REST_MIN_SHARE) {
      links.push({ source: label(meter), target: names.unmetered(meter.name), tce: rest });
    }
  }
  return links;
}

function meterTce(answer: Consumption): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { groups } of answer.rows) {
    for (const { meterId, tceCalorific } of groups) {
      if (meterId === undefined || tceCalorific === null) continue;
      sums.set(meterId, (sums.get(meterId) ?? 0) + tceCalorific);
    }
  }
  return sums;
}

/** The links as a Sankey diagram. */
export function flowOption(links: readonly FlowLink[], language: Language): ChartOption {
  const nodes = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
  return {
    tooltip: { trigger: 'item', valueFormatter: withUnit('tce', language, 2) },
    series: [
      {
        ...{ type: 'sankey', left: 8, right: 210, top: 8, bottom: 8, nodeGap: 10 },
        ...{ draggable: false, emphasis: { focus: 'adjacency' } },
        lineStyle: { color: 'source', opacity: 0.35 },
        data: nodes.map((name) => ({ name })),
        links: links.map(({ source, target, tce }) => ({ source, target, value: tce })),
      },
    ],
  };
}
