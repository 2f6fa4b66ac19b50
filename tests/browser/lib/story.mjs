// What visitors and staff do, in one place. Nothing here reads a language: pages are known by their forms.
import assert from 'node:assert/strict';

/** What a child might write, invented, one for each language. */
export const STORIES = {
  en: {
    pasted: 'send 200 before 10 tonight or all your friends get it',
    words: 'I gave them nothing yet. I am scared to open my phone.',
    answer: 'after school, before 6',
    more: 'They wrote again from another account.',
    reply: 'You are not in trouble. Please do not answer them. Is somebody with you tonight?',
  },
  fr: {
    pasted: 'envoie 150 avant minuit sinon tes amis voient tout',
    words: 'Je n’ai rien donné. J’ai peur de rallumer mon téléphone.',
    answer: 'après l’école, avant 18 h',
    more: 'Ils ont écrit encore, avec un autre compte.',
    reply: 'Tu n’as rien fait de mal. Ne réponds pas. Est-ce que quelqu’un est avec toi ce soir ?',
  },
  es: {
    pasted: 'manda 100 antes de las 10 o lo ven todos tus amigos',
    words: 'Todavía no les di nada. Me da miedo mirar el teléfono. ¿Qué hago?',
    answer: 'después de la escuela, antes de las 6',
    more: 'Volvieron a escribir desde otra cuenta.',
    reply: 'No hiciste nada malo. No les contestes. ¿Hay alguien contigo esta noche?',
  },
  ar: {
    pasted: 'أرسل المال قبل الليل وإلا سيرى أصدقاؤك كل شيء',
    words: 'لم أعطهم شيئاً بعد. أخاف أن أفتح هاتفي.',
    answer: 'بعد المدرسة، قبل السادسة',
    more: 'كتبوا لي مرة أخرى من حساب آخر.',
    reply: 'لست في ورطة. لا تردّ عليهم من فضلك. هل معك أحد هذه الليلة؟',
  },
};

/** Does something that leads to another page, and waits for that page: loaded, or put in place by the site's script. */
export async function turn(page, act) {
  await page.locator('body').evaluate((body) => body.setAttribute('data-was', ''));
  const given = await act();
  await page.locator('body:not([data-was])').waitFor({ state: 'attached' });
  await page.waitForLoadState('load');
  return given;
}

/** Presses the one button of the form that is sent to `action`, and waits for the page that answers. */
export async function press(page, action, method = 'POST') {
  const answered = page.waitForResponse(
    (response) => response.request().method() === method && new URL(response.url()).pathname === action,
  );
  await turn(page, () => page.locator(`form[action="${action}"] button`).first().click());
  return answered;
}

/** Follows a link in the text of the page (not in its foot). */
export async function follow(page, path) {
  await turn(page, () => page.locator(`main a[href^="${path}?"]`).first().click());
  await page.waitForURL((url) => url.pathname === path);
}

const choose = (page, name, value) => page.locator(`label:has(input[name="${name}"][value="${value}"])`).click();

/** Fills the page with every question, from the entrance too. `given` replaces answers, for example `{ danger: 'self' }`. */
export async function fillReport(page, lang, given = {}) {
  const all = page.locator('button[name="go"][value="all"]');
  if ((await page.locator('#words').count()) === 0) await turn(page, () => all.click());
  const story = { ...STORIES[lang], ...given };
  await choose(page, 'danger', story.danger ?? 'no');
  await choose(page, 'who', 'me');
  await choose(page, 'age', 'a13');
  await choose(page, 'threat', 'pictures');
  await choose(page, 'want', 'money');
  await choose(page, 'want', 'more');
  await choose(page, 'by', story.by ?? 'today');
  await choose(page, 'happened', 'blocked');
  await page.locator('#place1').fill('Instagram');
  await page.locator('#name1').fill(`@lantern.${lang}.example`);
  await choose(page, 'side1', 'them');
  if (!(await page.locator('#place2').isVisible())) await page.locator('summary').first().click();
  await page.locator('#place2').fill('Snapchat');
  await page.locator('#name2').fill('quiet.pond.example');
  await choose(page, 'side2', 'me');
  for (const name of ['pasted', 'words', 'answer']) await page.locator(`#${name}`).fill(story[name]);
}

/** The six words and the digits on a receipt. */
export async function readReceipt(page) {
  const words = await page.locator('.words li').allInnerTexts();
  const digits = await page.locator('.digits').innerText();
  assert.equal(words.length, 6);
  const code = { words: words.map((word) => word.replace(/^\s*\d+\s*/, '').trim()).join(' '), digits: plain(digits) };
  assert.match(code.digits, /^\d{3}( \d{3}){5}$/);
  return code;
}

/** Text without the invisible marks that keep directions apart. */
export const plain = (text) => text.replace(/[\u2066-\u2069\u200e\u200f]/g, '').trim();

/** Opens the visitor's page with a code, from `/back`. */
export async function comeBack(page, url, lang, code) {
  await page.goto(`${url}/back?l=${lang}`);
  await page.locator('#code').fill(code);
  return press(page, '/back');
}

/** The fold of the visitor's page that holds what they wrote; others hold openings and what was passed on. */
export const ownWords = (page) => page.locator('details:has(.turn)');

/** Opens that fold and reads it. */
export async function readOwnWords(page) {
  await ownWords(page).locator('summary').click();
  return ownWords(page).innerText();
}

/** Signs in on `/console/login`. */
export async function signIn(page, url, lang, [login, passphrase]) {
  await page.goto(`${url}/console?l=${lang}`);
  await page.locator('#login').fill(login);
  await page.locator('#passphrase').fill(passphrase);
  await press(page, '/console/login');
  // An auditor has no queue and is led to the node.
  await page.waitForURL((at) => ['/console', '/console/node'].includes(at.pathname));
}

/** The cases of the whole queue: their addresses, in order, with lane and text. */
export async function queue(page, url, lang) {
  await page.goto(`${url}/console?l=${lang}&show=all`);
  return page.locator('table.list tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      href: row.querySelector('a').getAttribute('href'),
      lane: Number(/l(\d)/.exec(row.className)[1]),
      text: row.innerText,
    })),
  );
}

/** Does one step on the case that is open: claim, release, close, reopen, answer, note. */
export async function step(page, verb, text) {
  const form = page.locator(`form[action^="/console/case/"][action$="/${verb}"]`);
  if (text) await form.locator('textarea').first().fill(text);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  const loaded = page.waitForEvent('load');
  await form.locator('button').first().click();
  const [response] = await Promise.all([answered, loaded]);
  // An answer waits two minutes, so that it can be taken back: here it leaves at once.
  if (verb === 'answer' && response.status() === 303) await step(page, 'now');
  return response.status();
}
