// Fingerprints of a picture or a video, made where it is. `/picture` works without.
// Nothing here sends, asks or stores anything. A form sends the text that is shown, an empty line between pictures:
//   pdq as_stored 100 f8f8…   (member of the family, quality, 64 digits)
//   vpdq 12.5 87 54a9…   (second, quality, 64 digits)
//   sha256 … and md5 …
//
// What the page has; the script knows no words:
//   input[data-picture-file]: type=file, in no form and without a name: otherwise nothing starts
//   progress[data-picture-progress]; [data-picture-count]: how many pictures there are
//   [data-picture-say=…] hidden: shown while true: script (around all that needs it), working, unread, done (some can be
//   sent), and with it one of slight, blurred, weak, pixels, many
//   form[data-picture]: textarea[data-picture-codes][readonly], with a name; button[data-picture-send]

/* -- the family: the picture and slight crops of it. The server has the same table. -- */

/** Hundredths cut off, of the width or the height, rounded to pixels. */
const SHARES = [2, 5, 10];
/** Left, top, right, bottom: `crop_2` takes 2 % off all four sides, `crop_2_left` off one. */
const SIDES = { '': [1, 1, 1, 1], _left: [1, 0, 0, 0], _top: [0, 1, 0, 0], _right: [0, 0, 1, 0], _bottom: [0, 0, 0, 1] };
/** In the order in which they are sent. */
const CROPS = SHARES.flatMap((share) => Object.entries(SIDES).map(([side, cut]) => [`crop_${share}${side}`, cut.map((of) => of * share)]));
const WHOLE = [0, 0, 0, 0];
const AS_STORED = ['as_stored', WHOLE, 1];

/** Name, cut, orientation. Where EXIF turns a picture, "turned" is how it is seen; crops are of that. */
const members = (orientation) => [
  AS_STORED,
  ...(orientation > 1 ? [['turned', WHOLE, orientation]] : []),
  ...CROPS.map((crop) => [...crop, orientation]),
];

/* -- PDQ as the reference makes it: luma, two box filters at full size, 64 x 64, DCT, median -- */

const N = 64;
const { fround, floor } = Math;
const list = (length, of) => Array.from({ length }, (_, i) => of(i));
const floats = (length, of) => Float32Array.from(list(length, of));
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114].map((share) => floats(256, (value) => fround(share) * value));
const SCALE = fround(Math.sqrt(2 / N));
const DCT = floats(16 * N, (i) => SCALE * Math.cos((Math.PI / 2 / N) * (floor(i / N) + 1) * (2 * (i % N) + 1)));

/** How the 64 samples of an axis come from its pixels: filters and decimation are linear, so each is a weighted sum. */
function samples(length, from, to, backwards) {
  const n = to - from;
  const window = Math.ceil(n / 128);
  const ahead = floor((window + 2) / 2) - 1;
  const low = (at) => Math.max(0, at - (window - 1 - ahead));
  const high = (at) => Math.min(n - 1, at + ahead);
  const all = list(N, (sample) => {
    const at = floor(((sample + 0.5) * n) / N);
    const start = low(low(at));
    const weights = new Float64Array(high(high(at)) - start + 1);
    for (let by = low(at); by <= high(at); by += 1) {
      const share = 1 / (high(at) - low(at) + 1) / (high(by) - low(by) + 1);
      for (let i = low(by); i <= high(by); i += 1) weights[i - start] += share;
    }
    if (backwards) weights.reverse();
    return { sample, weights, first: backwards ? length - from - start - weights.length : from + start };
  });
  return backwards ? all.reverse() : all;
}

