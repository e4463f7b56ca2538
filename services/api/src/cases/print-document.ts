import type { Alert, DocumentToPrint, PrintDocument } from '@hengneng/database';
import { DOCUMENT_KINDS, localDate } from '@hengneng/domain';

import { DOCUMENT_STYLE } from './document-style.ts';
import {
  dayTextZh,
  figureNameZh,
  figureTextZh,
  periodTextZh,
  ruleNameZh,
  SEVERITY_NAMES_ZH,
  TEXTS,
  targetNameZh,
} from './document-texts.ts';

/** What the printing of documents knows besides the document. */
export interface Printing {
  readonly enterprise: { readonly id: string; readonly name: string; readonly timeZone: string };
  /** Name of the person who signs or writes. */
  readonly person: string;
  /** Names of the enterprise's products by id, for targets that are about one. */
  readonly productNames: Readonly<Record<string, string>>;
}

type Row = readonly [label: string, html: string];

/**
 * The printing of documents in an enterprise's zone: one self-contained HTML page in Chinese. Whatever
 * comes from people, the registry or the rules is escaped; there is no script and no address in it.
 */
export function printerFor(printing: Printing): PrintDocument {
  return (document) => {
    const parts =
      document.kind === 'service-proof'
        ? serviceProof(document, printing)
        : document.kind === 'inspection-record'
          ? inspectionRecord(document, printing)
          : letter(document, printing);
    return page(DOCUMENT_KINDS[document.kind].titleZh, parts);
  };
}

