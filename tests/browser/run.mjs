// Runs every test here, one file after the other, and ends with node's own count of what passed.
//
// Needs VIGIE_BIN (the program), VIGIE_TEST_POSTGRES (a PostgreSQL to make databases on) and CHROMIUM;
// `./test --only browser` sets all three.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
for (const name of ['VIGIE_BIN', 'VIGIE_TEST_POSTGRES', 'CHROMIUM']) {
  if (!process.env[name]) {
    console.error(`${name} is not set: run ./test --only browser`);
    process.exit(2);
  }
}

const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(here, name));
const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));
