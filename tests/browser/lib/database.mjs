// A database of our own on the PostgreSQL that `./test` started.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { POSTGRES } from './env.mjs';

/** Debian keeps the newest client beside its server. */
function psql() {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => `${home}/${version}/bin/psql`).find((file) => existsSync(file));
  return found ?? 'psql';
}

function run(statement) {
  execFileSync(psql(), ['--no-psqlrc', '--quiet', '--dbname', POSTGRES, '--command', statement], { stdio: 'pipe' });
}

/** Makes a database; `drop` takes it away, with whoever is still connected. */
export function database() {
  const name = `browser_${randomBytes(6).toString('hex')}`;
  run(`create database ${name}`);
  const url = new URL(POSTGRES);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}
