// Every page of the help site that a child can reach, as it is answered: by each link from the first page on, in both
// variants, and by the forms. Plain requests and no browser: only what stands on the page is wanted here.
import { decode } from './reading.mjs';
import { STORIES } from './story.mjs';

const AT_ONCE = 6;

/** A visitor without a browser. `base` is `/2` for somebody who is threatened by a person close to them, else "". */
class Visitor {
  constructor(url, lang, base, keep) {
    Object.assign(this, { url, lang, base, keep });
  }

  async get(path, name) {
    const response = await fetch(`${this.url}${this.base}${path}${path.includes('?') ? '&' : '?'}l=${this.lang}`);
    return this.keep(name, this.base, response.status, await response.text());
  }

  /** Sends the form of `html` that goes to `action`, as it stands there, with what is `given` put into it. */
  async send(html, action, given, name) {
    const fields = formFields(html, this.base + action);
    for (const [field, value] of Object.entries(given)) {
      fields.delete(field);
      for (const one of [value].flat()) fields.append(field, one);
    }
    const response = await fetch(this.url + this.base + action, { method: 'POST', body: fields });
    return this.keep(name, this.base, response.status, await response.text());
  }
}

const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

function formFields(html, action) {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  const form = forms.find(([, tag]) => attribute(tag, 'action') === action);
  if (!form) throw new Error(`no form to ${action} in ${pieceOf(html)}`);
  const fields = new URLSearchParams();
  for (const [tag, text] of form[2].matchAll(/<(?:input|textarea|option)\b[^>]*>\n?([^<]*)/g)) {
    const name = attribute(tag, 'name');
    const chosen = !/type="(radio|checkbox)"/.test(tag) || /\schecked/.test(tag);
    if (name && chosen) fields.append(name, decode(tag.startsWith('<textarea') ? text : (attribute(tag, 'value') ?? '')));
  }
  return fields;
}

const pieceOf = (html) => /<h1[\s\S]*?<\/h1>/.exec(html)?.[0] ?? html.slice(0, 200);

/** Everything in one language: `open` is a demonstration, `closed` a fresh node. Pages are `{ name, near, html }`. */
export async function reached(lang, open, closed) {
  const pages = [];
  const keep = (name, base, status, html) => {
    if (status >= 500 || !html.includes('<main')) throw new Error(`${lang} ${base} ${name}: ${status}\n${pieceOf(html)}`);
    pages.push({ name, near: base !== '', html });
    return html;
  };
  await follow(open.url, lang, keep);
  for (const base of ['', '/2']) {
    const visitor = new Visitor(open.url, lang, base, keep);
    await talk(visitor);
    await safe(visitor);
    await steps(visitor);
    await back(visitor, await told(visitor));
  }
  const late = new Visitor(closed.url, lang, '', keep);
  for (const path of ['/', '/tell', '/back']) await late.get(path, `closed${path.slice(1) && '-'}${path.slice(1)}`);
  return pages;
}

