// Fingerprints of a picture or a video, worked out on the device of whoever chose it. `/picture` works without it too.
//
// Nothing here sends, asks or stores anything. What a form sends later is the text of its read-only field, letter by
// letter what is shown:
//   pdq as_stored 100 f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22
//   vpdq 12.5 87 54a977c221d14c1c43ba5e6e21d4a13989a3553f1462611cbb85fda7be83b677   (second, quality, code)
//   sha256 … and md5 …
//
// What the page has; the script knows no words, it shows sentences that stand there hidden:
//   [data-picture-tool] hidden        around all that needs script
//   input[data-picture-file]          type=file, outside every form, without a name: otherwise nothing starts
//   progress[data-picture-progress]   from 0 to 1
//   [data-picture-say=…] hidden       working, done, slight, blurred, weak, pixels, unread (see `sentences`)
//   form[data-picture]                with textarea[data-picture-codes] (readonly, its name is the page's choice) and
//                                     button[data-picture-send], disabled until there is something to send

/* ---- the family: the picture and slight crops of it. The server has the same table. ---- */

/** Hundredths cut off: of the width left and right, of the height at top and bottom, each rounded down to pixels. */
const SHARES = [2, 5, 10];
/** Where: left, top, right, bottom. `crop_2` takes 2 % off all four sides, `crop_2_left` off one. */
const SIDES = { '': [1, 1, 1, 1], _left: [1, 0, 0, 0], _top: [0, 1, 0, 0], _right: [0, 0, 1, 0], _bottom: [0, 0, 0, 1] };
/** Names and crops in the order in which they are sent. */
const CROPS = SHARES.flatMap((share) => Object.entries(SIDES).map(([side, cut]) => [`crop_${share}${side}`, cut.map((of) => of * share)]));
const WHOLE = [0, 0, 0, 0];

/** Where EXIF turns a picture, "turned" is how it is seen, and crops are of that. Each: name, cut, orientation. */
const members = (orientation) => [
  ['as_stored', WHOLE, 1],
  ...(orientation > 1 ? [['turned', WHOLE, orientation]] : []),
  ...CROPS.map((crop) => [...crop, orientation]),
];

/* ---- PDQ as the reference makes it: luma, two box filters at full size, 64 x 64, DCT, median ---- */

const N = 64;
const { fround, floor } = Math;
const part = (share) => Float32Array.from({ length: 256 }, (_, value) => fround(share) * value);
const [RED, GREEN, BLUE] = [part(0.299), part(0.587), part(0.114)];
const SCALE = fround(Math.sqrt(2 / N));
const DCT = Float32Array.from({ length: 16 * N }, (_, i) => SCALE * Math.cos((Math.PI / 2 / N) * (floor(i / N) + 1) * (2 * (i % N) + 1)));

/**
 * How the 64 samples of one axis come from its pixels. Filters and decimation are linear: a sample is a weighted sum.
 * Given in the order of the stored pixels.
 */
function samples(length, from, to, backwards) {
  const n = to - from;
  const window = Math.ceil(n / 128);
  const ahead = floor((window + 2) / 2) - 1;
  const low = (at) => Math.max(0, at - (window - 1 - ahead));
  const high = (at) => Math.min(n - 1, at + ahead);
  const all = Array.from({ length: N }, (_, sample) => {
    const at = floor(((sample + 0.5) * n) / N);
    const start = low(low(at));
    const weights = new Float64Array(high(high(at)) - start + 1);
    for (let by = low(at); by <= high(at); by += 1) {
      const share = 1 / (high(at) - low(at) + 1) / (high(by) - low(by) + 1);
      for (let i = low(by); i <= high(by); i += 1) weights[i - start] += share;
    }
    const first = from + start;
    return backwards ? { sample, first: length - first - weights.length, weights: weights.reverse() } : { sample, first, weights };
  });
  return backwards ? all.reverse() : all;
}

/** Takes the rows of a stored picture from top to bottom, once, and gives the fingerprints of all wanted views of it. */
class Views {
  constructor(width, height, wanted) {
    Object.assign(this, { width, row: 0, luma: new Float64Array(width), spare: [], bands: new Map() });
    this.views = wanted.map(([name, cut, orientation]) => {
      const across = orientation > 4;
      const [w, h] = across ? [height, width] : [width, height];
      const [left, top, right, bottom] = cut.map((of, side) => floor(((side % 2 ? h : w) * of) / 100));
      const view = { name, across, small: new Float32Array(N * N), tiny: w - left - right < 5 || h - top - bottom < 5 };
      if (view.tiny) return view;
      const x = [w, left, w - right, [2, 3, 6, 7].includes(orientation)];
      const y = [h, top, h - bottom, [3, 4, 7, 8].includes(orientation)];
      view.columns = samples(...(across ? y : x));
      this.band(across ? x : y).views.push(view);
      return view;
    });
  }

