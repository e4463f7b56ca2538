import type { Browser } from 'playwright-core';

/** A document as the browser prints it. */
export interface Sheets {
  readonly text: string;
  /** What sticks out of the type area to the right, in pixels. */
  readonly overflowPx: number;
  /** The rule of all its sheets: size and margins. */
  readonly pageRule: string;
  /** Text of the part that is never torn apart, which has the signature. */
  readonly endText: string;
  /** What headings and the end say of breaks: `heading avoid`, `end avoid`. */
  readonly breaks: readonly string[];
  /** Width and height of each sheet in points. */
  readonly sizes: readonly (readonly [number, number])[];
}

/** Width of the type area of GB/T 9704, 156 mm, in pixels of a page. */
const TEXT_WIDTH_PX = Math.ceil((156 * 96) / 25.4);

// Scripts are texts: the tests know no names of a browser.
const OVERFLOW = 'document.documentElement.scrollWidth - innerWidth';
const PAGE_RULE = `[...document.styleSheets[0].cssRules].map(({ cssText }) => cssText)
  .find((rule) => rule.startsWith('@page {')) ?? ''`;
const BREAKS = `[
  ...[...document.querySelectorAll('h2')].map((e) => 'heading ' + getComputedStyle(e).breakAfter),
  ...[...document.querySelectorAll('.end')].map((e) => 'end ' + getComputedStyle(e).breakInside),
]`;

/** Prints a document: its text, how it is laid out in the type area, and its sheets. */
export async function onPaper(browser: Browser, html: string): Promise<Sheets> {
  const page = await browser.newPage({ viewport: { width: TEXT_WIDTH_PX, height: 900 } });
  try {
    await page.setContent(html);
    await page.emulateMedia({ media: 'print' });
    const textOf = async (selector: string) =>
      (await page.locator(selector).allInnerTexts()).join('\n');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
    return {
      text: await textOf('body'),
      overflowPx: await page.evaluate<number>(OVERFLOW),
      pageRule: await page.evaluate<string>(PAGE_RULE),
      endText: await textOf('.end'),
      breaks: await page.evaluate<string[]>(BREAKS),
      sizes: [...boxes].map(([, width, height]) => [
        Math.round(Number(width)),
        Math.round(Number(height)),
      ]),
    };
  } finally {
    await page.close();
  }
}
