import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';

/**
 * What a page of the console may load. Scripts come from files of this address alone, none stands in
 * the page. Styles may: Ant Design and ECharts write theirs at run time, as elements and attributes.
 */
export const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Vite puts the hash of a file into its name: under that name it never changes. */
const HASHED = /^assets\/[\w.-]+$/;
const OTHER_FILES = ['favicon.svg'];
const YEAR_MS = 365 * 86_400_000;

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Hengneng 衡能</title>
<h1>Hengneng 衡能</h1>
<p lang="zh-CN">控制台尚未构建。请用 <code>npm start</code> 启动，或运行
<code>npx vite build services/console</code> 后刷新本页。</p>
<p>The console is not built. Start with <code>npm start</code>, or run
<code>npx vite build services/console</code> and reload this page.</p>
<p><a href="/api/docs">API</a></p>
</html>
`;

/**
 * The console: its files, and its page under every address that is not of the api, because the
 * console reads the address itself. Programs that ask for no page get the usual 404.
 */
export const consoleRoutes: FastifyPluginAsync<{
  /** Folder with the build; looked for at each request, as a build may come later. */
  readonly directory: string;
}> = async (app, { directory }) => {
  await app.register(fastifyStatic, { root: directory, serve: false });
  const options = { config: { permission: 'public' }, schema: { hide: true } } as const;

  app.get<{ Params: { '*': string } }>('/*', options, async (request, reply) => {
    const path = request.params['*'];
    if (path === 'api' || path.startsWith('api/')) return reply.callNotFound();
    if (HASHED.test(path)) {
      if (!existsSync(join(directory, path))) return reply.callNotFound();
      return reply.sendFile(path, { immutable: true, maxAge: YEAR_MS });
    }
    if (OTHER_FILES.includes(path) && existsSync(join(directory, path))) {
      return reply.sendFile(path, { maxAge: 3_600_000 });
    }
    const wantsPage = path === '' || request.headers.accept?.includes('text/html') === true;
    return wantsPage ? sendPage(reply, directory) : reply.callNotFound();
  });
};

function sendPage(reply: FastifyReply, directory: string) {
  reply.header('content-security-policy', CONSOLE_POLICY);
  if (existsSync(join(directory, 'index.html'))) {
    // It names the files of the newest build.
    return reply
      .header('cache-control', 'no-cache')
      .sendFile('index.html', { cacheControl: false });
  }
  return reply
    .status(503)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(NOT_BUILT);
}