  /** Views of the same rows share their sums. */
  band(rows) {
    const key = rows.join();
    if (!this.bands.has(key)) this.bands.set(key, { rows: samples(...rows), open: [], views: [] });
    return this.bands.get(key);
  }

  /** Adds whole rows, four bytes a pixel. What is transparent counts with its colour. */
  add(rgba) {
    const { width, luma } = this;
    for (let i = 0; i + 4 * width <= rgba.length; this.row += 1) {
      for (let x = 0; x < width; x += 1, i += 4) luma[x] = fround(fround(RED[rgba[i]] + GREEN[rgba[i + 1]]) + BLUE[rgba[i + 2]]);
      for (const band of this.bands.values()) this.addRow(band);
    }
    return this;
  }

  addRow({ rows, open, views }) {
    const { luma, row, spare } = this;
    while (rows[0]?.first <= row) open.push({ ...rows.shift(), sums: (spare.pop() ?? new Float64Array(luma.length)).fill(0) });
    for (const { first, weights, sums } of open) {
      const weight = weights[row - first];
      for (let x = 0; x < sums.length; x += 1) sums[x] += weight * luma[x];
    }
    while (open.length > 0 && row === open[0].first + open[0].weights.length - 1) {
      const { sample, sums } = open.shift();
      for (const view of views) takeColumns(view, sample, sums);
      spare.push(sums);
    }
  }

  done() {
    return this.views.map(({ name, small, tiny }) => ({ name, hex: tiny ? '0'.repeat(N) : hexOf(small), quality: tiny ? 0 : qualityOf(small) }));
  }
}

/** One row of the 64 is whole: a view takes its 64 columns from it. */
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

/** Which of the 16 x 16 lowest frequencies are above their median. Added in float32 and in the order of the reference. */
function hexOf(small) {
  const dot = (wave, of, at, step) => {
    let sum = 0;
    for (let k = 0; k < N; k += 1) sum = fround(sum + fround(DCT[wave * N + k] * of[at + k * step]));
    return sum;
  };
  const half = Float32Array.from({ length: 16 * N }, (_, i) => dot(floor(i / N), small, i % N, N));
  const waves = Float32Array.from({ length: 256 }, (_, i) => dot(i % 16, half, floor(i / 16) * N, 1));
  const median = waves.slice().sort()[127];
  // Bit 255 comes first.
  return hexed(Array.from({ length: 32 }, (_, byte) => [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => 2 * sum + (waves[255 - 8 * byte - bit] > median), 0)));
}

const hexed = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** PDQ of a picture and of its slight crops, from pixels of four bytes. `orientation` is that of EXIF, 1 to 8. */
export const family = (rgba, width, height, orientation = 1) => new Views(width, height, members(orientation)).add(rgba).done();

/** PDQ of pixels and its quality. */
export function pdqOfPixels(rgba, width, height) {
  const [{ hex, quality }] = new Views(width, height, [['as_stored', WHOLE, 1]]).add(rgba).done();
  return { hex, quality };
}

/* ---- SHA-256 and MD5: for the very same file ---- */

const bitsOf = (number) => floor((number % 1) * 2 ** 32) | 0;
const primes = Array.from({ length: 310 }, (_, i) => i + 2).filter((n, i, all) => all.every((by) => by >= n || n % by > 0));
const SHA_ADDS = primes.map((prime) => bitsOf(Math.cbrt(prime)));
const MD5_ADDS = Array.from({ length: 64 }, (_, i) => bitsOf(Math.abs(Math.sin(i + 1))));
const MD5_TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** Bytes in pieces of any size, taken in blocks of 64. */
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
      let mix, at;
      if (i < 16) [mix, at] = [(b & c) | (~b & d), i];
      else if (i < 32) [mix, at] = [(d & b) | (~d & c), 5 * i + 1];
      else if (i < 48) [mix, at] = [b ^ c ^ d, 3 * i + 5];
      else [mix, at] = [c ^ (b | ~d), 7 * i];
      const sum = (a + mix + MD5_ADDS[i] + words[at & 15]) | 0;
      const turn = MD5_TURNS[4 * (i >> 4) + (i & 3)];
      [a, b, c, d] = [d, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0, b, c];
    }
    [a, b, c, d].forEach((word, i) => (state[i] += word));
  },
};

const SHA256 = {
  start: primes.slice(0, 8).map((prime) => bitsOf(Math.sqrt(prime))),
  little: false,
  step(state, words) {
    const turn = (word, by) => (word >>> by) | (word << (32 - by));
    for (let i = 16; i < 64; i += 1) {
      const [far, near] = [words[i - 15], words[i - 2]];
      words[i] = words[i - 16] + words[i - 7] + (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)) + (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + SHA_ADDS[i] + words[i]) | 0;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
  },
};

