// A real Chromium that can reach nothing but this machine, and watches what pages try.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_SHELL } from './env.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No name resolves and no other address is reached, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * The shell of Chromium, which draws the same pages with a third less work; with `whole` the browser that people have, for
 * what is about the browser itself: its history, what it keeps or sends again, and the pictures that it reads.
 * @param {{bigText?: boolean, backForwardCache?: boolean, whole?: boolean}} how
 */
export function launch(how = {}) {
  const args = [...FLAGS];
  // Twice the usual 16 pixels: what somebody gets who sets the text of the browser to 200 %.
  if (how.bigText) args.push('--blink-settings=defaultFontSize=32');
  const ignoreDefaultArgs = how.backForwardCache ? ['--disable-back-forward-cache'] : undefined;
  return chromium.launch({ executablePath: how.whole ? CHROMIUM : CHROMIUM_SHELL, headless: true, args, ignoreDefaultArgs });
}

/** Someone with a browser of their own: a context, a page, and a list of what must not happen. */
export class Person {
  static async come(browser, how = {}) {
    const { script = true, lang = 'en', width = 390, height = 844, ...more } = how;
    const context = await browser.newContext({
      javaScriptEnabled: script,
      locale: lang,
      viewport: { width, height },
      serviceWorkers: 'block',
      ...more,
    });
    context.setDefaultTimeout(15_000);
    const person = new Person();
    Object.assign(person, { context, outside: [], complaints: [], script });
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') person.outside.push(request.url());
    });
    context.on('weberror', (error) => person.complaints.push(String(error.error())));
    context.on('console', (message) => {
      // Chromium itself says this of any page with a status from 400 on; the tests expect those by name.
      const status = /Failed to load resource: the server responded with a status of/.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !status) person.complaints.push(message.text());
    });
    person.page = await context.newPage();
    return person;
  }

  /** Nothing asked outside, nothing complained about; on the site also nothing kept. */
  async leftNoTrace() {
    assert.deepEqual(this.outside, [], 'a page asked something outside this machine');
    assert.deepEqual(this.complaints, [], 'the browser complained');
    assert.deepEqual(await this.context.cookies(), [], 'a cookie was set');
    const kept = await this.page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    assert.deepEqual(kept, { local: 0, session: 0, databases: 0, caches: 0, workers: 0 }, 'something was stored');
  }

  /** For the console, which has its one cookie. */
  quiet() {
    assert.deepEqual(this.outside, [], 'a page asked something outside this machine');
    assert.deepEqual(this.complaints, [], 'the browser complained');
  }

  go() {
    return this.context.close();
  }
}
