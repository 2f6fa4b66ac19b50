// Everything that is done on the page of a case, by the one who has it and by colleagues.
import { comeBack, STORIES } from '../story.mjs';
import { day, questionable } from './walker.mjs';

/** Answering: a prepared text, a draft, words to think over, and the two minutes in which it can be taken back. */
export async function answer(ana, href) {
  const send = (name, button = 'button') => ana.press(name, `form[action$="/answer"] ${button}`);
  await ana.look('case-new', href);
  await ana.submit('case-claimed', '/claim');
  await send('case-refused');
  await ana.fill({ answer: questionable(ana.lang) });
  await send('case-wording');
  await ana.fill({ answer: '' });
  await send('case-begun', 'button[value="begin-first"]');
  await ana.page.locator('[id^="meaning-"]').fill('In short: are you safe?');
  await send('case-draft', 'button[value=draft]');
  await ana.fill({ answer: STORIES[ana.lang].reply });
  await send('case-leaving');
  await ana.submit('case-undone', '/undo');
  await send('');
  await ana.submit('case-sent', '/now');
}

/** Notes, names with their marks and leads, tasks, and what a message means. */
export async function notes(ana, href) {
  await ana.look('', href);
  await ana.submit('case-note-empty', '/note');
  await ana.fill({ note: 'First answer sent; look again before eight.' });
  await ana.submit('case-noted', '/note');
  await ana.page.selectOption('form[action$="/mark"] select[name=grade]', { index: 2 });
  await ana.choose('form[action$="/mark"] input[name=maybe]');
  await ana.submit('case-name-marked', '/mark');
  await ana.submit('case-name-unreadable', '/add');
  await ana.fill({ 'p-new': 'Discord', 'n-new': 'quietmoth#demo' });
  await ana.submit('case-name-added', '/add');
  await ana.page.locator('form[action$="/correct"] input[name=name]').last().evaluate((one) => (one.value = 'quietmoth.demo'));
  await ana.press('case-name-corrected', 'form[action$="/correct"]:has(input[value="quietmoth#demo"]) button');
  await ana.press('case-name-withdrawn', 'form[action$="/wrong"] button');
  await ana.fill({ task: 'Ring the school nurse, when the child says yes.', due: day(-2) });
  await ana.submit('case-task', '/task');
  await ana.look('tasks-late', '/console/tasks');
  await ana.look('', href);
  await ana.submit('case-task-done', '/done');
  await ana.submit('case-task-open-again', '/undone');
  await ana.page.locator('form[action$="/explain"] textarea').first().evaluate((one) => (one.value = 'They ask for a day.'));
  await ana.submit('case-explained', '/explain');
}

/** A reading that is wrong: marked in the case, and an example in other words on a page of its own. */
export async function misread(ana, cleo, href) {
  const said = { wrote: 'none', whywrong: 'joke' };
  const choose = async () => {
    for (const [id, value] of Object.entries(said)) await ana.page.selectOption(`#${id}`, value);
  };
  await cleo.look('examples-none', '/console/examples');
  await ana.look('', href);
  await choose();
  await ana.submit('case-misread', '/misread');
  await choose();
  await ana.fill({ rewrite: 'Write to somebody@line.example today.' });
  await ana.submit('case-misread-stays', '/misread');
  await ana.fill({ rewrite: 'Lend your homework once more, or everybody hears of the frog.' });
  await ana.submit('case-misread-released', '/misread');
  await cleo.look('examples', '/console/examples');
  await cleo.submit('examples-taken-out', '/console/examples');
}

/** Two cases on one page, and a page that is older than the case. */
export async function together(ana, href, other) {
  await ana.look('', href);
  await ana.page.selectOption('#other', other.split('/').pop());
  await ana.submit('case-joined', '/join');
  await ana.look('', other);
  await ana.submit('', '/release');
  await ana.look('case-joined-nobodys', href);
  await ana.press('case-joined-claimed', 'section.card form[action$="/claim"] button');
  await ana.submit('case-parted', '/part');
  const older = await ana.page.locator('form[action$="/answer"] input[name=version]').inputValue();
  await ana.submit('case-released', '/release');
  await ana.submit('', '/claim');
  await ana.page.locator('form[action$="/answer"] input[name=version]').evaluate((one, value) => (one.value = value), older);
  await ana.fill({ answer: STORIES[ana.lang].reply });
  await ana.submit('case-conflict', '/answer');
}

