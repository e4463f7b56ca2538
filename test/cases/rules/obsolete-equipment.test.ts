import { describe } from 'vitest';

import { ask, SCENARIOS } from './obsolete-equipment.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('obsolete-equipment', () => {
  runScenarios(SCENARIOS, ask);
});
