// Fingerprints of a picture or a video, worked out on the device of who chose it. For `/picture`, which works without it.
//
// The picture goes nowhere: nothing here sends anything, stores anything or asks for anything. What a form sends later is
// the text in its read-only field, letter by letter what is shown, and that text is lines such as
//
//   pdq as_stored 100 f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22
//   vpdq 12.5 87 54a977c221d14c1c43ba5e6e21d4a13989a3553f1462611cbb85fda7be83b677
//   sha256 …
//   md5 …
//
// What the page has to have (see `wire`; the script has no words of its own, it shows sentences of the page):
//   [data-picture-tool]       around all that needs script; hidden until there is script
//   input[data-picture-file]  no name, in no form: a form that holds it, or a name, and nothing starts
//   progress[data-picture-progress]
//   [data-picture-say="…"]    hidden sentences; shown: working, done, blurred, weak, pixels, unread, slight, turned
//   form[data-picture]        with textarea[data-picture-codes][name][readonly] and button[data-picture-send]; the button
//                             is disabled until there is something to send
//
// PDQ is that of the reference (float32 luma, Jarosz filter at full size, 64 x 64, DCT, median), in one pass over the
// rows: both box filters and the decimation are linear, so each of the 64 rows is a weighted sum of rows of the picture.

/* ---- the family: the picture and slight crops of it. The server has the same table. ---- */

/** Hundredths cut off: of the width left and right, of the height at top and bottom, each rounded down to pixels. */
const SHARES = [2, 5, 10];
/** What each crop takes off: left, top, right, bottom. `crop_2` takes 2 % off all four sides, `crop_2_left` off one. */
const SIDES = [
  ['', 1, 1, 1, 1],
  ['_left', 1, 0, 0, 0],
  ['_top', 0, 1, 0, 0],
  ['_right', 0, 0, 1, 0],
  ['_bottom', 0, 0, 0, 1],
];
const WHOLE = [0, 0, 0, 0];

/** Names and crops in the order in which they are sent. Crops are of the picture as it is seen: turned, if it is turned. */
export const FAMILY = SHARES.flatMap((share) => SIDES.map(([side, ...cut]) => [`crop_${share}${side}`, cut.map((of) => of * share)]));

/** The members of a family. A picture that is turned when it is shown has "turned" beside "as_stored". */
const members = (orientation) => [
  ['as_stored', WHOLE, 1],
  ...(orientation > 1 ? [['turned', WHOLE, orientation]] : []),
  ...FAMILY.map(([name, cut]) => [name, cut, orientation]),
];

/* ---- PDQ ---- */

const N = 64;
const { fround } = Math;
const table = (share) => Float32Array.from({ length: 256 }, (_, value) => fround(share) * value);
const [RED, GREEN, BLUE] = [table(0.299), table(0.587), table(0.114)];
const SCALE = fround(Math.sqrt(2 / N));
const DCT = Float32Array.from({ length: 16 * N }, (_, at) => SCALE * Math.cos((Math.PI / 2 / N) * (Math.floor(at / N) + 1) * (2 * (at % N) + 1)));

/**
 * How the 64 samples of one axis are made from its pixels: two means over a window, then every (n/64)th.
 * @returns {{first: number, weights: Float64Array}[]} In the order of the pixels of the stored picture.
 */
function samples(length, from, to, backwards) {
  const n = to - from;
  const window = Math.ceil(n / 128);
  const ahead = Math.floor((window + 2) / 2) - 1;
  const behind = window - 1 - ahead;
  const low = (at) => Math.max(0, at - behind);
  const high = (at) => Math.min(n - 1, at + ahead);
  const all = Array.from({ length: N }, (_, sample) => {
    const at = Math.floor(((sample + 0.5) * n) / N);
    const start = low(low(at));
    const weights = new Float64Array(high(high(at)) - start + 1);
    for (let by = low(at); by <= high(at); by += 1) {
      const share = 1 / (high(at) - low(at) + 1) / (high(by) - low(by) + 1);
      for (let i = low(by); i <= high(by); i += 1) weights[i - start] += share;
    }
    if (!backwards) return { sample, first: from + start, weights };
    return { sample, first: length - from - start - weights.length, weights: weights.reverse() };
  });
  return backwards ? all.reverse() : all;
}

/** Takes the rows of a stored picture from top to bottom and gives the fingerprints of all wanted views of it. */
class Views {
  /** @param {[string, number[], number][]} wanted Name, hundredths cut off, EXIF orientation 1 to 8. */
  constructor(width, height, wanted) {
    Object.assign(this, { width, row: 0, luma: new Float64Array(width), spare: [], bands: new Map() });
    this.views = wanted.map(([name, cut, orientation]) => {
      const across = orientation > 4;
      const [w, h] = across ? [height, width] : [width, height];
      const [left, top, right, bottom] = cut.map((of, side) => Math.floor(((side % 2 ? h : w) * of) / 100));
      const view = { name, across, small: new Float32Array(N * N), empty: w - left - right < 5 || h - top - bottom < 5 };
      if (view.empty) return view;
      const x = [w, left, w - right, [2, 3, 6, 7].includes(orientation)];
      const y = [h, top, h - bottom, [3, 4, 7, 8].includes(orientation)];
      view.columns = samples(...(across ? y : x));
      this.band(across ? x : y).views.push(view);
      return view;
    });
  }

