import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  latestVersion,
  type OrderedVersion,
  signingFault,
  versionInForce,
} from './version-order.ts';

/** A version whose document is the set of changes in it: its own, named by its number, and older ones. */
interface Version extends OrderedVersion {
  readonly changes: ReadonlySet<number>;
}

/** What people do, a step of time after each other. */
type Act =
  | { readonly type: 'begin' }
  | { readonly type: 'sign'; readonly effectiveAtMs: number }
  | { readonly type: 'grant'; readonly effectiveAtMs: number }
  | { readonly type: 'withdraw'; readonly index: number }
  | { readonly type: 'wait'; readonly ms: number };

const LAST_MS = 100;
const instant = fc.integer({ min: 0, max: LAST_MS });
const act: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: fc.constant<Act>({ type: 'begin' }), weight: 3 },
  {
    arbitrary: instant.map((effectiveAtMs): Act => ({ type: 'sign', effectiveAtMs })),
    weight: 4,
  },
  {
    arbitrary: instant.map((effectiveAtMs): Act => ({ type: 'grant', effectiveAtMs })),
    weight: 2,
  },
  { arbitrary: fc.nat(10).map((index): Act => ({ type: 'withdraw', index })), weight: 1 },
  {
    arbitrary: fc.integer({ min: 1, max: 20 }).map((ms): Act => ({ type: 'wait', ms })),
    weight: 2,
  },
);

const EMPTY: ReadonlySet<number> = new Set();

/** Does the acts one after the other; those that are refused leave everything as it is. */
function played(acts: readonly Act[]): { readonly versions: Version[]; readonly nowMs: number } {
  const versions: Version[] = [];
  let nowMs = 0;
  let draft = { baseVersion: 0, changes: EMPTY };
  const add = (base: typeof draft, effectiveAtMs: number) => {
    const { baseVersion, changes } = base;
    if (signingFault(versions, { effectiveAtMs, baseVersion }, nowMs) !== null) return;
    const version = versions.length + 1;
    const signed = { version, effectiveAtMs, signedAtMs: nowMs, withdrawnAtMs: null };
    versions.push({ ...signed, changes: new Set([...changes, version]) });
  };
  const builtOn = (version: Version | null) => ({
    baseVersion: version?.version ?? 0,
    changes: version?.changes ?? EMPTY,
  });
  for (const each of acts) {
    nowMs += each.type === 'wait' ? each.ms : 1;
    if (each.type === 'begin') draft = builtOn(latestVersion(versions));
    if (each.type === 'sign') add(draft, each.effectiveAtMs);
    if (each.type === 'grant') {
      const onMs = Math.max(nowMs, each.effectiveAtMs);
      add(builtOn(versionInForce(versions, onMs)), each.effectiveAtMs);
    }
    if (each.type === 'withdraw') {
      const found = versions[each.index];
      if (found?.withdrawnAtMs === null) versions[each.index] = { ...found, withdrawnAtMs: nowMs };
    }
  }
  return { versions, nowMs };
}

describe('signatures, grants and withdrawals in any order', () => {
  it('let no change of limits end unless it is withdrawn, and none begin before its day', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { versions, nowMs } = played(acts);
        for (const atMs of [nowMs, ...versions.map(({ effectiveAtMs }) => effectiveAtMs)]) {
          if (atMs < nowMs) continue;
          const inForce = versionInForce(versions, atMs);
          for (const { version, effectiveAtMs, withdrawnAtMs } of versions) {
            if (withdrawnAtMs !== null || effectiveAtMs > atMs) continue;
            expect(inForce?.changes.has(version)).toBe(true);
          }
          for (const change of inForce?.changes ?? EMPTY) {
            expect(versions[change - 1]?.effectiveAtMs).toBeLessThanOrEqual(atMs);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('keep nobody from signing what is built on the newest version, from the last day on', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { versions, nowMs } = played(acts);
        const baseVersion = latestVersion(versions)?.version ?? 0;
        const next = { baseVersion, effectiveAtMs: LAST_MS };
        expect(signingFault(versions, next, nowMs)).toBeNull();
      }),
    );
  });
});

describe('a version that is signed for a later day', () => {
  const first = { version: 1, effectiveAtMs: 0, signedAtMs: 0, withdrawnAtMs: null };
  const later = { version: 2, effectiveAtMs: 50, signedAtMs: 1, withdrawnAtMs: null };

  it.each([
    [
      { effectiveAtMs: 49, baseVersion: 2 },
      { fault: 'hides-later', version: later },
    ],
    [
      { effectiveAtMs: 50, baseVersion: 1 },
      { fault: 'misses-version', version: later },
    ],
    [{ effectiveAtMs: 50, baseVersion: 2 }, null],
  ])('is not swallowed by %j', (next, fault) => {
    expect(signingFault([first, later], next, 10)).toEqual(fault);
  });

  it('is in nobody’s way once it counts or was withdrawn', () => {
    expect(signingFault([first, later], { effectiveAtMs: 0, baseVersion: 2 }, 50)).toBeNull();
    const withdrawn = { ...later, withdrawnAtMs: 5 };
    expect(signingFault([first, withdrawn], { effectiveAtMs: 0, baseVersion: 1 }, 10)).toBeNull();
    const stale = signingFault([first, withdrawn], { effectiveAtMs: 60, baseVersion: 2 }, 10);
    expect(stale).toEqual({ fault: 'misses-version', version: first });
  });
});
