// Telling and coming back: a child's own pages.
import { comeBack, fillReport, readReceipt } from '../story.mjs';

const LONG = 'so long '.repeat(300);
const SEND = 'form#tell[action$="/tell"] button:not([hidden])';

/** Goes through every page of telling, on one page and step by step. */
export async function tell(walk) {
  await walk.look('tell', '/tell');
  await steps(walk);
  await walk.look('tell-all', '/tell/all');
  await walk.press('tell-empty', SEND);
  await fillReport(walk.page, walk.lang);
  await walk.page.locator('#answer').evaluate((field, text) => (field.value = text), LONG);
  await walk.press('tell-long', SEND);
  await walk.press('tell-all-people', '.ask button[value=safe]');
  await walk.press('tell-all-country', 'button[value=country]');
  await walk.page.selectOption('#country', 'FR');
  await walk.press('tell-all-people-country', 'button[value=next]');
  await walk.press('tell-all-again', 'button[value=on]');
}

/** Sends a report; gives its code and its draft. */
export async function send(walk, name, given = {}, draft = '') {
  await walk.look('', '/tell/all');
  await fillReport(walk.page, walk.lang, given);
  const field = walk.page.locator('input[name=draft]');
  if (draft) await field.evaluate((one, value) => (one.value = value), draft);
  const used = await field.inputValue();
  await walk.press(name, SEND);
  return { draft: used, ...((await walk.page.locator('.words').count()) ? await readReceipt(walk.page) : {}) };
}

const SEND_ON = 'form[action$="/back/write"] button';
/** Words that threaten for money, with two names in them. */
const THREAT = 'me: I am @quiet.pond.example\nkim: send 200 on paypal to kim@pay.example or I send the video to your mother\nme: please no';

/** Names in what was sent: asked about below the code, then on the own page; answered, and left. */
export async function names(walk) {
  await walk.look('', '/tell/all');
  await fillReport(walk.page, walk.lang, { pasted: THREAT });
  await walk.page.locator('input[name=want][value=more]').evaluate((one) => (one.checked = false));
  await walk.choose('input[name=offender][value=stranger]');
  await walk.press('done-names', SEND);
  await walk.choose('input[name^="whose-"][value=them]');
  await walk.submit('named', '/back/which');
  await walk.submit('', '/back');
  await walk.page.locator('#text').fill('Now he is kim.new@pay.example and @kim_new_example.');
  await walk.press('thread-names', SEND_ON);
  const save = 'button[name=do][value=which]';
  await walk.press('thread-named-none', save);
  await walk.page.locator('#text').fill('I saw @kim_third_example too.');
  await walk.press('', SEND_ON);
  await walk.choose('input[name^="whose-"][value=them]');
  await walk.press('thread-named', save);
}

/** One question on each page, with people first when it is not safe. */
async function steps(walk) {
  const { page } = walk;
  const go = (name, value) => walk.press(name, `button[name="go"][value="${value}"]`);
  const broken = () => page.locator('input[name=told]').evaluate((field) => (field.value = `x${field.value}`));
  await walk.look('tell-step-1', '/tell/step');
  await walk.choose('input[name=danger][value=self]');
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
  await broken();
  await go('tell-lost', 'back');
  await go('', 'next');
  await go('tell-so-far-empty', 'send');
  await walk.look('', '/tell/all');
  await walk.press('tell-to-steps', 'button[value=steps]');
  await go('', 'skip');
  await go('tell-start-again', 'back');
  await walk.choose('input[name=danger][value=no]');
  await go('', 'next');
  await walk.page.selectOption('#country', 'FR');
  await broken();
  await go('done-lost', 'send');
}

/** The page of a report that nobody has answered, and what can be wrong with a code. */
export async function waiting(walk, plain, danger) {
  await walk.look('back', '/back');
  await walk.page.locator('#code').fill('notaword at all');
  await walk.press('back-error', 'form[action$="/back"] button');
  await walk.take('thread-wait', await comeBack(walk.page, walk.url, walk.lang, plain.words));
  await walk.take('thread-danger', await comeBack(walk.page, walk.url, walk.lang, danger.digits));
}

/** The page of a report that was answered, and everything that can be done there. */
export async function back(walk, plain, lookFromDesk) {
  const open = (name) => comeBack(walk.page, walk.url, walk.lang, plain.words).then((answer) => walk.take(name, answer));
  await open('thread-answered');
  await open('thread-nothing-new');
  await walk.submit('thread-empty', '/back/write');
  await walk.page.locator('#text').evaluate((field) => (field.value = 'so long '.repeat(12_501)));
  await walk.submit('thread-long', '/back/write');
  await walk.page.locator('#text').fill('One thing more.');
  await walk.submit('thread-sent', '/back/write');
  await walk.submit('ask-new-code', '/back/newcode');
  await walk.submit('new-code', '/back/newcode/yes');
  const code = await readReceipt(walk.page);
  // The old page, sent again by whoever holds it.
  await send(walk, 'done-elsewhere', {}, plain.draft);
  await walk.take('', await comeBack(walk.page, walk.url, walk.lang, code.words));
  await walk.submit('ask-close', '/back/close');
  await walk.submit('closed-by-visitor', '/back/close/yes');
  await walk.submit('thread-quiet', '/back/open');
  await lookFromDesk('case-no-contact');
  await walk.submit('ask-erase', '/back/erase');
  await walk.submit('erased', '/back/erase/yes');
  await walk.submit('kept', '/back/erase/cancel');
  await walk.submit('', '/back/open');
  await walk.submit('', '/back/erase');
  await walk.submit('', '/back/erase/yes');
  await lookFromDesk('case-erasing');
}

/** The same for who is threatened by somebody close: every form stays there. */
export async function near(walk) {
  const { page } = walk;
  const go = (name, value) => walk.press(name, `button[name="go"][value="${value}"]`);
  await walk.look('near-tell', '/2/tell');
  await walk.look('near-tell-step', '/2/tell/step');
  await go('near-tell-country', 'next');
  await walk.look('near-tell-all', '/2/tell/all');
  await fillReport(page, walk.lang, { danger: 'near', pasted: THREAT });
  await walk.press('near-done-danger', SEND);
  const code = await readReceipt(page);
  await walk.choose('input[name^="whose-"][value=them]');
  await walk.submit('near-named', '/back/which');
  await walk.look('near-back', '/2/back');
  await page.locator('#code').fill(code.words);
  await walk.press('near-thread', 'form[action$="/back"] button');
  await page.locator('#text').fill('One thing more.');
  await walk.submit('near-thread-sent', '/back/write');
  await walk.submit('near-ask-new-code', '/back/newcode');
  await walk.submit('near-new-code', '/back/newcode/yes');
  await walk.submit('near-thread-again', '/back/open');
  await walk.submit('near-ask-close', '/back/close');
  await walk.submit('near-closed', '/back/close/yes');
  await walk.submit('', '/back/open');
  await walk.submit('near-ask-erase', '/back/erase');
  await walk.submit('near-erased', '/back/erase/yes');
  await walk.submit('near-kept', '/back/erase/cancel');
}
