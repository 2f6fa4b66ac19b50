// What somebody meets who has only a keyboard.

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

/** What has the focus now, and whether it can be seen. */
const focused = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = (one.closest('label') ?? one).getBoundingClientRect();
    const style = getComputedStyle(one);
    const top = document.querySelector('.top');
    const bar = top.getBoundingClientRect();
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
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
  });

/** Goes through a page by Tab; gives what is wrong. */
export async function walkByTab(page) {
  const problems = [];
  const seen = new Set();
  const expected = await page.evaluate((controls) => {
    const all = [...document.querySelectorAll(controls)].filter((one) => one.getClientRects().length > 0);
    const groups = new Set();
    return all.filter((one) => {
      if (one.type !== 'radio') return true;
      const first = !groups.has(one.name);
      groups.add(one.name);
      return first;
    }).length;
  }, CONTROLS);
  // A date has a stop for its day, month, year and calendar: all inside one control.
  const inside = 4 * (await page.locator('input[type=date]').count());
  let last = -1;
  for (let i = 0; i < expected + inside + 5; i += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now && now.at !== -1 && now.at === last) continue;
    last = now?.at ?? -1;
    if (!now || now.at === -1 || seen.has(now.at)) {
      if (now && seen.has(now.at)) break;
      if (seen.size >= expected) break;
      continue;
    }
    seen.add(now.at);
    if (i === 0 && !now.skip) problems.push(`the first stop is ${now.name}, not the skip link`);
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
