import { describe, expect, it } from 'vitest';

import { isOfMediaType, MEDIA_TYPES } from './media-types.ts';
import { zipOf } from './testing/zip-of.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PNG = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
const WORKBOOK = zipOf(['[Content_Types].xml', 'xl/workbook.xml']);
const GBK = Buffer.from([0xb5, 0xe7, 0xb1, 0xed, 0x2c, 0x31, 0x0a]);

describe('isOfMediaType', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7 x'), ['application/pdf', 'text/csv', 'text/plain']],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), ['image/jpeg']],
    ['a PNG', PNG, ['image/png']],
    ['a workbook', WORKBOOK, [XLSX]],
    ['a document', zipOf(['[Content_Types].xml', 'word/document.xml']), [DOCX]],
    ['UTF-8', Buffer.from('表,1\n'), ['text/csv', 'text/plain']],
    ['what Excel writes in China', GBK, ['text/csv', 'text/plain']],
    [
      'a workbook with macros',
      zipOf(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin']),
      [],
    ],
    ['a ZIP of anything', zipOf(['run.exe']), []],
    ['half a workbook', WORKBOOK.subarray(0, -30), []],
    ['a program', Buffer.from('MZ\x00\x03', 'latin1'), []],
    ['nothing', Buffer.alloc(0), []],
  ] as const)('takes %s for what it is and nothing else', (_name, content, expected) => {
    expect(MEDIA_TYPES.filter((type) => isOfMediaType(content, type))).toEqual(expected);
  });

  it('bears a directory that points anywhere', () => {
    const end = WORKBOOK.length - 22;
    for (let at = 10; at < 20; at += 1) {
      for (const byte of [0x00, 0x7f, 0xff]) {
        const forged = Buffer.from(WORKBOOK);
        forged[end + at] = byte;
        expect(() => isOfMediaType(forged, XLSX)).not.toThrow();
      }
    }
  });
});
