import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { VerificationReport } from '@hengneng/journal';

import type { AuditReport } from '../audit/audit-chain.ts';
import type { RootReport } from './root-chain.ts';
import { type VerifyRootOptions, type VerifyRootReport, verifyRoot } from './verify-root.ts';

const USAGE = `Checks daily signed roots, and what they speak of, with files and public keys alone.

  npm run verify-root -- --root FILE [--root FILE …] --public-key FILE [--public-key FILE …]
      [--audit-log FILE.ndjson] [--journal-dir DIR --journal-key FILE [--journal-key FILE …]]

  --root          JSON from GET /api/v1/signed-roots/{date} or GET /api/v1/signed-roots
  --public-key    PEM file of the key that signs roots; again for earlier keys
  --audit-log     file from GET /api/v1/audit-log/export: must be whole and contain the signed ends
  --journal-dir   journal of a gateway, or a copy of it: must contain the signed ends
  --journal-key   PEM file of the key that seals its segments; again for earlier keys
  --from-segment  first segment of the journal that must be there, where older ones were archived (1)
  --sealed-only   leave out the open segment: for a copy made while the gateway was writing
  --json          print the report as JSON

Exit code: 0 nothing found, 1 findings, 2 could not be checked.`;

const FINDINGS_SHOWN_MAX = 50;

/** Runs the command; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      root: { type: 'string', multiple: true },
      'public-key': { type: 'string', multiple: true },
      'audit-log': { type: 'string' },
      'journal-dir': { type: 'string' },
      'journal-key': { type: 'string', multiple: true },
      'from-segment': { type: 'string' },
      'sealed-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { root: rootFiles = [], 'public-key': keyFiles = [], 'audit-log': auditLogFile } = values;
  const { 'journal-dir': directory, 'journal-key': journalKeyFiles = [] } = values;
  const isHalf = (directory === undefined) !== (journalKeyFiles.length === 0);
  if (values.help || rootFiles.length === 0 || keyFiles.length === 0 || isHalf) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const options: VerifyRootOptions = {
    rootFiles,
    publicKeys: keyFiles.map(readKey),
    ...(auditLogFile === undefined ? {} : { auditLogFile }),
    ...(directory === undefined
      ? {}
      : {
          journal: {
            directory,
            publicKeys: journalKeyFiles.map(readKey),
            fromSegment: Number(values['from-segment'] ?? 1),
            isSealedOnly: values['sealed-only'],
          },
        }),
  };
  const report = await verifyRoot(options);
  console.log(values.json ? JSON.stringify(report, null, 2) : describe(report));
  return report.ok ? 0 : 1;
}

function readKey(file: string) {
  return createPublicKey(readFileSync(file));
}

function describe({ ok, roots, withoutHead, auditLog, journal }: VerifyRootReport): string {
  const lines = [...describeRoots(roots)];
  for (const { date, gateway, failure } of withoutHead) {
    lines.push(`  ${date}: nothing is signed about gateway ${gateway}: ${failure}`);
  }
  lines.push(...(auditLog === null ? ['Audit log: not given.'] : describeAuditLog(auditLog)));
  lines.push(...(journal === null ? ['Journal: not given.'] : describeJournal(journal)));
  lines.push(ok ? 'INTACT: everything is as it was signed.' : 'NOT INTACT.');
  return lines.join('\n');
}

function describeRoots(report: RootReport): string[] {
  const { roots, from, date, findings } = report;
  return [
    `Signed roots: ${roots}, ${from} to ${date}, ${findings.length} findings.`,
    ...shown(findings.map(({ number, kind, message }) => `root ${number}: ${kind}: ${message}`)),
  ];
}

function describeAuditLog(report: AuditReport): string[] {
  const { rows, lastSequence, headsConfirmed, findings } = report;
  return [
    `Audit log: ${rows} rows, last ${lastSequence}, ${headsConfirmed} signed ends in it, ` +
      `${findings.length} findings.`,
    ...shown(findings.map(({ sequence, kind, message }) => `row ${sequence}: ${kind}: ${message}`)),
  ];
}

function describeJournal(report: VerificationReport): string[] {
  const { gateway, records, headsConfirmed, findings } = report;
  return [
    `Journal of gateway ${gateway ?? 'unknown'}: ${records} records, ` +
      `${headsConfirmed} signed ends in it, ${findings.length} findings.`,
    ...shown(
      findings.map(({ file, segment, record, part, message }) => {
        const place = [
          file,
          segment === null ? '' : `segment ${segment}`,
          record === null ? '' : `record ${record}`,
        ];
        return `${place.filter((each) => each !== '').join(', ')}: ${part}: ${message}`;
      }),
    ),
  ];
}

function shown(texts: readonly string[]): string[] {
  const lines = texts.slice(0, FINDINGS_SHOWN_MAX).map((text) => `- ${text}`);
  const hiddenCount = texts.length - lines.length;
  return hiddenCount > 0 ? [...lines, `… and ${hiddenCount} more`] : lines;
}

if (import.meta.main) {
  main(process.argv.slice(2)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    },
  );
}
