// Somebody on the help site in one of four ways, by mouse or by keyboard alone. Whatever page they reach is looked at:
// the question whether they are safe, the way out, its language, its width, its colours, and who it is for.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Person } from './browser.mjs';
import { LANGS } from './env.mjs';
import { tabTo } from './keys.mjs';
import { leadsOut, saysForbidden } from './near.mjs';
import { turn } from './story.mjs';

/** Four ways to look at a page. Each has two of everything, so that four visits of a journey meet all of it. */
const WAYS = [
  { script: false, width: 320, theme: 'light', keys: false },
  { script: true, width: 1280, theme: 'light', keys: true },
  { script: true, width: 320, theme: 'dark', keys: false },
  { script: false, width: 1280, theme: 'dark', keys: true },
];

/** The visits of a journey: every language once, every way once. Journeys with other numbers pair them otherwise. */
export const plan = (number) => LANGS.map((lang, at) => ({ lang, ...WAYS[(at + number) % WAYS.length] }));

export const seenAs = ({ lang, script, width, theme }) => `${lang}, script ${script ? 'on' : 'off'}, ${width}, ${theme}`;
export const named = (way) => `${seenAs(way)}, ${way.keys ? 'keyboard alone' : 'mouse'}`;

/** What a page shows of what every page owes. */
const owed = (page) =>
  page.evaluate(() => {
    const there = (one) => {
      const box = one?.getBoundingClientRect();
      return Boolean(box) && box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
    };
    const light = (color) => color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
    const { documentElement: root, body } = document;
    scrollTo(0, 0);
    const { color, backgroundColor } = getComputedStyle(body);
    return {
      lang: root.lang,
      dir: root.dir,
      named: document.title === document.querySelector('.mark').innerText.trim(),
      headings: document.querySelectorAll('h1').length,
      leave: there(document.querySelector('a.leave')),
      asks: [...document.querySelectorAll('.ask a[href*="/safe-now?"], .ask button[value=safe]')].some(there),
      people: document.querySelector('button[name=go][value=on]') !== null,
      wide: root.scrollWidth > root.clientWidth,
      dark: light(backgroundColor) < light(color),
    };
  });

