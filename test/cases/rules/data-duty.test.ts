import { describe } from 'vitest';

import { ask, SCENARIOS } from './data-duty.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('data-duty', () => {
  runScenarios(SCENARIOS, ask);
});
