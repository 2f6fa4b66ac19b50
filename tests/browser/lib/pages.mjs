// Every page in every state that a visitor or a member can bring it into, taken as it was answered. What looks at pages
// (axe, small screens, keyboard, contact sheet) opens these copies, with their own headers, in a browser of its own.
import { Person } from './browser.mjs';
import { serve } from './serve.mjs';
import { comeBack, fillReport, press, queue, readReceipt, signIn, step, turn } from './story.mjs';

/** A page as it was answered. `site`: the help site; otherwise the console. */
class Copies {
  constructor(lang) {
    Object.assign(this, { lang, all: [] });
  }

  /** Takes the copy of what `page` shows; `response` is its answer. */
  async take(name, response, kind = 'site') {
    const { lang } = this;
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const policy = response.headers()['content-security-policy'];
    if (policy) headers['content-security-policy'] = policy;
    this.all.push({ name, lang, kind, status: response.status(), headers, html: await response.text() });
  }
}

/** Walks through everything in one language. `open` is a demonstration, `closed` a fresh node. */
export async function walk(browser, lang, open, closed) {
  const copies = new Copies(lang);
  const child = await Person.come(browser, { lang, script: false });
  const desk = await Person.come(browser, { lang, width: 1280, height: 900 });
  const look = async (person, name, url, kind) => copies.take(name, await person.page.goto(url), kind);
  await help(copies, child, look, open);
  const [plain, danger] = await reports(copies, child, open);
  await signingIn(copies, desk, look, open);
  await work(copies, desk, look, open);
  await back(copies, child, open, plain, danger);
  await nodes(copies, child, desk, look, closed);
  await Promise.all([child.go(), desk.go()]);
  return copies.all;
}

async function help(copies, child, look, { url }) {
  const { lang } = copies;
  await look(child, 'home', `${url}/?l=${lang}`);
  await look(child, 'now', `${url}/now?l=${lang}`);
  for (const [name, path] of [
    ['now-me', '/now/me'],
    ['now-step', '/now/a/4'],
    ['now-services', '/now/j/5'],
    ['now-all', '/now/a'],
    ['now-near', '/2/now/h/6'],
    ['history', '/now/history'],
    ['later', '/later'],
    ['later-card', '/later/1'],
    ['safe-now', '/safe-now'],
    ['safe-now-self', '/safe-now/1'],
    ['safe-now-safe', '/safe-now/3'],
  ]) {
    await look(child, name, `${url}${path}?l=${lang}`);
  }
  await look(child, 'talk', `${url}/talk?l=${lang}`);
  await copies.take('talk-no-choice', await press(child.page, '/talk'));
  await child.page.selectOption('#country', 'FR');
  await copies.take('talk-country', await press(child.page, '/talk'));
  await copies.take('talk-wrong', await press(child.page, '/talk/wrong'));
  await copies.take('talk-adult', await press(child.page, '/talk'));
  await child.page.goto(`${url}/talk?l=${lang}`);
  await child.page.selectOption('#country', 'none');
  await copies.take('talk-none', await press(child.page, '/talk'));
  const guides = ['say', 'say/1', 'say/1/3', '2/say', '2/say/7/2', 'say/card', 'safe', 'safe/all', '2/safe'];
  for (const path of [...guides, 'parents', 'parents/before', 'friends', 'school']) {
    await look(child, path.replaceAll('/', '-'), `${url}/${path}?l=${lang}`);
  }
  await child.page.goto(`${url}/safe?l=${lang}`);
  for (const [step, said] of [...'dcndcndcnd'].entries()) {
    const answered = child.page.waitForResponse((response) => response.request().method() === 'POST');
    await Promise.all([child.page.waitForEvent('load'), child.page.locator(`button[value=${said}]`).click()]);
    if (step === 4 || step === 9) await copies.take(step === 9 ? 'safe-list' : 'safe-6', await answered);
  }
  await look(child, 'back', `${url}/back?l=${lang}`);
  await child.page.locator('#code').fill('notaword at all');
  await copies.take('back-error', await press(child.page, '/back'));
  await look(child, 'leaving', `${url}/leaving?l=${lang}`);
  await look(child, 'not-found', `${url}/nothing-here?l=${lang}`);
}

async function reports(copies, { page }, { url }) {
  const { lang } = copies;
  await page.goto(`${url}/tell?l=${lang}`).then((response) => copies.take('tell', response));
  await steps(copies, page, url);
  await page.goto(`${url}/tell/all?l=${lang}`).then((response) => copies.take('tell-all', response));
  await copies.take('tell-empty', await press(page, '/tell'));
  await fillReport(page, lang);
  await page.locator('#answer').evaluate((field) => (field.value = 'so long '.repeat(300)));
  await copies.take('tell-long', await press(page, '/tell'));
  await page.locator('#answer').fill('');
  await copies.take('done', await press(page, '/tell'));
  const plain = await readReceipt(page);
  await page.goto(`${url}/tell/all?l=${lang}`);
  await fillReport(page, lang, { danger: 'self' });
  await copies.take('done-danger', await press(page, '/tell'));
  return [plain, await readReceipt(page)];
}

