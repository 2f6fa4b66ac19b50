// Every page in every state that a visitor or a member can bring it into, taken as it was answered. What looks at pages
// (axe, small screens, keyboard, contact sheet) opens these copies, with their own headers, in a browser of its own.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratch, serve } from './serve.mjs';
import { signIn } from './story.mjs';
import { busy } from './walk/busy.mjs';
import * as cases from './walk/case.mjs';
import * as desk from './walk/desk.mjs';
import * as house from './walk/house.mjs';
import { picture } from './walk/picture.mjs';
import * as site from './walk/site.mjs';
import * as telling from './walk/tell.mjs';
import { Copies, Walker } from './walk/walker.mjs';

/** A demonstration: children, and the four people of its desk. */
async function demonstration(copies) {
  const vigie = await serve();
  const { lang } = copies;
  const come = (kind) => new Walker(copies, vigie.url, kind);
  const [child, guest, ana, ben, cleo, dora] = ['site', 'desk', 'desk', 'desk', 'desk', 'desk'].map(come);
  await site.help(child);
  await site.near(child);
  await telling.tell(child);
  await telling.near(child);
  await picture(child);
  await picture(child, 'near-', '/2');
  await desk.signingIn(ana, vigie.logins[0]);
  for (const [at, one] of [ben, cleo, dora].entries()) await signIn(one.page, one.url, lang, vigie.logins[at + 1]);
  await desk.list(ana, dora);
  await desk.own(ana);
  await ana.look('sightings', '/console/sightings');

  const before = await desk.known(ana);
  const sent = async (name, given, draft) => {
    const known = await desk.known(ana);
    const code = await telling.send(child, name, given, draft);
    const href = (await desk.known(ana)).find((one) => !known.includes(one));
    return { ...code, href };
  };
  const plain = await sent('done');
  await sent('done-again', {}, plain.draft);
  await sent('done-added', { words: 'One thing more.' }, plain.draft);
  const danger = await sent('done-danger', { danger: 'self' });
  const third = await sent('', { by: 'none' });
  await telling.names(child);
  await telling.waiting(child, plain, danger);
  await ana.look('case-danger', danger.href);
  await ana.look('case-with-words', before[0]);
  await ana.look('case-of-demo', before.at(-1));
  await cases.answer(ana, plain.href);
  await cases.notes(ana, plain.href);
  await cases.misread(ana, cleo, plain.href);
  await cases.together(ana, plain.href, danger.href);
  await cases.others(ana, ben, cleo, plain.href);
  await telling.back(child, plain, (name) => ana.look(name, plain.href));
  await cases.kept(ana, ben, child, third.href, third);
  await desk.phone(ana);
  await desk.numbers(ana, dora);
  await desk.members(ana, ben, guest);
  await desk.paper(ana, ben);
  await desk.retention(ana);
  await desk.audit(dora);
  await desk.account(ana, guest, vigie.logins[0]);
  await desk.tooLate(ana, danger.href);
  await busy(child, danger);
  await vigie.kill();
}

/** A house of its own, from the first page until it has closed again. */
async function realHouse(copies) {
  const duty = await house.onDuty();
  const secret = path.join(scratch(), 'secret');
  writeFileSync(secret, 'a secret of this test', { mode: 0o600 });
  const vigie = await serve({ demo: false, more: ['--webhook-secret-file', secret, '--public-url', 'http://127.0.0.1'] });
  const come = (kind) => new Walker(copies, vigie.url, kind);
  const [child, noor, sami] = ['site', 'desk', 'desk'].map(come);
  await house.setUp(noor, vigie.setup);
  await house.furnish(noor, sami, duty);
  await house.open(child, noor, sami, duty);
  await vigie.kill();
  duty.stop();
}

/** The copies of one language, from nodes of its own. */
async function walk(lang) {
  const copies = new Copies(lang);
  await realHouse(copies);
  await demonstration(copies);
  return copies.all;
}

/** The pages of all languages, two languages at a time. */
export async function everyPage(langs) {
  const done = new Map();
  const waiting = [...langs];
  const one = async () => {
    for (let lang = waiting.shift(); lang; lang = waiting.shift()) done.set(lang, await walk(lang));
  };
  await Promise.all([one(), one()]);
  return langs.flatMap((lang) => done.get(lang));
}

const PLACE = 'http://127.0.0.1:8999';
const shown = new WeakMap();

/** Opens a copy as the browser got it. */
export async function show(page, copy) {
  if (!shown.has(page)) {
    await page.route(`${PLACE}/**`, (route) => {
      const { headers, html } = shown.get(page);
      // The queue shows a frame: a page of its own here, and empty in the queue's copy.
      const inside = route.request().frame() !== page.mainFrame();
      if (inside) return route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>-</title>' });
      if (route.request().isNavigationRequest()) return route.fulfill({ status: 200, headers, body: html });
      // The site's script is looked at by the tests that use it; here every page is as it came.
      const script = route.request().resourceType() === 'script';
      return route.fulfill(script ? { status: 200, contentType: 'text/javascript', body: '' } : { status: 204 });
    });
  }
  shown.set(page, copy);
  await page.goto(`${PLACE}/${copy.lang}/${copy.name}`);
}

/** Opens every `<details>`, so that what is inside is looked at too. */
export const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
