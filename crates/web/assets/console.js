// The console's own script: keys of the keyboard, and what is new in the queue. Every page works without it.
const body = document.body;
const [next, before, open, claim, answer, note, rest, help] = [...(body.dataset.keys ?? '')];
const rows = () => [...document.querySelectorAll('[data-row]')];
let at = -1;

/** Puts the focus on a line of the list. */
function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  at = Math.max(0, Math.min(all.length - 1, (focused < 0 ? at : focused) + by));
  all[at].querySelector('a')?.focus();
}

/** The line that has the focus. */
function line() {
  return rows().find((row) => row.contains(document.activeElement));
}

/** Claims the line that has the focus; on a page without lines, the case that is open. */
function take() {
  (line() ?? (rows().length === 0 ? document : null))?.querySelector('[data-claim]')?.click();
}

/** Puts the focus into a field of the page. */
function enter(id) {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

const commands = {
  [next]: () => step(1),
  [before]: () => step(-1),
  [open]: () => line()?.querySelector('a')?.click(),
  [claim]: take,
  [answer]: () => enter('answer'),
  [note]: () => enter('note'),
  [rest]: () => document.querySelector('[data-break]')?.click(),
  [help]: () => document.querySelector('[data-keys-help]')?.click(),
};

/** True where letters are letters: inside a field, or with a key that means something else to the browser. */
function typing(event) {
  const inside = event.target.closest?.('input, textarea, select, [contenteditable]');
  return inside || event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
}

addEventListener('keydown', (event) => {
  if (typing(event) || !next || event.key.length !== 1) return;
  const command = commands[event.key];
  if (!command) return;
  event.preventDefault();
  command();
});

/** Listens for identifiers of cases, and offers the new list; nothing moves under a reader's eyes. */
function listen(place) {
  const fresh = new Set();
  const frame = document.querySelector('[data-new-frame]');
  const link = place.querySelector('a');
  const source = new EventSource(`/console/live?since=${place.dataset.since}`);
  source.addEventListener('open', () => frame?.remove());
  source.addEventListener('new', (event) => {
    fresh.add(event.data);
    link.textContent = place.dataset.text.replace('#', String(fresh.size));
    place.hidden = false;
  });
  source.addEventListener('changed', (event) => {
    const row = document.querySelector(`[data-row="${CSS.escape(event.data)}"]:not(.stale)`);
    if (!row) return;
    row.classList.add('stale');
    // In words: how strong a colour is says nothing to who does not see it.
    const tag = Object.assign(document.createElement('span'), { className: 'tag', textContent: place.dataset.changed });
    row.lastElementChild.append(' ', tag);
  });
  source.addEventListener('ended', () => source.close());
  addEventListener('pagehide', () => source.close());
}

const place = document.querySelector('[data-since]');
if (place) listen(place);
