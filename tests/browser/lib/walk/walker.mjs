// Somebody who goes through pages and takes a copy of each as it was answered.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../env.mjs';
import { PaperPage } from '../paper.mjs';

/** The copies of one language. */
export class Copies {
  constructor(lang) {
    Object.assign(this, { lang, all: [] });
  }

  /** Takes what was answered. `kind`: `site`, `desk`, or `frame` for the page that stands inside the queue. */
  async take(name, response, kind = 'site') {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const policy = response.headers()['content-security-policy'];
    if (policy) headers['content-security-policy'] = policy;
    const asked = [];
    for (let request = response.request(); request; request = request.redirectedFrom()) {
      asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    }
    const html = await response.text();
    this.all.push({ name, lang: this.lang, kind, status: response.status(), headers, html, asked });
  }
}

/** A person on one node, without script. `path` is without a language, `name` is the copy's; without a name none is taken. */
export class Walker {
  constructor(copies, url, kind = 'site') {
    Object.assign(this, { copies, page: new PaperPage(copies.lang), lang: copies.lang, url, kind });
  }

  /** The full address of a page in the walker's language. */
  at(address) {
    return `${this.url}${address}${address.includes('?') ? '&' : '?'}l=${this.lang}`;
  }

  /** Takes a copy, if it has a name. */
  async take(name, response, kind = this.kind) {
    if (name) await this.copies.take(name, response, kind);
    return response;
  }

  async look(name, address, kind = this.kind) {
    return this.take(name, await this.page.goto(this.at(address)), kind);
  }

  async fill(values) {
    for (const [id, value] of Object.entries(values)) await this.page.locator(`[id="${id}"]`).fill(value);
  }

  /** Takes the answers with these values: radio buttons and boxes, whichever label is over them. */
  async choose(...selectors) {
    for (const selector of selectors) await this.page.locator(selector).first().evaluate((one) => (one.checked = true));
  }

  /** Presses a button and takes the page that is there in the end. */
  async press(name, selector) {
    return this.take(name, await this.page.locator(`${selector}:visible`).first().click());
  }

  /** Presses the one button of the form that is sent to an address with this end. */
  submit(name, end) {
    return this.press(name, `form[action$="${end}"] button`);
  }
}

/** A day from now, as forms write it. */
export const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Something that a counsellor is asked to think over, from the list of the language. */
export function questionable(lang) {
  const terms = readFileSync(path.join(ROOT, 'data/terms', `${lang}.toml`), 'utf8');
  return /^hits = \["([^"]+)"/m.exec(terms)[1];
}
