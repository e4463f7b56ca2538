import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const OTHER = creditCode(2);
const PATH = `/enterprises/${OWN}/attachments`;
const PDF = Buffer.from('%PDF-1.7\nproof\n');

let api: ApiHarness;
let reporter: string;
let inspector: string;
let stranger: string;
beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  for (const id of [OWN, OTHER]) {
    const enterprise = { id, name: 'x', regionCode: '430626', industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: admin, body: enterprise });
  }
  const of = (id: string) =>
    ({ role: 'enterprise-reporter', scope: { type: 'enterprise', id } }) as const;
  reporter = await api.signedIn([of(OWN)]);
  stranger = await api.signedIn([of(OTHER)]);
  const region = { type: 'region', code: '4306' } as const;
  inspector = await api.signedIn([{ role: 'inspector', scope: region }]);
});
afterAll(() => api.dispose());

const upload = (
  content: Buffer,
  given: { as?: string; type?: string; name?: string; internal?: boolean } = {},
) => {
  const { as = reporter, type = 'application/pdf', name = 'x.pdf', internal } = given;
  const more = internal === undefined ? '' : `&internal=${internal}`;
  return api.request('POST', `${PATH}?name=${encodeURIComponent(name)}${more}`, {
    as,
    body: content,
    headers: { 'content-type': type },
  });
};

describe('an attachment', () => {
  it('comes back byte for byte, to be saved and not shown', async () => {
    const content = Buffer.concat([PDF, Buffer.from([0, 255, 128, 10])]);
    const { status, body } = await upload(content, { name: `现场 "照片".pdf` });
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(status).toBe(201);
    expect(body).toMatchObject({ sha256, sizeBytes: content.length, mediaType: 'application/pdf' });
    const answer = await api.app.inject({
      url: `/api/v1${PATH}/${body.id}/content`,
      headers: { authorization: `Bearer ${reporter}` },
    });
    expect(answer.rawPayload.equals(content)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="__ ____.pdf"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%20%22%E7%85%A7%E7%89%87%22.pdf`,
    });
  });

  it.each([
    ['a page', Buffer.from('<html>'), 'text/html'],
    ['a page that calls itself a PDF', Buffer.from('<html>'), 'application/pdf'],
    ['a PDF that calls itself a picture', PDF, 'image/png'],
    ['JSON', Buffer.from('{}'), 'application/json'],
    ['nothing', Buffer.alloc(0), 'text/plain'],
  ])('is refused when it is %s', async (_name, content, type) => {
    const { body } = await upload(content, { type });
    expect(body.code).toBe('ATTACHMENT_REFUSED');
  });

  it('has 10 MiB at most', async () => {
    const content = Buffer.concat([PDF, Buffer.alloc(10 * 1_048_576 - PDF.length, 0x20)]);
    expect((await upload(content)).status).toBe(201);
    const more = await upload(Buffer.concat([content, Buffer.from(' ')]));
    expect([more.status, more.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('is not there for others', async () => {
    const { body } = await upload(PDF);
    for (const path of [`${PATH}/${body.id}`, `${PATH}/${body.id}/content`]) {
      expect((await api.request('GET', path, { as: inspector })).status).toBe(200);
      expect((await api.request('GET', path, { as: stranger })).status).toBe(404);
      const own = path.replace(OWN, OTHER);
      expect((await api.request('GET', own, { as: stranger })).status).toBe(404);
    }
    expect((await upload(PDF, { as: stranger })).status).toBe(404);
    expect((await api.request('GET', `${PATH}/x`, { as: reporter })).status).toBe(404);
  });

  it('that is internal is for officials', async () => {
    expect((await upload(PDF, { internal: true })).body.code).toBe('ATTACHMENT_REFUSED');
    const { body } = await upload(PDF, { as: inspector, internal: true });
    expect(body.internal).toBe(true);
    const path = `${PATH}/${body.id}/content`;
    expect((await api.request('GET', path, { as: inspector })).status).toBe(200);
    expect((await api.request('GET', path, { as: reporter })).status).toBe(404);
  });

  it('stands with the correction that rests on it, of the same enterprise alone', async () => {
    const { body: file } = await upload(PDF, { name: '抄表记录.pdf' });
    const ask = (as: string, enterpriseId: string) => {
      const readings = [{ meterId: 'E01', readAt: '2026-01-01T00:00:00Z', value: 1 }];
      const about = { reason: '人工抄表补录', attachmentIds: [file.id], readings };
      const body = { type: 'manual-reading', ...about };
      return api.request('POST', `/enterprises/${enterpriseId}/corrections`, { as, body });
    };
    const admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
    for (const id of [OWN, OTHER]) {
      const meaning = { kind: 'register', unit: 'kWh', flow: 'purchased' };
      const body = { id: 'E01', name: 'x', energyKind: 'electricity', ...meaning };
      await api.request('POST', `/enterprises/${id}/meters`, { as: admin, body });
    }
    expect((await ask(reporter, OWN)).body.attachments).toMatchObject([{ name: '抄表记录.pdf' }]);
    expect((await ask(stranger, OTHER)).body.code).toBe('CORRECTION_INVALID');
  });
});
