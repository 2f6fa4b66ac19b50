// Starts `vigie serve`, reads what it prints, ends it by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { BIN } from './env.mjs';

const LONGEST_START = 60_000;
const alive = new Set();
const folders = new Set();

process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone when the tests end. */
export function scratch() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigie-browser-'));
  folders.add(folder);
  return folder;
}

/** A neutral page on this machine, for "Leave this page". */
export async function neutral() {
  const page = '<!doctype html><html lang="en"><title>Weather</title><main><h1>Weather</h1><p>Mild.</p></main></html>';
  const server = http.createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, stop: () => (server.closeAllConnections(), server.close()) };
}

/** A running process: where it answers, its log-ins and words, and how to end it. */
class Served {
  constructor(child, printed, errors) {
    Object.assign(this, { child, pid: child.pid, printed, errors });
    this.url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)[0];
    this.logins = [...printed.matchAll(/^ {2}([a-z][a-z0-9.-]{2,7}) +(\S+(?: \S+){5})$/gm)].map((m) => [m[1], m[2]]);
    this.code = /receipt code to try.*\n\s+(.+)/.exec(printed)?.[1].trim() ?? '';
    this.setup = /setup\?word=(\S+)/.exec(printed)?.[1] ?? '';
  }

  /** `kill -9`: nothing is finished, nothing is said. */
  async kill() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      process.kill(this.pid, 'SIGKILL');
      await gone;
    }
    alive.delete(this.child);
  }
}

/** @param {{demo?: boolean, data?: string, database?: string, keys?: string, leave?: string, flags?: string[]}} how */
export async function serve(how = {}) {
  const data = how.data ?? scratch();
  const args = ['serve', '--listen', '127.0.0.1:0', '--data', data];
  if (how.demo ?? true) args.push('--demo');
  if (how.database) args.push('--database', how.database);
  args.push('--keys', how.keys ?? path.join(data, 'keys.toml'));
  if (how.leave) args.push('--leave-to', how.leave);
  args.push(...(how.flags ?? []));
  const env = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR ?? '/tmp' };
  const child = spawn(BIN, args, { env, cwd: data, stdio: ['ignore', 'pipe', 'pipe'] });
  alive.add(child);
  const said = { out: '', err: '' };
  child.stderr.on('data', (piece) => (said.err += piece));
  const ready = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after a minute\n${said.out}${said.err}`)), LONGEST_START);
    child.stdout.on('data', (piece) => {
      said.out += piece;
      if (/Stop it with Ctrl-C|setup\?word=\S+\s/.test(said.out)) {
        clearTimeout(timer);
        resolve();
      }
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`vigie ended with ${code}\n${said.out}${said.err}`));
    });
  });
  await ready;
  return new Served(child, said.out, said);
}
