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

/**
 * Words that fade into their ground. axe gives up where a drawing lies near, on a single figure and on what is not read
 * aloud: here the ground is what the nearest element around the words is painted with.
 */
export function faintWords(page) {
  return page.evaluate(() => {
    const dot = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const painted = (colour) => {
      dot.clearRect(0, 0, 1, 1);
      dot.fillStyle = colour;
      dot.fillRect(0, 0, 1, 1);
      return [...dot.getImageData(0, 0, 1, 1).data];
    };
    const known = new Map();
    const rgba = (colour) => known.get(colour) ?? known.set(colour, painted(colour)).get(colour);
    const light = (colour) => {
      const [r, g, b] = rgba(colour).map((part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (one) => {
      const colour = getComputedStyle(one).backgroundColor;
      return rgba(colour)[3] > 250 || !one.parentElement ? colour : ground(one.parentElement);
    };
    const said = [...document.querySelectorAll('body *:not(option, script, style)')].filter((one) =>
      [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''),
    );
    return said.flatMap((one) => {
      if (one.getBoundingClientRect().width <= 1) return [];
      const style = getComputedStyle(one);
      const size = parseFloat(style.fontSize);
      const [low, high] = [light(style.color), light(ground(one))].sort((a, b) => a - b);
      const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      const contrast = (high + 0.05) / (low + 0.05);
      return contrast < enough ? [`${contrast.toFixed(1)} to 1: "${one.innerText.slice(0, 30)}"`] : [];
    });
  });
}
