// Where things are. `./test` sets the variables; alone, the release binary and Debian's Chromium are taken.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const target = path.resolve(ROOT, process.env.CARGO_TARGET_DIR || 'target');

export const BIN = process.env.VIGIE_BIN || path.join(target, 'release/vigie');
const first = (files) => files.find((file) => existsSync(file)) ?? '';
export const CHROMIUM = process.env.CHROMIUM || first(['/usr/bin/chromium', '/usr/bin/chromium-browser']);
/** The same Chromium without windows. */
export const CHROMIUM_SHELL = process.env.CHROMIUM_SHELL || first(['/usr/bin/chromium-headless-shell']);
export const POSTGRES = process.env.VIGIE_TEST_POSTGRES || '';
export const SHEET = path.join(target, 'contact-sheet');
/** Nobody is there to look: `CI=1`, as in `./test`. */
export const ALONE = ['1', 'true'].includes(process.env.CI ?? '');
export const LANGS = ['en', 'fr', 'es', 'ar'];

/** Sentences that say what is missing; nothing is skipped. */
export function missing() {
  const lines = [];
  if (!existsSync(BIN)) lines.push(`${BIN} is not there: cargo build --release -p vigie, or set VIGIE_BIN`);
  if (!CHROMIUM || !existsSync(CHROMIUM)) lines.push('Chromium is not there: apt-get install chromium, or set CHROMIUM');
  if (!CHROMIUM_SHELL || !existsSync(CHROMIUM_SHELL)) {
    lines.push('Chromium’s shell is not there: apt-get install chromium-headless-shell, or set CHROMIUM_SHELL');
  }
  if (!POSTGRES) lines.push('VIGIE_TEST_POSTGRES is not set: tests/tools/postgres.sh start DIR prints it');
  return lines;
}
