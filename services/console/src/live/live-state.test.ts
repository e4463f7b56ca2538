import { describe, expect, it } from 'vitest';

import { type LiveEvent, questionsTouchedBy, readLiveEvent, retryMs } from './live-state.ts';

const EVENT: LiveEvent = {
  ...{ id: 'n1', enterpriseId: 'E', subjectId: 'a1', event: 'firing', word: 'warning' },
  ...{ severity: 2, rule: 'progress', text: { zh: '预警', en: 'warning' }, at: '2026-11-21' },
};

describe('an event of the stream', () => {
  it('asks again for what it is about, and for the lists and counts that hold it', () => {
    expect(questionsTouchedBy(EVENT)).toEqual(
      expect.arrayContaining([['alert', 'a1'], ['alerts'], ['alert-counts']]),
    );
    expect(questionsTouchedBy({ ...EVENT, word: 'case' })).toContainEqual(['case', 'a1']);
    expect(questionsTouchedBy({ ...EVENT, word: 'ingest' })).not.toContainEqual(['alerts']);
  });

  it('is read, and nonsense is not', () => {
    expect(readLiveEvent(JSON.stringify(EVENT))).toEqual(EVENT);
    for (const text of ['', '{}', 'null', '[]', '{"id":1}']) expect(readLiveEvent(text)).toBeNull();
  });
});

describe('a connection that was given up', () => {
  it('is opened anew after ever longer pauses, a minute at most', () => {
    expect([1, 2, 3, 20].map(retryMs)).toEqual([2_000, 4_000, 8_000, 60_000]);
  });
});
