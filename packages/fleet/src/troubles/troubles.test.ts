import { instantProblem, parseInstant, parseValue } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { createFleet, type FleetEnterprise } from '../meters/fleet.ts';
import type { FleetMeter } from '../meters/meter.ts';
import { BAD_PAYLOADS } from './bad-payloads.ts';
import { plantTroubles } from './plant-troubles.ts';
import {
  type PlantedTrouble,
  TROUBLE_KINDS,
  type TroubleKind,
  touches,
} from './planted-trouble.ts';
import { createTroubledSource } from './troubled-source.ts';

const STEP_MS = 900_000;
const FROM_MS = Date.UTC(2026, 2, 1);
const TO_MS = Date.UTC(2026, 4, 1);
const fleet = createFleet({ seed: 3, enterprisesCount: 12, metersPerEnterpriseMax: 10 });

const PLANS = fleet.enterprises.map((enterprise) => {
  const options = { seed: 3, fromMs: FROM_MS, toMs: TO_MS, stepMs: STEP_MS };
  const planted = plantTroubles(enterprise, options);
  return { enterprise, planted, source: createTroubledSource(fleet, enterprise, planted, STEP_MS) };
});

/** Everything an enterprise sends, in order; of one meter and instant the first one is kept. */
const STORES = new Map(
  PLANS.map(({ enterprise, source }) => {
    const stored = new Map<string, number>();
    const counts = { readings: 0, duplicates: 0, conflicts: 0 };
    const raw: string[] = [];
    for (let at = FROM_MS; at < TO_MS; at += STEP_MS) {
      const sends = source.sendsAt(at);
      raw.push(...sends.raw.map(({ payload }) => payload));
      for (const { meterId, readAtMs, value } of sends.readings) {
        const key = `${meterId}|${readAtMs}`;
        const known = stored.get(key);
        counts.readings += 1;
        if (known === undefined) stored.set(key, value);
        else if (known === value) counts.duplicates += 1;
        else counts.conflicts += 1;
      }
    }
    return [enterprise.id, { stored, counts, raw }] as const;
  }),
);

interface Case {
  readonly enterprise: FleetEnterprise;
  readonly trouble: PlantedTrouble;
  /** The meter of the trouble, or any meter of the device. */
  readonly meter: FleetMeter;
  /** What is stored of that meter at an instant. */
  readonly at: (atMs: number) => number | undefined;
  readonly shownAt: (atMs: number) => number;
}

function casesOf(kind: TroubleKind): Case[] {
  const cases = PLANS.flatMap(({ enterprise, planted, source }) =>
    planted
      .filter((trouble) => trouble.kind === kind)
      .map((trouble): Case => {
        const meter =
          enterprise.meters.find(({ id }) => id === trouble.meterId) ?? enterprise.meters[0];
        if (meter === undefined) throw new Error('No meter.');
        const stored = STORES.get(enterprise.id)?.stored;
        return {
          enterprise,
          trouble,
          meter,
          at: (atMs) => stored?.get(`${meter.id}|${atMs}`),
          shownAt: (atMs) => source.shownAt(meter, atMs),
        };
      }),
  );
  expect(cases.length).toBeGreaterThan(3);
  return cases;
}

function steps({ fromMs, toMs }: PlantedTrouble): number[] {
  return Array.from({ length: (toMs - fromMs) / STEP_MS }, (_, i) => fromMs + i * STEP_MS);
}

describe('plantTroubles', () => {
  it('plants each kind once where there is a meter for it, never two at a time', () => {
    for (const { enterprise, planted } of PLANS) {
      expect(new Set(planted.map(({ kind }) => kind)).size).toBe(planted.length);
      for (const [index, trouble] of planted.entries()) {
        expect(trouble.fromMs).toBeGreaterThanOrEqual(planted[index - 1]?.toMs ?? FROM_MS);
        expect(trouble.toMs).toBeLessThanOrEqual(TO_MS);
        expect(trouble.enterpriseId).toBe(enterprise.id);
      }
    }
    const kinds = PLANS.flatMap(({ planted }) => planted.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(TROUBLE_KINDS));
  });

  it('is the same for the same seed, and plants nothing where there is no room', () => {
    const enterprise = fleet.enterprises[0];
    if (enterprise === undefined) throw new Error('No enterprise.');
    const options = { seed: 3, fromMs: FROM_MS, toMs: TO_MS, stepMs: STEP_MS };
    expect(plantTroubles(enterprise, options)).toEqual(PLANS[0]?.planted);
    expect(plantTroubles(enterprise, { ...options, seed: 4 })).not.toEqual(PLANS[0]?.planted);
    expect(plantTroubles(enterprise, { ...options, toMs: FROM_MS + 86_400_000 })).toEqual([]);
    const few = plantTroubles(enterprise, { ...options, kinds: ['gap'], probability: 0.999_999 });
    expect(few.map(({ kind }) => kind)).toEqual(['gap']);
  });
});

