import type { WebAnswer } from '#engine/system/web.ts';
import type { Recorder } from './recorder.ts';

interface Form {
  readonly action: string;
  /** Fields with their values: hidden ones, ticked boxes, chosen options, texts. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly type: string }[];
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly label: string }[];
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  readonly forms: readonly Form[];
}

/** What a customer does at a page: fills in, unticks, presses a button. */
export interface Press {
  /** Label or value of the button. */
  readonly button: RegExp;
  /** Fields to fill in. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Ticked boxes to leave out, by value. */
  readonly untick?: readonly string[];
}

/** A customer's browser: it keeps cookies, follows redirects inside the issuer, and stops at the client's redirect. */
export interface Browser {
  open(url: string): Promise<Page>;
  press(page: Page, press: Press): Promise<Page>;
}

const mostRedirects = 10;

export function createBrowser(recorder: Recorder, origin: string): Browser {
  const cookies = new Map<string, string>();

  function keep({ cookies: set }: WebAnswer): void {
    for (const line of set) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      const [name, value] = [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  const cookieHeader = (): Record<string, string> =>
    cookies.size === 0 ? {} : { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };

  async function follow(url: string, answer: WebAnswer): Promise<Page> {
    let [at, last] = [url, answer];
    for (let hop = 0; hop < mostRedirects; hop++) {
      keep(last);
      const location = last.headers['location'];
      if (location === undefined || last.status < 300 || last.status >= 400) break;
      at = new URL(location, at).href;
      // The client's own address: nobody listens there.
      if (new URL(at).origin !== origin) return { url: at, status: last.status, html: '', forms: [] };
      last = await recorder.ask({ url: at, headers: cookieHeader() });
    }
    return { url: at, status: last.status, html: last.body, forms: formsOf(last.body) };
  }

  return {
    open: async (url) => follow(url, await recorder.ask({ url, headers: cookieHeader() })),
    async press(page, { button, fill = {}, untick = [] }) {
      const found = page.forms
        .flatMap((form) => form.buttons.map((each) => ({ form, each })))
        .find(({ each }) => button.test(each.label) || button.test(each.value));
      if (found === undefined) throw new Error(`the page has no button ${button.source}`);
      const { form, each } = found;
      const fields: Record<string, string[]> = {};
      for (const { name, value, type } of form.fields) {
        if (type === 'checkbox' && untick.includes(value)) continue;
        fields[name] = [...(fields[name] ?? []), fill[name] ?? value];
      }
      if (each.name !== '') fields[each.name] = [each.value];
      const url = new URL(form.action, page.url).href;
      return follow(url, await recorder.post(url, fields, { ...cookieHeader(), Origin: origin }));
    },
  };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plainOf = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal: string, hex: string, name: string) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return entities[name] ?? all;
  });

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = tag.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g);
  return new Map(
    [...found].map(([, name = '', double, single, bare]) => [name, plainOf(double ?? single ?? bare ?? '')]),
  );
}

const tagsOf = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'gi'))].map(([, attributes = '']) => attributes);

function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, tag = '', inside = '']) => ({
    action: attributesOf(tag).get('action') ?? '',
    fields: [...inputsOf(inside), ...selectsOf(inside)],
    buttons: [...inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/gi)].map(([, attributes = '', label = '']) => {
      const of = attributesOf(attributes);
      return {
        name: of.get('name') ?? '',
        value: of.get('value') ?? '',
        label: plainOf(label.replace(/<[^>]*>/g, '')),
      };
    }),
  }));
}

function inputsOf(html: string): Form['fields'] {
  return tagsOf(html, 'input').flatMap((tag) => {
    const of = attributesOf(tag);
    const [name, type] = [of.get('name') ?? '', of.get('type') ?? 'text'];
    const isChoice = type === 'checkbox' || type === 'radio';
    if (name === '' || (isChoice && !of.has('checked'))) return [];
    return [{ name, type, value: of.get('value') ?? (isChoice ? 'on' : '') }];
  });
}

function selectsOf(html: string): Form['fields'] {
  return [...html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)].map(([, tag = '', inside = '']) => {
    const options = tagsOf(inside, 'option').map(attributesOf);
    const chosen = options.find((option) => option.has('selected')) ?? options[0];
    return { name: attributesOf(tag).get('name') ?? '', type: 'select', value: chosen?.get('value') ?? '' };
  });
}
