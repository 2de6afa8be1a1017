// The page of the local issuer in the real window, and what its clients ask over HTTP.
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { eventually, type Workbench } from './workbench.ts';

export interface Client {
  readonly id: string;
  readonly secret: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface IssuerWindow {
  readonly editor: () => Locator;
  readonly section: (name: string) => Promise<void>;
  readonly rows: () => Locator;
  readonly secrets: () => Locator;
  /** Copies that value of the panel that shows it once. */
  readonly secretValue: (label: string) => Promise<string>;
  /** The same, and puts the panel away. null: there is no value, the panel is there all the same. */
  readonly takeSecret: (label: string | null) => Promise<string>;
  /** Makes a client through the form and takes its secret from the panel. */
  readonly makeClient: (
    kind: RegExp,
    fields: Readonly<Record<string, string>>,
    more?: (form: Locator) => Promise<void>,
    secretLabel?: string | null,
  ) => Promise<Client>;
}

/** `bench` is asked each time: it is there once the tests begin. */
export function issuerWindow(bench: () => Workbench): IssuerWindow {
  const page = () => bench().page;
  const editor = () => page().locator('.issuer:visible');
  const section = (name: string) => editor().getByRole('tab', { name }).click();
  const rows = () => editor().locator('.grid-row[data-id]');
  const secrets = () => editor().getByRole('region', { name: 'Shown once' });

  async function secretValue(label: string): Promise<string> {
    const copy = page().getByRole('button', { name: `Copy: ${label}` });
    const secret = (await secrets().locator('dd', { has: copy }).locator('code').textContent()) ?? '';
    await copy.click();
    await eventually(bench().clipboard).toBe(secret);
    return secret;
  }

  async function makeClient(
    kind: RegExp,
    fields: Readonly<Record<string, string>>,
    more: (form: Locator) => Promise<void> = async () => undefined,
    secretLabel: string | null = 'Client secret',
  ): Promise<Client> {
    await bench().command('New Client…');
    const form = page().locator('.client-page:visible');
    await form.getByRole('radio', { name: kind }).click();
    for (const [label, value] of Object.entries(fields)) {
      await form.getByRole('textbox', { name: label, exact: true }).fill(value);
    }
    await more(form);
    await form.getByRole('button', { name: /^Create/ }).click();
    await secrets().getByText(`${fields['Name']} is there`).waitFor();
    const id = (await secrets().locator('dd code').first().textContent()) ?? '';
    return { id, secret: await takeSecret(secretLabel) };
  }

  async function takeSecret(label: string | null): Promise<string> {
    const secret = label === null ? '' : await secretValue(label);
    await secrets().getByRole('button', { name: 'I Have It' }).click();
    await secrets().waitFor({ state: 'hidden' });
    if (label !== null) expect(await page().content()).not.toContain(secret);
    return secret;
  }

  return { editor, section, rows, secrets, secretValue, takeSecret, makeClient };
}

export async function postTo(
  issuer: string,
  path: string,
  client: Client,
  form: Readonly<Record<string, string>>,
): Promise<Answer> {
  const answer = await fetch(`${issuer}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  // RFC 6749 §5.1 and §5.2: an object either way.
  return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
}

export const tokenOf = ({ body }: Answer): string => String(body['access_token']);