describe('createTroubledSource', () => {
  it('answers the same for the same instant, asked in any order', () => {
    for (const { enterprise, planted, source } of PLANS.slice(0, 3)) {
      const other = createTroubledSource(fleet, enterprise, planted, STEP_MS);
      for (let at = TO_MS - STEP_MS; at >= FROM_MS; at -= 97 * STEP_MS) {
        expect(other.sendsAt(at)).toEqual(source.sendsAt(at));
      }
    }
  });

  it('sends the truth wherever nothing is planted', () => {
    for (const { enterprise, planted } of PLANS) {
      const { stored } = STORES.get(enterprise.id) ?? {};
      const changes = ['rollover', 'reset', 'meter-replaced'];
      for (const meter of enterprise.meters) {
        const own = planted.filter(({ meterId }) => meterId === null || meterId === meter.id);
        if (own.some(({ kind }) => changes.includes(kind))) continue;
        // What a wrong clock does reaches back as far as it is wrong.
        const reach = own.map((t) => ({ ...t, fromMs: t.fromMs + (t.shiftMs ?? 0) }));
        for (let at = FROM_MS; at < TO_MS; at += 13 * STEP_MS) {
          if (reach.some((trouble) => touches(trouble, at))) continue;
          expect(stored?.get(`${meter.id}|${at}`)).toBe(fleet.readingAt(meter, at).value);
        }
      }
    }
  });

  it.each(['late', 'repeated', 'out-of-order'] as const)(
    'delivers everything that is %s',
    (kind) => {
      for (const { trouble, at, shownAt } of casesOf(kind)) {
        for (const atMs of steps(trouble)) expect(at(atMs)).toBe(shownAt(atMs));
      }
    },
  );

  it('sends late readings late, by hours to weeks', () => {
    const delays = casesOf('late').map(({ trouble }) => trouble.delayMs ?? 0);
    expect(Math.max(...delays)).toBeGreaterThan(7 * 86_400_000);
    for (const { enterprise, trouble } of casesOf('late')) {
      const plan = PLANS.find((candidate) => candidate.enterprise === enterprise);
      expect(plan?.source.sendsAt(trouble.fromMs).readings).toEqual([]);
      const after = plan?.source.sendsAt(trouble.toMs + (trouble.delayMs ?? 0)).readings;
      expect(after?.some(({ readAtMs }) => readAtMs === trouble.fromMs)).toBe(true);
    }
  });

  it('repeats readings as they were: duplicates, not conflicts', () => {
    for (const { enterprise, trouble } of casesOf('repeated')) {
      const { counts } = STORES.get(enterprise.id) ?? {};
      const repeated = steps(trouble).length * enterprise.meters.length;
      expect(counts?.duplicates).toBeGreaterThanOrEqual(repeated);
    }
  });

  it('leaves gaps', () => {
    for (const { trouble, at } of casesOf('gap')) {
      for (const atMs of steps(trouble)) expect(at(atMs)).toBeUndefined();
      expect(at(trouble.fromMs - STEP_MS)).toBeDefined();
      expect(at(trouble.toMs)).toBeDefined();
    }
  });

  it('makes conflicts or odd instants with a wrong clock, and leaves a gap', () => {
    for (const { enterprise, trouble, at } of casesOf('wrong-clock')) {
      expect(at(trouble.fromMs)).toBeUndefined();
      const shift = trouble.shiftMs ?? 0;
      if (shift % STEP_MS === 0) {
        expect(STORES.get(enterprise.id)?.counts.conflicts).toBeGreaterThan(0);
      } else expect(at(trouble.fromMs + shift)).toBeDefined();
    }
  });

  it('rolls a register over without losing energy', () => {
    for (const { trouble, meter, at } of casesOf('rollover')) {
      const before = at(trouble.fromMs - STEP_MS) ?? Number.NaN;
      const after = at(trouble.fromMs) ?? Number.NaN;
      const modulus = (meter.registerMax ?? 0) + 0.01;
      expect(after).toBe(0);
      expect(before === 0 || before > 0.9 * modulus).toBe(true);
      const counted = ((after - before + modulus) % modulus) * meter.multiplier;
      const truth = fleet.trueEnergy(meter, trouble.fromMs - STEP_MS, trouble.fromMs);
      expect(Math.abs(counted - truth)).toBeLessThanOrEqual(0.01 * meter.multiplier + 1e-4);
    }
  });

  it('resets a register to zero, from where it counts on', () => {
    for (const { trouble, meter, at } of casesOf('reset')) {
      expect(at(trouble.fromMs)).toBe(0);
      const later = trouble.fromMs + 40 * STEP_MS;
      const counted = (at(later) ?? Number.NaN) * meter.multiplier;
      const truth = fleet.trueEnergy(meter, trouble.fromMs, later);
      expect(Math.abs(counted - truth)).toBeLessThanOrEqual(0.01 * meter.multiplier + 1e-4);
    }
  });

  it('says with which readings a meter was exchanged, so that nothing is lost', () => {
    for (const { enterprise, trouble, meter, at } of casesOf('meter-replaced')) {
      const events = STORES.get(enterprise.id)?.raw.filter((text) =>
        text.includes('meter-replaced'),
      );
      expect(events).toHaveLength(1);
      const event = JSON.parse(events?.[0] ?? '').events[0];
      expect(event).toMatchObject({ type: 'meter-replaced', meterId: meter.id });
      expect(parseInstant(event.at)).toBe(trouble.fromMs);
      expect(at(trouble.fromMs)).toBe(event.initialValue);
      const before = at(trouble.fromMs - STEP_MS) ?? Number.NaN;
      const after = at(trouble.fromMs + STEP_MS) ?? Number.NaN;
      const counted = (event.finalValue - before + after - event.initialValue) * meter.multiplier;
      const truth = fleet.trueEnergy(meter, trouble.fromMs - STEP_MS, trouble.fromMs + STEP_MS);
      expect(Math.abs(counted - truth)).toBeLessThanOrEqual(0.02 * meter.multiplier + 1e-4);
    }
  });

  it('freezes, dips and falls to zero, and comes back to the truth', () => {
    for (const { trouble, at } of casesOf('frozen')) {
      expect(new Set(steps(trouble).map(at)).size).toBe(1);
    }
    for (const { trouble, at, meter, shownAt } of casesOf('dip')) {
      const honest = shownAt(trouble.fromMs - STEP_MS);
      const dipped = at(trouble.fromMs) ?? Number.NaN;
      const used = fleet.trueEnergy(meter, trouble.fromMs - STEP_MS, trouble.fromMs);
      expect(dipped).toBeLessThanOrEqual(honest + used / meter.multiplier - 1 + 0.02);
    }
    for (const { trouble, at, shownAt } of casesOf('fall-to-zero')) {
      for (const atMs of steps(trouble)) expect(at(atMs)).toBe(0);
      expect(at(trouble.toMs)).toBe(shownAt(trouble.toMs));
      expect(shownAt(trouble.fromMs - STEP_MS)).toBeGreaterThan(0);
    }
  });

  it('sends each bad payload once', () => {
    for (const { enterprise } of casesOf('bad-payload')) {
      const raw = STORES.get(enterprise.id)?.raw.filter((text) => !text.includes('meter-replaced'));
      expect(raw).toHaveLength(BAD_PAYLOADS.length);
    }
  });
});

describe('the bad payloads', () => {
  const good = { meterId: 'E01', readAtMs: FROM_MS, value: 12.5 };

  it.each(BAD_PAYLOADS)('$name is refused as $reason', ({ payload, reason, hasGoodReading }) => {
    const text = payload(good);
    if (!hasGoodReading) {
      const isReadable = () => Array.isArray(JSON.parse(text).readings);
      let readable = false;
      try {
        readable = isReadable();
      } catch {
        // Not JSON at all.
      }
      expect([readable, reason]).toEqual([false, 'malformed']);
      return;
    }
    const [first, second] = JSON.parse(text).readings;
    expect(first).toEqual({ meterId: 'E01', readAt: FROM_MS, value: 12.5 });
    const readAt = parseInstant(second.readAt);
    const value = parseValue(second.value);
    const problems = [
      second.meterId === 'E01' ? null : 'unknown-meter',
      typeof readAt === 'number' ? instantProblem(readAt, FROM_MS)?.reason : readAt.reason,
      typeof value === 'number' ? null : value.reason,
    ].filter((problem) => problem !== null && problem !== undefined);
    expect(problems).toEqual([reason]);
  });
});
