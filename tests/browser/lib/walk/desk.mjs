// The console of a demonstration, beside its cases.
import { queue, signIn } from '../story.mjs';
import { Phone } from '../totp.mjs';
import { day } from './walker.mjs';

/** The address of a case without its language. */
export const bare = (href) => href.replace(/\?.*/, '');

/** Signing in, with a mistake first. */
export async function signingIn(walk, login) {
  await walk.look('login', '/console/login');
  await walk.fill({ login: 'nobody', passphrase: 'not the right words' });
  await walk.submit('login-error', '/console/login');
  await signIn(walk.page, walk.url, walk.lang, login);
}

/** The addresses of the cases that are in the queue now. */
export const known = async (walk) => (await queue(walk.page, walk.url, walk.lang)).map((row) => bare(row.href));

/** The list: filters, claiming from it, the frame that counts; a case that is not there, a door that stays shut. */
export async function list(ana, dora) {
  await ana.look('queue', '/console?show=all');
  await ana.look('queue-empty', '/console?show=mine&lane=4');
  await ana.look('queue-lane', '/console?show=waiting&lane=0');
  await ana.press('queue-claimed', 'form[action="/console/queue/claim"] button');
  await ana.look('queue-mine', '/console?show=mine');
  await ana.press('queue-released', 'form[action="/console/queue/release"] button');
  await ana.look('queue-new', '/console/new?since=0', 'frame');
  await ana.look('queue-new-none', '/console/new?since=999999999', 'frame');
  await ana.look('no-such-case', '/console/case/0');
  await dora.look('forbidden', '/console/today');
}

/** A member's own pages: keys of the keyboard, what was read today, tasks, a break. */
export async function own(ana) {
  await ana.look('keys', '/console/keys');
  await ana.page.locator('input[id^="k-"]').first().fill('');
  await ana.press('keys-error', 'button[value=save]');
  await ana.press('keys-off', 'button[value=none]');
  await ana.press('', 'button[value=usual]');
  await ana.look('today', '/console/today');
  await ana.submit('break-taken', '/console/today');
  await ana.look('break', '/console/break');
  await ana.look('tasks', '/console/tasks');
  await ana.look('node', '/console/node');
  await ana.look('alarms-none', '/console/alarms');
}

/** A report that somebody speaks to a counsellor. */
export async function phone(ana) {
  await ana.look('phone', '/console/phone');
  await ana.submit('phone-empty', '/console/phone');
  await ana.choose('input[name=danger][value=no]', 'input[name=age][value=a13]');
  await ana.fill({ place1: 'Instagram', name1: '@spoken.demo', words: 'They said it on the phone, in a low voice.' });
  await ana.submit('phone-done', '/console/phone');
  await ana.press('case-spoken', 'main a.button');
}

/** Numbers: the list, one of them, checking it, taking it away, one of the house's own. */
export async function numbers(ana, dora) {
  await ana.look('numbers', '/console/numbers?c=FR');
  await ana.look('numbers-every', '/console/numbers?show=every&c=BE');
  await ana.look('numbers-empty', '/console/numbers?show=soon&c=BE');
  await ana.look('no-such-number', '/console/numbers/none');
  await ana.look('number', '/console/numbers/fr-3018');
  await ana.submit('number-error', '/check');
  await ana.choose('input[name=how]', 'input[name=works][value=yes]', 'input[name=page]', 'input[name=days]');
  await ana.fill({ evidence: 'Somebody answered after four rings and said the name of the service.' });
  await ana.submit('number-checked', '/check');
  await dora.look('number-of-auditor', '/console/numbers/fr-3018');
  await ana.submit('number-expire-error', '/expire');
  await ana.fill({ reason: 'The line is closed for good, says its own page.' });
  await ana.submit('number-expired', '/expire');
  await ana.look('own-number', '/console/numbers/own');
  await ana.submit('own-number-error', '/own');
  await ownNumber(ana, 'own-number-added', 'crisis', 'Invented line for this test');
}

/** Adds a number of the house's own. It is invented, from the numbers that France keeps for stories. */
export async function ownNumber(walk, name, kind, called, hours = '24/7') {
  await walk.look('', '/console/numbers/own');
  await walk.page.selectOption('#country', 'FR');
  await walk.page.selectOption('#zone', 'Europe/Paris');
  await walk.choose(`input[name=kind][value=${kind}]`, 'input[name=free][value=yes]', 'input[name=source-own]');
  await walk.fill({ name: called, phone: '01 99 00 12 34', hours, languages: 'fr, en' });
  await walk.fill({ source: 'https://line.example/', 'source-day': day(-1), web: 'https://line.example/' });
  await walk.submit(name, '/own');
}

