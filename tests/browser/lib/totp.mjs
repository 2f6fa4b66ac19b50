// The six digits that an authenticator shows, made from the secret on the screen.
import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30_000;

/** A phone with one secret. It never shows the digits of a half minute twice: the house takes them once. */
export class Phone {
  constructor(spelled) {
    const bits = [...spelled.replace(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0'));
    this.secret = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    this.last = 0;
  }

  at(step) {
    const count = Buffer.alloc(8);
    count.writeBigUInt64BE(BigInt(step));
    const hash = createHmac('sha1', this.secret).update(count).digest();
    const from = hash[19] & 15;
    return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  }

  /** The next digits that can be used; waits for the next half minute when the house has seen those of this one. */
  async next() {
    const now = () => Math.floor(Date.now() / STEP);
    const step = Math.max(this.last + 1, now());
    // The house takes the digits of the half minute before and after too.
    while (step > now() + 1) await setTimeout(500);
    this.last = step;
    return this.at(step);
  }
}
