import type { AccountedKind } from '../factors.ts';
import type { AccountRequest, EnergySource, Generation, MeteredFlow } from './account-types.ts';

/** What an enterprise has settled about one energy kind, from a day on. */
export interface SourceSetting {
  /** Rises with every setting that is recorded. */
  readonly no: number;
  readonly energyKind: AccountedKind;
  /** First day, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** Where its figures come from; null: by what is registered, see `accountEnergy`. */
  readonly source: EnergySource | null;
  /** Whether it is a raw material too (原料用能). */
  readonly isFeedstock: boolean;
}

/** What somebody declared a generated flow to be made from, from a day on. */
export interface GenerationSetting {
  readonly no: number;
  readonly meterId: string;
  readonly validFrom: string;
  readonly generation: Generation;
}

/** Settings in force on a day, as `accountEnergy` takes them. */
export interface SettingsInForce
  extends Required<Pick<AccountRequest, 'ledgerKinds' | 'feedstockKinds' | 'sources'>> {
  readonly generations: ReadonlyMap<string, Generation>;
}

/**
 * The settings that count on a day: of each kind and meter the one that began last, of several of one
 * day the one recorded last. `ledgerKinds` are those whose source is the ledger: add the kinds that the
 * ledger settings owe.
 */
export function settingsInForce(
  sources: readonly SourceSetting[],
  generations: readonly GenerationSetting[],
  date: string,
): SettingsInForce {
  const kinds = [...latest(sources, (setting) => setting.energyKind, date).values()];
  return {
    ledgerKinds: kinds.filter(({ source }) => source === 'ledger').map((kind) => kind.energyKind),
    feedstockKinds: kinds.filter((kind) => kind.isFeedstock).map((kind) => kind.energyKind),
    sources: new Map(
      kinds.flatMap(({ energyKind, source }) =>
        source === null ? [] : [[energyKind, source] as const],
      ),
    ),
    generations: new Map(
      [...latest(generations, (setting) => setting.meterId, date)].map(
        ([meterId, { generation }]) => [meterId, generation],
      ),
    ),
  };
}

/** Rows with what was declared about their meters. */
export function withGenerations(
  rows: readonly MeteredFlow[],
  { generations }: Pick<SettingsInForce, 'generations'>,
): MeteredFlow[] {
  return rows.map((row) => ({ ...row, generation: generations.get(row.meterId) ?? null }));
}

function latest<T extends { readonly no: number; readonly validFrom: string }>(
  settings: readonly T[],
  keyOf: (setting: T) => string,
  date: string,
): Map<string, T> {
  const inForce = new Map<string, T>();
  for (const setting of settings) {
    if (setting.validFrom > date) continue;
    const other = inForce.get(keyOf(setting));
    const isLater =
      other === undefined ||
      setting.validFrom > other.validFrom ||
      (setting.validFrom === other.validFrom && setting.no > other.no);
    if (isLater) inForce.set(keyOf(setting), setting);
  }
  return inForce;
}