/** Takes rows of a stored picture from top to bottom, gives the fingerprints of all wanted views. */
class Views {
  constructor(width, height, wanted) {
    Object.assign(this, { width, row: 0, luma: new Float64Array(width), bands: {} });
    this.views = wanted.map(([name, cut, orientation]) => {
      const across = orientation > 4;
      const [w, h] = across ? [height, width] : [width, height];
      const [left, top, right, bottom] = cut.map((of, side) => floor(((side % 2 ? h : w) * of + 50) / 100));
      const view = { name, across, small: new Float32Array(N * N) };
      if (w - left - right < 5 || h - top - bottom < 5) return view; // no picture: 0, with quality 0
      const x = [w, left, w - right, [2, 3, 6, 7].includes(orientation)];
      const y = [h, top, h - bottom, [3, 4, 7, 8].includes(orientation)];
      const [columns, rows] = across ? [y, x] : [x, y];
      view.columns = samples(...columns);
      // Views of the same rows share their sums.
      this.bands[rows] ??= { rows: samples(...rows), open: [], views: [] };
      this.bands[rows].views.push(view);
      return view;
    });
  }

  /** Whole rows, four bytes a pixel. */
  add(rgba) {
    const { width, luma } = this;
    for (let i = 0; i + 4 * width <= rgba.length; this.row += 1) {
      for (let x = 0; x < width; x += 1, i += 4) luma[x] = fround(fround(RED[rgba[i]] + GREEN[rgba[i + 1]]) + BLUE[rgba[i + 2]]);
      for (const band of Object.values(this.bands)) this.addRow(band);
    }
    return this;
  }

  addRow({ rows, open, views }) {
    const { luma, row, width } = this;
    while (rows[0]?.first <= row) open.push({ ...rows.shift(), sums: new Float64Array(width) });
    for (const { first, weights, sums } of open) {
      const weight = weights[row - first];
      for (let x = 0; x < width; x += 1) sums[x] += weight * luma[x];
    }
    while (open.length > 0 && row === open[0].first + open[0].weights.length - 1) {
      const { sample, sums } = open.shift();
      for (const view of views) takeColumns(view, sample, sums);
    }
  }

  done() {
    return this.views.map(({ name, small }) => ({ name, hex: hexOf(small), quality: qualityOf(small) }));
  }
}

/** One row of the 64 is whole: now its columns. */
function takeColumns({ across, columns, small }, row, sums) {
  for (const { sample, first, weights } of columns) {
    let sum = 0;
    for (let i = 0; i < weights.length; i += 1) sum += weights[i] * sums[first + i];
    small[across ? sample * N + row : row * N + sample] = sum;
  }
}

/** 0 to 100: how much there is to see. */
function qualityOf(small) {
  const step = (a, b) => Math.abs(Math.trunc(fround(fround(fround(small[a] - small[b]) * 100) / 255)));
  let sum = 0;
  for (let i = 0; i < N * N; i += 1) sum += (i + N < N * N ? step(i, i + N) : 0) + (i % N < N - 1 ? step(i, i + 1) : 0);
  return Math.min(100, floor(sum / 90));
}

/** Which of the 16 x 16 lowest frequencies are above their median. Float32, in the order of the reference. */
function hexOf(small) {
  const dot = (wave, of, at, step) => {
    let sum = 0;
    for (let k = 0; k < N; k += 1) sum = fround(sum + fround(DCT[wave * N + k] * of[at + k * step]));
    return sum;
  };
  const half = floats(16 * N, (i) => dot(floor(i / N), small, i % N, N));
  const waves = floats(256, (i) => dot(i % 16, half, floor(i / 16) * N, 1));
  const median = waves.slice().sort()[127];
  const bits = waves.reduceRight((written, wave) => written + (wave > median ? 1 : 0), '0b');
  return BigInt(bits).toString(16).padStart(N, '0');
}

/** PDQ of pixels and of slight crops of them. `orientation` is that of EXIF, 1 to 8. */
export const family = (rgba, width, height, orientation = 1) => new Views(width, height, members(orientation)).add(rgba).done();

export function pdqOfPixels(rgba, width, height) {
  const [{ hex, quality }] = new Views(width, height, [AS_STORED]).add(rgba).done();
  return { hex, quality };
}

/* -- SHA-256 and MD5: for the very same file -- */

const bitsOf = (number) => floor((number % 1) * 2 ** 32) | 0;
const hexed = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const primes = list(310, (i) => i + 2).filter((n, i, all) => all.every((by) => by >= n || n % by > 0));
const SHA_ADDS = primes.map((prime) => bitsOf(Math.cbrt(prime)));
const MD5_ADDS = list(64, (i) => bitsOf(Math.abs(Math.sin(i + 1))));
const [MD5_STEPS, MD5_STARTS] = [[1, 5, 3, 7], [0, 1, 5, 0]];
const MD5_TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const turned = (word, left) => (word << left) | (word >>> (32 - left));
const add = (state, words) => words.forEach((word, i) => (state[i] += word));