export const md5 = (bytes) => new Digest(MD5).add(bytes).hex();

/** The browser's own, which it has only where the address is safe; else ours. */
export async function sha256(bytes) {
  return globalThis.crypto?.subtle ? hexed(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) : new Digest(SHA256).add(bytes).hex();
}

/** Both of a file of any size. The browser's own SHA-256 needs it whole, so that is for small ones. */
async function hashesOf(file, onProgress) {
  const PIECE = 4 << 20;
  const own = !globalThis.crypto?.subtle || file.size > 16 * PIECE;
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

/** Lets the page live for a moment: leaving has to work at any time. */
const breath = () => new Promise((go) => setTimeout(go));

/* ---- pixels as they are stored ---- */

/**
 * A JPEG without EXIF and colour profile, and how EXIF turns it. Browsers differ in what they do with these and in what
 * can be switched off; what is not there, none can use.
 */
async function bare(file) {
  const head = new DataView(await file.slice(0, 1 << 20).arrayBuffer());
  let [orientation, from, at] = [1, 0, 2];
  if (head.byteLength < 4 || head.getUint16(0) !== 0xffd8) return { blob: file, orientation };
  const parts = [];
  while (at + 4 < head.byteLength && head.getUint16(at) > 0xff00 && head.getUint16(at) !== 0xffda) {
    const next = head.getUint16(at) === 0xffff ? at + 1 : at + 2 + head.getUint16(at + 2);
    if ([0xffe1, 0xffe2].includes(head.getUint16(at))) {
      orientation = Math.max(orientation, orientationIn(head, at + 4));
      parts.push(file.slice(from, at));
      from = next;
    }
    at = next;
  }
  return { blob: new Blob([...parts, file.slice(from)], { type: 'image/jpeg' }), orientation };
}

function orientationIn(view, at) {
  try {
    if (view.getUint32(at) !== 0x45786966) return 1; // "Exif"
    const little = view.getUint16(at + 6) === 0x4949;
    const list = at + 6 + view.getUint32(at + 10, little);
    for (let left = view.getUint16(list, little), tag = list + 2; left > 0; left -= 1, tag += 12) {
      const value = view.getUint16(tag + 8, little);
      if (view.getUint16(tag, little) === 0x112) return value <= 8 ? value : 1;
    }
  } catch {
    // It ends before it should.
  }
  return 1;
}

// A browser that does not know an option, or its value, refuses the call.
const decoded = (blob) => createImageBitmap(blob, { colorSpaceConversion: 'none', imageOrientation: 'none' }).catch(() => createImageBitmap(blob));

/** Pixels of what can be drawn, some rows at a time: phones limit the size of a canvas. */
function* strips(source, width, height) {
  const rows = Math.min(height, Math.ceil(2 ** 20 / width));
  const canvas = Object.assign(document.createElement('canvas'), { width, height: rows });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  for (let y = 0; y < height; y += rows) {
    const count = Math.min(rows, height - y);
    pen.clearRect(0, 0, width, rows);
    pen.drawImage(source, 0, y, width, count, 0, 0, width, count);
    yield pen.getImageData(0, 0, width, count).data;
  }
  canvas.width = 0; // gives its memory back at once
}

async function viewsOf(source, width, height, wanted, onProgress) {
  const views = new Views(width, height, wanted);
  for (const rows of strips(source, width, height)) {
    onProgress(views.add(rows).row / height);
    await breath();
  }
  return views.done();
}

/**
 * Whether this browser changes what is read from a canvas, as private modes do: a known picture is drawn and read. `bits`
 * is by how much its fingerprint is off then, 0 to 256: some modes change few pixels, some all.
 */
export async function blurred() {
  const side = 96;
  const known = Uint8ClampedArray.from({ length: 4 * side * side }, (_, i) => {
    const [x, y] = [floor(i / 48) % 8, floor(i / 4608)];
    return i % 4 === 3 ? 255 : (x * 37 + y * 101 + x * y * 53 + (i % 4) * 71) * 29 & 255;
  });
  const [read] = strips(await createImageBitmap(new ImageData(known, side)), side, side);
  const [right, got] = [known, read].map((pixels) => pdqOfPixels(pixels, side, side).hex);
  return { blurred: known.some((value, i) => value !== read[i]), bits: distance(right, got) };
}

const distance = (one, other) => [...one].reduce((sum, digit, i) => sum + [1, 2, 4, 8].filter((bit) => (parseInt(digit, 16) ^ parseInt(other[i], 16)) & bit).length, 0);

/* ---- a file: its codes, none where this browser cannot decode it. What cannot be read is thrown ---- */

/** `onProgress` gets 0 to 1; what it throws ends the work. */
export async function fingerprintFile(file, onProgress = () => {}) {
  const { blob, orientation } = await bare(file);
  const bitmap = await decoded(blob).catch(() => null);
  const codes = bitmap ? await viewsOf(bitmap, bitmap.width, bitmap.height, members(orientation), (done) => onProgress(0.7 * done)) : [];
  bitmap?.close();
  return { codes, ...(await blurred()), ...(await hashesOf(file, (done) => onProgress(0.7 + 0.3 * done))) };
}

/** Of a video: a frame each second, at most so many, no crops. Frames that say nothing, or the same again, are left out. */
const MOST_FRAMES = 100;

export async function fingerprintVideo(file, onProgress = () => {}) {
  const codes = [];
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, preload: 'auto' });
  const address = URL.createObjectURL(file); // leads to memory of this page, nowhere else
  try {
    await happens(video, 'loadeddata', { src: address });
    // A recording of a browser does not know how long it is until somebody was at its end.
    if (video.duration === Infinity) await happens(video, 'seeked', { currentTime: 1e6 });
    const { duration, videoWidth, videoHeight } = video;
    for (let at = 0; at < duration; at += Math.max(1, duration / MOST_FRAMES)) {
      await happens(video, 'seeked', { currentTime: at });
      const [code] = await viewsOf(video, videoWidth, videoHeight, [['frame', WHOLE, 1]], () => {});
      if (code.quality >= USEFUL && codes.at(-1)?.hex !== code.hex) codes.push({ ...code, at });
      onProgress((0.7 * at) / duration);
    }
  } catch (error) {
    if (error !== CANNOT) throw error;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(address);
  }
  return { codes, ...(await blurred()), ...(await hashesOf(file, (done) => onProgress(0.7 + 0.3 * done))) };
}