/** One question on each page, with people first when it is not safe. */
async function steps(copies, page, url) {
  const { lang } = copies;
  const go = async (name, value) => {
    const button = page.locator(`button[name="go"][value="${value}"]:visible`);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await turn(page, () => button.click());
    await copies.take(name, await answered);
  };
  await page.goto(`${url}/tell/step?l=${lang}`).then((response) => copies.take('tell-step-1', response));
  await page.locator('label:has(input[name="danger"][value="self"])').click();
  await go('tell-people', 'next');
  await go('tell-country', 'country');
  await page.selectOption('#country', 'FR');
  await go('tell-people-country', 'next');
  await go('tell-step-3', 'on');
  for (let number = 4; number <= 9; number += 1) await go(`tell-step-${number}`, 'next');
  await go('tell-step-places', 'next');
  await page.locator('#name1').evaluate((field) => (field.value = 'so long '.repeat(50)));
  await go('tell-step-long', 'next');
  await page.locator('#name1').fill('quiet.pond.example');
  await go('tell-step-answer', 'next');
  await go('tell-step-words', 'next');
  await page.locator('input[name=told]').evaluate((field) => (field.value = `x${field.value}`));
  await go('tell-lost', 'back');
  await go('tell-so-far-empty', 'send');
}

async function signingIn(copies, { page }, look, { url, logins }) {
  const { lang } = copies;
  await look({ page }, 'login', `${url}/console/login?l=${lang}`, 'desk');
  await page.locator('#login').fill('nobody');
  await page.locator('#passphrase').fill('not the right words');
  await copies.take('login-error', await press(page, '/console/login'), 'desk');
  await signIn(page, url, lang, logins[0]);
}

async function work(copies, desk, look, { url }) {
  const { lang } = copies;
  const { page } = desk;
  await look(desk, 'queue', `${url}/console?l=${lang}&show=all`, 'desk');
  await look(desk, 'node', `${url}/console/node?l=${lang}`, 'desk');
  await look(desk, 'numbers', `${url}/console/numbers?l=${lang}&c=FR`, 'desk');
  await look(desk, 'number', `${url}/console/numbers/fr-3018?l=${lang}`, 'desk');
  await look(desk, 'own-number', `${url}/console/numbers/own?l=${lang}`, 'desk');
  await look(desk, 'break', `${url}/console/break?l=${lang}`, 'desk');
  await look(desk, 'no-such-case', `${url}/console/case/0?l=${lang}`, 'desk');
  const rows = await queue(page, url, lang);
  const danger = rows.filter((row) => row.lane === 0).at(-1);
  await look(desk, 'case-danger', url + danger.href, 'desk');
  const other = rows.filter((row) => row.lane === 1).at(-1);
  await look(desk, 'case-new', url + other.href, 'desk');
  await step(page, 'claim');
  await copies.take('case-claimed', await page.reload(), 'desk');
  const refused = page.waitForResponse((response) => response.request().method() === 'POST');
  await Promise.all([page.waitForEvent('load'), page.locator('form[action$="/answer"] button').click()]);
  await copies.take('case-refused', await refused, 'desk');
  await step(page, 'answer', 'You are not in trouble. Is somebody with you tonight?\n\nWe are here.');
  await step(page, 'note', 'First answer sent; look again before eight.');
  await copies.take('case-answered', await page.reload(), 'desk');
  await look(desk, 'queue-mine', `${url}/console?l=${lang}&show=mine`, 'desk');
}

async function back(copies, { page }, { url }, plain, danger) {
  const { lang } = copies;
  await copies.take('thread-answered', await comeBack(page, url, lang, plain.words));
  await copies.take('thread-empty', await press(page, '/back/write'));
  await page.locator('#text').fill('One thing more.');
  await copies.take('thread-sent', await press(page, '/back/write'));
  await copies.take('ask-new-code', await press(page, '/back/newcode'));
  await copies.take('new-code', await press(page, '/back/newcode/yes'));
  await press(page, '/back/open');
  await copies.take('ask-close', await press(page, '/back/close'));
  await copies.take('closed-by-visitor', await press(page, '/back/close/yes'));
  await copies.take('thread-quiet', await press(page, '/back/open'));
  await copies.take('ask-erase', await press(page, '/back/erase'));
  await copies.take('erased', await press(page, '/back/erase/yes'));
  await copies.take('kept', await press(page, '/back/erase/cancel'));
  await copies.take('thread-danger', await comeBack(page, url, lang, danger.digits));
}

/** A node before it is set up, and how it is set up. Each language has one of its own. */
async function nodes(copies, child, desk, look, closed) {
  const { lang } = copies;
  const { url, setup } = closed;
  await look(child, 'home-closed', `${url}/?l=${lang}`);
  await look(child, 'tell-closed', `${url}/tell?l=${lang}`);
  const { page } = desk;
  await look(desk, 'setup', `${url}/console/setup?l=${lang}&word=${setup}`, 'desk');
  await page.locator('#passphrase').fill('short');
  await copies.take('setup-errors', await press(page, '/console/setup'), 'desk');
  const words = 'correct harbour lantern willow';
  const fields = { token: setup, name: 'Noor', login: 'noor', passphrase: words, passphrase2: words };
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
  await copies.take('recovery', await press(page, '/console/setup'), 'desk');
  await page.locator('#last').fill('000000');
  await copies.take('recovery-error', await press(page, '/console/setup/recovery'), 'desk');
}

/** The pages of all languages: one demonstration, and one fresh node for each language. */
export async function everyPage(browser, langs) {
  const open = await serve();
  const all = [];
  for (const lang of langs) {
    const closed = await serve({ demo: false });
    all.push(...(await walk(browser, lang, open, closed)));
    await closed.kill();
  }
  await open.kill();
  return all;
}

const PLACE = 'http://127.0.0.1:8999';
const shown = new WeakMap();

/** Opens a copy as the browser got it. */
export async function show(page, copy) {
  if (!shown.has(page)) {
    await page.route(`${PLACE}/**`, (route) => {
      const { headers, html } = shown.get(page);
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