/** Takes pieces of any size, in blocks of 64. */
class Digest {
  constructor({ start, step, little }) {
    Object.assign(this, { state: Int32Array.from(start), step, little, length: 0, rest: new Uint8Array(64), words: new Int32Array(64) });
  }

  add(bytes) {
    const held = this.length % 64;
    this.length += bytes.length;
    let from = held && Math.min(64 - held, bytes.length);
    this.rest.set(bytes.subarray(0, from), held);
    if (held && held + from === 64) this.block(this.rest, 0);
    for (; from + 64 <= bytes.length; from += 64) this.block(bytes, from);
    if (from < bytes.length) this.rest.set(bytes.subarray(from));
    return this;
  }

  block(bytes, from) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + from);
    for (let i = 0; i < 16; i += 1) this.words[i] = view.getInt32(4 * i, this.little);
    this.step(this.state, this.words);
  }

  hex() {
    const { length, little, state } = this;
    const end = new DataView(new ArrayBuffer((length % 64 < 56 ? 64 : 128) - (length % 64)));
    end.setUint8(0, 0x80);
    end.setBigUint64(end.byteLength - 8, BigInt(length) * 8n, little);
    this.add(new Uint8Array(end.buffer));
    const out = new DataView(new ArrayBuffer(4 * state.length));
    state.forEach((word, i) => out.setInt32(4 * i, word, little));
    return hexed(new Uint8Array(out.buffer));
  }
}

const MD5 = {
  start: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476],
  little: true,
  step(state, words) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i += 1) {
      const round = i >> 4;
      const mix = round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const at = (i * MD5_STEPS[round] + MD5_STARTS[round]) & 15;
      const sum = a + mix + MD5_ADDS[i] + words[at];
      [a, b, c, d] = [d, (b + turned(sum, MD5_TURNS[4 * round + (i & 3)])) | 0, b, c];
    }
    add(state, [a, b, c, d]);
  },
};

