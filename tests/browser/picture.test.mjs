// Fingerprints made on a device: crates/web/assets/picture.js, first in node, then on a page of its own in Chromium,
// under the rules of the site. The server of vigie has no part in this.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from './lib/browser.mjs';
import { ROOT } from './lib/env.mjs';
import { FULL_SIZE, TURNED } from './lib/fullsize.mjs';
import { bits, made, moved, reference } from './lib/pdq.mjs';

const MODULE = readFileSync(path.join(ROOT, 'crates/web/assets/picture.js'));
const VECTORS = path.resolve(ROOT, '../shared/vectors/pdq');
const inNode = () => import(`data:text/javascript;base64,${MODULE.toString('base64')}`);
/** They are not part of this project: without them some of this is not shown, and that is said. */
function vectors(t) {
  if (existsSync(VECTORS)) return true;
  t.diagnostic(`NOT SHOWN: the reference pictures are not at ${VECTORS}`);
  return false;
}
const hashed = (name, bytes) => createHash(name).update(bytes).digest('hex');

describe('in node', () => {
  const SIZES = [[64, 64], [65, 63], [100, 40], [128, 128], [129, 127], [257, 255], [300, 451], [512, 512], [640, 480], [1023, 777], [1920, 1080]];

  test('the same pixels give the fingerprint and the quality of the reference', async () => {
    const { pdqOfPixels } = await inNode();
    for (const [at, [width, height]] of SIZES.entries()) {
      const rgba = made(width, height, at + 1);
      const right = reference(rgba, width, height);
      assert.ok(right.quality >= 50, `${width} x ${height} shows something`);
      assert.deepEqual(pdqOfPixels(rgba, width, height), right, `${width} x ${height}`);
    }
    for (const [width, height] of [[4, 90], [90, 4]]) assert.deepEqual(pdqOfPixels(made(width, height, 1), width, height), { hex: '0'.repeat(64), quality: 0 });
  });

  test('crops are those of pixels that were really cut off, in this order', async () => {
    const { family, pdqOfPixels } = await inNode();
    const [width, height] = [611, 407];
    const rgba = made(width, height, 3);
    const shares = { '': [1, 1, 1, 1], _left: [1, 0, 0, 0], _top: [0, 1, 0, 0], _right: [0, 0, 1, 0], _bottom: [0, 0, 0, 1] };
    const expected = [{ name: 'as_stored', ...pdqOfPixels(rgba, width, height) }];
    for (const share of [2, 5, 10]) {
      for (const [side, on] of Object.entries(shares)) {
        const [left, top, right, bottom] = on.map((of, i) => Math.round((of * (i % 2 ? height : width) * share) / 100));
        const size = { width: width - left - right, height: height - top - bottom };
        const cut = moved(rgba, width, size, (x, y) => [x + left, y + top]);
        expected.push({ name: `crop_${share}${side}`, ...pdqOfPixels(cut, size.width, size.height) });
      }
    }
    assert.deepEqual(family(rgba, width, height), expected);
  });

  test('a picture that EXIF turns has the fingerprints of pixels that were really turned', async () => {
    const { family, pdqOfPixels } = await inNode();
    const [w, h] = [411, 307];
    const rgba = made(w, h, 4);
    const from = {
      2: (x, y) => [w - 1 - x, y],
      3: (x, y) => [w - 1 - x, h - 1 - y],
      4: (x, y) => [x, h - 1 - y],
      5: (x, y) => [y, x],
      6: (x, y) => [y, h - 1 - x],
      7: (x, y) => [w - 1 - y, h - 1 - x],
      8: (x, y) => [w - 1 - y, x],
    };
    const stored = { name: 'as_stored', ...pdqOfPixels(rgba, w, h) };
    for (const [orientation, where] of Object.entries(from)) {
      const size = orientation < 5 ? { width: w, height: h } : { width: h, height: w };
      const [whole, ...crops] = family(moved(rgba, w, size, where), size.width, size.height);
      assert.deepEqual(family(rgba, w, h, Number(orientation)), [stored, { ...whole, name: 'turned' }, ...crops], `orientation ${orientation}`);
    }
  });

  test('MD5 and SHA-256 are right for any length, with and without the one of the browser', async () => {
    const { md5, sha256 } = await inNode();
    const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    const { sha256: ours } = await import(`data:text/javascript;base64,${Buffer.from(`${MODULE}\n`).toString('base64')}`);
    Object.defineProperty(globalThis, 'crypto', own);
    for (const length of [...Array(200).keys(), 4095, 1_000_003]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) % 251);
      assert.equal(md5(bytes), hashed('md5', bytes), `MD5 of ${length}`);
      assert.equal(await sha256(bytes), hashed('sha256', bytes), `SHA-256 of ${length}`);
      assert.equal(await ours(bytes), hashed('sha256', bytes), `our SHA-256 of ${length}`);
    }
  });

  test('it is small enough to be read', () => assert.ok(MODULE.length < 20_000, `${MODULE.length} bytes`));
});

