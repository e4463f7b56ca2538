/**
 * Calls for items in their order with up to `width` calls under way; answers come in that order, too.
 * The first failure is thrown when its turn comes; calls that are still under way then, or when the
 * consumer leaves early, run on and nobody hears of them.
 */
export async function* mapAhead<Item, Answer>(
  items: Iterable<Item>,
  width: number,
  call: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const underWay: Promise<Answer>[] = [];
  for (const item of items) {
    underWay.push(quietly(call(item)));
    const first = underWay.length < width ? undefined : underWay.shift();
    if (first !== undefined) yield await first;
  }
  for (const rest of underWay) yield await rest;
}

/** The same promise; that nobody waits for it any more is no unhandled rejection. */
export function quietly<Answer>(promise: Promise<Answer>): Promise<Answer> {
  promise.catch(() => undefined);
  return promise;
}
