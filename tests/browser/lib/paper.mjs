// A browser that draws nothing: opens pages, fills forms and sends them as HTML says, without script. It offers the part of
// Playwright's pages that walks use. What it brings is then looked at in a real Chromium, page by page; what people do
// with a page is tested there alone.
import { once } from 'node:events';
import http from 'node:http';
import { parseHTML } from 'linkedom';

const FURTHEST = 10;
const AGENT = new http.Agent({ keepAlive: true });

// What somebody ticks or types is not what the page came with: its attributes stay, for linkedom they would change.
const ticked = new WeakMap();
const typed = new WeakMap();
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

/** The form that a control belongs to. */
const formOf = (one) => {
  const id = one.getAttribute('form');
  return id === null ? one.closest('form') : one.ownerDocument.getElementById(id);
};
const group = (radio) =>
  [...radio.ownerDocument.querySelectorAll('input[type=radio]')].filter((one) => one.name === radio.name && formOf(one) === formOf(radio));

const chosen = (select) => [...select.options].find((one) => one.selected) ?? select.options[0];
const optionValue = (option) => option.getAttribute('value') ?? option.textContent.trim();
const valueOf = (one) => {
  if (one.localName === 'select') return optionValue(chosen(one));
  if (['radio', 'checkbox'].includes(one.type)) return one.getAttribute('value') ?? 'on';
  // A button has its value as an attribute alone.
  return one.value ?? one.getAttribute('value') ?? '';
};

/** What a form sends when `button` is pressed: names and values, in the order of the page. */
function fieldsOf(form, button) {
  const fields = [];
  for (const one of form.ownerDocument.querySelectorAll('input, select, textarea, button')) {
    const name = one.getAttribute('name');
    if (!name || formOf(one) !== form || one.disabled || one.closest('fieldset[disabled]')) continue;
    if (one.localName === 'button' && one !== button) continue;
    if (['radio', 'checkbox'].includes(one.type) && !one.checked) continue;
    fields.push([name, valueOf(one).replace(/\r?\n/g, '\r\n')]);
  }
  return new URLSearchParams(fields);
}

const shows = (one) => !one.closest('[hidden]');
const words = (one) => one.textContent.replace(/\s+/g, ' ').trim();

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
    if (all.length !== 1 && process.env.DBG) console.log(this.page.document.querySelector("main").outerHTML.replace(/<option(?! selected)[^>]*>[^<]*<.option>/g,""));
    if (all.length !== 1) throw new Error(`${all.length} elements are ${this.selector} on ${this.page.url()}`);
    return all[0];
  }

  first = () => new Locator(this.page, this.selector, (all) => all.slice(0, 1));
  last = () => new Locator(this.page, this.selector, (all) => all.slice(-1));
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
    if (!shows(one) || one.disabled) throw new Error(`${this.selector} cannot be filled`);
    one.value = text;
  }

  /** The page has turned already: what is waited for is there or never comes. */
  async waitFor() {
    this.one();
  }
}

export class PaperPage {
  constructor(lang) {
    Object.assign(this, { lang, cookies: new Map(), address: 'about:blank', document: null, waiting: [] });
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
    return new Promise((resolve) => this.waiting.push({ fits, resolve }));
  }

  async selectOption(selector, wanted) {
    const select = this.locator(selector).first().one();
    const fits = (one, at) => (typeof wanted === 'string' ? optionValue(one) === wanted : at === wanted.index);
    const option = [...select.options].find(fits);
    if (!option) throw new Error(`${selector} has no ${JSON.stringify(wanted)}`);
    option.selected = true;
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
    this.waiting = this.waiting.filter(({ fits, resolve }) => !(fits(answer) && (resolve(answer), true)));
    if ([301, 302, 303].includes(answer.status())) {
      return this.open('GET', new URL(answer.headers().location, to), '', site, asked, far + 1);
    }
    this.address = to.href;
    this.document = parseHTML(answer.body).document;
    // HTML leaves out a line break that a text field begins with.
    for (const one of this.document.querySelectorAll('textarea')) one.value = one.value.replace(/^\r?\n/, '');
    return answer;
  }

  async ask(asked, to, body, site) {
    const headers = {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-language': this.lang,
      'sec-fetch-site': site,
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      cookie: [...this.cookies].map((pair) => pair.join('=')).join('; '),
    };
    if (headers.cookie === '') delete headers.cookie;
    if (asked.method() === 'POST') {
      // As Chromium sends it from pages that give no referrer.
      Object.assign(headers, { origin: 'null', 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) });
    }
    const request = http.request(to, { method: asked.method(), headers, agent: AGENT }).end(body);
    const [message] = await once(request, 'response');
    let text = '';
    for await (const piece of message.setEncoding('utf8')) text += piece;
    for (const line of message.headers['set-cookie'] ?? []) this.keep(line);
    return new Answer(asked, message, text);
  }

  keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (/;\s*max-age=0\b/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