  /** Views with the same rows share the sums of these rows. */
  band(rows) {
    const key = rows.join();
    if (!this.bands.has(key)) this.bands.set(key, { rows: samples(...rows), open: [], next: 0, views: [] });
    return this.bands.get(key);
  }

  /** Adds whole rows, four bytes a pixel. What is transparent counts with its colour. */
  add(rgba) {
    const { width, luma } = this;
    for (let at = 0; at + 4 * width <= rgba.length; at += 4 * width) {
      for (let x = 0, i = at; x < width; x += 1, i += 4) luma[x] = fround(fround(RED[rgba[i]] + GREEN[rgba[i + 1]]) + BLUE[rgba[i + 2]]);
      for (const band of this.bands.values()) this.addRow(band);
      this.row += 1;
    }
  }

  addRow(band) {
    const { luma, row } = this;
    while (band.next < N && band.rows[band.next].first <= row) {
      const sums = this.spare.pop() ?? new Float64Array(luma.length);
      band.open.push({ ...band.rows[band.next], sums: sums.fill(0) });
      band.next += 1;
    }
    for (const { first, weights, sums } of band.open) {
      const weight = weights[row - first];
      for (let x = 0; x < sums.length; x += 1) sums[x] += weight * luma[x];
    }
    // Samples stand in order and windows never shrink inwards: the oldest is done first.
    while (band.open.length > 0 && row - band.open[0].first + 1 >= band.open[0].weights.length) this.close(band, band.open.shift());
  }

  /** A row of the 64 is whole: each view takes its 64 columns from it. */
  close(band, { sample, sums }) {
    for (const { across, columns, small } of band.views) {
      for (const { sample: column, first, weights } of columns) {
        let sum = 0;
        for (let i = 0; i < weights.length; i += 1) sum += weights[i] * sums[first + i];
        small[across ? column * N + sample : sample * N + column] = sum;
      }
    }
    this.spare.push(sums);
  }

  /** @returns {{name: string, hex: string, quality: number}[]} */
  done() {
    return this.views.map(({ name, small, empty }) => ({ name, hex: empty ? '0'.repeat(N) : hexOf(small), quality: empty ? 0 : qualityOf(small) }));
  }
}

/** 0 to 100, how much there is to see. Below 50 a fingerprint means nothing. */
function qualityOf(small) {
  let sum = 0;
  const step = (a, b) => Math.abs(Math.trunc(fround(fround(fround(small[a] - small[b]) * 100) / 255)));
  for (let at = 0; at < N * N; at += 1) {
    if (at + N < N * N) sum += step(at, at + N);
    if (at % N < N - 1) sum += step(at, at + 1);
  }
  return Math.min(100, Math.floor(sum / 90));
}

/** The 256 bits: which of the 16 x 16 lowest frequencies are above their median. In float32, as the reference adds. */
function hexOf(small) {
  const dot = (a, b, of) => {
    let sum = 0;
    for (let k = 0; k < N; k += 1) sum = fround(sum + fround(DCT[a * N + k] * of[b + k * (of === small ? N : 1)]));
    return sum;
  };
  const half = Float32Array.from({ length: 16 * N }, (_, at) => dot(Math.floor(at / N), at % N, small));
  const waves = Float32Array.from({ length: 256 }, (_, at) => dot(at % 16, Math.floor(at / 16) * N, half));
  const median = Float32Array.from(waves).sort()[127];
  let hex = '';
  for (let bit = 255; bit > 0; bit -= 4) {
    const four = [bit, bit - 1, bit - 2, bit - 3].map((at) => Number(waves[at] > median)).join('');
    hex += parseInt(four, 2).toString(16);
  }
  return hex;
}

function viewsOfPixels(rgba, width, height, wanted) {
  const views = new Views(width, height, wanted);
  views.add(rgba.subarray(0, 4 * width * height));
  return views.done();
}

/** PDQ of pixels, four bytes each, and its quality. */
export function pdqOfPixels(rgba, width, height) {
  const [{ hex, quality }] = viewsOfPixels(rgba, width, height, [['as_stored', WHOLE, 1]]);
  return { hex, quality };
}

/** PDQ of a picture and of its slight crops. `orientation` is that of EXIF, 1 to 8. */
export const family = (rgba, width, height, orientation = 1) => viewsOfPixels(rgba, width, height, members(orientation));
