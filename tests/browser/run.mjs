// Runs every *.test.mjs beside it, two at a time, each with a browser and servers of its own. The last line counts.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { ALONE, missing } from './lib/env.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
/** For one file, on a machine that does other things as well. */
const LONGEST = 3_600_000;

const lines = missing();
if (lines.length > 0) {
  console.error(lines.join('\n'));
  process.exit(2);
}

const asked = process.argv.slice(2);
// The longest first, so that it does not run alone at the end.
const order = ['pages', 'branches', 'near', 'desk', 'telling', 'day', 'gate', 'spine', 'thread', 'sends', 'fingerprint', 'kept', 'leave', 'guides', 'keys', 'twins', 'picture', 'reading'];
const rank = (name) => (order.indexOf(name) + order.length + 1) % (order.length + 1);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => name.replace('.test.mjs', ''))
  .filter((name) => asked.length === 0 || asked.includes(name))
  .sort((a, b) => rank(a) - rank(b))
  .map((name) => path.join(here, `${name}.test.mjs`));

const began = Date.now();
const count = { passed: 0, failed: 0 };
const stream = run({ files, concurrency: 2, timeout: LONGEST });
stream.on('test:pass', ({ details, skip, todo }) => {
  if (details.type === 'suite') return;
  // What is skipped was not shown, and nothing here may be skipped.
  if (skip !== undefined || todo !== undefined) count.failed += 1;
  else count.passed += 1;
});
stream.on('test:fail', () => (count.failed += 1));
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
  setImmediate(() => {
    const sheet = ALONE ? 'no contact sheet under CI=1' : 'contact sheet: target/contact-sheet/index.html';
    console.log(`\n${sheet} · ${Math.round((Date.now() - began) / 1000)} s`);
    console.log(`${count.passed} passed, ${count.failed} failed`);
  });
});
