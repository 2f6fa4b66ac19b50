// What people on duty have: a mailbox, and an address that takes signed calls. Both keep every byte that arrives.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout } from 'node:timers/promises';

const LONGEST = 30_000;

class Sink {
  got = [];

  /** The one that comes after the first `seen`, as soon as it is there. */
  async after(seen, longest = LONGEST) {
    for (const until = Date.now() + longest; this.got.length <= seen; ) {
      if (Date.now() > until) throw new Error(`nothing came after ${seen}`);
      await setTimeout(50);
    }
    return this.got[seen];
  }

  stop() {
    this.server.closeAllConnections?.();
    this.server.close();
  }
}

/** A mail server: takes every mail, delivers none. A mail is kept with its envelope, byte by byte. */
export async function mailbox() {
  const sink = new Sink();
  sink.server = net.createServer((socket) => {
    let [waiting, mail, inData] = ['', '', false];
    socket.on('error', () => {});
    socket.write('220 mailbox\r\n');
    socket.on('data', (piece) => {
      waiting += piece.toString('latin1');
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        mail += `${line}\r\n`;
        if (inData && line !== '.') continue;
        if (inData) {
          inData = false;
          sink.got.push(mail);
          mail = '';
          socket.write('250 kept\r\n');
        } else if (/^data/i.test(line)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (/^quit/i.test(line)) {
          socket.end('221 bye\r\n');
        } else socket.write('250 fine\r\n');
      }
    });
  });
  sink.server.listen(0, '127.0.0.1');
  await once(sink.server, 'listening');
  sink.url = `smtp://127.0.0.1:${sink.server.address().port}`;
  return sink;
}

/** A receiver of signed calls: what came, and whether its signature is right. */
export async function hook(secret) {
  const sink = new Sink();
  sink.server = http.createServer((request, answer) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(request.headers['vigie-signature'] ?? '') ?? [];
      const right = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
      const whole = `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n\n${body.toString('latin1')}`;
      sink.got.push({ whole, signed: mac === right, json: JSON.parse(body) });
      answer.writeHead(204).end();
    });
  });
  sink.server.listen(0, '127.0.0.1');
  await once(sink.server, 'listening');
  sink.url = `http://127.0.0.1:${sink.server.address().port}/duty`;
  return sink;
}
