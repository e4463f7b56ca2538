import { describe } from 'vitest';

import { ask, SCENARIOS } from './benchmark-level.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('benchmark-level', () => {
  runScenarios(SCENARIOS, ask);
});
