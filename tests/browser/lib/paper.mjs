// A browser that draws nothing: opens pages, fills forms and sends them as HTML says, without script. It offers the part of
// Playwright's pages that walks use, and refuses what a browser would do in another way than it. What it brings is looked at
// in a real Chromium, page by page, and what people do with a page is tested there.
import { once } from 'node:events';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';

/** Redirections in a row: no page of ours needs more than three. */
const FURTHEST = 10;
/** Milliseconds, as long as Playwright's pages wait. */
const LONGEST = 15_000;
const AGENT = new http.Agent({ keepAlive: true });

/** One page of somebody with cookies of their own. What a browser would hold back ("fill in this field") is sent. */
export class PaperPage {
  constructor(lang) {
    Object.assign(this, { lang, cookies: new Map(), address: 'about:blank', document: null, policy: '', origin: 'null', waiting: [] });
  }

  url = () => this.address;
  locator = (selector) => new Locator(this, selector);
  waitForLoadState = async () => {};

  /** `act` sees the page as `document`. */
  async evaluate(act, given) {
    return new Function('document', `return ${act}`)(this.document)(given);
  }

  async waitForURL(fits) {
    if (!fits(new URL(this.address))) throw new Error(`the page is ${this.address}`);
  }

  /** The next answer that fits; redirections are answers too. */
  waitForResponse(fits) {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`no answer that fits, on ${this.address}`));
      this.waiting.push({ fits, resolve, timer: setTimeout(late, LONGEST) });
    });
  }

  /** Of several that fit the selector the first is meant, as in Playwright. */
  async selectOption(selector, wanted) {
    const select = this.locator(selector).first().one();
    const fits = (one, at) => (typeof wanted === 'string' ? optionValue(one) === wanted : at === wanted.index);
    const option = [...select.options].find(fits);
    if (!option) throw new Error(`${selector} has no ${JSON.stringify(wanted)}`);
    chosen.set(select, option);
  }

  goto(address) {
    return this.open('GET', new URL(address), '', 'none');
  }

  /** Presses a button, follows a link, ticks what a label names; gives the answer if the page turned. */
  async click(one) {
    if (!shows(one)) throw new Error(`nobody sees ${one.outerHTML.slice(0, 80)}`);
    if (one.localName === 'a') return this.open('GET', new URL(one.getAttribute('href'), this.address));
    if (one.localName === 'button') return this.send(formOf(one), one);
    const input = one.localName === 'label' ? one.querySelector('input') : null;
    if (input) input.checked = input.type === 'radio' || !input.checked;
    else if (one.localName !== 'summary') throw new Error(`<${one.localName}> does nothing here`);
  }

  send(form, button) {
    const strange = ['disabled', 'type', 'formaction', 'formmethod'].find((name) => !['submit', null].includes(button.getAttribute(name)));
    if (strange) throw new Error(`a button with ${strange} is not known here`);
    if (!this.policy.includes("form-action 'self'")) throw new Error(`${this.address} forbids its own form`);
    const to = new URL(form.getAttribute('action') ?? this.address, this.address);
    const fields = fieldsOf(form, button);
    if ((form.getAttribute('method') ?? 'get').toLowerCase() === 'post') return this.open('POST', to, String(fields));
    to.search = String(fields);
    return this.open('GET', to);
  }

  /** Asks and follows to the last page, which is then the one that is open. */
  async open(method, to, body = '', site = 'same-origin', before = null, far = 0) {
    if (to.hostname !== '127.0.0.1' || far > FURTHEST) throw new Error(`${to} is too far away`);
    const asked = { method: () => method, url: () => to.href, redirectedFrom: () => before };
    const answer = await this.ask(asked, to, body, site);
    this.tell(answer);
    if ([301, 302, 303].includes(answer.status())) {
      return this.open('GET', new URL(answer.headers().location, to), '', site, asked, far + 1);
    }
    this.turn(to, answer);
    return answer;
  }

  /** Tells who waits for this answer. */
  tell(answer) {
    const left = [];
    for (const one of this.waiting) {
      if (!one.fits(answer)) left.push(one);
      else {
        clearTimeout(one.timer);
        one.resolve(answer);
      }
    }
    this.waiting = left;
  }

  /** Shows an answer, if a browser would show it as a page. */
  turn(to, answer) {
    const headers = answer.headers();
    const page = headers['content-type'] === 'text/html; charset=utf-8' && !headers['content-disposition'];
    if (!page || (answer.status() >= 300 && answer.status() < 400)) throw new Error(`${to} is no page: ${answer.status()} ${headers['content-type']}`);
    this.address = to.href;
    this.policy = headers['content-security-policy'] ?? '';
    this.origin = headers['referrer-policy'] === 'no-referrer' ? 'null' : to.origin;
    this.document = parseHTML(answer.body).document;
    const strange = ['form form', 'input[type=radio][checked] ~ input[type=radio][checked]', 'option[selected] ~ option[selected]', 'fieldset[disabled]', '[enctype]'];
    for (const one of strange) if (this.document.querySelector(one)) throw new Error(`${to} has ${one}, which is not known here`);
    // HTML leaves out a line break that a text field begins with.
    for (const one of this.document.querySelectorAll('textarea')) one.value = one.value.replace(/^\r?\n/, '');
  }

  async ask(asked, to, body, site) {
    const headers = {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-encoding': 'gzip',
      'accept-language': this.lang,
      'sec-fetch-site': site,
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    if (this.cookies.size > 0) headers.cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    if (asked.method() === 'POST') {
      Object.assign(headers, { origin: this.origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) });
    }
    const signal = AbortSignal.timeout(LONGEST);
    const request = http.request(to, { method: asked.method(), headers, agent: AGENT, signal }).end(body);
    const [message] = await once(request, 'response');
    const pieces = await message.toArray();
    for (const line of message.headers['set-cookie'] ?? []) this.keep(line);
    const bytes = Buffer.concat(pieces);
    return new Answer(asked, message, String(message.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes));
  }

  keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (/;\s*max-age=0\b/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Elements of the page by a selector, found anew each time as the page may have turned. */
class Locator {
  constructor(page, selector, pick = (all) => all) {
    Object.assign(this, { page, selector, pick });
  }

  all() {
    const [, css, visible] = /^(.*?)(:visible)?$/s.exec(this.selector);
    const found = [...this.page.document.querySelectorAll(css)];
    return this.pick(visible ? found.filter(shows) : found);
  }

  one() {
    const all = this.all();
    if (all.length !== 1) throw new Error(`${all.length} elements are ${this.selector} on ${this.page.url()}`);
    return all[0];
  }

  first = () => new Locator(this.page, this.selector, (all) => all.slice(0, 1));
  last = () => new Locator(this.page, this.selector, (all) => all.slice(-1));
  /** Those around a name, as names of people are written. */
  named = (name) => new Locator(this.page, this.selector, (all) => all.filter((one) => words(one.querySelector('bdi')) === name));
  count = async () => this.all().length;
  isVisible = async () => shows(this.one());
  innerText = async () => words(this.one());
  allInnerTexts = async () => this.all().map(words);
  inputValue = async () => valueOf(this.one());
  evaluate = async (act, given) => act(this.one(), given);
  evaluateAll = async (act, given) => act(this.all(), given);
  click = async () => this.page.click(this.one());

  async fill(text) {
    const one = this.one();
    if (!shows(one) || one.disabled || one.hasAttribute('readonly')) throw new Error(`${this.selector} cannot be filled`);
    one.value = text;
  }

  /** The page has turned already: what is waited for is there or never comes. */
  async waitFor() {
    this.one();
  }
}

/** An answer, and the request that it answers. */
class Answer {
  constructor(asked, message, body) {
    Object.assign(this, { asked, message, body });
  }
  status = () => this.message.statusCode;
  headers = () => this.message.headers;
  url = () => this.asked.url();
  request = () => this.asked;
  text = async () => this.body;
}

/** What a form sends when `button` is pressed: names and values, in the order of the page. */
function fieldsOf(form, button) {
  const fields = [];
  for (const one of form.ownerDocument.querySelectorAll('input, select, textarea, button')) {
    const name = one.getAttribute('name');
    if (!name || formOf(one) !== form || one.disabled) continue;
    if (one.localName === 'button' && one !== button) continue;
    if (['radio', 'checkbox'].includes(one.type) && !one.checked) continue;
    fields.push([name, valueOf(one).replace(/\r?\n/g, '\r\n')]);
  }
  return new URLSearchParams(fields);
}

/** The form that a control belongs to. */
function formOf(one) {
  const id = one.getAttribute('form');
  return id === null ? one.closest('form') : one.ownerDocument.getElementById(id);
}

function valueOf(one) {
  if (one.localName === 'select') return optionValue(chosen.get(one) ?? [...one.options].find((option) => option.selected) ?? one.options[0]);
  if (['radio', 'checkbox'].includes(one.type)) return one.getAttribute('value') ?? 'on';
  // A button has its value as an attribute alone.
  return one.value ?? one.getAttribute('value') ?? '';
}

const optionValue = (option) => option.getAttribute('value') ?? option.textContent.trim();
const shows = (one) => !one.closest('[hidden]');
const words = (one) => one.textContent.replace(/\s+/g, ' ').trim();
const group = (radio) =>
  [...radio.ownerDocument.querySelectorAll('input[type=radio]')].filter((one) => one.name === radio.name && formOf(one) === formOf(radio));

// What somebody ticks, types or chooses. linkedom would write it into the attributes of the page, by which walks still find
// their fields.
const ticked = new WeakMap();
const typed = new WeakMap();
const chosen = new WeakMap();
Object.defineProperties(Object.getPrototypeOf(parseHTML('<input>').document.querySelector('input')), {
  checked: {
    get() {
      return ticked.get(this) ?? this.hasAttribute('checked');
    },
    set(value) {
      if (value && this.type === 'radio') for (const other of group(this)) ticked.set(other, false);
      ticked.set(this, value);
    },
  },
  value: {
    get() {
      return typed.get(this) ?? this.getAttribute('value') ?? '';
    },
    set(value) {
      typed.set(this, value);
    },
  },
});
