import { zipEntryNames } from './zip-entry-names.ts';

/** Kinds of file that are kept. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/csv',
  'text/plain',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PDF = Buffer.from('%PDF-');
/** Parts that only a document with macros or ActiveX controls has. */
const ACTIVE_PART = /(^|\/)(vbaProject\.bin|activeX\/)/i;

/**
 * Whether bytes are what they are said to be, by what they are and not by a name. Text is UTF-8 or
 * GB 18030 without control characters; office documents have their main part and no macros.
 */
export function isOfMediaType(content: Buffer, mediaType: MediaType): boolean {
  switch (mediaType) {
    case 'application/pdf':
      return content.subarray(0, PDF.length).equals(PDF);
    case 'image/jpeg':
      return content.subarray(0, JPEG.length).equals(JPEG);
    case 'image/png':
      return content.subarray(0, PNG.length).equals(PNG);
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return isOfficeDocument(content, 'xl/workbook.xml');
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return isOfficeDocument(content, 'word/document.xml');
    case 'text/csv':
    case 'text/plain':
      return isText(content);
  }
}

function isOfficeDocument(content: Buffer, mainPart: string): boolean {
  const names = zipEntryNames(content);
  if (names === null) return false;
  const isWhole = names.includes('[Content_Types].xml') && names.includes(mainPart);
  return isWhole && !names.some((name) => ACTIVE_PART.test(name));
}

function isText(content: Buffer): boolean {
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      return text !== '' && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
    } catch {
      return false;
    }
  });
}