/* ---- in Chromium ---- */

const SAYINGS = ['working', 'done', 'slight', 'blurred', 'weak', 'pixels', 'unread', 'many'];
const says = SAYINGS.map((say) => `<p data-picture-say="${say}" hidden>${say}</p>`).join('');
const page = (file) => `<!doctype html><html lang="en"><title>Picture</title><main><h1>Picture</h1>
<div data-picture-say="script" hidden>${file}<progress data-picture-progress max="1" value="0"></progress>${says}</div>
<form data-picture method="post" action="/picture"><textarea name="codes" data-picture-codes readonly autocomplete="off"></textarea>
<button data-picture-send disabled>Send</button><b data-picture-count></b></form></main><script type="module" src="/picture.js"></script>`;
const FILE = '<input type="file" data-picture-file autocomplete="off">';
/** The rules of the site, and what a video in memory needs. */
const RULES = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src blob:; form-action 'self'; base-uri 'none'";
const PAGES = {
  '/picture': page(FILE),
  '/named': page('<input type="file" name="file" data-picture-file>'),
  '/inside': page(`<form method="post" enctype="multipart/form-data">${FILE}</form>`),
};

let browser, server, url;
/** All that arrived, with its body. */
const arrived = [];

before(async () => {
  server = http.createServer(async (request, answer) => {
    const pieces = await request.toArray();
    arrived.push({ line: `${request.method} ${request.url}`, type: request.headers['content-type'], body: Buffer.concat(pieces).toString('latin1') });
    if (request.url === '/favicon.ico') return answer.writeHead(204).end();
    if (request.url === '/picture.js') return answer.setHeader('content-type', 'text/javascript').end(MODULE);
    answer.setHeader('content-type', 'text/html').setHeader('content-security-policy', RULES).end(PAGES[request.url] ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await launch({ whole: true });
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Somebody at `/picture`; `patch` is done to their browser before. */
async function come(patch, where = '/picture') {
  const person = await Person.come(browser);
  person.context.setDefaultTimeout(120_000);
  if (patch) await person.context.addInitScript(patch);
  await person.page.goto(url + where);
  await person.page.waitForLoadState('networkidle');
  return person;
}

/** Chooses a file and waits. Which sentences are shown then, and the lines that would be sent of this file. */
async function choose({ page: shown }, file) {
  await shown.setInputFiles('[data-picture-file]', file);
  await shown.locator('[data-picture-say=done], [data-picture-say=unread]').filter({ visible: true }).waitFor();
  const said = await shown.locator('p[data-picture-say]').filter({ visible: true }).allInnerTexts();
  const text = (await shown.inputValue('[data-picture-codes]')).split('\n\n').at(-1);
  const lines = text.split('\n').map((line) => line.split(' '));
  const pdq = Object.fromEntries(lines.filter(([kind]) => kind === 'pdq').map(([, name, quality, hex]) => [name, { quality: Number(quality), hex }]));
  return { said, text, lines, pdq, sha256: lines.find(([kind]) => kind === 'sha256')?.[1], md5: lines.find(([kind]) => kind === 'md5')?.[1] };
}

/** Lets the page forget what it has, as leaving it does: it takes few pictures, and the same one once. */
const anew = ({ page: shown }) => shown.evaluate(() => dispatchEvent(new Event('pagehide')));

/** A picture of `made` as a file of a browser. */
async function encoded({ page: shown }, width, height, type, seed = 1) {
  const text = await shown.evaluate(
    async ({ width, height, type, pixels }) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const bytes = Uint8ClampedArray.from(atob(pixels), (letter) => letter.charCodeAt(0));
      canvas.getContext('2d').putImageData(new ImageData(bytes, width), 0, 0);
      const blob = await new Promise((done) => canvas.toBlob(done, type, 0.92));
      return new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result.split(',')[1]);
        reader.readAsDataURL(blob);
      });
    },
    { width, height, type, pixels: Buffer.from(made(width, height, seed)).toString('base64') },
  );
  return { name: 'IMG_2041.jpg', mimeType: type, buffer: Buffer.from(text, 'base64') };
}

/** A JPEG with an orientation in its EXIF. */
function turned({ buffer, ...file }, orientation) {
  const tag = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  tag[29] = orientation;
  return { ...file, buffer: Buffer.concat([buffer.subarray(0, 2), tag, buffer.subarray(2)]) };
}

test('the reference pictures, through the decoder of the browser', async (t) => {
  if (!vectors(t)) return;
  const person = await come();
  const off = {};
  for (const [file, hex] of Object.entries(FULL_SIZE)) {
    const bytes = readFileSync(path.join(VECTORS, file));
    await anew(person);
    const got = await choose(person, { name: 'a', mimeType: '', buffer: bytes });
    assert.deepEqual([got.sha256, got.md5], [hashed('sha256', bytes), hashed('md5', bytes)], file);
    if (got.said.includes('weak')) continue;
    const far = bits(got.pdq.as_stored.hex, hex);
    assert.ok(far <= 4, `${file}: ${far} bits from the reference at full size`);
    const folder = file.includes('/') ? path.dirname(file) : '.';
    (off[folder] ??= []).push(far);
  }
  for (const [folder, far] of Object.entries(off)) t.diagnostic(`${folder}: ${far.length} pictures, off by at most ${Math.max(...far)} bits`);
  await person.leftNoTrace();
  await person.go();
});

test('the published fingerprints, within what their source allows', async (t) => {
  if (!vectors(t)) return;
  const person = await come();
  const far = {};
  for (const line of readFileSync(path.join(VECTORS, 'expected.csv'), 'utf8').trim().split('\n').slice(1)) {
    const [file, hex, , source, most] = line.split(',');
    // 16 bits cut to 8; and a picture that is transparent in places, whose colours no canvas gives there.
    if (file === 'I16.png' || file === 'LA.png') continue;
    await anew(person);
    const { said, pdq } = await choose(person, path.join(VECTORS, file));
    if (said.includes('weak')) continue;
    const bitsOff = bits(pdq.as_stored.hex, hex);
    assert.ok(bitsOff <= Number(most), `${file}: ${bitsOff} bits, ${source} allows ${most}`);
    (far[source] ??= []).push(bitsOff);
  }
  for (const [source, all] of Object.entries(far)) t.diagnostic(`${source}: ${all.length} pictures, off by at most ${Math.max(...all)} bits`);
  const transparent = await choose(person, path.join(VECTORS, 'LA.png'));
  const off = bits(transparent.pdq.as_stored.hex, 'accb6d39648035f8125c8ce6ba65007de7b54c67a2d93ef7b8f33b0611306715');
  t.diagnostic(`LA.png, transparent in places: ${off} bits`);
  assert.ok(off <= 31);
  await person.go();
});

test('one photo under four orientations is one photo', async (t) => {
  const person = await come();
  const straight = await encoded(person, 640, 427, 'image/jpeg', 5);
  const shown = await choose(person, straight);
  assert.equal(shown.pdq.turned, undefined);
  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    const got = await choose(person, turned(straight, orientation));
    assert.equal(got.pdq.as_stored.hex, shown.pdq.as_stored.hex, `stored alike, orientation ${orientation}`);
    assert.equal(Object.keys(got.pdq).length, 17);
    // What the browser itself shows, read pixel by pixel.
    const seen = await person.page.evaluate(async (bytes) => {
      const { pdqOfPixels } = await import('/picture.js');
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]));
      const pen = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height }).getContext('2d');
      pen.drawImage(bitmap, 0, 0);
      return pdqOfPixels(pen.getImageData(0, 0, bitmap.width, bitmap.height).data, bitmap.width, bitmap.height).hex;
    }, turned(straight, orientation).buffer.toString('base64'));
    assert.ok(bits(got.pdq.turned.hex, seen) <= 2, `as it is seen, orientation ${orientation}`);
  }
  if (vectors(t)) {
    for (const [file, hex] of Object.entries(TURNED)) {
      const far = bits((await choose(person, path.join(VECTORS, file))).pdq.turned.hex, hex);
      t.diagnostic(`${file} as it is seen: ${far} bits`);
      assert.ok(far <= 4, file);
    }
  }
  await person.go();
});

