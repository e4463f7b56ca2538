import { z } from 'zod';

import { idSchema, nameSchema, regionCodeSchema } from '../schemas.ts';

/** A plant of an enterprise. */
export const siteSchema = z.object({
  id: idSchema,
  name: nameSchema,
  regionCode: regionCodeSchema.optional(),
  address: z.string().max(500).default(''),
});

/** Something that an enterprise makes, and the unit it is counted in. */
export const productSchema = z.object({
  id: idSchema,
  name: nameSchema,
  unit: z.string().min(1).max(32),
});
