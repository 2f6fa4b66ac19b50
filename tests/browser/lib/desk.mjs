// What members of a desk do on the console, with whichever hands: sign in, find a case, propose and confirm.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './env.mjs';
import { Person } from './browser.mjs';
import { Keys, Pointer } from './hands.mjs';
import { fillReport, press, readReceipt } from './story.mjs';

/** A member with a browser of their own, signed in to a demonstration. `how`: lang, script, width, theme, keyboard. */
export class Member {
  static async come(browser, node, how, login) {
    const { lang = 'en', script = true, width = 1280, theme = 'light', keyboard = false } = how;
    const person = await Person.come(browser, { lang, script, width, height: 900, colorScheme: theme });
    const member = new Member();
    const hands = keyboard ? new Keys(person.page) : new Pointer(person.page);
    Object.assign(member, { person, page: person.page, hands, lang, url: node.url });
    if (login) await member.signIn(node.logins.find(([name]) => name === login));
    return member;
  }

  async signIn([login, passphrase]) {
    await this.go('/console/login');
    await this.hands.write('#login', login);
    await this.hands.write('#passphrase', passphrase);
    await this.hands.press('form[action="/console/login"] button');
  }

  /** Opens an address of the console; gives the answer. */
  go(place) {
    const [at, query] = place.split('?');
    return this.page.goto(`${this.url}${at}?l=${this.lang}${query ? `&${query}` : ''}`);
  }

  open(id) {
    return this.go(`/console/case/${id}`);
  }

  /** What the page says about the last step. */
  said() {
    return this.page.locator('main [role=status]').first().innerText();
  }

  /** Why the last step was not taken, as the page tells it. */
  refused() {
    return this.page.locator('main [role=alert]').first().innerText();
  }

  /** The text of the page, without invisible marks of direction. */
  async reads(where = 'main') {
    const text = await this.page.locator(where).first().innerText();
    return text.replace(/[\u2066-\u2069\u200e\u200f]/g, '').replace(/\u2011/g, '-');
  }

  /** Every line of the queue in its order: id, lane, text, whose. */
  async queue(query = 'show=all') {
    await this.go(`/console?${query}`);
    return this.rows();
  }

  rows() {
    return this.page.locator('tr[data-row]').evaluateAll((rows) =>
      rows.map((row) => ({ id: row.dataset.row, lane: Number(/l(\d)/.exec(row.className)[1]), text: row.innerText })),
    );
  }

  /** The key of a name on the page of a case: it names the fields of its form. */
  keyOf(name) {
    return this.page.locator('aside .card').evaluateAll((cards, wanted) => {
      const card = cards.find((one) => one.querySelector('bdi')?.innerText.includes(wanted));
      return card.querySelector('input[name=key]').value;
    }, name);
  }

  /** Ends the visit: nothing was asked outside, nothing was complained about. */
  async leave() {
    this.person.quiet();
    await this.person.go();
  }
}

/** Somebody who tells something on the site. */
export class Child {
  static async come(browser, node, how) {
    const { lang = 'en', script = true, width = 390, theme = 'light' } = how;
    const person = await Person.come(browser, { lang, script, width, colorScheme: theme });
    return Object.assign(new Child(), { person, page: person.page, lang, url: node.url });
  }

  async tells(given) {
    await this.page.goto(`${this.url}/tell/all?l=${this.lang}`);
    await fillReport(this.page, this.lang, given);
    const answered = await press(this.page, '/tell');
    assert.equal(answered.status(), 200);
    return readReceipt(this.page);
  }

  /** Opens the page behind a code; gives its status. */
  async comesBack(code) {
    await this.page.goto(`${this.url}/back?l=${this.lang}`);
    await this.page.locator('#code').fill(code.words);
    return (await press(this.page, '/back')).status();
  }

  press(action) {
    return press(this.page, action);
  }

  async reads() {
    const text = await this.page.locator('main').innerText();
    return text.replace(/[\u2066-\u2069\u200e\u200f]/g, '').replace(/\u2011/g, '-');
  }

  async leave() {
    await this.person.leftNoTrace();
    await this.person.go();
  }
}

/** Sends a report and finds its case: the one line of the queue that was not there before. */
export async function tellAndFind(child, member, given) {
  const known = new Set((await member.queue()).map((row) => row.id));
  const code = await child.tells(given);
  const fresh = (await member.queue()).filter((row) => !known.has(row.id));
  assert.equal(fresh.length, 1, 'one report makes one case');
  return { code, ...fresh[0] };
}

/** Words that the desk is asked to look at once more, in each language: the first example of the list. */
export function blaming(lang) {
  const terms = readFileSync(path.join(ROOT, 'data/terms', `${lang}.toml`), 'utf8');
  const term = terms.slice(terms.indexOf('[[term]]'));
  const of = (name) => new RegExp(`^${name} = (.+)$`, 'm').exec(term)[1];
  return { text: JSON.parse(of('hits'))[0], instead: JSON.parse(of('use')), why: JSON.parse(of('why')) };
}

/** A day so many days from now, as a field for a day takes it. */
export const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