test('choosing a file asks for nothing, works without a network, and what is sent is what was shown', async () => {
  const person = await come();
  const { page: shown, context } = person;
  const file = await encoded(person, 800, 600, 'image/jpeg');
  await context.setOffline(true);
  const before = arrived.length;
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  const sent = await choose(person, file);
  assert.deepEqual(sent.said, ['done']);
  assert.equal(sent.lines.length, 18);
  assert.deepEqual(asked, [], 'nothing was asked for');
  assert.equal(arrived.length, before, 'nothing arrived');
  assert.equal(await shown.inputValue('[data-picture-file]'), '', 'the page let go of the file');
  assert.ok(!(await shown.content()).includes('IMG_2041'), 'and of its name');
  await context.setOffline(false);
  await Promise.all([shown.waitForEvent('domcontentloaded'), shown.locator('[data-picture-send]').click()]);
  const came = arrived.slice(before);
  assert.deepEqual(came.filter(({ line }) => !/^GET \/(picture.js|favicon.ico)$/.test(line)).map(({ line }) => line), ['POST /picture']);
  assert.equal(came[0].type, 'application/x-www-form-urlencoded');
  assert.deepEqual([...new URLSearchParams(came[0].body)], [['codes', sent.text.replaceAll('\n', '\r\n')]], 'one field, as it was shown');
  assert.match(sent.text, /^(pdq [a-z_0-9]+ \d+ [0-9a-f]{64}\n)+sha256 [0-9a-f]{64}\nmd5 [0-9a-f]{32}$/);
  await shown.goBack();
  assert.equal(await shown.inputValue('[data-picture-codes]'), '', '"Back" shows nothing of it');
  await person.leftNoTrace();
  await person.go();
});

