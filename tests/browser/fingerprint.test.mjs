// A fingerprint from the picture in the browser to the visitor's own page: nothing is asked while it is made, also
// without a network; what is sent is what was shown; it can be added to and stopped.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, Person } from './lib/browser.mjs';
import { made } from './lib/pdq.mjs';
import { serve } from './lib/serve.mjs';
import { plain, readReceipt } from './lib/story.mjs';

let browser, vigie;
before(async () => {
  [browser, vigie] = await Promise.all([launch({ whole: true }), serve()]);
});
after(async () => {
  await browser?.close();
  await vigie?.kill();
});

/** A picture of `made` as a file, without a browser's help: 24 bits a pixel, rows from the bottom. */
function picture(seed, width = 320, height = 240) {
  const rgba = made(width, height, seed);
  const bytes = Buffer.alloc(54 + 3 * width * height);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  [54, 40, width, height].forEach((value, at) => bytes.writeUInt32LE(value, 10 + 4 * at));
  [1, 24].forEach((value, at) => bytes.writeUInt16LE(value, 26 + 2 * at));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [from, to] = [4 * (y * width + x), 54 + 3 * ((height - 1 - y) * width + x)];
      for (let part = 0; part < 3; part += 1) bytes[to + part] = rgba[from + 2 - part];
    }
  }
  return { name: 'IMG_2041.bmp', mimeType: 'image/bmp', buffer: bytes };
}

/** Somebody whose every request is written down, with what it carried. */
async function come(how) {
  const person = await Person.come(browser, how);
  const asked = [];
  person.context.on('request', (request) => asked.push({ line: `${request.method()} ${new URL(request.url()).pathname}`, body: request.postData() }));
  return { person, page: person.page, asked };
}

/** Chooses a picture and waits until one more is there. Gives what would be sent. */
async function choose(page, file, count) {
  await page.setInputFiles('#file', file);
  await page.locator('[data-picture-count]', { hasText: String(count) }).filter({ visible: true }).waitFor();
  return page.inputValue('#codes');
}

const press = async (page, selector, wanted) => {
  await page.locator(selector).first().click();
  await page.locator(wanted).first().waitFor();
};

/** What the own page says of fingerprints. */
const box = async (page) => plain(await page.locator('#fingerprints').innerText());

/** Nothing of a picture stands in an address, the log or the counts. */
async function nowhere(codes, asked) {
  const counts = await fetch(`${vigie.url}/metrics`).then((answer) => answer.text());
  const digits = codes.match(/[0-9a-f]{64}/g);
  assert.ok(digits.length > 10);
  for (const text of [vigie.errors.err, vigie.errors.out, counts, ...asked.map(({ line }) => line)]) {
    assert.ok(!digits.some((one) => text.includes(one)));
  }
}