/** Every link from the first page on that stays on the site; the way out and the desk are no pages of a child. */
async function follow(url, lang, keep) {
  const seen = new Set(['/']);
  const waiting = ['/'];
  let busy = 0;
  const one = async () => {
    for (;;) {
      const path = waiting.shift();
      if (path === undefined) {
        if (busy === 0) return;
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      busy += 1;
      const response = await fetch(`${url}${path}?l=${lang}`);
      const html = await response.text();
      if (response.status !== 200) throw new Error(`${path} is linked and answers ${response.status}`);
      const base = /^\/2(?=\/|$)/.exec(path)?.[0] ?? '';
      keep(path.slice(base.length).replace(/^\//, '') || 'home', base, response.status, html);
      for (const [, href] of html.matchAll(/<a\b[^>]*?\shref="(\/[^"#?]*)/g)) {
        const left = /^(\/2)?\/(console|leave$)/.test(href);
        if (!left && !seen.has(href)) waiting.push(seen.add(href) && href);
      }
      busy -= 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function talk(visitor) {
  const first = await visitor.get('/talk', 'talk');
  await visitor.send(first, '/talk', { country: '' }, 'talk-no-choice');
  await visitor.send(first, '/talk', { country: 'none' }, 'talk-none');
  const found = await visitor.send(first, '/talk', { country: 'FR' }, 'talk-country');
  await visitor.send(found, '/talk/wrong', {}, 'talk-wrong');
  await visitor.send(found, '/talk', {}, 'talk-adult');
  await visitor.get('/nothing-here', 'not-found');
}

async function safe(visitor) {
  let page = await visitor.get('/safe', 'safe');
  for (const [at, said] of [...'dcndcndcnd'].entries()) {
    const next = await visitor.send(page, '/safe', { s: said }, at === 9 ? 'safe-list' : `safe-${at + 2}`).catch((error) => {
      throw new Error(`step ${at + 1}: ${error.message}`);
    });
    if (pieceOf(next) === pieceOf(page)) throw new Error(`step ${at + 1} is answered by the same page`);
    page = next;
  }
}

/** One question on each page, with people first when it is not safe. */
async function steps(visitor) {
  const go = (html, value, given, name) => visitor.send(html, '/tell/step', { go: value, ...given }, name);
  let page = await visitor.get('/tell/step', 'tell-1');
  const people = await go(page, 'next', { danger: 'self' }, 'tell-people');
  const country = await go(people, 'country', {}, 'tell-country');
  const shown = await go(country, 'next', { country: 'FR' }, 'tell-people-country');
  page = await go(shown, 'on', {}, 'tell-3');
  for (let number = 4; number <= 13 && page.includes('name="go"') && !page.includes('name="words"'); number += 1) {
    page = await go(page, 'next', {}, `tell-${number}`);
  }
  await go(page, 'back', { told: 'nothing' }, 'tell-lost');
  await go(page, 'safe', {}, 'tell-safe');
}

/** Sends a report, with and without danger, and what a form says that is not right. Gives both receipt codes. */
async function told(visitor) {
  const story = STORIES[visitor.lang];
  const all = await visitor.get('/tell/all', 'tell-all');
  await visitor.send(all, '/tell', {}, 'tell-empty');
  await visitor.send(all, '/tell', { answer: 'so long '.repeat(300) }, 'tell-long');
  const chosen = { danger: 'no', who: 'me', age: 'a13', threat: 'pictures', want: ['money', 'more'] };
  const given = { ...chosen, place1: 'Instagram', words: story.words };
  const done = await visitor.send(all, '/tell', given, 'done');
  await visitor.send(all, '/tell', given, 'done-again');
  await visitor.send(all, '/tell', { ...given, words: story.more }, 'done-added');
  const other = await visitor.get('/tell/all', 'tell-all');
  const danger = await visitor.send(other, '/tell', { ...given, danger: 'self' }, 'done-danger');
  return [done, danger].map((html) => /class="digits"><bdi[^>]*>([^<]*)/.exec(html)[1]);
}

async function back(visitor, [plainCode, dangerCode]) {
  const first = await visitor.get('/back', 'back');
  for (const [name, code] of [['empty', ''], ['word', 'notaword at all'], ['digits', '123 456'], ['wrong', '000 '.repeat(6)]]) {
    await visitor.send(first, '/back', { code }, `back-${name}`);
  }
  const thread = await visitor.send(first, '/back', { code: plainCode }, 'thread');
  await visitor.send(thread, '/back/write', { text: '' }, 'thread-empty');
  await visitor.send(thread, '/back/write', { text: STORIES[visitor.lang].more }, 'thread-sent');
  const asked = await visitor.send(thread, '/back/newcode', {}, 'newcode');
  const fresh = await visitor.send(asked, '/back/newcode/yes', {}, 'newcode-done');
  const again = await visitor.send(fresh, '/back/open', {}, 'thread-again');
  const quiet = await visitor.send(again, '/back/close', {}, 'close');
  const closed = await visitor.send(quiet, '/back/close/yes', {}, 'close-done');
  const still = await visitor.send(closed, '/back/open', {}, 'thread-quiet');
  const erase = await visitor.send(still, '/back/erase', {}, 'erase');
  const erased = await visitor.send(erase, '/back/erase/yes', {}, 'erase-done');
  await visitor.send(erased, '/back/erase/cancel', {}, 'erase-kept');
  await visitor.send(first, '/back', { code: dangerCode }, 'thread-danger');
}