const SHA256 = {
  start: primes.slice(0, 8).map((prime) => bitsOf(Math.sqrt(prime))),
  little: false,
  step(state, words) {
    const three = (word, x, y, z) => turned(word, 32 - x) ^ turned(word, 32 - y) ^ z;
    for (let i = 16; i < 64; i += 1) {
      const [far, near] = [words[i - 15], words[i - 2]];
      words[i] = words[i - 16] + words[i - 7] + three(far, 7, 18, far >>> 3) + three(near, 17, 19, near >>> 10);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = h + three(e, 6, 11, turned(e, 7)) + ((e & f) ^ (~e & g)) + SHA_ADDS[i] + words[i];
      const two = three(a, 2, 13, turned(a, 10)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    add(state, [a, b, c, d, e, f, g, h]);
  },
};

export const md5 = (bytes) => new Digest(MD5).add(bytes).hex();

// A browser has one of its own only where the address is safe.
const OWN = !globalThis.crypto?.subtle;

export async function sha256(bytes) {
  if (!OWN) return hexed(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  return new Digest(SHA256).add(bytes).hex();
}

/** Of a file. The browser's SHA-256 needs it whole: not for large ones. */
async function hashesOf(file, onProgress) {
  const PIECE = 4 << 20;
  const own = OWN || file.size > 16 * PIECE;
  const [md, sha] = [new Digest(MD5), new Digest(SHA256)];
  for (let from = 0; from < file.size; from += PIECE) {
    const piece = new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer());
    md.add(piece);
    if (own) sha.add(piece);
    onProgress(Math.min(1, (from + PIECE) / file.size));
    await breath();
  }
  return { sha256: own ? sha.hex() : await sha256(await file.arrayBuffer()), md5: md.hex() };
}

/** Leaving has to work at any time. */
const breath = () => new Promise((go) => setTimeout(go));

/* -- pixels as they are stored -- */

/** A JPEG without EXIF and colour profile, which browsers treat differently, and its orientation. */
async function bare(file) {
  const head = new DataView(await file.slice(0, 1 << 20).arrayBuffer());
  let [orientation, from, at] = [1, 0, 2];
  if (head.byteLength < 4 || head.getUint16(0) !== 0xffd8) return { blob: file, orientation };
  const parts = [];
  for (let mark; at + 4 < head.byteLength && (mark = head.getUint16(at)) > 0xff00 && mark !== 0xffda; ) {
    const next = mark === 0xffff ? at + 1 : at + 2 + head.getUint16(at + 2);
    if (mark === 0xffe1 || mark === 0xffe2) {
      const text = new TextDecoder('latin1').decode(head.buffer.slice(at + 4, next));
      const [, big, little] = ORIENTATION.exec(text) ?? [];
      if (big || little) orientation = (big ?? little).charCodeAt(0);
      parts.push(file.slice(from, at));
      from = next;
    }
    at = next;
  }
  return { blob: new Blob([...parts, file.slice(from)], { type: 'image/jpeg' }), orientation };
}

/** Tag 0x112: one short number from 2 to 8, with its big or its little end first. */
const ORIENTATION = /\x01\x12\0\x03\0\0\0\x01\0([\x02-\x08])|\x12\x01\x03\0\x01\0\0\0([\x02-\x08])/;

// A browser that does not know an option, or its value, refuses the call.
const decoded = (blob) => createImageBitmap(blob, { colorSpaceConversion: 'none', imageOrientation: 'none' }).catch(() => createImageBitmap(blob));

/** Pixels, some rows at a time: phones limit the size of a canvas. */
function* strips(source, width, height) {
  const rows = Math.min(height, Math.ceil(2 ** 19 / width));
  const canvas = Object.assign(document.createElement('canvas'), { width, height: rows });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  for (let y = 0; y < height; y += rows) {
    const count = Math.min(rows, height - y);
    pen.clearRect(0, 0, width, rows);
    pen.drawImage(source, 0, y, width, count, 0, 0, width, count);
    yield pen.getImageData(0, 0, width, count).data;
  }
  canvas.width = 0; // frees its memory
}

async function viewsOf(source, width, height, wanted, onProgress) {
  const views = new Views(width, height, wanted);
  for (const rows of strips(source, width, height)) {
    onProgress(views.add(rows).row / height);
    await breath();
  }
  return views.done();
}

/** Whether what is read from a canvas is changed, as in private modes, and how many bits that turns. */
export async function blurred() {
  const side = 96;
  // Something at every frequency: a little noise turns few bits.
  const grey = (x, y) => (7 * x * x * y + 3 * x * y * y + 11 * x + 29 * y) & 255;
  const known = Uint8ClampedArray.from(list(4 * side * side, (i) => (i % 4 === 3 ? 255 : grey(floor(i / 12) % 32, floor(i / 1152)))));
  const [read] = strips(await createImageBitmap(new ImageData(known, side)), side, side);
  const [right, got] = [known, read].map((pixels) => BigInt(`0x${pdqOfPixels(pixels, side, side).hex}`));
  return { blurred: known.some((value, i) => value !== read[i]), bits: (right ^ got).toString(2).replaceAll('0', '').length };
}

/* -- a file -- */

const [MOST_FRAMES, MOST_PICTURES] = [100, 20];
/** Quality below which a fingerprint says nothing. */
const USEFUL = 50;
/** Bits by which a canvas may be off. */
const BEARABLE = 10;

/** Codes, hashes, and what `blurred` says. No codes: it cannot be decoded here. What cannot be read throws. */
async function fingerprint(file, codesOf, onProgress) {
  const canvas = await blurred().catch(() => ({ blurred: true, bits: 256 }));
  const codes = canvas.bits > BEARABLE ? [] : await codesOf(file, (done) => onProgress(0.7 * done));
  return { codes, ...canvas, ...(await hashesOf(file, (done) => onProgress(0.7 + 0.3 * done))) };
}

/** `onProgress` gets 0 to 1; what it throws ends the work. */
export const fingerprintFile = (file, onProgress = () => {}) => fingerprint(file, pictureCodes, onProgress);
export const fingerprintVideo = (file, onProgress = () => {}) => fingerprint(file, videoCodes, onProgress);

async function pictureCodes(file, onProgress) {
  const { blob, orientation } = await bare(file);
  const bitmap = await decoded(blob).catch(() => null);
  const codes = bitmap ? await viewsOf(bitmap, bitmap.width, bitmap.height, members(orientation), onProgress) : [];
  bitmap?.close();
  return codes;
}

/** A frame each second, no crops, without frames that say nothing or the same again. */
async function videoCodes(file, onProgress) {
  const codes = [];
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, preload: 'auto' });
  const address = URL.createObjectURL(file); // leads nowhere but here
  try {
    await happens(video, 'loadeddata', { src: address });
    // A recording of a browser learns its length at its end.
    if (video.duration === Infinity) await happens(video, 'seeked', { currentTime: 1e6 });
    const { duration, videoWidth, videoHeight } = video;
    for (let at = 0; at < duration; at += Math.max(1, duration / MOST_FRAMES)) {
      await happens(video, 'seeked', { currentTime: at });
      const [code] = await viewsOf(video, videoWidth, videoHeight, [AS_STORED], () => {});
      if (code.quality >= USEFUL && codes.at(-1)?.hex !== code.hex) codes.push({ ...code, at });
      onProgress(at / duration);
    }
  } catch (error) {
    if (error !== CANNOT) throw error;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(address);
  }
  return codes;
}

