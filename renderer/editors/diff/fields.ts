import { onBehalfWords, ownerLabel, scoreWords } from '#renderer/state/words.ts';
import { exact, instantTitle, lifetimeWords, plural } from '#renderer/ui/format.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { isUnknown } from '#shared/model/fact.ts';

/** One field of an identity on both sides; a list where there may be several. */
export interface Field {
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly same: boolean;
}

type Credential = IdentityDetail['identity']['credentials'][number];

const instant = (fact: Credential['rotatedAt'] | Credential['expiresAt']): string =>
  typeof fact === 'number' ? exact(fact) : isUnknown(fact) ? '?' : fact;

function credentialWords({ kind, status, fingerprint, rotatedAt, expiresAt }: Credential): string {
  const print = typeof fingerprint === 'string' ? ` ${fingerprint}` : '';
  return `${kind.replaceAll('_', ' ')}${print}, ${status}, rotated ${instant(rotatedAt)}, expires ${instant(expiresAt)}`;
}

const scopeWords = ({ name, api, resource, tier }: IdentityDetail['scopes'][number]): string =>
  [`T${tier} ${name}`, api, resource].filter((part) => part !== '').join(' · ');

/** What stands side by side, in this order. */
const readers: readonly (readonly [string, (detail: IdentityDetail) => readonly string[]])[] = [
  ['Name', ({ identity }) => [identity.name]],
  ['Status', ({ identity }) => [identity.status]],
  ['Score', ({ row }) => [scoreWords(row)]],
  ['Band', ({ row }) => [row.score?.band ?? 'none']],
  ['Owner', ({ row }) => [ownerLabel(row)]],
  ['Acts for', ({ row }) => [onBehalfWords(row)]],
  ['Effective lifetime', ({ row }) => [lifetimeWords(row.lifetime)]],
  ['Last used', ({ row }) => [instantTitle(row.lastUsedAt)]],
  ['In reach', ({ reach }) => [`${plural(reach.customers, 'customer')}, ${plural(reach.resources, 'resource')}`]],
  ['Credentials', ({ identity }) => identity.credentials.map(credentialWords)],
  ['Scopes', ({ scopes }) => scopes.map(scopeWords)],
  ['Findings', ({ findings }) => findings.map(({ rule, title }) => `${rule} ${title}`)],
];

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text) => other.includes(text));

/** Fields of both sides, those that differ first; a side that is not there has none. */
export function fieldsOf(before: IdentityDetail | null, after: IdentityDetail | null): readonly Field[] {
  const fields = readers.map(([name, read]) => {
    const sides = { before: before === null ? [] : read(before), after: after === null ? [] : read(after) };
    return { name, ...sides, same: isSame(sides.before, sides.after) };
  });
  return [...fields.filter(({ same }) => !same), ...fields.filter(({ same }) => same)];
}