test('from the first page: made without a network, sent as shown, on the own page, one more, stopped', async () => {
  const { person, page, asked } = await come({ width: 390 });
  await page.goto(`${vigie.url}/?l=en`);
  // Pages change inside one document: what makes fingerprints comes with the page that needs it.
  await press(page, 'main a[href^="/picture?"]', 'label:has(#file)');
  await page.locator('[data-picture-say=script]').filter({ visible: true }).waitFor();
  assert.equal(await page.locator('[data-picture-say=without]').isVisible(), false);
  assert.equal(await page.locator('[data-picture-send]').isVisible(), false, 'there is nothing to send');

  const before = asked.length;
  await person.context.setOffline(true);
  await choose(page, picture(1), 1);
  const codes = await choose(page, picture(2), 2);
  assert.equal(await choose(page, picture(2), 2), codes, 'the same one again is no more');
  await page.locator('input[name=age][value=under_18]').check();
  await page.locator('input[name=wish]').check();
  assert.equal(codes.match(/^pdq as_stored /gm).length, 2);
  assert.equal(asked.length, before, 'nothing was asked while they were made');
  await page.locator('[data-picture-send]').click();
  await page.locator('.lost').waitFor();
  assert.equal(await page.inputValue('#codes'), codes, 'without a network nothing is lost');
  await person.context.setOffline(false);
  assert.deepEqual(person.complaints.splice(0), ['Failed to load resource: net::ERR_INTERNET_DISCONNECTED']);

  const offline = asked.splice(0).length;
  assert.equal(offline, before + 1, 'one try, and nothing else');
  await press(page, '[data-picture-send]', '.words');
  assert.deepEqual(asked.map(({ line }) => line), ['POST /picture']);
  const sent = new URLSearchParams(asked[0].body);
  assert.equal(sent.get('codes').replaceAll('\r\n', '\n'), codes, 'what is sent is what was shown');
  assert.deepEqual([...sent.keys()].sort(), ['age', 'codes', 'draft', 'l', 'wish']);
  const code = await readReceipt(page);

  await page.goBack();
  await page.locator('main').waitFor();
  await page.waitForFunction(() => !document.querySelector('.words'));
  assert.ok(!(await page.content()).includes('as_stored') && !((await page.locator('#codes').count()) && (await page.inputValue('#codes'))), '"Back" shows nothing of it');

  await page.goto(`${vigie.url}/back?l=en`);
  await page.locator('#code').fill(code.words);
  await press(page, 'form[action="/back"] button', '#fingerprints');
  assert.match(await box(page), /2 pictures have a fingerprint/);
  assert.match(await box(page), /We have heard nothing so far/);
  assert.ok(!(await page.locator('main').textContent()).includes('as_stored'), 'no code is among the words');

  await press(page, '#fingerprints form[action="/picture"] button', 'label:has(#file)');
  await page.locator('[data-picture-say=script]').filter({ visible: true }).waitFor();
  await choose(page, picture(3), 1);
  await press(page, '[data-picture-send]', '#fingerprints');
  assert.match(await box(page), /3 pictures have a fingerprint/);

  await press(page, 'form[action="/back/stop"] button', 'form[action="/back/stop/yes"]');
  await press(page, 'form[action="/back/stop/yes"] button', '#fingerprints');
  assert.match(await box(page), /You stopped your fingerprints/);
  assert.equal(await page.locator('form[action="/back/stop"]').count(), 0);
  await nowhere(codes, asked);
  await person.leftNoTrace();
  await person.go();
});

test('opened by its address, for who is threatened by somebody close: the same, without a network', async () => {
  const { person, page, asked } = await come({ lang: 'ar', width: 320 });
  await page.goto(`${vigie.url}/2/picture?l=ar`);
  await page.locator('[data-picture-say=script]').filter({ visible: true }).waitFor();
  assert.deepEqual(asked.map(({ line }) => line).filter((line) => !line.includes('favicon')), ['GET /2/picture', 'GET /s.js', 'GET /picture.js']);
  const before = asked.length;
  await person.context.setOffline(true);
  const codes = await choose(page, picture(4), 1);
  assert.equal(asked.length, before);
  await person.context.setOffline(false);
  await press(page, '[data-picture-send]', '.words');
  await readReceipt(page);
  assert.match(page.url(), /\/2\/back\?l=ar$/);
  await nowhere(codes, asked);
  await person.leftNoTrace();
  await person.go();
});

test('twenty pictures at most, and the page says so', async () => {
  const { person, page } = await come();
  await page.goto(`${vigie.url}/picture?l=en`);
  for (let count = 1; count <= 20; count += 1) await choose(page, picture(100 + count, 96, 80), count);
  await page.setInputFiles('#file', picture(99, 96, 80));
  await page.locator('[data-picture-say=many]').filter({ visible: true }).waitFor();
  await press(page, '[data-picture-send]', '.words');
  const code = await readReceipt(page);
  await page.goto(`${vigie.url}/back?l=en`);
  await page.locator('#code').fill(code.digits);
  await press(page, 'form[action="/back"] button', '#fingerprints');
  assert.match(await box(page), /20 pictures have a fingerprint/);
  await person.leftNoTrace();
  await person.go();
});

test('without script there is a way on, and no chooser that could send a picture', async () => {
  const person = await Person.come(browser, { script: false });
  const { page } = person;
  await page.goto(`${vigie.url}/picture?l=fr`);
  assert.equal(await page.locator('#file').isVisible(), false);
  assert.ok(await page.locator('[data-picture-say=without]').isVisible());
  await page.locator('#nofile a[href^="/tell?"]').click();
  await page.waitForURL(/\/tell\?l=fr$/);
  await person.leftNoTrace();
  await person.go();
});
