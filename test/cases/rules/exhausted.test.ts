import { describe } from 'vitest';

import { ask, SCENARIOS } from './exhausted.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('exhausted', () => {
  runScenarios(SCENARIOS, ask);
});