test('a file that a form could send is not touched', async () => {
  for (const where of ['/named', '/inside']) {
    const person = await come(null, where);
    assert.equal(await person.page.locator('[data-picture-say=script]').isVisible(), false, where);
    await person.go();
  }
});

test('a browser that changes what is read from a canvas is found out', async (t) => {
  const SOME = `const read = CanvasRenderingContext2D.prototype.getImageData;
    CanvasRenderingContext2D.prototype.getImageData = function (...area) {
      const got = read.apply(this, area);
      for (let i = 0; i < got.data.length; i += 400) got.data[i] ^= 1;
      return got;
    };`;
  const person = await come();
  const file = await encoded(person, 800, 600, 'image/jpeg');
  const right = await choose(person, file);
  await person.go();
  const slightly = await come(SOME);
  const little = await choose(slightly, file);
  assert.deepEqual(little.said, ['done', 'slight']);
  const far = bits(little.pdq.as_stored.hex, right.pdq.as_stored.hex);
  t.diagnostic(`with one sample in 400 off by one: ${far} bits`);
  assert.ok(far <= 4);
  await slightly.go();
  for (const all of ['throw new Error("not allowed")', 'got.data.fill(255)', 'crypto.getRandomValues(new Uint8Array(60000)).forEach((one, i) => { for (let at = i; at < got.data.length; at += 60000) got.data[at] = one; })']) {
    const wholly = await come(SOME.replace(/for .*/, all));
    const nothing = await choose(wholly, file);
    assert.deepEqual(nothing.said, ['done', 'blurred']);
    assert.deepEqual(nothing.lines, [['sha256', right.sha256], ['md5', right.md5]], 'the file itself is still known');
    await wholly.go();
  }
});

