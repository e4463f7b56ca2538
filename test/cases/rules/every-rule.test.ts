import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '@hengneng/domain';
import { expect, it } from 'vitest';

import { ROOT } from '../../tidy/repository.ts';

it('has a file of scenarios for every rule', () => {
  const without = RULES.filter(
    (rule) => !existsSync(join(ROOT, 'test/cases/rules', `${rule}.test.ts`)),
  );
  expect(without).toEqual([]);
});
