import type { z } from 'zod';

/**
 * Reads a service's configuration from environment variables, or throws one error that names every
 * problem and prints no value. Variables that start with one of the service's prefixes and are not in
 * the schema are refused: a typo fails at the start, not at three in the morning.
 */
export function parseConfig<T extends z.ZodObject>(
  schema: T,
  env: Readonly<Record<string, string | undefined>>,
  prefixes: readonly string[],
): Readonly<z.infer<T>> {
  const known = new Set(Object.keys(schema.shape));
  const problems = Object.keys(env)
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)) && !known.has(name))
    .map((name) => `  ${name}: no such option.`);
  // An empty variable means "not set": compose files and shells cannot easily unset one.
  const given = Object.fromEntries(
    [...known].map((name) => [name, env[name]]).filter(([, value]) => value !== ''),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    problems.push(
      ...result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`),
    );
  }
  if (problems.length > 0 || !result.success) {
    throw new Error(`Invalid configuration:\n${problems.join('\n')}`);
  }
  return Object.freeze(result.data);
}
