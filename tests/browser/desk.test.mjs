// Around the day of a counsellor: two colleagues at once, the keyboard, the telephone, two cases together, who may not
// see what, the meter of what one has read, a code that somebody else has, and an answer that leaves by itself.
//
// Each once: with script (keys, news by server-sent events), without (news in a frame), languages in turn.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { launch } from './lib/browser.mjs';
import { Child, Member, tellAndFind } from './lib/desk.mjs';
import { serve } from './lib/serve.mjs';
import { readReceipt, STORIES, turn } from './lib/story.mjs';
import { text } from './lib/texts.mjs';

let browser, vigie;
/** An answer of the first test, looked at again by the last one: it leaves two minutes after it was sent. */
const leaving = {};
before(async () => {
  [browser, vigie] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

const member = (login, how = {}) => Member.come(browser, vigie, how, login);
const child = (how = {}) => Child.come(browser, vigie, how);
const form = (id, verb) => `form[action="/console/case/${id}/${verb}"]`;
const claim = (one, id) => one.hands.press(`${form(id, 'claim')} button`);
const focused = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

test('an answer is sent, and waits two minutes for second thoughts', async () => {
  const [ana, noor] = [await member('ana'), await child()];
  const told = await tellAndFind(noor, ana);
  await ana.open(told.id);
  await claim(ana, told.id);
  await ana.hands.write('#answer', STORIES.en.reply);
  const sent = Date.now();
  await ana.hands.press(`${form(told.id, 'answer')} button.button:not([name])`);
  assert.equal(await ana.page.locator(form(told.id, 'undo')).count(), 1);
  Object.assign(leaving, { ...told, sent });
  await noor.leave();
  await ana.leave();
});

test('with script, a colleague hears of a new report and of a claim without asking', async () => {
  const [ana, ben, noor] = [await member('ana'), await member('ben'), await child({ lang: 'fr' })];
  const before = await ben.queue();
  await ben.page.locator('[data-new-frame]').waitFor({ state: 'detached' });
  const news = ben.page.locator('[data-since]');
  assert.ok(await news.isHidden(), 'nothing new yet');
  await noor.tells({ danger: 'near' });
  await news.locator('a').waitFor({ state: 'visible' });
  assert.ok((await news.innerText()).includes('1'), 'one is new');
  assert.deepEqual(await ben.rows(), before, 'nothing moves under the eyes of who reads');
  await ben.hands.press('[data-since] a');
  const fresh = (await ben.rows()).find((row) => !before.some((one) => one.id === row.id));
  assert.equal(fresh.lane, 0);

  await ben.page.locator('[data-new-frame]').waitFor({ state: 'detached' });
  await ana.open(fresh.id);
  await claim(ana, fresh.id);
  const changed = ben.page.locator(`tr[data-row="${fresh.id}"].stale td:last-child .tag`);
  await changed.filter({ hasText: text('en', 'case-changed') }).waitFor();
  await ben.hands.press(`tr[data-row="${fresh.id}"] [data-claim]`);
  assert.equal(await ben.said(), text('en', 'queue-faster'), 'who claims it all the same is told');
  const row = (await ben.rows()).find((one) => one.id === fresh.id);
  assert.ok(row.text.includes('Ana'), 'and by whom it is claimed');
  await noor.leave();
  await Promise.all([ana.leave(), ben.leave()]);
});

test('without script, a frame counts what is new and leads to it', async () => {
  const [ben, noor] = [await member('ben', { script: false, lang: 'es' }), await child({ lang: 'es', script: false })];
  const before = await ben.queue();
  const frame = ben.page.frameLocator('[data-new-frame]');
  await ben.page.locator('[data-new-frame]').scrollIntoViewIfNeeded();
  await frame.getByText(text('es', 'queue-new-none')).waitFor();
  await noor.tells();
  // The frame asks again by itself every twenty seconds.
  const link = frame.locator('a');
  await link.waitFor({ timeout: 40_000 });
  assert.match(await link.innerText(), /1/);
  await turn(ben.page, () => link.click());
  assert.equal(new URL(ben.page.url()).pathname, '/console', 'the whole page, not the frame');
  assert.equal((await ben.queue()).length, before.length + 1);
  await noor.leave();
  await ben.leave();
});

test('the keys of the queue and of a case', async () => {
  const [ana, noor] = [await member('ana'), await child()];
  const { page } = ana;
  const told = await tellAndFind(noor, ana, { danger: 'near' });
  const rows = await ana.queue('show=waiting');
  const link = (at) => `tr[data-row="${rows[at].id}"] a`;
  await page.keyboard.press('j');
  assert.ok(await focused(page, link(0)), 'j: the first line');
  await page.keyboard.press('j');
  assert.ok(await focused(page, link(1)), 'j: the next one');
  await page.keyboard.press('k');
  assert.ok(await focused(page, link(0)), 'k: back');
  const at = rows.findIndex((row) => row.id === told.id);
  for (let i = 0; i < at; i += 1) await page.keyboard.press('j');
  await turn(page, () => page.keyboard.press('c'));
  assert.equal(await ana.said(), text('en', 'case-claimed'), 'c: claimed from the list');
  for (let i = 0; i <= (await ana.rows()).findIndex((row) => row.id === told.id); i += 1) await page.keyboard.press('j');
  await turn(page, () => page.keyboard.press('o'));
  assert.equal(new URL(page.url()).pathname, `/console/case/${told.id}`, 'o: opened');
  await page.keyboard.press('n');
  assert.ok(await focused(page, '#note'), 'n: the note');
  await page.keyboard.type('jokcan.?');
  assert.equal(await page.locator('#note').inputValue(), 'jokcan.?', 'inside a field letters are letters');
  await page.locator('h1').click();
  await page.keyboard.press('a');
  assert.ok(await focused(page, '#answer'), 'a: the answer');
  await page.locator('h1').click();
  await turn(page, () => page.keyboard.press('.'));
  assert.equal(new URL(page.url()).pathname, '/console/break', '.: a page with nothing on it');
  assert.ok(!(await ana.reads()).includes(STORIES.en.words));
  await ana.queue();
  await turn(page, () => page.keyboard.press('?'));
  assert.equal(new URL(page.url()).pathname, '/console/keys', '?: the page of the keys');
  await noor.leave();
  await ana.leave();
});

test('each member chooses keys, or none', async () => {
  const ben = await member('ben');
  const { page } = ben;
  await ben.go('/console/keys');
  await ben.hands.write('#k-next', 'x');
  await ben.hands.write('#k-before', 'x');
  await ben.hands.press('button[name=do][value=save]');
  assert.equal(await page.locator('#keys-wrong').innerText(), text('en', 'keys-error'), 'one key for two things');
  await ben.hands.write('#k-before', 'y');
  await ben.hands.press('button[name=do][value=save]');
  const rows = await ben.queue();
  await page.keyboard.press('j');
  assert.ok(await focused(page, 'body'), 'the old key does nothing');
  await page.keyboard.press('x');
  assert.ok(await focused(page, `tr[data-row="${rows[0].id}"] a`), 'the new one does');
  await ben.go('/console/keys');
  await ben.hands.press('button[name=do][value=none]');
  await ben.queue();
  await page.keyboard.press('x');
  assert.ok(await focused(page, 'body'), 'none at all');
  await ben.go('/console/keys');
  await ben.hands.press('button[name=do][value=usual]');
  await ben.queue();
  await page.keyboard.press('j');
  assert.ok(await focused(page, `tr[data-row="${rows[0].id}"] a`), 'the usual ones again');
  await ben.leave();
});

test('what somebody says on the telephone is written down, and the code is read out', async () => {
  const [ben, noor] = [await member('ben', { script: false }), await child({ lang: 'fr' })];
  const { page, hands } = ben;
  await hands.press('header a[href^="/console/phone"]');
  await hands.press('main form button.button');
  const empty = text('en', 'case-refused-empty', { field: text('en', 'phone-words') });
  assert.equal(await ben.reads('[role=alert]'), empty, 'nothing was said');
  await hands.choose('#visitor', 'fr');
  for (const [name, value] of [['danger', 'no'], ['who', 'friend'], ['by', 'today']]) {
    await hands.tick(`input[name=${name}][value=${value}]`);
  }
  await hands.write('#place1', 'Instagram');
  await hands.write('#name1', '@spoken.lantern.example');
  await hands.choose('#side1', 'them');
  await hands.write('#words', STORIES.fr.words);
  await hands.press('main form button.button');
  const code = await readReceipt(page);
  assert.ok(!page.url().includes(code.digits.slice(0, 3)), 'no word of it in the address');
  await hands.press('main a[href^="/console/case/"]');
  const quote = await page.locator('blockquote').first().innerText();
  assert.ok(quote.includes(STORIES.fr.words) && quote.includes('Ben'), 'marked as spoken to Ben, who wrote it down');
  assert.equal(await noor.comesBack(code), 200, 'the six words are French, as the one who called');
  await noor.page.locator('details summary').first().click();
  assert.ok((await noor.reads()).includes(STORIES.fr.words));
  await noor.leave();
  await ben.leave();
});

test('two reports about one child are worked on together, and no thread is joined', async () => {
  const ana = await member('ana', { script: false });
  const [noor, mother] = [await child(), await child()];
  const first = await tellAndFind(noor, ana, { words: 'I have not told my mother yet.' });
  const second = await tellAndFind(mother, ana, { words: 'My daughter does not eat any more.' });
  await ana.open(first.id);
  await claim(ana, first.id);
  await ana.hands.unfold(`details:has(${form(first.id, 'join')})`);
  await ana.hands.choose('#other', second.id);
  await ana.hands.press(`${form(first.id, 'join')} button`);
  assert.equal(await ana.said(), text('en', 'case-joined'));
  const beside = ana.page.locator('section.card[aria-labelledby^="j-"]');
  assert.ok((await beside.innerText()).includes(text('en', 'case-together-apart')));
  await ana.hands.write(`${form(second.id, 'answer')} textarea`, 'This is for the mother alone.');
  await ana.hands.press(`${form(second.id, 'answer')} button.button:not([name])`);
  assert.equal(new URL(ana.page.url()).pathname, `/console/case/${first.id}`, 'still on the page of both');
  await ana.hands.press(`${form(second.id, 'now')} button`);

  await noor.comesBack(first.code);
  await mother.comesBack(second.code);
  for (const one of [noor, mother]) await one.page.locator('details summary').first().click();
  const [hers, mothers] = [await noor.reads(), await mother.reads()];
  assert.ok(mothers.includes('for the mother alone') && !mothers.includes('I have not told my mother'));
  assert.ok(!hers.includes('for the mother alone') && !hers.includes('does not eat'), 'neither reads the other');
  await ana.hands.press(`${form(second.id, 'part')} button`);
  assert.equal(await ana.said(), text('en', 'case-parted'));
  await ana.open(first.id);
  assert.equal(await beside.count(), 0, 'apart again');
  await Promise.all([noor.leave(), mother.leave()]);
  await ana.leave();
});

test('who knows the people does not see the case, until somebody else shows it again', async () => {
  const [ana, ben, noor] = [await member('ana'), await member('ben', { script: false }), await child()];
  const told = await tellAndFind(noor, ben);
  await ben.open(told.id);
  await claim(ben, told.id);
  await ben.go(`/console/case/${told.id}/people`);
  await ben.hands.press('form[action$="/people"] button.button');
  assert.ok(!(await ben.queue()).some((row) => row.id === told.id), 'gone from the queue');
  assert.equal((await ben.open(told.id)).status(), 404, 'and by its address');
  assert.ok((await ben.reads()).includes(text('en', 'error-case-title')));
  const row = (await ana.queue('show=nobody')).find((one) => one.id === told.id);
  assert.ok(row, 'nobody has claimed it any more');
  await ana.open(told.id);
  const note = await ana.reads('aside:last-of-type');
  assert.ok(note.includes(text('en', 'people-note')), 'a note for the desk');
  assert.ok(!(await ana.page.locator('aside:last-of-type .turn').first().innerText()).includes('Ben'), 'that names nobody');
  await ana.go(`/console/case/${told.id}/people`);
  await ana.hands.press('form:has(input[name=member]) button');
  assert.equal((await ben.open(told.id)).status(), 200, 'shown again by somebody else');
  await noor.leave();
  await Promise.all([ana.leave(), ben.leave()]);
});

test('a case of somebody else opens with a reason, and the auditor reads that without opening any', async () => {
  const [ana, ben, dora] = [await member('ana'), await member('ben'), await member('dora', { script: false })];
  const noor = await child();
  const told = await tellAndFind(noor, ana);
  await ana.open(told.id);
  await claim(ana, told.id);
  await ben.open(told.id);
  assert.ok(!(await ben.reads()).includes(STORIES.en.words), 'a reason is asked first');
  await ben.hands.press(`${form(told.id, 'reason')} button`);
  assert.ok((await ben.reads()).includes(text('en', 'reason-ask-error')));
  await ben.hands.tick('input[name=why][value=asked]');
  await ben.hands.press(`${form(told.id, 'reason')} button`);
  assert.ok((await ben.reads()).includes(STORIES.en.words));

  assert.equal((await dora.open(told.id)).status(), 403);
  assert.ok((await dora.reads()).includes(text('en', 'error-forbidden-title')));
  await dora.go('/console/audit');
  await dora.hands.write('#subject', told.id);
  await dora.hands.press('button[name=do][value=look]');
  const lines = await dora.page.locator('table.list tbody tr').allInnerTexts();
  for (const [id, who] of [['did-case-claimed', 'Ana'], ['did-case-reason', 'Ben'], ['did-case-opened', 'Ben']]) {
    assert.ok(lines.some((line) => line.includes(text('en', id)) && line.includes(who)), `${who}: ${id}`);
  }
  assert.ok(!lines.join().includes(STORIES.en.words));
  await dora.hands.choose('#kind', 'case.claimed');
  await dora.hands.press('button[name=do][value=look]');
  assert.equal(await dora.page.locator('table.list tbody tr').count(), 1, 'one kind alone');
  await dora.hands.press('button[name=do][value=check]');
  assert.ok((await dora.page.locator('.ok[role=status]').innerText()).includes(text('en', 'audit-sound')));
  const waits = dora.page.waitForEvent('download');
  await dora.page.locator('button[name=do][value=file]').click();
  assert.equal((await waits).suggestedFilename(), 'audit.ndjson');
  await noor.leave();
  await Promise.all([ana.leave(), ben.leave(), dora.leave()]);
});

test('the meter asks for a break after five cases with danger, and a break ends that', async () => {
  const [ben, noor] = [await member('ben', { script: false, lang: 'ar' }), await child({ lang: 'ar', script: false })];
  const stripe = () => ben.page.locator('header .stripe', { hasText: text('ar', 'today-rest') }).count();
  for (let i = 0; i < 5; i += 1) {
    const told = await tellAndFind(noor, ben, { danger: 'self', words: `${STORIES.ar.words} ${i}` });
    await ben.open(told.id);
  }
  assert.equal(await stripe(), 1, 'it is said on every page');
  await ben.hands.press('header .stripe a[href^="/console/today"]');
  const read = await ben.reads();
  assert.ok(read.includes(text('ar', 'today-rest')) && read.includes(text('ar', 'today-about')));
  assert.match(await ben.page.locator('main ul.plain').innerText(), /5|٥/);
  await ben.hands.press('form[action="/console/today"] button');
  assert.equal(new URL(ben.page.url()).pathname, '/console/break');
  await ben.queue();
  assert.equal(await stripe(), 0);
  await noor.leave();
  await ben.leave();
});

test('somebody else has the code: the child sees it and takes a new one, and the desk can freeze it', async () => {
  const [ana, noor, other] = [await member('ana'), await child({ script: false }), await child({ script: false })];
  const told = await tellAndFind(noor, ana);
  assert.equal(await other.comesBack(told.code), 200, 'whoever made the child hand it over reads along');
  await noor.comesBack(told.code);
  const openings = noor.page.locator('section:has(form[action="/back/newcode"]) details');
  await openings.locator('summary').click();
  assert.ok((await openings.locator('li').count()) >= 1, 'the child sees that it was opened before');
  await noor.press('/back/newcode');
  await noor.press('/back/newcode/yes');
  const fresh = await readReceipt(noor.page);
  await other.page.locator('#text').fill('I am somebody else.');
  assert.notEqual((await other.press('/back/write')).status(), 200, 'the open page of the other is worth nothing');
  assert.equal(await other.comesBack(told.code), 422);

  const keep = `/console/keep/${told.id}`;
  const sets = async (verb) => {
    await ana.go(keep);
    await ana.hands.tick(`form[action="${keep}/${verb}"] input[name=sure]`);
    await ana.hands.press(`form[action="${keep}/${verb}"] button`);
    assert.equal(await ana.said(), text('en', 'keep-done'));
  };
  await sets('freeze');
  assert.equal(await noor.comesBack(fresh), 422);
  assert.ok((await noor.reads()).includes(text('en', 'back-error-wrong')), 'the same answer as to a wrong code');
  await sets('thaw');
  assert.equal(await noor.comesBack(fresh), 200);
  await Promise.all([noor.leave(), other.leave()]);
  await ana.leave();
});

test('two minutes later the answer has left by itself', async () => {
  const [ana, noor] = [await member('ana'), await child()];
  const waits = ana.page.locator(form(leaving.id, 'undo'));
  await ana.open(leaving.id);
  for (const longest = leaving.sent + 180_000; (await waits.count()) > 0 && Date.now() < longest; ) {
    await setTimeout(1000);
    await ana.open(leaving.id);
  }
  assert.equal(await waits.count(), 0, 'it cannot be taken back any more');
  await noor.comesBack(leaving.code);
  assert.ok((await noor.reads()).includes(STORIES.en.reply), 'the child reads it');
  await noor.leave();
  await ana.leave();
});
