import { describe, expect, it } from 'vitest';

import { createPeopleNames } from './people-names.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('names of people', () => {
  it('are asked for together, once, and told to who watches', async () => {
    const questions: (readonly string[])[] = [];
    const names = createPeopleNames(async (usernames) => {
      questions.push(usernames);
      return [{ username: 'Li', name: '李强' }];
    });
    let changes = 0;
    names.watch(() => {
      changes += 1;
    });
    names.want(['Li', 'wang']);
    names.want(['wang', '规则引擎']);
    expect(names.nameOf('Li')).toBeUndefined();
    await settled();
    expect(questions).toEqual([['li', 'wang']]);
    expect([names.nameOf('li'), names.nameOf('wang')]).toEqual(['李强', null]);
    expect([changes, names.version()]).toEqual([1, 1]);
    names.want(['li', 'wang']);
    await settled();
    expect(questions).toHaveLength(1);
  });

  it('are asked for again when the api was away, and a hundred at a time', async () => {
    const counts: number[] = [];
    const names = createPeopleNames(async (usernames) => {
      counts.push(usernames.length);
      if (counts.length === 1) throw new Error('away');
      return usernames.map((username) => ({ username, name: username.toUpperCase() }));
    });
    const many = Array.from({ length: 150 }, (_none, index) => `u${index}`);
    names.want(many);
    await settled();
    expect(names.nameOf('u0')).toBeUndefined();
    names.want(many);
    await settled();
    expect(counts).toEqual([100, 50, 100]);
    expect([names.nameOf('u0'), names.nameOf('u149')]).toEqual(['U0', 'U149']);
  });
});