function page(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>
${DOCUMENT_STYLE}
</style>
</head>
<body>
${parts.filter((part) => part !== '').join('\n')}
</body>
</html>
`;
}

/** Letters that mean something in HTML, as text and in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** What an authority signs: head, sections, signature; the last section stays with the signature. */
function letter(document: DocumentToPrint, { enterprise, person, productNames }: Printing) {
  const { kind, body, number, content, alerts, atMs } = document;
  const { titleZh } = DOCUMENT_KINDS[kind];
  const text = TEXTS[kind];
  const issuer = body?.name ?? '';
  const day = dayTextZh(localDate(atMs, enterprise.timeZone));
  const section = numberedSections();
  const sections = [
    [
      section('事实', content.facts),
      alertTable(text.showsFigures ? alerts : [], productNames),
    ].join('\n'),
    section('依据', content.basis),
    section('要求', content.request) + particularsTable(particularRows(content)),
    content.deadline === null ? '' : section('期限', deadlineText(document)),
    text.remedy && body !== null ? section('权利告知', remedyText(body)) : '',
  ].filter((part) => part.trim() !== '');
  const name = escapeHtml(enterprise.name);
  const code = `（统一社会信用代码：${escapeHtml(enterprise.id)}）：`;
  return [
    `<div class="issuer">${escapeHtml(issuer)}</div>\n<div class="number">${escapeHtml(number ?? '')}</div>`,
    `<h1>${escapeHtml(titleZh)}</h1>`,
    `<p class="to">${name}<span class="code">${code}</span></p>`,
    paragraphs(text.opening),
    ...sections.slice(0, -1),
    `<div class="end">\n${sections.at(-1) ?? ''}\n${signature(issuer, day)}\n${colophon(person, day)}\n</div>`,
  ];
}

/** 送达回证: a form that those who hand over and receive sign by hand. */
function serviceProof({ file, content, atMs }: DocumentToPrint, printing: Printing): string[] {
  const { enterprise, person } = printing;
  const isHash = (label: string) => label.includes('SHA-256');
  const hashes = content.particulars.filter(({ label }) => isHash(label));
  const shown = content.particulars.filter(({ label }) => !isHash(label));
  const known: Row[] = [
    ['案由', escapeHtml(file.title)],
    ['受送达人', named(enterprise)],
    ...particularRows({ particulars: shown }),
  ];
  return [
    `<h1>${DOCUMENT_KINDS['service-proof'].titleZh}</h1>`,
    formTable(
      known,
      ['受送达人（签名或盖章）', '送达人（签名）', '送达人（签名）', '见证人（签名）'],
      [
        ['备注', lines(content.facts)],
        ...hashes.map(
          ({ label, text }): Row => [label, `<span class="hash">${escapeHtml(text)}</span>`],
        ),
      ],
    ),
    writer(person, dayTextZh(localDate(atMs, enterprise.timeZone))),
  ];
}

/** 现场笔录: what was found on site, which those who were there sign by hand. */
function inspectionRecord({ file, content, atMs }: DocumentToPrint, printing: Printing): string[] {
  const { enterprise, person } = printing;
  const known: Row[] = [
    ['案由', escapeHtml(file.title)],
    ['被监察单位', named(enterprise)],
    ...particularRows(content),
  ];
  const found = paragraphs(content.facts).split('\n');
  const signers = ['被监察单位负责人（签名）', '监察人员（签名）', '监察人员（签名）'];
  return [
    `<h1>${DOCUMENT_KINDS['inspection-record'].titleZh}</h1>`,
    formTable(known, [], []),
    '<h2>监察情况</h2>',
    ...found.slice(0, -1),
    // Nobody signs a page with nothing on it.
    `<div class="end">\n${found.at(-1) ?? ''}\n${paragraphs('以上笔录经核对无误。（以下无正文）')}\n${formTable([], signers, [])}\n${writer(
      person,
      dayTextZh(localDate(atMs, enterprise.timeZone)),
    )}\n</div>`,
  ];
}

function named({ name, id }: Printing['enterprise']): string {
  return `${escapeHtml(name)}<br>统一社会信用代码：${escapeHtml(id)}`;
}

/** A paragraph for each line that was written. */
function paragraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('\n');
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

const ORDINALS = ['一', '二', '三', '四', '五'];
/** Sections that count themselves: 一、事实. What is empty is left out and not counted. */
function numberedSections(): (title: string, text: string) => string {
  let count = 0;
  return (title, text) => {
    const written = paragraphs(text);
    if (written === '') return '';
    count += 1;
    return `<h2>${ORDINALS[count - 1] ?? ''}、${escapeHtml(title)}</h2>\n${written}\n`;
  };
}

function deadlineText({ content, kind }: DocumentToPrint): string {
  const { deadline } = content;
  if (deadline === null) return '';
  const days = `${deadline.days}${deadline.unit === 'working' ? '个工作日' : '日'}`;
  const what = kind === 'rectification-order' ? '完成整改并书面报告' : '书面答复';
  const moves = deadline.unit === 'working' ? '' : '；期限届满日为节假日的，顺延至其后第一个工作日';
  return `请自本文书送达次日起${days}内${what}${moves}。`;
}

function remedyText({ name, reviewBody }: { readonly name: string; readonly reviewBody: string }) {
  return `对所列数据有异议的，可以向${name}提出数据异议；有权进行陈述和申辩。对本文书不服的，可以依法向${reviewBody}申请行政复议。`;
}

function alertTable(
  alerts: readonly Alert[],
  productNames: Readonly<Record<string, string>>,
): string {
  if (alerts.length === 0) return '';
  const rows = alerts.map((alert) => {
    const target = targetNameZh(alert.targetId, productNames);
    const item = `${ruleNameZh(alert.rule)}${target === null ? '' : `（${target}）`}`;
    const period = periodTextZh(alert.periodFrom, alert.periodTo);
    const cells = [lines(`${item}\n${period}`), SEVERITY_NAMES_ZH[alert.severity]];
    const all = [...cells, escapeHtml(figuresOf(alert.evidence))];
    return `<tr>${all.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const head = '<th class="item">预警事项、期间</th><th class="level">等级</th><th>数据</th>';
  return `<table class="alerts">\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

interface Evidence {
  readonly figures?: unknown;
  readonly message?: { readonly zh?: unknown } | null;
}

/**
 * The figures of frozen evidence, `{figures: [{name, value, unit}]}`, or the sentence of what has none;
 * what is missing says so.
 */
function figuresOf(evidence: unknown): string {
  const { figures, message } = (evidence ?? {}) as Evidence;
  const named = (Array.isArray(figures) ? figures : []).flatMap(
    (each: { name?: unknown; value?: unknown; unit?: unknown } | null) => {
      if (typeof each?.name !== 'string') return [];
      const value = typeof each.value === 'number' ? each.value : null;
      const unit = typeof each.unit === 'string' ? each.unit : '';
      const text = figureTextZh({ name: each.name, value, unit });
      return [`${figureNameZh(each.name)}：${text}`];
    },
  );
  if (named.length > 0) return named.join('；');
  return typeof message?.zh === 'string' ? message.zh : '见附件';
}

function particularRows({ particulars }: Pick<DocumentToPrint['content'], 'particulars'>): Row[] {
  return particulars.map(({ label, text }) => [label, lines(dayTextZh(text))]);
}

function particularsTable(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(([label, html]) => `<tr>${labelled(label)}<td>${html}</td></tr>`);
  return `<table>\n${cells.join('\n')}\n</table>`;
}

const DATE_TO_FILL = '　　年　　月　　日';
/** A form: what is known, lines to sign with a day each, what else is to be told. */
function formTable(
  known: readonly Row[],
  signers: readonly string[],
  further: readonly Row[],
): string {
  const wide = ([label, html]: Row) => `<tr>${labelled(label)}<td colspan="2">${html}</td></tr>`;
  const toSign = (label: string) =>
    `<tr>${labelled(label)}<td class="space"></td><td class="day">${DATE_TO_FILL}</td></tr>`;
  const rows = [...known.map(wide), ...signers.map(toSign), ...further.map(wide)];
  return `<table class="form">\n${rows.join('\n')}\n</table>`;
}

function labelled(label: string): string {
  return `<th>${escapeHtml(label)}</th>`;
}

function signature(issuer: string, day: string): string {
  return `<div class="signed"><div>${escapeHtml(issuer)}（印章）<br>${day}</div></div>`;
}

function colophon(person: string, day: string): string {
  return `<div class="colophon"><span>签发人：${escapeHtml(person)}</span><span>${day}印发</span></div>`;
}

function writer(person: string, day: string): string {
  return `<div class="written">记录人：${escapeHtml(person)}　　${day}</div>`;
}
