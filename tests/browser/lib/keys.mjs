// What somebody meets who has only a keyboard.

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

/** Makes the page note, at each key, what has the focus before it, and whether that can be seen. */
const note = (page) =>
  page.evaluate((controls) => {
    const all = [...document.querySelectorAll(controls)];
    const top = document.querySelector('.top');
    window.focused = () => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const box = (one.closest('label') ?? one).getBoundingClientRect();
      const style = getComputedStyle(one);
      const bar = top.getBoundingClientRect();
      return {
        at: all.indexOf(one),
        name: `${one.tagName.toLowerCase()} ${one.name || one.innerText.slice(0, 30)}`,
        skip: one.classList.contains('skip'),
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        // A control higher than the window shows its beginning or its end.
        hidden: !top.contains(one) && !one.classList.contains('skip') && box.bottom <= bar.bottom + 4,
        covered: !top.contains(one) && !one.classList.contains('skip') && box.top < bar.bottom - 1 && box.height < innerHeight - bar.bottom,
        outside: box.top >= innerHeight || box.bottom <= 0,
      };
    };
    window.stops = [];
    addEventListener('keydown', () => window.stops.push(window.focused()), true);
  }, CONTROLS);

const sessions = new WeakMap();

/** Presses Tab so many times, without asking the page in between; gives what had the focus after each. What is
 * pressed inside a frame is the frame's own. */
async function tabs(page, times) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  const key = { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  await note(page);
  await Promise.all(Array.from({ length: times }, () => sessions.get(page).send('Input.dispatchKeyEvent', key)));
  const stops = await page.evaluate(() => [...window.stops, window.focused()]);
  return stops.slice(1);
}

/** Goes through a page by Tab; gives what is wrong. */
export async function walkByTab(page) {
  const problems = [];
  const seen = new Set();
  const expected = await page.evaluate((controls) => {
    const all = [...document.querySelectorAll(controls)].filter((one) => one.getClientRects().length > 0);
    // Of each group of each form one radio button is a stop.
    const groups = new Map();
    return all.filter((one) => {
      if (one.type !== 'radio') return true;
      const names = groups.get(one.form) ?? new Set();
      groups.set(one.form, names);
      const first = !names.has(one.name);
      names.add(one.name);
      return first;
    }).length;
  }, CONTROLS);
  // A date has a stop for its day, month, year and calendar: all inside one control.
  const inside = 4 * (await page.locator('input[type=date]').count());
  const stops = await tabs(page, expected + inside + 5);
  let last = -1;
  if (!stops[0]?.skip) problems.push(`the first stop is ${stops[0]?.name}, not the skip link`);
  for (const now of stops) {
    if (now && now.at !== -1 && now.at === last) continue;
    last = now?.at ?? -1;
    if (!now || now.at === -1 || seen.has(now.at)) {
      if (now && seen.has(now.at)) break;
      if (seen.size >= expected) break;
      continue;
    }
    seen.add(now.at);
    if (!now.outlined) problems.push(`no visible focus: ${now.name}`);
    if (now.hidden || now.covered || now.outside) problems.push(`focused but not seen: ${now.name}`);
  }
  if (seen.size < expected) problems.push(`${seen.size} of ${expected} controls were reached`);
  return problems;
}

/** Presses Tab until the focus is on what `selector` names. */
export async function tabTo(page, selector) {
  for (let i = 0; i < 200; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${selector} was never reached`);
}
