// A real node, not a demonstration: how it is set up, how its members get a second factor, what the doctor says of it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { BIN } from './env.mjs';
import { Member } from './desk.mjs';
import { scratch, serve } from './serve.mjs';
import { hook, mailbox } from './sinks.mjs';
import { Phone } from './totp.mjs';

const SECRET = 'a secret for calls that no other house has';
/** Where people on duty would reach it. Every link in a notice begins with it. */
export const PUBLIC = 'https://desk.duty.test';

/** A fresh node with a mail server and a receiver of calls; closed, as every fresh node. */
export async function freshHouse() {
  const [data, away] = [scratch(), scratch()];
  const [keys, secret] = [path.join(away, 'keys.toml'), path.join(away, 'secret')];
  writeFileSync(secret, SECRET, { mode: 0o600 });
  const [mail, calls] = await Promise.all([mailbox(), hook(SECRET)]);
  const more = ['--node-name', 'Harbour House', '--public-url', PUBLIC, '--smtp', mail.url];
  more.push('--smtp-from', 'desk@duty.test', '--webhook-secret-file', secret);
  const vigie = await serve({ demo: false, data, keys, more });
  const stop = async () => {
    await vigie.kill();
    mail.stop();
    calls.stop();
  };
  return { vigie, mail, calls, stop, doctor: () => doctor(data, keys) };
}

/** What `vigie doctor --open` says: its exit code, and whether each point holds, in its order. */
function doctor(data, keys) {
  const args = ['doctor', '--open', '--json', '--data', data, '--keys', keys];
  return new Promise((resolve) => {
    execFile(BIN, args, { env: { PATH: process.env.PATH }, cwd: data }, (error, out) => {
      const { fine, looks } = JSON.parse(out);
      resolve({ code: error?.code ?? 0, fine, points: looks.map((look) => look.fine), says: looks.map((look) => look.says) });
    });
  });
}

/** Somebody who becomes a member of a real node, with a passphrase and a phone. */
export class Joining {
  static async come(browser, node, how, login) {
    const member = await Member.come(browser, node, how);
    const passphrase = `harbour willow lantern of ${login}`;
    return Object.assign(new Joining(), { member, login, passphrase, phone: null, codes: [] });
  }

  /** Name and passphrase; leads to the second step. */
  async knocks() {
    await this.member.signIn([this.login, this.passphrase]);
  }

  /** Types digits or a one-time code at the second step. */
  async types(code) {
    await this.member.hands.write('#otp', code);
    await this.member.hands.press('form[action="/console/login/second"] button');
  }

  /** The first sign-in: the secret on the screen goes into a phone, and ten one-time codes on paper. */
  async enrols() {
    const { page, hands } = this.member;
    await this.knocks();
    this.phone = new Phone(await page.locator('.secret').innerText());
    assert.equal(await page.locator('svg.qr').count(), 1, 'the same as a square');
    await this.types(await this.phone.next());
    const codes = await page.locator('li.secret').allInnerTexts();
    this.codes = codes.map((code) => code.replace(/[\u2066-\u2069]/g, '').trim());
    assert.equal(new Set(this.codes).size, 10);
    await hands.press('main a.button');
    assert.match(new URL(page.url()).pathname, /^\/console(\/node)?$/);
  }

  async signsIn() {
    await this.knocks();
    await this.types(await this.phone.next());
  }

  async signsOut() {
    await this.member.hands.press('form[action="/console/signout"] button');
  }
}

/** Whether each point of opening holds, as the page of the node shows it. */
export async function pointsOnPage(member) {
  await member.go('/console/node');
  const tags = member.page.locator('main table.pairs tr .tag');
  return tags.evaluateAll((all) => all.map((one) => !one.classList.contains('l1')));
}
