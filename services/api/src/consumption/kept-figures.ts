/** What a figure is asked for by. */
export interface WantedFigure<Item> {
  /** The question; figures of the same key take each other's place. */
  readonly key: string;
  /** What is on record for it now: a figure made from another record is made anew. */
  readonly stamp: string;
  readonly item: Item;
}

/** A figure, and when it was begun to be made, milliseconds since the epoch. */
export interface KeptFigure<Figure> {
  readonly atMs: number;
  readonly figure: Figure;
}

interface Kept<Figure> extends KeptFigure<Figure> {
  readonly stamp: string;
}

/** How long figures are kept, and how long somebody waits for newer ones. */
export interface KeeperSettings {
  readonly clock: () => number;
  /** A figure is new for this long, if the record stays as it is. */
  readonly newForMs: number;
  /** So long somebody waits for a new figure where there is an older one. */
  readonly patienceMs: number;
  readonly countMax: number;
  /** Told of what failed when nobody waited for it any more. */
  readonly onFailure?: (error: unknown) => void;
}

/** Figures that are asked for again and again. */
export interface FigureKeeper<Item, Figure> {
  /**
   * The figures, in the order asked for. What is not there, too old, or made from another record is
   * made together; the same is not made twice at the same time. Where that takes longer than
   * anybody should wait and there are older figures, those are answered, with their time, unless
   * somebody waits for the new ones.
   */
  read(
    wanted: readonly WantedFigure<Item>[],
    waits?: 'as long as it takes',
  ): Promise<KeptFigure<Figure>[]>;
}

/**
 * Makes a keeper of figures.
 *
 * @param make makes figures together, in the order of the items
 */
export function createFigureKeeper<Item, Figure>(
  { clock, newForMs, patienceMs, countMax, onFailure = () => {} }: KeeperSettings,
  make: (items: readonly Item[]) => Promise<Figure[]>,
): FigureKeeper<Item, Figure> {
  const kept = new Map<string, Kept<Figure>>();
  const underWay = new Map<string, Promise<ReadonlyMap<string, Kept<Figure>>>>();

  const keep = (key: string, next: Kept<Figure>) => {
    // What was begun later is newer, whichever is ready first.
    if ((kept.get(key)?.atMs ?? 0) > next.atMs) return;
    kept.delete(key);
    kept.set(key, next);
    const oldest = kept.keys().next().value;
    if (kept.size > countMax && oldest !== undefined) kept.delete(oldest);
  };

  const begin = (wanted: readonly WantedFigure<Item>[]): void => {
    const atMs = clock();
    const making = (async () => {
      const figures = await make(wanted.map(({ item }) => item));
      const made = new Map<string, Kept<Figure>>();
      for (const [index, { key, stamp }] of wanted.entries()) {
        // One for each item, in their order.
        const next = { atMs, stamp, figure: figures[index] as Figure };
        made.set(key, next);
        keep(key, next);
      }
      return made;
    })().finally(() => {
      for (const each of wanted) underWay.delete(nameOf(each));
    });
    for (const each of wanted) underWay.set(nameOf(each), making);
  };

  const isNew = ({ stamp }: WantedFigure<Item>, found: Kept<Figure> | undefined) =>
    found !== undefined && found.stamp === stamp && clock() - found.atMs < newForMs;

  return {
    read: async (wanted, waits) => {
      const known = new Map<string, Kept<Figure>>();
      for (const { key } of wanted) {
        const found = kept.get(key);
        if (found !== undefined) known.set(key, found);
      }
      const due = wanted.filter((each) => !isNew(each, known.get(each.key)));
      const unbegun = due.filter((each) => !underWay.has(nameOf(each)));
      if (unbegun.length > 0) begin(unbegun);
      const awaited = Promise.all(new Set(due.map((each) => underWay.get(nameOf(each)))));
      const isKnown = waits === undefined && due.every(({ key }) => known.has(key));
      const made = isKnown ? await withPatience(awaited, patienceMs, onFailure) : await awaited;
      for (const some of made) for (const [key, figure] of some ?? []) known.set(key, figure);
      return wanted.map(({ key }) => {
        const found = known.get(key);
        if (found === undefined) throw new RangeError('A figure that was made is known.');
        return { atMs: found.atMs, figure: found.figure };
      });
    },
  };
}

/** The answer, or nothing where it does not come in time or not at all. */
async function withPatience<Part>(
  awaited: Promise<readonly Part[]>,
  patienceMs: number,
  onFailure: (error: unknown) => void,
): Promise<readonly Part[]> {
  const { promise: over, resolve } = Promise.withResolvers<readonly Part[]>();
  const timer = setTimeout(() => resolve([]), patienceMs);
  const answer = awaited.catch((error: unknown) => {
    onFailure(error);
    return [];
  });
  try {
    return await Promise.race([answer, over]);
  } finally {
    clearTimeout(timer);
  }
}

function nameOf({ key, stamp }: { readonly key: string; readonly stamp: string }): string {
  return JSON.stringify([key, stamp]);
}