export class Visit {
  static async come(browser, vigie, way) {
    const { lang, script, width, theme } = way;
    const height = width === 320 ? 568 : 800;
    const visit = new Visit();
    const person = await Person.come(browser, { lang, script, width, height, colorScheme: theme });
    // What this visitor types has a mark in it that nothing else has.
    Object.assign(visit, { ...way, vigie, person, page: person.page, mark: `heron${randomBytes(5).toString('hex')}` });
    Object.assign(visit, { near: false, asked: new Set(), secrets: [] });
    visit.secrets.push(visit.mark);
    person.context.on('request', (request) => visit.asked.add(request.url()));
    return visit;
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  /** Opens an address, as from a bookmark. */
  async open(path) {
    const answer = await this.page.goto(`${this.vigie.url}${path}?l=${this.lang}`);
    assert.equal(answer.status(), 200, path);
    await this.right();
  }

  /** Looks at what every page owes. From the first page of the branch for who fears somebody close, also at that. */
  async right() {
    const seen = await owed(this.page);
    const { lang, theme } = this;
    const at = `${this.path()} ${lang}`;
    this.near ||= this.path().startsWith('/2/') || this.path() === '/2';
    assert.deepEqual([seen.lang, seen.dir], [lang, lang === 'ar' ? 'rtl' : 'ltr'], at);
    assert.ok(seen.named, `${at}: the title says nothing of what is read`);
    assert.equal(seen.headings, 1, `${at}: one heading`);
    assert.ok(seen.leave, `${at}: the way out is on the screen`);
    // The page with people and "Go on" is itself the answer to the question.
    assert.ok(seen.asks || seen.people, `${at}: it asks whether they are safe, on the first screen`);
    assert.ok(!seen.wide, `${at}: nothing is wider than the screen`);
    assert.equal(seen.dark, theme === 'dark', `${at}: the colours that were asked for`);
    if (!this.near) return;
    assert.deepEqual(await saysForbidden(this.page, lang), [], at);
    assert.deepEqual(await leadsOut(this.page), [], at);
  }

  /** Does something that leads to another page. */
  async turn(act, status = 200) {
    const pages = (response) =>
      ['document', 'fetch'].includes(response.request().resourceType()) && (response.status() < 300 || response.status() >= 400);
    const [answer] = await Promise.all([this.page.waitForResponse(pages), turn(this.page, act)]);
    assert.equal(answer.status(), status, `${answer.request().method()} ${answer.url()}`);
    await this.right();
  }

  /** Presses a link or a button, and nothing else happens on the page. */
  async touch(selector) {
    if (!this.keys) return this.page.locator(`${selector}`).first().click();
    await tabTo(this.page, selector);
    await this.page.keyboard.press('Enter');
  }

  /** Presses a link or a button that leads to another page. */
  press(selector, status) {
    return this.turn(() => this.touch(selector), status);
  }

  /** The button of a form of telling. */
  go(value, status) {
    return this.press(`button[name="go"][value="${value}"]:not([hidden])`, status);
  }

  /** One step back with the browser's own button, to a page with this path. */
  async back(path) {
    await this.page.goBack();
    await this.page.waitForURL((url) => url.pathname === path);
    await this.page.waitForLoadState('load');
    await this.page.locator('main h1').first().waitFor();
    await this.right();
  }

  /** One step back to a page that stands under the same address as this one. */
  async turnBack() {
    const was = await this.text();
    await this.page.goBack();
    await this.page.waitForFunction((before) => document.querySelector('main').innerText !== before, was);
    await this.right();
  }

  /** Chooses an answer. */
  async choose(name, value) {
    const { page } = this;
    const one = page.locator(`input[name="${name}"][value="${value}"]`);
    if (!this.keys) await page.locator('label').filter({ has: one }).click();
    else if ((await one.getAttribute('type')) === 'checkbox') {
      await tabTo(page, `input[name="${name}"][value="${value}"]`);
      await page.keyboard.press('Space');
    } else {
      await tabTo(page, `input[name="${name}"]`);
      await page.keyboard.press('Space');
      const all = await page.locator(`input[name="${name}"]`).count();
      for (let i = 0; i < all && !(await one.isChecked()); i += 1) await page.keyboard.press('ArrowDown');
    }
    assert.ok(await one.isChecked(), `${name} ${value}`);
  }

  /** Chooses from a list. */
  async select(selector, value) {
    const { page } = this;
    if (!this.keys) return page.selectOption(selector, value);
    await tabTo(page, selector);
    const list = page.locator(selector);
    const all = await list.locator('option').count();
    for (let i = 0; i < all && (await list.inputValue()) !== value; i += 1) await page.keyboard.press('ArrowDown');
    assert.equal(await list.inputValue(), value);
  }

  /** Writes a text of their own into a field, with this visitor's mark at its end. Gives the whole. */
  async type(selector, text) {
    const marked = `${text} ${this.mark}`;
    await this.write(selector, marked);
    return marked;
  }

  /** Writes into a field, in place of what is there. */
  async write(selector, text) {
    const { page } = this;
    if (this.keys) {
      await tabTo(page, selector);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
    } else await page.locator(selector).fill(text);
    assert.equal(await page.locator(selector).inputValue(), text);
  }

  value(selector) {
    return this.page.locator(selector).inputValue();
  }

  text(selector = 'main') {
    return this.page.locator(selector).first().innerText();
  }

  count(selector) {
    return this.page.locator(selector).count();
  }

  /** People to talk to stand before this. */
  async peopleBefore(selector) {
    const top = (one) => this.page.locator(one).last().evaluate((found) => found.getBoundingClientRect().top);
    assert.ok((await this.count('main .person')) > 0, 'people to talk to');
    assert.ok((await top('main .person')) < (await top(selector)), `people come before ${selector}`);
  }

  /** Touches the way out. Behind it stands nothing of ours with script, and no more than a page of help without. */
  async leave(place) {
    const { page } = this;
    await this.touch('a.leave');
    await page.waitForURL(place.url);
    await page.waitForLoadState('load');
    await page.goBack({ timeout: 5000, waitUntil: 'commit' }).catch(() => null);
    await page.waitForLoadState('load').catch(() => null);
    if (this.script) await page.waitForURL((url) => !url.href.startsWith(this.vigie.url));
    const seen = await page.evaluate(() => `${document.body.innerText} ${[...document.querySelectorAll('input[type=text], textarea')].map((one) => one.value)}`);
    assert.ok(!this.secrets.some((secret) => seen.includes(secret)), 'nothing that was typed comes back');
    assert.equal(await page.locator('input:checked:not([value=unknown])').count(), 0, 'nor an answer');
  }

  async end() {
    await this.leftNoTrace();
    await this.person.go();
  }

  /** Nothing was kept, asked elsewhere, or written where it does not belong: an address, the log, the counts. */
  async leftNoTrace() {
    await this.person.leftNoTrace();
    const { printed, errors } = this.vigie;
    const counts = await fetch(`${this.vigie.url}/metrics`).then((answer) => answer.text());
    assert.match(counts, /^# EOF$/m, 'the counts are there');
    const places = { log: errors.err, output: errors.out.replace(printed, ''), counts };
    for (const secret of this.secrets) {
      const bare = (text) => text.replace(/[\s+]|%20/g, '');
      for (const [place, text] of Object.entries(places)) assert.ok(!bare(text).includes(bare(secret)), `${secret} in the ${place}`);
      for (const url of this.asked) assert.ok(!bare(decodeURIComponent(url)).includes(bare(secret)), `${secret} in ${url}`);
    }
  }
}
