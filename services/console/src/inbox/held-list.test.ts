import { describe, expect, it } from 'vitest';

import { type Answer, holdList, inHeldOrder, openList } from './held-list.ts';

interface Row {
  readonly id: string;
  readonly state: string;
}

const PAGE = 3;
const answer = (ids: string, next?: string, state = 'new'): Answer<Row> => ({
  items: [...ids].map((id) => ({ id, state })),
  next,
});
const shown = ({ rows }: { readonly rows: readonly Row[] }) => rows.map(({ id }) => id).join('');
const open = (first: Answer<Row>) => openList('all', first, true);

describe('holdList', () => {
  it('keeps the rows in their places when new ones come on top, and counts those', () => {
    const held = holdList(open(answer('CBA', 'c')), answer('EDC', 'd'), PAGE);
    expect([shown(held), held.newCount, held.next]).toEqual(['CBA', 2, 'c']);
    // B and A are on the next page now; they are not gone.
    expect(held.goneIds).toEqual(new Set());
    expect(shown(openList('all', held.latest, true))).toBe('EDC');
  });

  it('goes on counting, also when nothing that is shown is on the newest page', () => {
    const once = holdList(open(answer('CBA', 'c')), answer('EDC', 'd'), PAGE);
    const twice = holdList(once, answer('GFE', 'f'), PAGE);
    expect([shown(twice), twice.newCount]).toEqual(['CBA', 3]);
  });

  it('shows rows as they are now, and as they were last where the newest page has them no more', () => {
    const held = holdList(open(answer('CBA', 'c')), answer('CBA', 'c', 'verified'), PAGE);
    expect(held.rows.map(({ state }) => state)).toEqual(['verified', 'verified', 'verified']);
    const later = holdList(held, answer('FED', 'e'), PAGE);
    expect(later.rows.map(({ state }) => state)).toEqual(['verified', 'verified', 'verified']);
  });

  it('marks what no longer fits, and does not take what moved up for new', () => {
    const held = holdList(open(answer('CBA', 'c')), answer('CAZ', 'd'), PAGE);
    expect([shown(held), held.newCount, [...held.goneIds]]).toEqual(['CBA', 0, ['B']]);
  });

  it('marks all that is missing where there is no further page', () => {
    const held = holdList(open(answer('BA')), answer('CB'), PAGE);
    expect([held.newCount, [...held.goneIds]]).toEqual([1, ['A']]);
    const none = holdList(held, answer(''), PAGE);
    expect([shown(none), [...none.goneIds]]).toEqual(['BA', ['B', 'A']]);
  });

  it('takes what comes below where the page has room', () => {
    const held = holdList(open(answer('A')), answer('AB'), PAGE);
    expect([shown(held), held.newCount]).toEqual(['A', 1]);
  });

  it('moves nothing in an empty list, so it takes what there is', () => {
    const held = holdList(open(answer('')), answer('A'), PAGE);
    expect([shown(held), held.newCount]).toEqual(['A', 0]);
  });

  it('replaces what an earlier visit left by the first answer of this one', () => {
    const left = openList('all', answer('BA'), false);
    const held = holdList(left, answer('CB'), PAGE);
    expect([shown(held), held.newCount, held.isSettled]).toEqual(['CB', 0, true]);
  });
});

describe('inHeldOrder', () => {
  it('leaves groups where they were, and puts new ones behind them in their own order', () => {
    const keys = (groups: readonly { key: string }[]) => groups.map(({ key }) => key).join('');
    const groups = [...'DBAC'].map((key) => ({ key }));
    expect(keys(inHeldOrder(groups, ['A', 'B']))).toBe('ABDC');
    expect(keys(inHeldOrder(groups, []))).toBe('DBAC');
  });
});
