import { createPublicKey } from 'node:crypto';
import fs from 'node:fs';
import { parseArgs } from 'node:util';

import { asError } from './errors.ts';
import type { VerificationFinding, VerificationReport } from './types.ts';
import { type VerifyJournalOptions, verifyJournal } from './verify.ts';

const USAGE = `Checks a journal, or a copy of one, with the public key alone. Changes nothing.

  node packages/journal/src/verify-cli.ts --dir DIRECTORY --public-key FILE [--public-key FILE …]

  --dir           directory of the segments (or of the mirror, or of a copy)
  --public-key    PEM file; again for earlier keys
  --from-segment  first segment that must be there, where older ones were archived (1)
  --sealed-only   leave out the open segment: for a copy made while the gateway was writing
  --head          "SEQUENCE:CHAINHASH" kept elsewhere, that the journal must contain
  --json          print the report as JSON

Exit code: 0 nothing found, 1 findings, 2 could not be checked.`;

const FINDINGS_SHOWN_MAX = 50;

/** Runs the command; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      'public-key': { type: 'string', multiple: true },
      'from-segment': { type: 'string' },
      head: { type: 'string' },
      'sealed-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const keyFiles = values['public-key'] ?? [];
  if (values.help || values.dir === undefined || keyFiles.length === 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const publicKeys = keyFiles.map((file) => createPublicKey(fs.readFileSync(file)));
  const fromSegment = Number(values['from-segment'] ?? 1);
  const head = /^(\d+):([0-9a-f]{64})$/.exec(values.head ?? '');
  if (values.head !== undefined && head === null) throw new Error('--head is SEQUENCE:CHAINHASH.');
  const options: VerifyJournalOptions = {
    directory: values.dir,
    publicKeys,
    fromSegment,
    isSealedOnly: values['sealed-only'],
    ...(head === null
      ? {}
      : { expectedHead: { sequence: Number(head[1]), chainHash: head[2] ?? '' } }),
    ...(values.json || !process.stderr.isTTY ? {} : { onProgress: showProgress }),
  };
  const report = await verifyJournal(options);
  console.log(values.json ? JSON.stringify(report, null, 2) : describe(report));
  return report.ok ? 0 : 1;
}

function showProgress(progress: { segmentsDone: number; segmentsTotal: number }): void {
  process.stderr.write(`\r${progress.segmentsDone} of ${progress.segmentsTotal} segments`);
  if (progress.segmentsDone === progress.segmentsTotal) process.stderr.write('\n');
}

function describe(report: VerificationReport): string {
  const range =
    report.lastSequence === null ? '' : `, ${report.firstSequence} to ${report.lastSequence}`;
  const lines = [
    `Gateway ${report.gateway ?? 'unknown'}: ${report.segments} segments, ` +
      `${report.records} records${range}.`,
  ];
  if (report.chainHash !== null) {
    lines.push(`End of the chain: ${report.lastSequence}:${report.chainHash}`);
  }
  for (const finding of report.findings.slice(0, FINDINGS_SHOWN_MAX)) {
    lines.push(describeFinding(finding));
  }
  const hiddenCount = report.findings.length - FINDINGS_SHOWN_MAX;
  if (hiddenCount > 0) lines.push(`… and ${hiddenCount} more`);
  lines.push(
    report.ok
      ? 'INTACT: every record is as it was received.'
      : `NOT INTACT: ${report.findings.length} findings.`,
  );
  return lines.join('\n');
}

function describeFinding(finding: VerificationFinding): string {
  const place = [
    finding.file,
    finding.segment === null ? '' : `segment ${finding.segment}`,
    finding.block === null ? '' : `block ${finding.block}`,
    finding.record === null ? '' : `record ${finding.record}`,
    finding.offsetBytes === null ? '' : `byte ${finding.offsetBytes}`,
  ].filter((part) => part !== '');
  return `- ${place.join(', ')}: ${finding.part}: ${finding.message}`;
}

if (import.meta.main) {
  main(process.argv.slice(2)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      console.error(asError(error).message);
      process.exitCode = 2;
    },
  );
}
