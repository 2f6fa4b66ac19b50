// A real node from its first minute: closed, set up, opened when nothing is missing, called upon, and closed again.
//
// The administrator works in French with nothing but a keyboard, without script, 1280 pixels, light. The second member
// works in Arabic with script, at 320 pixels, dark. Children come in English, Spanish (320 pixels, dark, script off) and
// in French, which this node does not offer. Each test goes on from the one before it, as the house does.
// The ladder by a mock clock is shown in crates/service/tests/it/ladder.rs; here is what a browser sees of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { Child, Member } from './lib/desk.mjs';
import { freshHouse, Joining, pointsOnPage, PUBLIC } from './lib/house.mjs';
import { tooWide } from './lib/small.mjs';
import { fillReport, press, STORIES } from './lib/story.mjs';
import { text } from './lib/texts.mjs';

const ADMIN = { lang: 'fr', script: false, width: 1280, theme: 'light', keyboard: true };
const SECOND = { lang: 'ar', script: true, width: 320, theme: 'dark' };
const SECRECY = {
  en: 'We tell nobody who you are, unless somebody may die.',
  es: 'No decimos a nadie quién eres, salvo peligro de muerte.',
};
const REASON = 'Both of us are ill today';

let browser, house, noor, sami;
/** What children of these tests got. */
const codes = {};
before(async () => {
  [browser, house] = await Promise.all([launch(), freshHouse()]);
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

const child = (how = {}) => Child.come(browser, house.vigie, how);

/** The page and the doctor name the same points. */
async function missing() {
  const [page, doctor] = [await pointsOnPage(noor.member), await house.doctor()];
  assert.deepEqual(page, doctor.points, 'the page and `vigie doctor --open` agree');
  assert.equal(doctor.code, doctor.fine ? 0 : 1);
  return doctor.points.filter((point) => !point).length;
}

/** `/tell` as a visitor sees it while the node is closed. */
async function saysClosed(one, lang) {
  await one.page.goto(`${house.vigie.url}/tell?l=${lang}`);
  const read = await one.reads();
  assert.ok(read.includes(text(lang, 'closed-title')) && read.includes(text(lang, 'closed-text')));
  assert.equal(await one.page.locator('main textarea, main input:not([type=hidden])').count(), 0, 'nothing to write into');
  for (const place of ['/talk', '/now', '/back']) {
    assert.ok((await one.page.locator(`main a[href^="${place}?"]`).count()) > 0, `a way to ${place}`);
  }
}

test('a fresh node is closed: help works, a report is refused with who can help', async () => {
  const kim = await child({ width: 320, script: false });
  for (const place of ['/', '/now', '/talk', '/safe-now', '/parents']) {
    assert.equal((await kim.page.goto(`${house.vigie.url}${place}?l=en`)).status(), 200, place);
  }
  await saysClosed(kim, 'en');
  assert.deepEqual(await tooWide(kim.page), []);
  await kim.page.goto(`${house.vigie.url}/tell?l=es`);
  assert.equal(await kim.page.locator('html').getAttribute('lang'), 'en', 'no language is offered but English');
  const { points, code, says } = await house.doctor();
  assert.equal(code, 1);
  assert.deepEqual(points, Array(8).fill(false), 'everything is missing');
  assert.ok(says.every((line) => line.includes('/console/')), 'and each line says where it is done');
  await kim.leave();
});

test('set-up: the link that was printed, the recovery paper, a second factor', async () => {
  noor = await Joining.come(browser, house.vigie, ADMIN, 'noor');
  const { page, hands } = noor.member;
  await noor.member.go(`/console/setup?word=${house.vigie.setup}`);
  await hands.write('#name', 'Noor');
  await hands.write('#login', 'noor');
  await hands.write('#passphrase', 'too short');
  await hands.press('form[action="/console/setup"] button');
  assert.equal(await page.locator('#x-passphrase').count(), 1);
  assert.equal(await page.locator('#token').inputValue(), house.vigie.setup, 'the word is still there');
  for (const field of ['#passphrase', '#passphrase2']) await hands.write(field, noor.passphrase);
  await hands.press('form[action="/console/setup"] button');
  const paper = (await page.locator('.secret').innerText()).replace(/[^0-9A-Za-z]/g, '');
  await hands.write('#last', 'AAAAAA');
  await hands.press('form[action="/console/setup/recovery"] button');
  assert.ok((await noor.member.reads()).includes(text('fr', 'setup-error-recovery')));
  assert.equal(await page.locator('.secret').count(), 0, 'the key is shown once');
  await hands.write('#last', paper.slice(-6));
  await hands.press('form[action="/console/setup/recovery"] button');
  assert.ok((await noor.member.reads()).includes(text('fr', 'setup-finished-title')));
  await noor.member.go(`/console/setup?word=${house.vigie.setup}`);
  await hands.write('#name', 'Mallory');
  await hands.write('#login', 'mallory');
  for (const field of ['#passphrase', '#passphrase2']) await hands.write(field, noor.passphrase);
  await hands.press('form[action="/console/setup"] button');
  assert.ok(!(await noor.member.reads()).includes(text('fr', 'setup-recovery-title')), 'the link works once');

  await noor.knocks();
  await noor.types('000000');
  assert.equal(await page.locator('#x-otp').innerText(), text('fr', 'factor-error'), 'no way round the phone');
  await noor.enrols();
  assert.equal(await missing(), 7, 'the paper is confirmed, the rest is missing');
});

test('digits and one-time codes work once; sessions are seen and ended', async () => {
  const { page } = noor.member;
  await noor.signsOut();
  await noor.knocks();
  await noor.types(noor.codes[0]);
  assert.match(new URL(page.url()).pathname, /^\/console/);
  await noor.signsOut();
  await noor.knocks();
  await noor.types(noor.codes[0]);
  assert.equal(await page.locator('#x-otp').innerText(), text('fr', 'factor-error'), 'used is used');
  const digits = await noor.phone.next();
  await noor.types(digits);
  assert.match(new URL(page.url()).pathname, /^\/console/);

  const elsewhere = await Member.come(browser, house.vigie, { lang: 'en' });
  await elsewhere.signIn([noor.login, noor.passphrase]);
  await elsewhere.hands.write('#otp', digits);
  await elsewhere.hands.press('form[action="/console/login/second"] button');
  assert.equal(await elsewhere.page.locator('#x-otp').innerText(), text('en', 'factor-error'), 'the same digits twice');
  await elsewhere.hands.write('#otp', noor.codes[1]);
  await elsewhere.hands.press('form[action="/console/login/second"] button');
  await noor.member.go('/console/me');
  assert.ok((await noor.member.reads()).match(/\b8\b/), 'eight codes are left');
  const sessions = page.locator('main ul.plain li');
  assert.equal(await sessions.count(), 2);
  assert.equal(await sessions.locator('.tag').count(), 1, 'one of them is this one');
  await noor.member.hands.press('form[action="/console/me/sessions"] button');
  assert.equal(await noor.member.said(), text('fr', 'me-sessions-done'));
  await elsewhere.go('/console');
  assert.equal(new URL(elsewhere.page.url()).pathname, '/console/login', 'the other one is signed out');
  await elsewhere.leave();
});

test('a second member is invited, reads four words aloud, and is confirmed', async () => {
  const { page, hands } = noor.member;
  await noor.member.go('/console/members');
  await hands.press('main a[href^="/console/members/invite"]');
  await hands.write('#name', 'Sami');
  await hands.write('#login', 'sami');
  await hands.press('form[action="/console/members/invite"] button');
  assert.ok((await noor.member.reads()).includes(text('fr', 'invite-error-roles')));
  for (const role of ['counsellor', 'reviewer']) await hands.tick(`#role-${role}`);
  await hands.press('form[action="/console/members/invite"] button');
  const word = (await page.locator('.secret').innerText()).trim();

  sami = await Joining.come(browser, house.vigie, SECOND, 'sami');
  const his = sami.member;
  await his.go('/console/join');
  for (const [name, value] of [['word', word], ['passphrase', sami.passphrase], ['passphrase2', sami.passphrase]]) {
    await his.hands.write(`#${name}`, value);
  }
  await his.hands.press('form[action="/console/join"] button');
  assert.deepEqual(await tooWide(his.page), []);
  const digits = await his.page.locator('.code .num').innerText();
  await sami.knocks();
  assert.equal(new URL(his.page.url()).pathname, '/console/login', 'not before somebody has compared');

  await noor.member.go('/console/members');
  await hands.press('main section a[href^="/console/members/"]');
  assert.equal(await page.locator('.code .num').innerText(), digits, 'the same on both pages, whatever the language');
  await hands.press('form[action$="/confirm"] button');
  assert.equal(await noor.member.said(), text('fr', 'members-confirmed'));
  await sami.enrols();
  assert.equal(await missing(), 6, 'two members with a second factor');
  assert.equal((await his.go('/console/node/hours')).status(), 403, 'what an administrator sets, nobody else does');
});

test('hours, secrecy, countries and safety texts', async () => {
  const { page, hands } = noor.member;
  await noor.member.go('/console/node/hours');
  await hands.write('#zone', 'Europe/Nowhere');
  await hands.write('#usual', '4');
  await hands.press('form[action="/console/node/hours"] button');
  assert.equal(await page.locator('.errors').count(), 1);
  await hands.write('#zone', 'Europe/London');
  for (let day = 0; day < 7; day += 1) await hands.write(`#day${day}`, '00:00-24:00');
  await hands.press('form[action="/console/node/hours"] button');
  assert.equal(await noor.member.said(), text('fr', 'gate-saved'));
  assert.equal(await missing(), 5);

  const his = sami.member;
  await his.go('/console/node/texts?show=es');
  assert.deepEqual(await tooWide(his.page), []);
  await his.hands.write('#reviewer', 'Reviewer of this test');
  await his.hands.write('#qualification', 'invented');
  await his.hands.press('button[name=act][value=sign]');
  await noor.member.go('/console/node/texts?show=en');
  await hands.press('button[name=act][value=operator]');
  assert.equal(await missing(), 4, 'one language signed by a reviewer, one taken upon the house');

  await noor.member.go('/console/node/secrecy');
  await hands.write('#served', 'gb zz');
  await hands.press('form[action="/console/node/served"] button');
  assert.ok((await page.locator('.errors').innerText()).includes('ZZ'), 'no such country');
  await hands.write('#served', 'gb');
  await hands.press('form[action="/console/node/served"] button');
  assert.equal(await missing(), 4, 'a country alone is no text');
  for (const country of ['GB', '']) {
    for (const lang of ['en', 'es']) {
      await noor.member.go('/console/node/secrecy');
      await hands.choose('#country', country);
      await hands.choose('#language', lang);
      await hands.write('#text', SECRECY[lang]);
      await hands.press('form[action="/console/node/secrecy"] button');
    }
  }
  assert.equal(await missing(), 3);
});

test('numbers are shown when somebody has checked them; one of the house when a second person has', async () => {
  const { page, hands } = noor.member;
  const checks = async (member, id) => {
    await member.go(`/console/numbers/${id}`);
    await member.hands.tick('input[name=how][value=called]');
    await member.hands.tick('input[name=works][value=yes]');
    await member.hands.write('#evidence', 'Invented: nobody was called in this test.');
    await member.hands.tick('input[name=page]');
    await member.hands.press(`form[action="/console/numbers/${id}/check"] button`);
    assert.equal(await member.said(), text(member.lang, 'numbers-checked'));
  };
  await checks(noor.member, 'gb-childline');
  assert.equal(await missing(), 2, 'a helpline for children');
  await noor.member.go('/console/numbers/own');
  await hands.write('#name', 'Invented crisis line');
  await hands.choose('#country', 'GB');
  await hands.tick('input[name=kind][value=crisis]');
  await hands.write('#web', 'https://crisis.example/');
  await hands.write('#source', 'https://helpers.example/who-helps');
  await hands.write('#source-day', new Date().toISOString().slice(0, 10));
  await hands.press('form[action="/console/numbers/own"] button');
  assert.equal(await noor.member.said(), text('fr', 'numbers-added'));
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await checks(noor.member, id);
  assert.equal(await missing(), 2, 'who added it cannot be the one who releases it');
  await checks(sami.member, id);
  assert.equal(await missing(), 1);
});

/** Presses the link of a notice, without signing in; gives what the page says. */
async function hasIt(link) {
  assert.ok(link.startsWith(`${PUBLIC}/console/ack?k=`), 'the link leads to the address that people on duty know');
  const somebody = await Member.come(browser, house.vigie, { lang: 'en', script: false, width: 320 });
  const { pathname, search } = new URL(link);
  await somebody.page.goto(`${house.vigie.url}${pathname}${search}&l=en`);
  assert.deepEqual(await tooWide(somebody.page), []);
  assert.ok((await somebody.reads()).includes(text('en', 'ack-title')), 'looking alone says nothing');
  await somebody.hands.press('form[action="/console/ack"] button');
  const read = await somebody.reads();
  await somebody.leave();
  return read;
}

const linkIn = (mail) => /https:\/\/\S+\/console\/ack\?k=[0-9a-f]+/.exec(mail)[0];
/** A mail as it is read, whichever way its words were put into bytes. */
const readable = (mail) => {
  const body = mail.slice(mail.indexOf('\r\n\r\n'));
  if (/^content-transfer-encoding: base64/im.test(mail)) return Buffer.from(body, 'base64').toString();
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
};

test('the duty list is tried out, and then the node is opened', async () => {
  const { page, hands } = noor.member;
  const add = async (name, address, way) => {
    await noor.member.go('/console/node/duty');
    await hands.write('#name', name);
    await hands.write('#address', address);
    await hands.choose('#way', way);
    await hands.choose('#language', 'en');
    await hands.press('form[action="/console/node/duty/add"] button');
  };
  await add('Kit', 'no address', 'mail');
  assert.equal(await page.locator('.errors').count(), 1);
  await add('Kit', 'kit@duty.test', 'mail');
  await add('Pager', house.calls.url, 'call');
  assert.equal(await page.locator('.stripe[role=status]').count(), 0, 'mail server, secret and address are all there');
  await hands.press('form[action="/console/node/duty/change"] button[value=test]');
  assert.equal(await noor.member.said(), text('fr', 'duty-test-sent'));
  const mail = await house.mail.after(0);
  assert.ok(mail.includes('kit@duty.test'));
  assert.equal(await missing(), 1, 'sent is not answered');
  assert.equal(await page.locator('form[action="/console/node/open"]').count(), 0, 'no way to open it yet');
  assert.ok((await hasIt(linkIn(readable(mail)))).includes(text('en', 'ack-done-test')));
  assert.equal(await missing(), 0);
  await sami.member.go('/console/node');
  assert.ok((await sami.member.reads()).includes(text('ar', 'gate-open-who')), 'a counsellor does not open it');

  await noor.member.go('/console/node');
  await hands.press('form[action="/console/node/open"] button');
  assert.ok((await noor.member.reads()).includes(text('fr', 'node-open')));
});

test('open: a report is taken, in the languages that are offered; nobody is woken without danger', async () => {
  const kim = await child();
  await kim.page.goto(`${house.vigie.url}/tell?l=en`);
  const before = await kim.reads();
  assert.ok(before.includes(text('en', 'visit-hours-always')), 'when somebody reads');
  assert.ok((await kim.page.locator('main').innerHTML()).includes(SECRECY.en), 'what is kept secret');
  codes.kim = await kim.tells();
  await kim.page.goto(`${house.vigie.url}/tell?l=es`);
  assert.equal(await kim.page.locator('html').getAttribute('lang'), 'es');
  await kim.page.goto(`${house.vigie.url}/tell?l=fr`);
  assert.equal(await kim.page.locator('html').getAttribute('lang'), 'en', 'French is not signed, so not offered');
  await sami.member.queue();
  assert.deepEqual(await tooWide(sami.member.page), []);
  assert.equal((await sami.member.rows()).length, 1);
  assert.equal(house.mail.got.length, 1, 'no mail but the test');
  assert.equal(house.calls.got.length, 0);
  await kim.leave();
});

/** No word that was typed, no code, no answer stands in what left the house, in whatever way it is written. */
function holdsNothing(sent, lang, code) {
  const story = STORIES[lang];
  const typed = [story.pasted, story.words, story.answer, `@lantern.${lang}.example`, 'quiet.pond', 'Instagram', 'Snapchat'];
  const words = [...typed.join(' ').split(/[\s,.?¿!]+/).filter((word) => word.length > 4), ...typed, code.words, code.digits];
  words.push(text('en', 'reason-danger-self'), text(lang, 'reason-danger-self'), text('en', 'lane-0'), text(lang, 'lane-0'));
  // One word of a code may be any word; two in a row are the code's.
  words.push(...code.words.split(' ').map((word, at, all) => `${word} ${all[at + 1] ?? '\0'}`), code.digits.replaceAll(' ', ''));
  const ways = [sent, readable(sent), Buffer.from(sent, 'latin1').toString('utf8')].map((one) => one.toLowerCase());
  for (const word of words) assert.ok(ways.every((one) => !one.includes(word.toLowerCase())), `“${word}” left the house`);
}

test('danger wakes somebody: a mail and a call that say nothing of what was told, and "I have it"', async () => {
  const rio = await child({ lang: 'es', width: 320, theme: 'dark', script: false });
  codes.rio = await rio.tells({ danger: 'self' });
  const mail = await house.mail.after(1);
  assert.match(mail, /^Subject: Harbour House: something urgent waits\r$/m);
  holdsNothing(mail, 'es', codes.rio);
  assert.ok((await hasIt(linkIn(readable(mail)))).includes('Sign in and claim it'), 'said, and what stops the calls');
  const again = await Member.come(browser, house.vigie, { lang: 'ar' });
  const { pathname, search } = new URL(linkIn(readable(mail)));
  await again.page.goto(`${house.vigie.url}${pathname}${search}&l=ar`);
  assert.ok((await again.reads()).includes(text('ar', 'ack-done-title')), 'pressed once, it is said');
  await again.go(`/console/ack?k=${'0'.repeat(64)}`);
  assert.ok((await again.reads()).includes(text('ar', 'ack-gone-title')), 'a link that was never sent is none');
  await again.leave();

  const { page, hands } = noor.member;
  await noor.member.go('/console/node/duty');
  const up = await page.locator('section.card', { hasText: 'Pager' }).locator('input[name=entry]').getAttribute('value');
  await hands.press(`form:has(input[value="${up}"]) button[value=up]`);
  const lou = await child({ lang: 'en' });
  codes.lou = await lou.tells({ danger: 'near' });
  const call = await house.calls.after(0);
  assert.ok(call.signed, 'signed with the secret of the house');
  assert.deepEqual(Object.keys(call.json).sort(), ['acknowledge', 'key', 'kind', 'node']);
  assert.equal(call.json.kind, 'urgent');
  holdsNothing(call.whole, 'en', codes.lou);
  assert.ok((await hasIt(call.json.acknowledge)).includes('Sign in and claim it'));
  for (const row of (await sami.member.queue('show=waiting')).filter((one) => one.lane === 0)) {
    await sami.member.open(row.id);
    await sami.member.hands.press(`form[action="/console/case/${row.id}/claim"] button`);
    assert.deepEqual(await tooWide(sami.member.page), []);
  }
  assert.equal(house.mail.got.length, 2, 'one mail for one ladder');
  assert.equal(house.calls.got.length, 1);
  await Promise.all([rio.leave(), lou.leave()]);
});

test('closed by hand: /tell says so, a page that was open keeps its words, codes stay good; and opened again', async () => {
  const { hands, page } = noor.member;
  const late = await child();
  await late.page.goto(`${house.vigie.url}/tell/all?l=en`);
  await fillReport(late.page, 'en');
  await noor.member.go('/console/node');
  await hands.press('form[action="/console/node/close"] button');
  assert.ok((await noor.member.reads()).includes(text('fr', 'gate-close-error')), 'not without a reason');
  await hands.write('#reason', REASON);
  await hands.press('form[action="/console/node/close"] button');
  assert.ok((await noor.member.reads()).includes(REASON));
  await sami.member.go('/console');
  assert.ok((await sami.member.reads('header')).includes(text('ar', 'desk-closed')), 'on every page of the desk');

  await press(late.page, '/tell');
  const kept = await late.reads();
  assert.ok(kept.includes(text('en', 'closed-title')) && kept.includes(STORIES.en.words), 'refused, with every word');
  assert.ok(!kept.includes(REASON), 'the reason is for colleagues');
  await saysClosed(late, 'en');
  assert.equal(await late.comesBack(codes.kim), 200, 'a code stays good');
  assert.equal((await house.doctor()).code, 0, 'nothing is missing: somebody closed it');
  await noor.member.go('/console/node');
  await hands.press('form[action="/console/node/open"] button');
  assert.equal(await page.locator('form[action="/console/node/close"]').count(), 1, 'open again');
  await late.page.goto(`${house.vigie.url}/tell?l=en`);
  assert.equal(await late.page.locator('form[action="/tell/step"]').count(), 1);
  await late.leave();
});

test('it closes itself when nobody is left who answered a notice, and says so everywhere', async () => {
  const { hands, page } = noor.member;
  await noor.member.go('/console/node/duty');
  const kit = await page.locator('section.card', { hasText: 'Kit' }).locator('input[name=entry]').getAttribute('value');
  await hands.press(`form:has(input[value="${kit}"]) button[value=remove]`);
  assert.equal(await missing(), 1, 'the one who had answered is gone');
  // The house looks once a minute.
  const call = await house.calls.after(1, 90_000);
  assert.equal(call.json.kind, 'closed');
  assert.ok(call.signed);
  const rio = await child({ lang: 'es', width: 320, theme: 'dark', script: false });
  await saysClosed(rio, 'es');
  assert.deepEqual(await tooWide(rio.page), []);
  await sami.member.go('/console');
  assert.ok((await sami.member.reads('header')).includes(text('ar', 'gate-trouble-closed')));
  await noor.member.go('/console/node');
  const read = await noor.member.reads();
  assert.ok(read.includes(text('fr', 'gate-closed-itself')) && read.includes(text('fr', 'node-missing-alarm')), 'and why');
  assert.equal(await rio.comesBack(codes.rio), 200, 'a code stays good');
  await rio.leave();
});

test('nobody is left to be called: a child with danger is shown people, and the desk a trouble on every page', async () => {
  const { hands } = noor.member;
  await noor.member.go('/console/node/duty');
  await hands.press('form[action="/console/node/duty/change"] button[value=remove]');
  assert.ok((await noor.member.reads()).includes(text('fr', 'duty-none')));
  const kim = await child();
  await kim.comesBack(codes.kim);
  await kim.page.locator('#text').fill("They'd all be better off without me");
  await kim.press('/back/write');
  const unread = text('en', 'thread-unread-none');
  for (let i = 0; i < 20 && !(await kim.reads()).includes(unread); i += 1) await kim.comesBack(codes.kim);
  assert.ok((await kim.reads()).includes(unread), 'nobody has read it, and that is said');
  assert.ok((await kim.page.locator('section.flow:has(> .safe) a').count()) > 0, 'with people to call');
  // What a page of the desk knows of the house is up to a second old.
  const trouble = sami.member.page.locator('header [role=alert]', { hasText: text('ar', 'gate-trouble-nobody') });
  for (let i = 0; i < 20 && (await trouble.count()) === 0; i += 1) await sami.member.go('/console');
  assert.equal(await trouble.count(), 1);
  const [first] = await sami.member.queue('show=waiting');
  await sami.member.hands.press(`tr[data-row="${first.id}"] [data-claim]`);
  await kim.comesBack(codes.kim);
  assert.ok(!(await kim.reads()).includes(unread), 'somebody has it now');
  await kim.leave();
  await Promise.all([noor.member.leave(), sami.member.leave()]);
});