/** Handed over to a colleague, asked why somebody else looks, closed, opened again, and hidden from who knows the people. */
export async function others(ana, ben, cleo, href) {
  await ana.look('', href);
  await ana.fill({ handover: '' });
  await ana.submit('case-handover-empty', '/handover');
  await ana.page.selectOption('#to', { index: 1 });
  await ana.fill({ handover: 'Waits for an answer about tonight.' });
  await ana.submit('case-reason', '/handover');
  await ana.submit('case-reason-error', '/reason');
  await ana.choose('#why-asked');
  await ana.submit('case-of-another', '/reason');
  await ben.look('case-handed-over', href);
  await ben.submit('case-closed', '/close');
  await closedCase(ana, ben, cleo, href);
  await ben.look('', href);
  await ben.submit('case-reopened', '/reopen');
  await ben.look('people', `${href}/people`);
  await ben.press('queue-without-it', `main form[action$="/people"] button`);
  await ben.look('case-hidden', href);
  await ana.look('people-hidden', `${href}/people`);
  await ana.press('', 'main form:has(input[name=member]) button');
}

/** Whoever opens a closed case says why, and everybody hears of it. */
async function closedCase(ana, ben, cleo, href) {
  await cleo.look('', href);
  await cleo.choose('#why-other');
  await cleo.fill({ text: 'Looking over the desk’s work.' });
  await cleo.submit('case-read-only', '/reason');
  await cleo.look('alarms-own', '/console/alarms');
  await ana.look('alarms', '/console/alarms');
  await ana.submit('alarms-acknowledged', '/console/alarms');
  await ben.look('', href);
}

/** How long it is kept, held with a second person, codes that open nothing, and erasing that two decide. */
export async function kept(ana, ben, child, href, code) {
  const at = href.replace('/console/case/', '/console/keep/');
  await ana.look('keep', at);
  await ana.fill({ ends: day(-1), review: day(1), ground: 'A court asks.' });
  await ana.submit('keep-error', '/hold');
  await ana.fill({ ends: day(60), review: day(30), ground: 'The police in Lyon ask us to keep it until they have come.' });
  await ana.submit('keep-proposed', '/hold');
  await ana.look('second-own', '/console/second');
  await ben.look('second', '/console/second');
  await ben.submit('second-done', '/second/confirm');
  await ana.look('keep-held', at);
  await ana.fill({ because: 'She asked us to tell the police in Lyon.' });
  await ana.submit('', '/pass-on');
  await ben.look('second-pass-on', '/console/second');
  await ben.submit('', '/second/confirm');
  await ana.look('', at);
  await ana.choose('form[action$="/freeze"] input[name=sure]');
  await ana.submit('keep-frozen', '/freeze');
  await child.take('back-frozen', await comeBack(child.page, child.url, child.lang, code.words));
  await ana.choose('form[action$="/thaw"] input[name=sure]');
  await ana.submit('', '/thaw');
  await ana.look('case-held', href);
  await child.take('thread-held', await comeBack(child.page, child.url, child.lang, code.words));
  await child.submit('ask-erase-held', '/back/erase');
  await child.submit('erased-held', '/back/erase/yes');
  await ana.look('case-restricted', href);
  await child.submit('', '/back/erase/cancel');
  await ana.look('', at);
  await ana.choose('form[action$="/end"] input[name=sure]');
  await ana.submit('keep-ended', '/end');
  await ana.fill({ why: 'Sent to us by mistake: it is somebody’s homework.' });
  await ana.submit('', '/erase');
  await ben.look('', '/console/second');
  await ben.submit('second-refused', '/second/refuse');
  await ana.look('', at);
  await ana.fill({ why: 'Sent to us by mistake: it is somebody’s homework.' });
  await ana.submit('', '/erase');
  await ben.look('', '/console/second');
  await ben.submit('', '/second/confirm');
  await ana.look('case-gone', href);
  await child.take('back-gone', await comeBack(child.page, child.url, child.lang, code.words));
}
