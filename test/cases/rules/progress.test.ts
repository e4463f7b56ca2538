import { describe } from 'vitest';

import { ask, SCENARIOS } from './progress.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('progress', () => {
  runScenarios(SCENARIOS, ask);
});
