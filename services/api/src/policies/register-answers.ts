import type { RegisterEntry } from '@hengneng/database';
import { DomainError, isSafeId, type RegisterDocuments, type RegisterName } from '@hengneng/domain';
import { z } from 'zod';

import { idSchema, instantSchema, toIso } from '../schemas.ts';
import { noteSchema } from './policy-schemas.ts';
import { REGISTER_SCHEMAS } from './register-schemas.ts';

const yearSchema = z.int().min(2000).max(2100);

/** Shape of a register's document, whichever it is. */
function documentOf(register: RegisterName) {
  return REGISTER_SCHEMAS[register] as unknown as z.ZodType<AnyDocument, AnyDocument>;
}

type AnyDocument = RegisterDocuments[RegisterName];

/** How every register is asked for. */
export const registerQuerySchema = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  asOf: instantSchema.optional().describe('As recorded by then; now unless given.'),
  history: z
    .stringbool()
    .default(false)
    .describe('Every row that ever counted instead of what counts.'),
});

/** What is put into a register. */
export function registerBodySchema(register: RegisterName) {
  return z.strictObject({
    id: idSchema.optional().describe('Key of the entry, where its fields do not make it.'),
    year: yearSchema.optional(),
    document: documentOf(register),
    withdrawn: z.boolean().default(false).describe('The entry does not count any more.'),
    note: noteSchema.default('').describe('Why it was changed or withdrawn.'),
  });
}

/** An entry of a register in answers. */
export function registerEntrySchema(register: RegisterName) {
  return z.object({
    id: z.string(),
    enterpriseId: z.string().optional(),
    year: z.int().nullable(),
    document: documentOf(register),
    withdrawn: z.boolean(),
    note: z.string(),
    no: z.int().describe('Rises with every row of every register.'),
    recordedAt: z.string(),
    recordedBy: z.string(),
  });
}

/** Answer of an entry. */
export function toEntryAnswer<K extends RegisterName>(entry: RegisterEntry<K>) {
  const { key, owner, register: _, recordedAtMs, document, ...rest } = entry;
  const enterpriseId = owner.type === 'enterprise' ? { enterpriseId: owner.id } : {};
  return {
    ...{ id: key, ...enterpriseId, ...rest },
    document: document as AnyDocument,
    recordedAt: toIso(recordedAtMs),
  };
}

/**
 * Key of an entry: made from its fields where they make one, otherwise the `id` of the body.
 *
 * @throws DomainError REGISTER_ENTRY_INVALID
 */
export function entryKey(made: string | undefined, given: string | undefined): string {
  if (made !== undefined && given !== undefined && made !== given) {
    throw invalid('id', `The fields of the entry make its id: ${made}.`);
  }
  const key = made ?? given;
  if (key === undefined) throw invalid('id', 'This register needs an id for each entry.');
  if (!isSafeId(key)) throw invalid('id', `${key} is too long for an id; shorten what it is of.`);
  return key;
}

/** A field of an entry that is wrong. */
export function invalid(field: string, message: string): DomainError {
  const errors = [{ field, message }];
  return new DomainError('REGISTER_ENTRY_INVALID', message, { details: { errors } });
}
