// Two ways to use a page: with a pointer, and with nothing but the keyboard. A journey asks for one and does not care.
import { tabTo } from './keys.mjs';
import { turn } from './story.mjs';

/** A mouse or a finger. */
export class Pointer {
  constructor(page) {
    this.page = page;
  }

  /** Presses what leads to another page, and waits for it. */
  press(selector) {
    return turn(this.page, () => this.page.locator(selector).first().click());
  }

  /** Opens a `<details>` by its summary, unless it is open. */
  async unfold(details) {
    const one = this.page.locator(details).first();
    if (!(await one.evaluate((it) => it.open))) await one.locator('summary').first().click();
  }

  async write(selector, text) {
    await this.page.locator(selector).first().fill(text);
  }

  async choose(selector, value) {
    await this.page.locator(selector).first().selectOption(value);
  }

  /** Ticks a box or takes one of several answers; the label is what can be touched. */
  async tick(selector) {
    await this.page.locator(selector).first().locator('xpath=ancestor::label').click();
  }

  async day(selector, day) {
    await this.page.locator(selector).fill(day);
  }
}

/** Tab, Enter, Space, arrows and letters. */
export class Keys {
  constructor(page) {
    this.page = page;
  }

  async press(selector) {
    await tabTo(this.page, selector);
    await turn(this.page, () => this.page.keyboard.press('Enter'));
  }

  async unfold(details) {
    const open = await this.page.locator(details).first().evaluate((it) => it.open);
    await tabTo(this.page, `${details} > summary`);
    if (!open) await this.page.keyboard.press('Enter');
  }

  async write(selector, text) {
    await tabTo(this.page, selector);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.insertText(text);
  }

  async choose(selector, value) {
    await tabTo(this.page, selector);
    const at = await this.page.evaluate((wanted) => [...document.activeElement.options].findIndex((one) => one.value === wanted), value);
    await this.page.keyboard.press('Home');
    for (let i = 0; i < at; i += 1) await this.page.keyboard.press('ArrowDown');
    const got = await this.page.evaluate(() => document.activeElement.value);
    if (got !== value) throw new Error(`${selector}: ${got} instead of ${value}`);
  }

  async tick(selector) {
    const { type, name } = await this.page.locator(selector).first().evaluate(({ type, name }) => ({ type, name }));
    await tabTo(this.page, type === 'radio' ? `input[name="${name}"]` : selector);
    await this.page.keyboard.press('Space');
    // Of several answers Tab reaches one, and arrows the others.
    const there = () => this.page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
    for (let i = 0; i < 30 && !(await there()); i += 1) await this.page.keyboard.press('ArrowDown');
    if (!(await this.page.locator(selector).first().isChecked())) throw new Error(`${selector} is not ticked`);
  }

  /** A field for a day asks for its parts in the order of the browser's own language: as somebody does, we look. */
  async day(selector, day) {
    const [year, month, date] = day.split('-');
    for (const order of [[month, date, year], [date, month, year], [year, month, date]]) {
      await tabTo(this.page, selector);
      await this.page.keyboard.type(order.join(''));
      if ((await this.page.locator(selector).inputValue()) === day) return;
    }
    throw new Error(`${selector} cannot be typed`);
  }
}
