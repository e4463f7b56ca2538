import {
  type AccountedKind,
  type AssessedRule,
  type GenerationSetting,
  type LedgerLine,
  type LedgerMonth,
  type RegisteredRule,
  ruleInForce,
  type SettingsInForce,
  type SourceSetting,
  settingsInForce,
  toAccountLines,
} from '@hengneng/domain';

/** What somebody decided about an enterprise's accounts, by day. */
export interface AccountBook {
  settingsAt(date: string): SettingsInForce;
  ruleAt(date: string): AssessedRule | null;
  /** Lines of a month (`YYYY-MM`) that its reviewer stands for; null while it is awaited. */
  ledgerOf(month: string): readonly LedgerLine[] | null;
  /** Whether any figures come from a ledger. */
  readonly hasLedger: boolean;
  /** Days on which a setting or a rule begins or ends. */
  readonly changeDates: readonly string[];
}

/** What a book is made from: everything that was on record at the time asked for. */
export interface BookRecords {
  readonly enterprise: {
    readonly id: string;
    readonly regionCode: string;
    readonly parkCode: string | null;
    readonly industryCode: string;
  };
  readonly sources: readonly SourceSetting[];
  readonly generations: readonly GenerationSetting[];
  readonly rules: readonly RegisteredRule[];
  readonly ledger: ReadonlyMap<string, LedgerMonth>;
  /** Kinds that the enterprise owes a ledger for every month. */
  readonly owedKinds: readonly AccountedKind[];
}

/** The book of one enterprise. */
export function createAccountBook(records: BookRecords): AccountBook {
  const { enterprise, sources, generations, rules, ledger, owedKinds } = records;
  const kindsOfLedger = new Set<AccountedKind>(owedKinds);
  for (const { lines } of ledger.values()) for (const { kind } of lines) kindsOfLedger.add(kind);
  const settings = new Map<string, SettingsInForce>();
  return {
    settingsAt: (date) => {
      let inForce = settings.get(date);
      if (inForce === undefined) {
        const declared = settingsInForce(sources, generations, date);
        const ledgerKinds = [...new Set([...declared.ledgerKinds, ...owedKinds])];
        inForce = { ...declared, ledgerKinds };
        settings.set(date, inForce);
      }
      return inForce;
    },
    ruleAt: (date) =>
      ruleInForce(rules, {
        ...{ enterpriseId: enterprise.id, parkCode: enterprise.parkCode, date },
        ...{ regionCode: enterprise.regionCode, industryCode: enterprise.industryCode },
      }),
    ledgerOf: (month) => {
      const found = ledger.get(month);
      return found === undefined ? null : toAccountLines(found);
    },
    hasLedger: kindsOfLedger.size > 0 || sources.some(({ source }) => source === 'ledger'),
    changeDates: [
      ...sources.map(({ validFrom }) => validFrom),
      ...generations.map(({ validFrom }) => validFrom),
      ...rules.flatMap(({ validFrom, validTo }) => [validFrom, validTo]),
    ].filter((date) => date !== null),
  };
}
