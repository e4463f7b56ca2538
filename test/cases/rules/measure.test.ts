import { describe } from 'vitest';

import { ask, SCENARIOS } from './measure.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('measure', () => {
  runScenarios(SCENARIOS, ask);
});
