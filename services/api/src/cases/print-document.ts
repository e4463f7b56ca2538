import type { Alert, DocumentToPrint, PrintDocument } from '@hengneng/database';
import { DOCUMENT_KINDS, localDate } from '@hengneng/domain';

import {
  figureNameZh,
  figureTextZh,
  ruleNameZh,
  SEVERITY_NAMES_ZH,
  TEXTS,
  targetNameZh,
} from './document-texts.ts';

/** A4, black on white, nothing loaded from anywhere. */
const STYLE = `@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { font: 16pt/28pt FangSong, STFangsong, serif; color: #000; max-width: 156mm; margin: 0 auto; }
.issuer { font: bold 26pt/40pt SimSun, serif; text-align: center; color: #c00; letter-spacing: 2pt; }
.number { text-align: center; border-bottom: 1.5pt solid #c00; padding-bottom: 6pt; }
h1 { font: bold 20pt/32pt SimSun, serif; text-align: center; margin: 18pt 0; }
p { text-indent: 2em; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
p.to { text-indent: 0; } h2 { font: bold 16pt/28pt SimHei, sans-serif; margin: 6pt 0 0; text-indent: 2em; }
table { border-collapse: collapse; width: 100%; font-size: 11pt; line-height: 16pt; margin: 6pt 0; }
td, th { border: 0.75pt solid #000; padding: 2pt 4pt; text-align: left; overflow-wrap: anywhere; }
tr, .signature { break-inside: avoid; }
.signature { margin-top: 28pt; text-align: right; } .lines p { text-indent: 0; margin-top: 14pt; }
@media print { body { max-width: none; } }`;

/**
 * The printing of documents in an enterprise's zone: one self-contained HTML page in Chinese. Whatever
 * comes from people, the registry or the rules is escaped; there is no script and no address in it.
 */
export function printerFor(
  enterprise: { readonly id: string; readonly name: string; readonly timeZone: string },
  /** Name of the person who signs or writes. */
  person: string,
): PrintDocument {
  return (document) => page({ ...document, person }, enterprise);
}

function page(
  document: DocumentToPrint,
  enterprise: { readonly id: string; readonly name: string; readonly timeZone: string },
): string {
  const { kind, body, number, content, alerts, atMs } = document;
  const { titleZh } = DOCUMENT_KINDS[kind];
  const text = TEXTS[kind];
  const head =
    body === null
      ? ''
      : `<div class="issuer">${escapeHtml(body.name)}</div>\n<div class="number">${escapeHtml(number ?? '')}</div>\n`;
  const parts = [
    paragraph(`${enterprise.name}（统一社会信用代码：${enterprise.id}）：`, 'to'),
    paragraph(text.opening),
    section('事实', content.facts),
    alertTable(text.showsFigures ? alerts : []),
    section('依据', content.basis),
    particulars(content.particulars),
    section('要求', content.request),
    content.deadline === null ? '' : section('期限', deadlineText(document)),
    text.remedy && body !== null ? section('权利告知', remedyText(body)) : '',
    signature(document, localDateZh(atMs, enterprise.timeZone)),
  ];
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeHtml(titleZh)}</title>
<style>
${STYLE}
</style>
</head>
<body>
${head}<h1>${escapeHtml(titleZh)}</h1>
${parts.filter((part) => part !== '').join('\n')}
</body>
</html>
`;
}

/** Letters that mean something in HTML, as text and in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function paragraph(text: string, style = ''): string {
  const attribute = style === '' ? '' : ` class="${style}"`;
  return text === '' ? '' : `<p${attribute}>${escapeHtml(text)}</p>`;
}

function section(title: string, text: string): string {
  return text === '' ? '' : `<h2>${escapeHtml(title)}</h2>\n${paragraph(text)}`;
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

function alertTable(alerts: readonly Alert[]): string {
  if (alerts.length === 0) return '';
  const rows = alerts.map(
    (alert) =>
      `<tr>${[
        ruleNameZh(alert.rule),
        targetNameZh(alert.targetId),
        `${alert.periodFrom}至${alert.periodTo}`,
        SEVERITY_NAMES_ZH[alert.severity],
        figuresOf(alert.evidence),
      ]
        .map((cell) => `<td>${escapeHtml(cell)}</td>`)
        .join('')}</tr>`,
  );
  const heads = ['预警事项', '对象', '期间', '等级', '数据'];
  const head = heads.map((each) => `<th>${each}</th>`).join('');
  return `<table>\n<tr>${head}</tr>\n${rows.join('\n')}\n</table>`;
}

/** The figures of frozen evidence: `{figures: [{name, value, unit}]}`; what is missing says so. */
function figuresOf(evidence: unknown): string {
  const figures = (evidence as { figures?: unknown } | null)?.figures;
  if (!Array.isArray(figures)) return '见附件';
  return figures
    .flatMap((each: { name?: unknown; value?: unknown; unit?: unknown } | null) => {
      if (typeof each?.name !== 'string') return [];
      const name = figureNameZh(each.name);
      const value = typeof each.value === 'number' ? each.value : null;
      const unit = typeof each.unit === 'string' ? each.unit : '';
      return [`${name}：${figureTextZh({ name: each.name, value, unit })}`];
    })
    .join('；');
}

function particulars(items: readonly { readonly label: string; readonly text: string }[]): string {
  if (items.length === 0) return '';
  const rows = items.map(
    ({ label, text }) => `<tr><th>${escapeHtml(label)}</th><td>${escapeHtml(text)}</td></tr>`,
  );
  return `<table>\n${rows.join('\n')}\n</table>`;
}

function signature({ body, kind, person }: DocumentToPrint, date: string): string {
  if (body !== null) {
    const name = escapeHtml(body.name);
    return `<div class="signature">${name}（印章）<br>签发人：${escapeHtml(person)}<br>${date}</div>`;
  }
  const lines = kind === 'inspection-record' ? RECORD_LINES : SERVICE_LINES;
  const items = lines.map((line) => paragraph(`${line}：________________　　日期：____________`));
  return `<div class="lines">\n${items.join('\n')}\n</div>\n<div class="signature">记录人：${escapeHtml(person)}<br>${date}</div>`;
}

const RECORD_LINES = ['被监察单位负责人（签名）', '监察人员一（签名）', '监察人员二（签名）'];
const SERVICE_LINES = ['受送达人（签名或盖章）', '送达人（签名）', '见证人（签名）'];

/** A day as documents write it: 2026年11月21日. */
function localDateZh(atMs: number, timeZone: string): string {
  const [year, month, day] = localDate(atMs, timeZone).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
