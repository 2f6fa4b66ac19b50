// Fingerprints: the page that makes them, sent and refused, and what a visitor's own page says of them. Whoever walks has
// no script: what it would show is put into the form.

const SEND = 'form[data-picture] button';
const DIGITS = 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22';

/** What the script shows for a picture. */
const lines = (first) => `pdq as_stored 100 ${first}${DIGITS.slice(1)}\nsha256 ${first}${DIGITS.slice(1)}\nmd5 ${DIGITS.slice(0, 32)}`;

/** Fills the form as the script would, and shows what it would show. */
const fill = (page, text) =>
  page.evaluate((text) => {
    document.querySelector('[data-picture-codes]').value = text;
    for (const say of ['script', 'done']) document.querySelector(`[data-picture-say=${say}]`).hidden = false;
  }, text);

/** Sends one, with what can be wrong; opens the own page; adds one; stops all. `near` is `near-` under `/2`. */
export async function picture(walk, near = '', prefix = '') {
  const { page } = walk;
  await walk.look('', `${prefix}/picture`);
  await fill(page, '');
  await walk.press(`${near}picture-empty`, SEND);
  await fill(page, 'not a code');
  await walk.press(`${near}picture-line`, SEND);
  await fill(page, lines(near ? 'a' : 'b'));
  await walk.choose('input[name=age][value=under_18]', 'input[name=wish]');
  await walk.press(`${near}picture-done`, SEND);
  await walk.press(`${near}thread-picture`, 'form#back button');
  await walk.submit(`${near}picture-another`, '/picture');
  await fill(page, lines(near ? 'c' : 'd'));
  await walk.press(`${near}thread-picture-added`, SEND);
  await walk.submit(`${near}ask-erase-picture`, '/back/erase');
  await walk.submit(`${near}erased-picture`, '/back/erase/yes');
  await walk.submit(`${near}ask-stop`, '/back/stop');
  await walk.submit(`${near}erased-stopped`, '/back/stop/yes');
  await walk.submit('', '/back/erase/cancel');
  await walk.submit(`${near}thread-stopped`, '/back/open');
}
