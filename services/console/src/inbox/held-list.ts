/** A list that somebody reads: its rows stay where they are, whatever comes or goes meanwhile. */
export interface HeldList<Row> {
  /** The question it answers; another question is another list. */
  readonly key: string;
  /** As they were when the list was opened or shown anew, each as it is now. */
  readonly rows: readonly Row[];
  /** Cursor of what follows these rows. */
  readonly next: string | undefined;
  /** The newest answer, which is shown when it is asked for. */
  readonly latest: Answer<Row>;
  /** Rows of the newest answer that came since, ahead of a row that is shown. */
  readonly newCount: number;
  /** Shown rows that the newest answer should have and does not: they no longer fit the question. */
  readonly goneIds: ReadonlySet<string>;
  /** Whether an answer of this visit is shown; before, the list is what an earlier visit left. */
  readonly isSettled: boolean;
}

/** A page of rows. */
export interface Answer<Row> {
  readonly items: readonly Row[];
  readonly next?: string | undefined;
}

interface Named {
  readonly id: string;
}

/** The newest answer as a list of its own. */
export function openList<Row extends Named>(
  key: string,
  latest: Answer<Row>,
  isSettled: boolean,
): HeldList<Row> {
  const { items: rows, next } = latest;
  return { key, rows, next, latest, newCount: 0, goneIds: new Set(), isSettled };
}

/**
 * The list after a newer answer to the same question. Rows that are shown keep their places and become
 * what they are now. An empty list takes what there is: nothing moves in it.
 *
 * @param pageRows rows of a full page; below it there is room, so whatever is not shown is new
 */
export function holdList<Row extends Named>(
  held: HeldList<Row>,
  latest: Answer<Row>,
  pageRows: number,
): HeldList<Row> {
  if (!held.isSettled || held.rows.length === 0) return openList(held.key, latest, true);
  const byId = new Map(latest.items.map((row) => [row.id, row]));
  const rows = held.rows.map((row) => byId.get(row.id) ?? row);
  const shownIds = new Set(rows.map(({ id }) => id));
  const lastShown = latest.items.findLastIndex(({ id }) => shownIds.has(id));
  // Behind the last shown row of a full page stands what was on the next one.
  const hasRoom = held.rows.length < pageRows || lastShown === -1;
  const ahead = hasRoom ? latest.items : latest.items.slice(0, lastShown);
  const newCount = ahead.filter(({ id }) => !shownIds.has(id)).length;
  return { ...held, rows, latest, newCount, goneIds: goneFrom(rows, latest) };
}

/**
 * Shown rows that are missing where they would have to stand: ahead of a row that is in the newest
 * answer, or anywhere if that is all there is. What new rows pushed to the next page is not gone.
 */
function goneFrom<Row extends Named>(rows: readonly Row[], latest: Answer<Row>) {
  const ids = new Set(latest.items.map(({ id }) => id));
  const isAll = latest.next === undefined;
  const lastKnown = rows.findLastIndex(({ id }) => ids.has(id));
  const gone = rows.filter(({ id }, at) => !ids.has(id) && (isAll || at < lastKnown));
  return new Set(gone.map(({ id }) => id));
}

/** Groups in the order they were first shown in; what comes later stands behind them. */
export function inHeldOrder<Group extends { readonly key: string }>(
  groups: readonly Group[],
  order: readonly string[],
): readonly Group[] {
  const placeOf = new Map(order.map((key, at) => [key, at]));
  const place = ({ key }: Group) => placeOf.get(key) ?? order.length;
  return [...groups].sort((a, b) => place(a) - place(b));
}
