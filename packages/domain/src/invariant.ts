/**
 * Throws when our own reasoning is wrong. Never for bad input from outside: that gets a result.
 *
 * @throws Error with the message, always a sentence about what should have been true.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${message}`);
}
