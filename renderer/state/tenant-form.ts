// What the page of a tenant asks for, as text fields have it, and the connection that comes of it. Pure.
import type { Backend, ConnectionForm, TenantDetail } from '#shared/contract/tenants.ts';
import type { AddressRule, SecretKeeping } from '#shared/model/connection.ts';

type Sealing = 'system' | 'plain' | 'none';

export interface TenantForm {
  readonly connector: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly addresses: AddressRule;
  readonly ca: string;
  readonly proxy: string;
  readonly concurrency: string;
  readonly rate: string;
  readonly keeping: SecretKeeping;
}

export type TenantField =
  | 'name'
  | 'proxy'
  | 'concurrency'
  | 'rate'
  | 'keeping'
  | 'secret'
  | 'passphrase'
  | `settings.${string}`;
export type TenantProblems = Readonly<Partial<Record<TenantField, string>>>;

/** Names of secrets that main holds for the engine; null: none was typed. */
export interface HeldSecrets {
  readonly secret: string | null;
  readonly passphrase: string | null;
}

/** The least: public addresses only, four requests at once, sealed by the system where it can. */
export const newTenantForm = (connector: string, sealing: Sealing): TenantForm => ({
  connector,
  name: '',
  settings: {},
  addresses: 'public',
  ca: '',
  proxy: '',
  concurrency: '4',
  rate: '0',
  keeping: sealing === 'system' ? 'system' : 'passphrase',
});

export const formOf = ({ form }: Pick<TenantDetail, 'form'>): TenantForm => ({
  ...form,
  concurrency: String(form.concurrency),
  rate: String(form.rate),
});

const numberIn = (text: string): number => (/^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN);

/** `kept`: how the secret of a connected tenant is kept now, so that it need not be typed again; null: there is none yet. */
export function problemsOf(
  form: TenantForm,
  backend: Pick<Backend, 'fields' | 'secretLabel'>,
  held: HeldSecrets,
  kept: SecretKeeping | null,
): TenantProblems {
  const problems: Partial<Record<TenantField, string>> = {};
  if (form.name.trim() === '') problems.name = 'A name that you will know it by';
  for (const { name, label, required } of backend.fields) {
    if (required && (form.settings[name] ?? '').trim() === '')
      problems[`settings.${name}`] = `${label} has to be given`;
  }
  const concurrency = numberIn(form.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 16)
    problems.concurrency = 'A whole number from 1 to 16';
  const rate = numberIn(form.rate);
  if (!(rate >= 0 && rate <= 1000)) problems.rate = 'A number from 0 to 1000; 0 is no limit';
  if (form.proxy.trim() !== '' && !/^https?:\/\/\S+$/.test(form.proxy.trim()))
    problems.proxy = 'http://host:port, or empty';
  if (backend.secretLabel !== null) {
    if (held.secret === null && kept === null) problems.secret = `${backend.secretLabel} has to be given`;
    const isSealedAnew = held.secret !== null || kept !== 'passphrase';
    if (form.keeping === 'passphrase' && isSealedAnew && held.passphrase === null)
      problems.passphrase = 'A passphrase has to be given';
  }
  return problems;
}

/** What the contract takes. Call it where `problemsOf` finds nothing. */
export function connectionOf(form: TenantForm, backend: Pick<Backend, 'fields'>, held: HeldSecrets): ConnectionForm {
  const known = new Set(backend.fields.map(({ name }) => name));
  const settings = Object.entries(form.settings)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([name, value]) => known.has(name) && value !== '');
  return {
    ...form,
    ...held,
    name: form.name.trim(),
    settings: Object.fromEntries(settings),
    proxy: form.proxy.trim(),
    concurrency: numberIn(form.concurrency),
    rate: numberIn(form.rate),
  };
}