const CANNOT = new Error('this browser does not play it');

/** Sets something of a video and waits for what comes of it. */
const happens = (video, name, change) =>
  new Promise((done, failed) => {
    const longest = setTimeout(failed, 15_000, CANNOT);
    video.addEventListener(name, () => done(clearTimeout(longest)), { once: true });
    video.addEventListener('error', () => failed(CANNOT), { once: true });
    Object.assign(video, change);
  });

/* ---- the page ---- */

/** Of 100: a fingerprint of less says nothing and is not sent. */
const USEFUL = 50;
/** Of 256 bits: where a canvas is off by more there are no fingerprints. */
const BEARABLE = 10;

/** What is sent. */
export function linesOf({ codes, bits, sha256: sha, md5: md }) {
  const useful = codes.filter(({ quality }) => bits <= BEARABLE && quality >= USEFUL);
  const line = ({ name, at, quality, hex }) => (at === undefined ? `pdq ${name}` : `vpdq ${+at.toFixed(3)}`) + ` ${quality} ${hex}`;
  return [...useful.map(line), `sha256 ${sha}`, `md5 ${md}`];
}

/** Which sentences are true of it. */
function sentences({ codes, blurred: changed, bits }, lines) {
  if (codes.length === 0) return ['done', 'pixels']; // only the file itself can be found again
  if (bits > BEARABLE) return ['done', 'blurred'];
  return ['done', changed && 'slight', lines.length === 2 && 'weak'];
}

/** Makes the page work, once. For a page that came into the document later, call it then. */
export function wire(page = document) {
  const find = (what) => page.querySelector(what);
  const [form, input, bar] = [find('form[data-picture]'), find('input[data-picture-file]'), find('[data-picture-progress]')];
  if (!form || !input || input.form || input.name || input.onchange) return;
  const [codes, send] = [form.querySelector('[data-picture-codes]'), form.querySelector('[data-picture-send]')];
  let latest = 0;
  const show = (...names) => {
    for (const one of page.querySelectorAll('[data-picture-say]')) one.hidden = !names.includes(one.dataset.pictureSay);
    bar.hidden = !names.includes('working');
  };
  const clear = () => {
    latest += 1;
    codes.value = input.value = '';
    send.disabled = true;
    show();
  };
  input.onchange = async () => {
    const [file] = input.files;
    clear(); // lets go of the file, and of its name
    if (!file) return;
    const mine = latest;
    const goOn = (done) => {
      if (mine !== latest || !input.isConnected) throw new Error('not wanted any more');
      bar.value = done;
    };
    show('working');
    try {
      const result = await (file.type.startsWith('video/') ? fingerprintVideo : fingerprintFile)(file, goOn);
      goOn(1);
      const lines = linesOf(result);
      codes.value = lines.join('\n');
      send.disabled = false;
      show(...sentences(result, lines));
    } catch {
      if (mine === latest) show('unread');
    }
  };
  addEventListener('pagehide', clear); // "Back" shows nothing of it
  for (const tool of page.querySelectorAll('[data-picture-tool]')) tool.hidden = false;
  clear();
}

if (globalThis.document) wire();
