// The help pages: the same for everybody, and those for who is threatened by somebody close (under /2).

const steps = (keys) => [...keys].map((key) => [`now-all-${key}`, `/now/${key}`]);

const PAGES = [
  ['home', '/'],
  ['now', '/now'],
  ['now-me', '/now/me'],
  ['now-step', '/now/a/4'],
  ['now-step-safe', '/now/a/2'],
  ['now-step-talk', '/now/k/7'],
  ['now-services', '/now/j/5'],
  ...steps('abcdefgijklmn'),
  ['history', '/now/history'],
  ['later', '/later'],
  ['later-day', '/later/1'],
  ['later-week', '/later/2'],
  ['later-month', '/later/3'],
  ['safe-now', '/safe-now'],
  ['safe-now-self', '/safe-now/1'],
  ['safe-now-near', '/safe-now/2'],
  ['safe-now-safe', '/safe-now/3'],
  ['say', '/say'],
  ['say-1', '/say/1'],
  ['say-1-3', '/say/1/3'],
  ['say-5-2', '/say/5/2'],
  ['say-card', '/say/card'],
  ['safe-all', '/safe/all'],
  ['parents', '/parents'],
  ['parents-before', '/parents/before'],
  ['friends', '/friends'],
  ['school', '/school'],
  ['picture', '/picture'],
  ['leaving', '/leaving'],
  ['not-found', '/nothing-here'],
];

const NEAR = [
  ['near-home', '/2'],
  ['near-now', '/2/now'],
  ['near-now-me', '/2/now/me'],
  ['near-now-quiet', '/2/now/h/3'],
  ['near-now-talk', '/2/now/h/6'],
  ['near-now-all-h', '/2/now/h'],
  ['near-now-all-b', '/2/now/b'],
  ['near-history', '/2/now/history'],
  ['near-later', '/2/later'],
  ['near-later-day', '/2/later/1'],
  ['near-safe-now', '/2/safe-now'],
  ['near-safe-now-near', '/2/safe-now/2'],
  ['near-say', '/2/say'],
  ['near-say-7', '/2/say/7'],
  ['near-say-7-2', '/2/say/7/2'],
  ['near-say-card', '/2/say/card'],
  ['near-safe-all', '/2/safe/all'],
  ['near-picture', '/2/picture'],
  ['near-leaving', '/2/leaving'],
  ['near-no-parents', '/2/parents'],
];

export async function help(walk) {
  for (const [name, address] of PAGES) await walk.look(name, address);
  await talk(walk, '', '');
  await check(walk, '', '');
}

export async function near(walk) {
  for (const [name, address] of NEAR) await walk.look(name, address);
  await talk(walk, 'near-', '/2');
  await check(walk, 'near-', '/2');
}

/** People to talk to: no country, one with doors, none of ours; a number that did not work. */
async function talk(walk, near, prefix) {
  const button = 'main form[action$="/talk"] button';
  await walk.look(`${near}talk`, `${prefix}/talk`);
  await walk.press(`${near}talk-no-choice`, button);
  await walk.page.selectOption('#country', 'FR');
  await walk.press(`${near}talk-country`, button);
  await walk.press(`${near}talk-adult`, button);
  await walk.submit(`${near}talk-wrong`, '/talk/wrong');
  await walk.look('', `${prefix}/talk`);
  await walk.page.selectOption('#country', 'none');
  await walk.press(`${near}talk-none`, button);
}

/** The account check: some of its steps, the list at the end, and an answer that nobody gave. */
async function check(walk, near, prefix) {
  await walk.look(`${near}safe`, `${prefix}/safe`);
  for (const [step, said] of [...'dcndcndcnd'].entries()) {
    await walk.press({ 4: `${near}safe-6`, 9: `${near}safe-list` }[step], `button[value=${said}]`);
  }
  if (near) return;
  await walk.look('', '/safe');
  await walk.page.locator('input[name=a]').evaluate((field) => (field.value = 'x'));
  await walk.press('safe-again', 'button[value=d]');
}
