// A house of its own: set up, furnished, opened, used and closed again. Nothing in it is a demonstration.
import http from 'node:http';
import { once } from 'node:events';
import { fillReport, readReceipt } from '../story.mjs';
import { Phone } from '../totp.mjs';
import { ownNumber, WORDS } from './desk.mjs';
import { day } from './walker.mjs';

/** Somebody on duty whose machine takes calls: keeps the links that came. */
export async function onDuty() {
  const links = [];
  const server = http.createServer(async (request, answer) => {
    let body = '';
    for await (const piece of request) body += piece;
    links.push(JSON.parse(body).acknowledge);
    answer.end();
    server.emit('called');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${server.address().port}/`;
  /** The path of the next link. */
  const link = async () => {
    if (links.length === 0) await once(server, 'called', { signal: AbortSignal.timeout(60_000) });
    const { pathname, search } = new URL(links.shift());
    return pathname + search;
  };
  return { address, link, stop: () => (server.closeAllConnections(), server.close()) };
}

/** Before anybody is there: the first member and the recovery paper, which is confirmed later. */
export async function setUp(noor, word) {
  await noor.look('setup', `/console/setup?word=${word}`);
  await noor.fill({ passphrase: 'short' });
  await noor.submit('setup-error', '/console/setup');
  await noor.fill({ token: word, name: 'Noor', login: 'noor', passphrase: WORDS, passphrase2: WORDS });
  await noor.submit('recovery', '/console/setup');
  const paper = await noor.page.locator('.secret').innerText();
  await noor.fill({ last: '000000' });
  await noor.submit('recovery-error', '/setup/recovery');
  await noor.look('setup-done-already', '/console/setup');
  await enters(noor, 'noor', 'second-factor', true);
  await noor.look('node-recovery-waits', '/console/node');
  await noor.fill({ last: paper.replace(/[^0-9A-Za-z]/g, '').slice(-6) });
  await noor.submit('setup-finished', '/setup/recovery');
}

/** Signs in for the first time and makes the second factor that a real house asks for. */
async function enters(walk, login, name, mistaken = false) {
  await walk.look('', '/console/login');
  await walk.fill({ login, passphrase: WORDS });
  await walk.submit(name, '/console/login');
  if (mistaken) {
    await walk.fill({ otp: '000000' });
    await walk.submit(`${name}-error`, '/login/second');
  }
  await walk.fill({ otp: await new Phone(await walk.page.locator('.secret').innerText()).next() });
  await walk.submit(name && `${name}-codes`, '/login/second');
}

/** Everything that is lacking, until the node can open. */
export async function furnish(noor, sami, duty) {
  const { lang } = noor;
  await noor.look('node-lacking', '/console/node');
  await hours(noor);
  await callable(noor, duty);
  await noor.look('banks-none', '/console/banks');
  await noor.fill({ near: '99' });
  await noor.submit('bank-error', '/console/banks');
  await programs(noor);
  await noor.look('', '/console/members/invite');
  await noor.fill({ name: 'Sami', login: 'sami' });
  await noor.choose('#role-administrator', '#role-counsellor', '#role-reviewer');
  await noor.submit('', '/invite');
  const word = await noor.page.locator('.secret').innerText();
  await sami.look('', '/console/join');
  await sami.fill({ word, passphrase: WORDS, passphrase2: WORDS });
  await sami.submit('', '/join');
  await noor.look('', '/console/members');
  await noor.press('', 'table:not(:has(thead)) a');
  await noor.submit('', '/confirm');
  await enters(sami, 'sami', '');
  await texts(noor, sami, lang);
  await secrecy(noor);
  // One never closes and is checked for a month, the other has hours of its place and is checked for half a year.
  for (const [kind, called, open, days] of [['crisis', 'Line of the harbour', '24/7', 30], ['child', 'Line of the lantern', '7/7 9:00-23:00', 180]]) {
    await ownNumber(noor, kind === 'child' ? 'number-needs-another' : '', kind, called, open);
    const number = noor.page.url().replace(/^https?:\/\/[^/]+|\?.*/g, '');
    await sami.look('', number);
    await sami.choose('input[name=how]', 'input[name=works][value=yes]', 'input[name=page]', `input[name=days][value="${days}"]`);
    await sami.fill({ evidence: 'Somebody answered at once.', other: 'https://list.example/lines' });
    await sami.submit(kind === 'child' ? 'number-released' : '', '/check');
  }
  await sami.look('numbers-of-the-house', '/console/numbers?show=every&c=FR');
  await sami.look('queue-nothing', '/console');
}

async function hours(noor) {
  await noor.look('hours', '/console/node/hours');
  await noor.fill({ zone: 'Europe/Nowhere', day0: '9-17' });
  await noor.submit('hours-error', '/hours');
  await noor.fill({ zone: 'Europe/Paris', usual: '24' });
  for (let weekday = 0; weekday < 7; weekday += 1) await noor.fill({ [`day${weekday}`]: weekday < 5 ? '09:00-12:30, 14:00-18:00' : '' });
  await noor.submit('hours-saved', '/hours');
}

async function secrecy(noor) {
  const { lang } = noor;
  await noor.look('secrecy', '/console/node/secrecy');
  await noor.fill({ served: 'FR XQ' });
  await noor.submit('secrecy-served-error', '/served');
  await noor.fill({ served: 'FR' });
  await noor.submit('secrecy-lacking', '/served');
  await noor.fill({ text: 'word '.repeat(61) });
  await noor.submit('secrecy-error', '/secrecy');
  for (const country of ['FR', '']) {
    await noor.page.selectOption('#country', country);
    await noor.page.selectOption('#language', lang);
    await noor.fill({ text: 'Nobody outside hears of it, as long as no life is in danger. (Invented for this test.)' });
    await noor.submit(country ? '' : 'secrecy-saved', '/secrecy');
  }
}

async function callable(noor, duty) {
  await noor.look('duty', '/console/node/duty');
  await noor.submit('duty-error', '/duty/add');
  await noor.fill({ name: 'Rosa at night', address: duty.address });
  await noor.page.selectOption('#way', 'call');
  await noor.submit('duty-added', '/duty/add');
  await noor.press('duty-test', 'button[value=test]');
  const link = await duty.link();
  await noor.look('ack', link);
  await noor.submit('ack-done', '/console/ack');
  await noor.look('ack-gone', '/console/ack?k=0');
  await noor.look('duty-tested', '/console/node/duty');
}

/** A key for a program of another organisation: made, waiting for a second person, given a new secret, revoked. */
async function programs(noor) {
  await noor.look('api', '/console/api');
  await noor.fill({ owner: 'Heron chat', agreement: '2026-17', quota: 'many', expires: '2026-01-01' });
  await noor.submit('api-error', '/console/api');
  const last = day(100);
  await noor.fill({ quota: '1000', expires: last, jurisdiction: 'XQ', ground: 'An invented order', signer: 'A. Example', 'basis-until': last });
  await noor.choose('input[name=scope][value=list]');
  await noor.submit('api-secret', '/console/api');
  await noor.look('second-list-key', '/console/second');
  await noor.submit('second-list-key-withdrawn', '/console/second/refuse');
  await noor.look('api-key', '/console/api');
  await noor.submit('api-secret-new', '/rotate');
  await noor.look('api-two-secrets', '/console/api');
  await lists(noor);
  await noor.look('', '/console/api');
  await noor.submit('api-revoked', '/revoke');
  await noor.look('', '/console/api');
  await noor.fill({ owner: 'Old tool', agreement: '2026-18', quota: '1000', expires: last, networks: '192.0.2.0/24' });
  await noor.choose('#in-path', 'input[name=scope][value=match]');
  await noor.page.locator('input[name=scope][value=text]').evaluate((one) => (one.checked = false));
  await noor.submit('api-path-secret', '/console/api');
  await noor.look('api-path-key', '/console/api');
}

/** A bank of known pictures: made, given a list, held back after a flood, matched again, changed. */
async function lists(noor) {
  const one = 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22';
  const two = 'f8f8f0cee0f4a84f06370a22038f63f04c91d12a699de1e2cc194c63b16364dd';
  await noor.look('', '/console/banks');
  await noor.fill({ name: 'Heron list', purpose: 'Pictures that a court named', source: 'Heron court', most: '1' });
  await noor.choose('input[name=sees]');
  await noor.submit('bank-made', '/console/banks');
  const list = (text, name, act) => noor.fill({ text }).then(() => noor.press(name, `button[value=${act}]`));
  await list(`${one}\nnothing\n`, 'bank-import-look', 'look');
  await noor.press('bank-import-stopped', 'button[value=bring]');
  await list(`${one}\n${two}\n`, 'bank-held-back', 'bring');
  await noor.submit('bank-release-error', '/release');
  await noor.choose('#looked');
  await noor.submit('bank-released', '/release');
  await noor.fill({ near: '16' });
  await noor.submit('bank-saved', '/change');
  await noor.look('banks', '/console/banks');
}

async function texts(noor, sami, lang) {
  await sami.look('texts', `/console/node/texts?show=${lang}`);
  await sami.press('texts-error', 'button[value=sign]');
  await sami.fill({ reviewer: 'Dr. A. Example', qualification: 'Works with children; reads this language as her own.' });
  await sami.press('texts-signed', 'button[value=sign]');
  await sami.press('texts-withdrawn', 'button[value=withdraw]');
  await noor.look('', `/console/node/texts?show=${lang}`);
  await noor.press('texts-of-the-house', 'button[value=operator]');
}

/** The house opens: what visitors see then, an urgent report that calls somebody, and closing again. */
export async function open(child, noor, sami, duty) {
  await noor.look('node-ready', '/console/node');
  await noor.submit('node-open', '/node/open');
  await until(child, true);
  await child.look('home-open', '/');
  await child.look('tell-open', '/tell');
  await child.look('', '/talk');
  await child.page.selectOption('#country', 'FR');
  await child.press('talk-real', 'main form[action$="/talk"] button');
  await child.press('talk-real-adult', 'main form[action$="/talk"] button');
  await child.submit('talk-real-wrong', '/talk/wrong');
  await child.look('', '/talk');
  // No number of this country was checked.
  await child.page.selectOption('#country', 'DE');
  await child.press('talk-real-none', 'main form[action$="/talk"] button');
  await child.look('safe-now-real', '/safe-now/1');
  await child.look('', '/tell/all');
  await fillReport(child.page, child.lang, { danger: 'self' });
  await child.press('done-real-danger', 'form#tell[action$="/tell"] button:not([hidden])');
  await readReceipt(child.page);
  await noor.look('ack-urgent', await duty.link());
  await noor.submit('ack-urgent-done', '/console/ack');
  await child.press('thread-real', 'form[action$="/back"] button');
  await child.look('', '/tell/all');
  await fillReport(child.page, child.lang);
  await noor.look('', '/console/node');
  await noor.submit('node-close-error', '/node/close');
  await noor.fill({ reason: 'Water in the cellar.' });
  await noor.submit('node-closed', '/node/close');
  await child.press('tell-closed-kept', 'form#tell[action$="/tell"] button:not([hidden])');
  await sami.look('queue-closed', '/console');
  await until(child, false);
  await child.look('home-closed', '/');
  await child.look('tell-closed', '/tell');
  await child.look('picture-closed', '/picture');
}

/** Pages for everybody turn with the node within a second. */
async function until(child, open) {
  const deadline = Date.now() + 15_000;
  const reads = async () => {
    await child.look('', '/tell');
    return (await child.page.locator('form#tell').count()) > 0;
  };
  while ((await reads()) !== open) {
    if (Date.now() > deadline) throw new Error(`the node does not ${open ? 'open' : 'close'} for visitors`);
  }
}
