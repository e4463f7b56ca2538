import { describe } from 'vitest';

import { ask, SCENARIOS } from './forecast.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('forecast', () => {
  runScenarios(SCENARIOS, ask);
});