/** The members, an invitation from both sides, and what two decide about a member. */
export async function members(ana, ben, guest) {
  await ana.look('members', '/console/members');
  await ana.look('members-invite', '/console/members/invite');
  await ana.submit('members-invite-error', '/invite');
  const invite = async (name, called) => {
    await ana.look('', '/console/members/invite');
    await ana.fill({ name: called, login: called.toLowerCase() });
    await ana.choose('#role-counsellor');
    await ana.submit(name, '/invite');
    return ana.page.locator('.secret').innerText();
  };
  await guest.look('join', '/console/join');
  await guest.submit('join-error', '/join');
  const word = await invite('members-invited', 'Emil');
  await ana.look('members-waiting', '/console/members');
  const person = (row) => `table:not(:has(thead)) tr:nth-child(${row}) a`;
  await ana.press('invitation', person(1));
  await guest.fill({ word, passphrase: WORDS, passphrase2: WORDS });
  await guest.submit('joined', '/join');
  await ana.look('', '/console/members');
  await ana.press('invitation-answered', person(1));
  const address = ana.page.url().replace(/^https?:\/\/[^/]+|\?.*/g, '');
  await ben.look('invitation-of-another', address);
  await ana.submit('members-confirmed', '/confirm');
  await invite('', 'Fanny');
  await ana.look('', '/console/members');
  await ana.press('', person(1));
  await ana.submit('members-withdrawn', '/withdraw');
  const open = async (name, called) => {
    await ana.look('', '/console/members');
    await ana.take(name, await ana.page.locator('main a:has(bdi)').named(called).click());
  };
  await open('member-own', 'Ana');
  await open('member-signed-in', 'Ben');
  await open('member', 'Emil');
  const emil = ana.page.url().replace(/^https?:\/\/[^/]+|\?.*/g, '');
  await ana.choose('input[name=role][value=reviewer]');
  await ana.submit('members-roles', '/roles');
  for (const [name, end] of [['members-proposed', '/factor'], ['', '/removal']]) {
    await ana.look('', emil);
    await ana.fill({ [end.slice(1)]: 'Their telephone was stolen, says their sister.' });
    await ana.submit(name, `${emil}${end}`);
  }
  await ana.look('member-proposed', emil);
  await ben.look('second-members', '/console/second');
}

export const WORDS = 'correct harbour lantern willow';

/** A new recovery paper, by two. */
export async function paper(ana, ben) {
  await ana.look('second-none', '/console/second');
  await ana.fill({ ground: 'Nobody knows where the old paper is.' });
  await ana.submit('second-proposed', '/second/recovery');
  await ben.look('second-to-decide', '/console/second');
  await ben.submit('second-paper', '/second/confirm');
  await ana.look('node-recovery', '/console/node');
}

/** What a house keeps, and for how long. */
export async function retention(ana) {
  await ana.look('retention', '/console/retention');
  await ana.fill({ countries: 'FR many days' });
  await ana.submit('retention-error', '/retention');
  await ana.fill({ countries: 'FR 60 90 365' });
  await ana.submit('retention-saved', '/retention');
}

/** What was done, for who looks over everybody. */
export async function audit(dora) {
  await dora.look('audit', '/console/audit');
  await dora.fill({ from: 'yesterday', subject: 'x' });
  await dora.press('audit-error', 'button[value=look]');
  await dora.fill({ from: '2020-01-01', to: '2020-01-02', subject: '' });
  await dora.press('audit-none', 'button[value=look]');
  await dora.fill({ from: '', to: '' });
  await dora.press('audit-checked', 'button[value=check]');
  await dora.look('queue-of-auditor', '/console');
}

/** A member's own account: passphrase, sessions, a second factor and its codes, signing out and in again. */
export async function account(ana, twin, login) {
  const { page } = ana;
  await ana.look('me', '/console/me');
  await ana.fill({ old: 'x', passphrase: 'short', passphrase2: 'other' });
  await ana.submit('me-error', '/me/passphrase');
  await signIn(twin.page, twin.url, twin.lang, login);
  await ana.look('me-sessions', '/console/me');
  await ana.press('me-sessions-ended', 'form[action$="/sessions"]:not(:has(input[name=session])) button');
  await twin.look('signed-out', '/console/me');
  await ana.look('me-factor', '/console/me/factor');
  await ana.fill({ otp: '000' });
  await ana.submit('me-factor-error', '/me/factor');
  const phone = new Phone(await page.locator('.secret').innerText());
  await ana.fill({ otp: await phone.next() });
  await ana.submit('me-codes', '/me/factor');
  const [first, second, third] = await page.locator('li.secret').allInnerTexts();
  await ana.look('me-with-factor', '/console/me');
  await ana.fill({ proof: 'wrong' });
  await ana.submit('me-proof-error', '/me/codes');
  await ana.look('me-factor-again', '/console/me/factor');
  await ana.look('', '/console/me');
  await ana.fill({ old: login[1], passphrase: WORDS, passphrase2: WORDS });
  await ana.submit('me-passphrase', '/me/passphrase');
  await ana.submit('signed-out-by-oneself', '/signout');
  await ana.fill({ login: login[0], passphrase: WORDS });
  await ana.submit('second-step', '/console/login');
  await ana.fill({ otp: '000' });
  await ana.submit('second-step-error', '/login/second');
  await ana.fill({ otp: first });
  await ana.submit('', '/login/second');
  await ana.look('', '/console/me');
  await ana.fill({ proof: second });
  await ana.submit('me-codes-renewed', '/me/codes');
  return third;
}

/** A form that comes when nobody is signed in any more: its words are given back. */
export async function tooLate(ana, href) {
  await ana.look('', href);
  ana.page.cookies.clear();
  await ana.fill({ note: 'Written for a long time.' });
  await ana.submit('signed-out-while-writing', '/note');
}
