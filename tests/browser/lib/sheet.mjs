// The contact sheet: page × language × width × theme, one picture each, one index, and one wall of each variant, both to
// be opened in a browser.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SHEET } from './env.mjs';
import { Person } from './browser.mjs';
import { show, unfold } from './pages.mjs';

const VARIANTS = [320, 1280].flatMap((width) => ['light', 'dark'].map((theme) => ({ width, theme })));
/** One language in all variants; the others once at each width, in another theme at each. */
export const variantsOf = ({ lang }) => VARIANTS.filter(({ width, theme }) => lang === 'en' || (width === 320) === (theme === 'dark'));
/** Tallest picture, in pixels: some pages are long. */
const TALLEST = 6000;

const file = (copy, { width, theme }) => `${copy.kind}-${copy.name}-${copy.lang}-${width}-${theme}.webp`;

/** Writes everything; gives the number of pictures. */
export async function contactSheet(browser, copies) {
  rmSync(SHEET, { recursive: true, force: true });
  mkdirSync(SHEET, { recursive: true });
  const waiting = [...copies];
  let count = 0;
  const eye = async () => {
    const person = await Person.come(browser);
    const devtools = await person.context.newCDPSession(person.page);
    for (let copy = waiting.shift(); copy; copy = waiting.shift()) {
      await show(person.page, copy);
      if (copy.kind === 'site' && copy.name !== 'talk') await unfold(person.page);
      for (const variant of variantsOf(copy)) {
        await picture(person.page, devtools, copy, variant);
        count += 1;
      }
    }
    await person.go();
  };
  await Promise.all([eye(), eye()]);
  writeFileSync(path.join(SHEET, 'index.html'), index(copies));
  walls(copies);
  return count;
}

/** Asks Chromium itself: quicker than the whole page through the test library, and there are hundreds. */
async function picture(page, devtools, copy, variant) {
  const { width, theme } = variant;
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(height, TALLEST), scale: 1 };
  // Thousands of pictures: a fifth of the bytes of PNG.
  const how = { format: 'webp', quality: 70, captureBeyondViewport: true, optimizeForSpeed: true, clip };
  const { data } = await devtools.send('Page.captureScreenshot', how);
  writeFileSync(path.join(SHEET, file(copy, variant)), Buffer.from(data, 'base64'));
}

const names = (copies) => [...new Set(copies.map((copy) => `${copy.kind} ${copy.name}`))];

function index(copies) {
  const rows = names(copies).map((name) => {
    const same = copies.filter((copy) => `${copy.kind} ${copy.name}` === name);
    const cells = same.flatMap((copy) =>
      variantsOf(copy).map((variant) => {
        const title = `${copy.lang} ${variant.width} ${variant.theme}`;
        return `<figure><a href="${file(copy, variant)}"><img loading="lazy" alt="${title}" src="${file(copy, variant)}"></a><figcaption>${title}</figcaption></figure>`;
      }),
    );
    return `<h2>${name}</h2><div>${cells.join('')}</div>`;
  });
  return page('Contact sheet', rows.join('\n'), 'div{display:flex;flex-wrap:wrap;gap:8px}img{height:320px;border:1px solid #999}figure{margin:0}');
}

const page = (title, body, style) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>body{font:14px sans-serif;margin:16px}${style}</style>${body}</html>`;

/** For each language and variant all pages side by side, cut at a height, for a first look. */
function walls(copies) {
  for (const lang of new Set(copies.map((copy) => copy.lang))) {
    for (const variant of variantsOf({ lang })) {
      const narrow = variant.width === 320;
      const cells = copies
        .filter((copy) => copy.lang === lang)
        .map((copy) => `<figure><figcaption>${copy.name}</figcaption><div><img loading="lazy" alt="" src="${file(copy, variant)}"></div></figure>`);
      const style = `main{display:grid;grid-template-columns:repeat(${narrow ? 10 : 5},1fr);gap:8px}figure{margin:0}div{height:${narrow ? 420 : 300}px;overflow:hidden;border:1px solid #999}img{width:100%}`;
      const name = `wall-${lang}-${variant.width}-${variant.theme}`;
      writeFileSync(path.join(SHEET, `${name}.html`), page(name, `<main>${cells.join('')}</main>`, style));
    }
  }
}
