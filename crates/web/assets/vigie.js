// The one script of the help site. Every page works without it; with it, leaving is thorough. It stores nothing and
// asks nobody but this site. Before this stand WORDS[lang] and NEUTRAL, the address that leaving leads to.
//
// Leaving has to work offline and must not come undone by "Back". So links and forms of the site change the page inside
// ONE document: their history entries can then be walked back at once, without a network, and no sent form stays in the
// history to be sent again. Whatever goes wrong here falls back to what the browser does without script.

const words = () => WORDS[document.documentElement.lang] ?? WORDS.en;
const byScript = (tag, name) => Object.assign(document.createElement(tag), { className: name });

/** Entry of this document that is shown now. Kept in the entry itself, as a number and nothing else. */
let here = history.state?.entry ?? 0;
/** True when this document has, or may have, more than one entry. */
let several = history.state?.entry !== undefined;
/** Pages of other entries: help pages as they are, a report as far as it was filled in. Never an answer or a code. */
const kept = new Map();
let left = false;
let asking = null;
let sending = false;

/* ---- leaving ---- */

/** Nothing is left to be seen, then this tab is somewhere else. */
function leave() {
  if (left) return;
  left = true;
  asking?.abort();
  kept.clear();
  document.title = words().title;
  const blank = byScript('div', 'blank');
  blank.setAttribute('role', 'alert');
  document.body.replaceChildren(blank);
  blank.textContent = words().gone; // after it is there: then it is read aloud
  if (!several) return location.replace(NEUTRAL);
  let gone = false;
  // One entry remains, and it is `/leave`: whoever goes back to it is led on.
  const away = () => {
    if (gone) return;
    gone = true;
    history.replaceState(null, '', '/leave');
    location.assign(NEUTRAL);
  };
  if (here === 0) return away();
  addEventListener('popstate', away);
  setTimeout(away, 400);
  history.go(-here);
}

// A browser may keep the blank page as it was, and show it again on "Back".
addEventListener('pageshow', (event) => {
  if (event.persisted && left) location.replace(NEUTRAL);
});

/* ---- Shift, three times, each within five seconds ---- */

let pressed = 0;
let alone = false;
let timer;
const live = byScript('p', 'hide');
live.setAttribute('aria-live', 'polite');

/** Shows and says how often Shift was pressed. */
function count(times) {
  pressed = times;
  clearTimeout(timer);
  const button = document.querySelector('.leave');
  button?.querySelector('.dots')?.remove();
  if (times === 0) return;
  if (times === 3) return leave();
  const dots = byScript('span', 'dots');
  dots.setAttribute('aria-hidden', 'true');
  for (let i = 0; i < 3; i += 1) dots.append(byScript('i', i < times ? 'on' : ''));
  button?.append(dots);
  live.textContent = times === 1 ? words().two : words().one;
  timer = setTimeout(() => {
    count(0);
    live.textContent = words().stay;
  }, 5000);
}

addEventListener('keydown', (event) => {
  alone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!alone && pressed > 0) count(0);
});
// The field of the code shows all six words, so it has lines; Enter still opens the page.
addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing || !event.target.matches?.('textarea#code')) return;
  event.preventDefault();
  event.target.form.querySelector('button').click();
});
addEventListener('pointerdown', () => (alone = false));
addEventListener('keyup', (event) => {
  if (event.key !== 'Shift' || !alone || left) return;
  alone = false;
  count(pressed + 1);
});

/* ---- pages inside one document ---- */

const ours = (url) =>
  url.origin === location.origin && !url.pathname.startsWith('/console') && url.pathname !== '/leave';

/** Forms of pages that are on the way: a report that is not sent yet, the check of accounts. Also in the branch `/2`. */
const ON_THE_WAY = 'form[action$="/tell"], form[action$="/tell/step"], form[action$="/safe"]';
/** A page that may come back on "Back": one that is the same for everybody, or one on the way. */
const mayReturn = (page) => !page.querySelector('meta[name=robots]') || page.querySelector(ON_THE_WAY);

const view = (page) => {
  const { lang, dir } = page.documentElement;
  return { lang, dir, title: page.title, body: page.body, returns: Boolean(mayReturn(page)), top: 0 };
};
let shown = view(document);

/** Asks for a page of ours. Null: it is something else, and the browser has to see to it. */
async function ask(url, body) {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  document.body.classList.add('wait');
  const longest = setTimeout(() => mine.abort(), 60_000);
  try {
    const how = { method: body ? 'POST' : 'GET', body, signal: mine.signal, cache: 'no-store' };
    const answer = await fetch(url, how);
    if (!/^text\/html/.test(answer.headers.get('content-type'))) return null;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return page.querySelector('main#main') && ours(new URL(answer.url)) ? { page: view(page), answer } : null;
  } finally {
    clearTimeout(longest);
    if (asking === mine) {
      asking = null;
      document.body.classList.remove('wait');
    }
  }
}

/** Puts the page that is shown aside, or forgets it. */
function putAside() {
  shown.top = scrollY;
  if (shown.returns) kept.set(here, shown);
  else kept.delete(here);
}

