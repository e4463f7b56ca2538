import type { Attachment } from '@hengneng/database';
import { z } from 'zod';

import { toIso } from '../schemas.ts';

/** A kept file in answers. */
export const attachmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    internal: z.boolean().describe('Not shown to the enterprise’s own people.'),
    uploadedAt: z.string(),
    uploadedBy: z.string(),
  })
  .meta({ id: 'Attachment' });

/** A file as it is answered. */
export function toAttachmentAnswer(file: Attachment): z.infer<typeof attachmentSchema> {
  const { enterpriseId: _, uploadedAtMs, ...rest } = file;
  return { ...rest, uploadedAt: toIso(uploadedAtMs) };
}