const CANNOT = new Error('it does not play');

/** Sets something of a video and waits for what comes of it. */
const happens = (video, name, change) =>
  new Promise((done, failed) => {
    setTimeout(failed, 15_000, CANNOT);
    Object.assign(video, { [`on${name}`]: done, onerror: () => failed(CANNOT) }, change);
  });

/* -- the page -- */

const useful = ({ codes }) => codes.filter(({ quality }) => quality >= USEFUL);

/** What is sent. */
export function linesOf(result) {
  const lines = useful(result).map(({ name, at, quality, hex }) => `${at >= 0 ? `vpdq ${+at.toFixed(3)}` : `pdq ${name}`} ${quality} ${hex}`);
  return [...lines, `sha256 ${result.sha256}`, `md5 ${result.md5}`].join('\n');
}

/** What is true of it. Without codes only the very same file can be found. */
function sentence(result) {
  if (result.bits > BEARABLE) return 'blurred';
  if (result.codes.length === 0) return 'pixels';
  return useful(result).length === 0 ? 'weak' : result.blurred && 'slight';
}

/** Makes a page work, once. Call it for one that came into the document later. */
export function wire(page = document) {
  const parts = ['file', 'progress', 'codes', 'send', 'count'].map((name) => page.querySelector(`[data-picture-${name}]`));
  const [input, bar, codes, send, count] = parts;
  if (parts.includes(null) || input.form || input.name || input.onchange) return;
  const all = new Set(codes.value.split('\n\n').filter(Boolean));
  let latest = 0;
  const show = (say) => {
    codes.value = [...all].join('\n\n');
    count.textContent = all.size;
    send.disabled = !all.size;
    const now = ['script', say, all.size && say !== 'working' && 'done'];
    page.querySelectorAll('[data-picture-say]').forEach((one) => (one.hidden = !now.includes(one.dataset.pictureSay)));
  };
  input.onchange = async () => {
    const [file] = input.files;
    const mine = (latest += 1);
    input.value = ''; // lets go of the file, and of its name
    if (!file || all.size >= MOST_PICTURES) return show(file && 'many');
    const goOn = (done) => {
      if (mine !== latest || !input.isConnected) throw new Error();
      bar.value = done;
    };
    show('working');
    try {
      const result = await (file.type.startsWith('video/') ? fingerprintVideo : fingerprintFile)(file, goOn);
      goOn(1);
      all.add(linesOf(result));
      show(sentence(result));
    } catch {
      if (mine === latest) show('unread');
    }
  };
  addEventListener('pagehide', () => {
    latest += 1;
    all.clear(); // "Back" shows nothing of it
    show();
  });
  show();
}

if (globalThis.document) wire();