function swap(next) {
  count(0);
  shown = next;
  const root = document.documentElement;
  Object.assign(root, { lang: next.lang, dir: next.dir });
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  settle();
  const first = document.querySelector('[role=alert][tabindex]') ?? document.getElementById('main');
  first.focus({ preventScroll: true });
  scrollTo(0, next.top);
  if (next.top === 0 && first.id !== 'main') first.scrollIntoView();
}

/** What script adds to a page. */
function settle() {
  document.body.append(live);
  live.textContent = '';
  for (const button of document.querySelectorAll('[data-copy-for]')) button.hidden = false;
  // What makes fingerprints comes only with the page that needs it. Without it that page works as without script.
  if (document.querySelector('[data-picture-file]')) import('/picture.js').then(({ wire }) => wire(), () => {});
}

/** Shows a page as a new entry. */
function open(next, url) {
  putAside();
  here += 1;
  several = true;
  for (const entry of kept.keys()) if (entry >= here) kept.delete(entry);
  history.scrollRestoration = 'manual';
  history.pushState({ entry: here }, '', url);
  swap(next);
}

/** It did not go through; everything is where it was. */
function lost(place) {
  document.querySelector('.lost')?.remove();
  const note = byScript('p', 'errors lost');
  note.setAttribute('role', 'alert');
  place.append(note);
  note.textContent = words().lost;
  note.scrollIntoView({ block: 'nearest' });
}

async function follow(url) {
  const before = here;
  let got;
  try {
    got = await ask(url);
  } catch {
    // Nothing is said when another page was asked for meanwhile.
    if (!left && !asking && here === before) lost(document.getElementById('main'));
    return;
  }
  if (left || here !== before) return;
  if (!got) return location.assign(url);
  open(got.page, url);
  if (url.hash) goTo(url.hash);
}

/** A place on the page that is shown: no entry of its own. */
function goTo(hash) {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  target.focus({ preventScroll: true });
  if (document.activeElement !== target) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  target.scrollIntoView();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (link?.matches('.leave, .out')) {
    event.preventDefault();
    return leave();
  }
  const copied = event.target.closest?.('[data-copy-for]');
  if (copied) return copy(copied);
  const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || elsewhere || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  if (!ours(url)) return;
  event.preventDefault();
  if (link.getAttribute('href').startsWith('#')) return goTo(url.hash);
  if (!sending) follow(url);
});

/** A form as the browser would send it. */
function filled(form, button) {
  const body = new URLSearchParams();
  const add = (name, value) => body.append(name, String(value).replace(/\r\n?|\n/g, '\r\n'));
  for (const [name, value] of new FormData(form)) add(name, value);
  if (button?.name) add(button.name, button.value);
  return body;
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  const url = new URL(form.getAttribute('action') ?? '', location.href);
  const plain = !('submitter' in event) || form.getAttribute('method')?.toLowerCase() !== 'post' || form.hasAttribute('target');
  if (plain || event.defaultPrevented || !ours(url)) return;
  event.preventDefault();
  if (sending || left) return;
  sending = true;
  const before = here;
  try {
    const got = await ask(url, filled(form, event.submitter));
    if (left || here !== before) return;
    if (!got) return lost(form);
    // A page that was refused takes the place of the one it was sent from.
    if (!got.answer.ok) return swap(got.page);
    if (!got.page.returns) forgetTyped();
    open(got.page, got.answer.redirected ? got.answer.url : address(got.page));
  } catch {
    if (!left && here === before) lost(form);
  } finally {
    sending = false;
  }
});

/** The address of a page that answers a form, for when it is loaded anew. A page that is shown only once, such as a
 * receipt, leads to `/back` then: that says what to do without the code, and is no empty report. Who got into the branch
 * `/2` on the way stays in it. */
function address({ body, lang, returns }) {
  const branch = /^\/2\b/.exec(body.querySelector('.mark')?.getAttribute('href')) ?? '';
  return `${branch}${returns ? location.pathname.replace(/^\/2(?=\/)/, '') : '/back'}?l=${lang}`;
}

/** What was sent, or opened with a code, is not shown again by "Back". */
function forgetTyped() {
  kept.clear();
  shown.returns = false;
}

addEventListener('popstate', async (event) => {
  const entry = event.state?.entry;
  if (left || entry === undefined || entry === here) return;
  putAside();
  here = entry;
  const known = kept.get(entry);
  if (known) {
    asking?.abort();
    return swap(known);
  }
  try {
    const got = await ask(location.href);
    if (left || here !== entry) return;
    if (!got) return location.reload();
    swap(got.page);
  } catch {
    if (!left && here === entry) location.reload();
  }
});

/* ---- copying ---- */

async function copy(button) {
  const source = document.getElementById(button.dataset.copyFor);
  const text = source.innerText.trim().replace(source.matches('ol, ul') ? /\s+/g : /\r/g, ' ');
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without TLS there is no clipboard to write to; the old way still works.
    getSelection().selectAllChildren(source);
    document.execCommand('copy');
  }
  const label = button.textContent;
  button.textContent = live.textContent = words().copied;
  setTimeout(() => (button.textContent = label), 3000);
}

history.replaceState({ entry: here }, '');
settle();
