/**
 * `npm run screenshots -- --url http://127.0.0.1:8080`: pictures of every screen of a running
 * console, in both languages, light and dark, for people to look at. The password is read from the
 * data folder of the launcher, or from the file given with `--password-file`.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { signIn } from '../support/api.ts';
import { axeFindings, openBrowser, openPage, openScreen, signInAs } from '../support/browser.ts';
import { SCREENS } from '../support/screens/screens.ts';
import { ROOT } from '../tidy/repository.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    'password-file': { type: 'string', default: join(ROOT, '.hengneng/admin-password') },
    out: { type: 'string', default: join(ROOT, '.hengneng/screenshots') },
    look: { type: 'string', default: 'zh,en,light,dark' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(
    'npm run screenshots -- [--url ADDRESS] [--password-file FILE] [--out FOLDER] [--look zh,en,light,dark]',
  );
} else {
  await takeAll(readFileSync(values['password-file'], 'utf8').trim(), resolve(values.out));
}

async function takeAll(password: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const api = await signIn(values.url, 'admin', password);
  const { items } = await api.call<{ items: { id: string }[] }>('GET', '/enterprises?limit=1');
  const enterpriseId = items[0]?.id;
  if (enterpriseId === undefined) throw new Error('There is no enterprise to look at.');
  const browser = await openBrowser();
  const faults: string[] = [];
  const languages = (['zh', 'en'] as const).filter((each) => values.look.includes(each));
  const themes = (['light', 'dark'] as const).filter((each) => values.look.includes(each));
  for (const language of languages) {
    for (const theme of themes) {
      const page = await openPage(browser, values.url, { language, theme }, faults);
      const take = async (name: string) => {
        const path = join(out, `${name}-${language}-${theme}.png`);
        await page.screenshot({ path, fullPage: name !== 'explain' });
        for (const finding of await axeFindings(page)) faults.push(`${name} ${theme} ${finding}`);
        const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        if (isWide) faults.push(`${name} ${language}: the page is wider than its window`);
      };
      await page.goto('/');
      await page.locator('form').waitFor();
      await take('sign-in');
      await signInAs(page, 'admin', password);
      await page.locator('main#content').waitFor();
      for (const screen of SCREENS) {
        await openScreen(page, screen, enterpriseId);
        await take(screen.name);
        if (screen.name !== 'history') continue;
        await page.locator('td button').first().click();
        await page.locator('.ant-drawer .ant-descriptions').first().waitFor();
        await page.waitForTimeout(400);
        await take('explain');
      }
      await page.context().close();
    }
  }
  await browser.close();
  console.log(`Pictures in ${out}`);
  for (const fault of new Set(faults)) console.log(`! ${fault}`);
}