test('what cannot be decoded, and what shows nothing, still has its hashes, and the page says so', async () => {
  const person = await come();
  const bytes = Buffer.from('not a picture of any kind');
  const odd = await choose(person, { name: 'a.heic', mimeType: 'image/heic', buffer: bytes });
  assert.deepEqual(odd.said, ['done', 'pixels']);
  assert.deepEqual(odd.lines, [['sha256', hashed('sha256', bytes)], ['md5', hashed('md5', bytes)]]);
  const flat = await choose(person, {
    name: 'a.bmp',
    mimeType: 'image/bmp',
    buffer: Buffer.concat([Buffer.from('424d360c00000000000036000000280000002000000020000000010018000000000000000000000000000000000000000000'.padEnd(108, '0'), 'hex'), Buffer.alloc(3072, 90)]),
  });
  assert.deepEqual(flat.said, ['done', 'weak']);
  assert.equal(flat.lines.length, 2);
  const empty = await choose(person, { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
  assert.deepEqual(empty.said, ['done', 'pixels']);
  await person.go();
});

test('without TLS there is no SHA-256 of the browser, and ours takes its place', async () => {
  const person = await come("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })");
  const file = await encoded(person, 300, 200, 'image/png');
  const got = await choose(person, file);
  assert.equal(got.sha256, hashed('sha256', file.buffer));
  assert.deepEqual(got.said, ['done']);
  await person.go();
});

test('another file while the first is being read: only the other one counts', async () => {
  // The first picture stays undecoded until the second is done.
  const HELD = `const decode = createImageBitmap;
    let held = true;
    window.createImageBitmap = async (...of) => {
      if (held) {
        held = false;
        await new Promise((done) => (window.letGo = done));
      }
      return decode(...of);
    }`;
  const person = await come(HELD);
  const [first, second] = [await encoded(person, 400, 300, 'image/jpeg', 1), await encoded(person, 300, 200, 'image/png', 2)];
  await person.page.setInputFiles('[data-picture-file]', first);
  await person.page.waitForFunction(() => window.letGo);
  const got = await choose(person, second);
  await person.page.evaluate(() => window.letGo());
  await person.page.waitForTimeout(1500);
  assert.equal(await person.page.inputValue('[data-picture-codes]'), got.text);
  assert.equal(got.md5, hashed('md5', second.buffer));
  await person.go();
});

test('leaving ends the work on a picture', async () => {
  const COUNTED = `const read = CanvasRenderingContext2D.prototype.getImageData;
    window.reads = 0;
    CanvasRenderingContext2D.prototype.getImageData = function (...area) {
      window.reads += 1;
      return read.apply(this, area);
    };`;
  const person = await come(COUNTED);
  const large = await encoded(person, 4000, 3000, 'image/jpeg', 1);
  await person.page.setInputFiles('[data-picture-file]', large);
  // The known picture first, then strips of this one: 24 of them.
  await person.page.waitForFunction(() => window.reads >= 3);
  await person.page.evaluate(() => document.body.replaceChildren());
  await person.page.waitForTimeout(500);
  const reads = await person.page.evaluate(() => window.reads);
  await person.page.waitForTimeout(1500);
  assert.equal(await person.page.evaluate(() => window.reads), reads);
  assert.ok(reads < 24, `${reads} reads`);
  await person.leftNoTrace();
  await person.go();
});

test('a video: a fingerprint for each second', async (t) => {
  const person = await come();
  const recorded = await person.page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
    const pieces = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.start();
    for (let frame = 0; frame < 35; frame += 1) {
      for (let i = 0; i < 80; i += 1) {
        pen.fillStyle = `hsl(${(i * 47 + Math.floor(frame / 10) * 90) % 360} 80% ${(i * 13) % 90}%)`;
        pen.fillRect((i * 71 + Math.floor(frame / 10) * 31) % 320, (i * 37) % 240, 60, 45);
      }
      await new Promise((go) => setTimeout(go, 100));
    }
    await new Promise((done) => ((recorder.onstop = done), recorder.stop()));
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  });
  const buffer = Buffer.from(recorded, 'base64');
  const before = arrived.length;
  const got = await choose(person, { name: 'a.webm', mimeType: 'video/webm', buffer });
  assert.deepEqual(got.said, ['done']);
  const seconds = got.lines.filter(([kind]) => kind === 'vpdq');
  t.diagnostic(`frames at ${seconds.map(([, at]) => at)} s of ${buffer.length} bytes`);
  assert.ok(seconds.length >= 3, got.text);
  assert.equal(got.md5, hashed('md5', buffer));
  assert.equal(arrived.length, before, 'nothing arrived');
  const none = await choose(person, { name: 'a.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no video') });
  assert.deepEqual(none.said, ['done', 'pixels']);
  await person.go();
});

test('12 million pixels, with crops, SHA-256 and MD5', async (t) => {
  const person = await come();
  const straight = await encoded(person, 4000, 3000, 'image/jpeg', 9);
  for (const file of [straight, turned(straight, 6)]) {
    const times = await person.page.evaluate(async (bytes) => {
      const { fingerprintFile } = await import('/picture.js');
      const picture = new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], 'a.jpg');
      const all = [];
      for (let run = 0; run < 5; run += 1) {
        const began = performance.now();
        const parts = [];
        let [last, still] = [began, 0];
        await fingerprintFile(picture, (part) => {
          parts.push(part);
          still = Math.max(still, performance.now() - last);
          last = performance.now();
        });
        if (parts.some((part, i) => part < (parts[i - 1] ?? 0) || part > 1)) throw new Error(`progress goes back: ${parts}`);
        all.push([Math.round(performance.now() - began), Math.round(still)]);
      }
      return all;
    }, file.buffer.toString('base64'));
    const ms = times.map(([whole]) => whole).sort((a, b) => a - b);
    t.diagnostic(`${file.buffer.length} bytes${file === straight ? '' : ', turned'}: ${ms.join(', ')} ms; the page was busy for at most ${Math.max(...times.map(([, still]) => still))} ms at once`);
  }
  await person.go();
});
