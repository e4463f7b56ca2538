import { describe } from 'vitest';

import { ask, SCENARIOS } from './duty-due.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('duty-due', () => {
  runScenarios(SCENARIOS, ask);
});
