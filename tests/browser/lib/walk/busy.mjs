// What somebody sees when too many come at once: every word is still there. It is the last thing on a node, because it
// fills the buckets of this machine's address.
import { comeBack } from '../story.mjs';

/** Sends the same form over and over until the given function is called. */
function flood(url, address, fields) {
  let going = true;
  const one = async () => {
    while (going) {
      const answer = fetch(url + address, { method: 'POST', body: new URLSearchParams(fields) });
      // Whoever is sent away in the crowd comes again.
      await answer.then((given) => given.arrayBuffer()).catch(() => null);
    }
  };
  const all = Array.from({ length: 24 }, one);
  return () => ((going = false), Promise.all(all));
}

export async function busy(walk, code) {
  const { page, lang, url } = walk;
  await comeBack(page, url, lang, code.words);
  const [pass, draft] = await Promise.all(['pass', 'draft'].map((name) => page.locator(`form[action="/back/write"] input[name=${name}]`).inputValue()));
  const stop = flood(url, '/back/write', { l: lang, pass, draft, text: 'again and again' });
  /** The page that says "busy", as soon as one does. */
  const refused = async (name, prepare, selector) => {
    for (let tries = 0; tries < 50; tries += 1) {
      await prepare();
      const answer = await walk.press('', selector);
      if (answer.status() === 503) return walk.take(name, answer);
    }
    throw new Error(`${name}: it never was too much`);
  };
  try {
    // An answer that was not refused is the same page again.
    await refused('thread-busy', () => page.locator('#text').fill('One thing more.'), 'form[action="/back/write"] button');
    await refused('tell-busy', () => walk.look('', '/tell/all').then(() => page.locator('#words').fill('I wrote this.')), 'form#tell button:not([hidden])');
    await refused('back-busy', () => walk.look('', '/back').then(() => page.locator('#code').fill(code.words)), 'form[action="/back"] button');
  } finally {
    await stop();
  }
}
