// PDQ as the reference computes it, step by step with whole float32 pictures in memory: slow, and what picture.js has to
// equal. And pictures to try it with: squares, waves and noise, made from numbers.
const N = 64;
const { fround } = Math;

/** How many of 256 bits differ. */
export const bits = (one, other) => (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll('0', '').length;

/** One line through the box filter, with the running sum of the reference. */
function box(from, to, start, step, n, window) {
  const half = Math.floor((window + 2) / 2);
  let [sum, size, left, right] = [0, 0, 0, 0];
  const add = () => (sum = fround(sum + from[start + step * right++]));
  const drop = () => (sum = fround(sum - from[start + step * left++]));
  for (; right < half - 1; size += 1) add();
  for (let i = 0; i < n; i += 1) {
    if (right < n) add(), (size += 1);
    if (size > window || right === n && i > n - half) drop(), (size -= 1);
    to[start + step * i] = fround(sum / size);
  }
}

export function reference(rgba, width, height) {
  if (width < 5 || height < 5) return { hex: '0'.repeat(64), quality: 0 };
  const [r, g, b] = [0.299, 0.587, 0.114].map(fround);
  const luma = Float32Array.from({ length: width * height }, (_, i) => fround(fround(fround(r * rgba[4 * i]) + fround(g * rgba[4 * i + 1])) + fround(b * rgba[4 * i + 2])));
  const other = new Float32Array(luma.length);
  for (let pass = 0; pass < 2 && !(width === N && height === N); pass += 1) {
    for (let y = 0; y < height; y += 1) box(luma, other, y * width, 1, width, Math.ceil(width / 128));
    for (let x = 0; x < width; x += 1) box(other, luma, x, width, height, Math.ceil(height / 128));
  }
  const small = Float32Array.from({ length: N * N }, (_, i) => {
    const y = Math.trunc(((Math.floor(i / N) + 0.5) * height) / N);
    return luma[y * width + Math.trunc((((i % N) + 0.5) * width) / N)];
  });
  return { hex: hash(small), quality: quality(small) };
}

function quality(small) {
  let sum = 0;
  const step = (u, v) => Math.abs(Math.trunc(fround(fround(fround(u - v) * 100) / 255)));
  for (let y = 0; y < N - 1; y += 1) for (let x = 0; x < N; x += 1) sum += step(small[y * N + x], small[(y + 1) * N + x]);
  for (let y = 0; y < N; y += 1) for (let x = 0; x < N - 1; x += 1) sum += step(small[y * N + x], small[y * N + x + 1]);
  return Math.min(100, Math.trunc(sum / 90));
}

function hash(small) {
  const scale = fround(Math.sqrt(2 / N));
  const d = (i, j) => fround(scale * Math.cos((Math.PI / 2 / N) * (i + 1) * (2 * j + 1)));
  const sum = (of) => Array.from({ length: N }, (_, k) => of(k)).reduce((all, one) => fround(all + fround(one)), 0);
  const half = Array.from({ length: 16 }, (_, i) => Array.from({ length: N }, (_, j) => sum((k) => d(i, k) * small[k * N + j])));
  const waves = Array.from({ length: 256 }, (_, at) => sum((k) => half[at >> 4][k] * d(at & 15, k)));
  const median = [...waves].sort((a, b) => a - b)[127];
  const set = waves.reduce((all, wave, at) => (wave > median ? all | (1n << BigInt(at)) : all), 0n);
  return set.toString(16).padStart(64, '0');
}

/** A row of numbers that is the same each time. */
export function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

/** @returns {Uint8Array} Four bytes a pixel: waves of some colours under rectangles of others, and a little noise. */
export function made(width, height, seed) {
  const next = numbers(seed);
  const waves = Array.from({ length: 6 }, () => ({ x: (next(160) - 80) / width, y: (next(160) - 80) / height, by: 20 + next(60), part: next(3) }));
  const sheets = Array.from({ length: 12 }, () => ({ x: next(width), y: next(height), w: next(width) / 3, h: next(height) / 3, colour: [next(256), next(256), next(256)] }));
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const sheet = sheets.find((one) => x >= one.x && x < one.x + one.w && y >= one.y && y < one.y + one.h);
    for (let part = 0; part < 3; part += 1) {
      let value = sheet?.colour[part] ?? 120;
      for (const wave of waves) if (wave.part === part) value += wave.by * Math.sin(x * wave.x + y * wave.y);
      rgba[4 * i + part] = Math.max(0, Math.min(255, value + next(9)));
    }
  }
  return rgba;
}

/** New pixels, each taken from where `from(x, y)` says. */
export function moved(rgba, width, size, from) {
  const pixels = new Uint8Array(4 * size.width * size.height);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const [fromX, fromY] = from(x, y);
      const at = 4 * (fromY * width + fromX);
      pixels.set(rgba.subarray(at, at + 4), 4 * (y * size.width + x));
    }
  }
  return pixels;
}
