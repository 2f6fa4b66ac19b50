// What a small screen shows: nothing wider than the screen, nothing too small for a thumb.

/** Where a page is wider than its window: the elements that stick out. */
export function tooWide(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth && document.body.scrollWidth <= root.clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 1 && (box.right > root.clientWidth + 0.5 || box.left < -0.5);
    });
    const named = out.slice(0, 4).map((one) => `${one.tagName.toLowerCase()}.${one.className} "${one.innerText?.slice(0, 30)}"`);
    return [`${root.scrollWidth} wide in ${root.clientWidth}: ${named.join(', ')}`];
  });
}

/** Controls below 24 by 24 pixels, and main ones below 44 in height. A link inside a sentence may be as low as its line. */
export function smallTargets(page, kind) {
  return page.evaluate((kind) => {
    const main = '.button, .door, .leave, .mark, .choice label, summary, input[type=text], input[type=password], select, textarea';
    const found = [];
    for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (one.classList.contains('skip')) continue;
      const target = one.closest('label') ?? one;
      const box = target.getBoundingClientRect();
      if (box.width === 0) continue;
      const name = `${target.tagName.toLowerCase()} "${(target.innerText || one.name).slice(0, 30)}" ${Math.round(box.width)}×${Math.round(box.height)}`;
      const inSentence = getComputedStyle(one).display === 'inline' && one.parentElement.innerText.trim() !== one.innerText.trim();
      if (!inSentence && (box.width < 24 || box.height < 24)) found.push(`too small: ${name}`);
      if (target.matches(main) && box.height < 43.5) found.push(`below 44: ${name} ${kind}`);
    }
    return found;
  }, kind);
}

/** Words of a code that are broken over two lines or stick out of their box: they would be copied wrong. */
export function brokenWords(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.words bdi')]
      .filter((one) => one.getClientRects().length !== 1 || one.getBoundingClientRect().width > one.closest('li').clientWidth)
      .map((one) => `the word ${one.innerText} is broken`),
  );
}
