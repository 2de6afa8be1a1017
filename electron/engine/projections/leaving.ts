// What should go with a person who leaves, or with an integration that ends.
import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { Explainer } from './identity-detail.ts';
import type { IdentityColumns, Picture } from './picture.ts';

export interface LeavingItem {
  readonly row: number;
  readonly why: string;
  /** `revoke` and `withdraw`: a plan does it; `assign`: it wants another owner; `look`: a way in that may stay open. */
  readonly what: 'revoke' | 'withdraw' | 'assign' | 'look';
}

const human = identityKinds.indexOf('human');
const code = (kind: (typeof delegationKinds)[number]): number => delegationKinds.indexOf(kind);
const [actsFor, spawned] = [code('acts_for'), code('spawned')];
const waysIn: ReadonlyMap<number, string> = new Map([
  [code('may_exchange'), 'may exchange its tokens'],
  [code('may_act'), 'may act on its tokens'],
  [code('impersonate'), 'may impersonate it'],
  [code('secret_read'), 'can read its secret'],
  [code('grant_admin'), 'can give it new grants'],
]);

type Explain = Pick<Explainer, 'edges' | 'identity' | 'sharedKeys' | 'ownedBy'>;

/** Each identity once, by what matters most of it. */
export function leavingItems(picture: Picture, explain: Explain, row: number): readonly LeavingItem[] {
  const all = picture.identities.kind[row] === human ? ofPerson(picture, explain, row) : ofIntegration(explain, row);
  const byRow = new Map<number, LeavingItem>();
  for (const item of all) if (!byRow.has(item.row)) byRow.set(item.row, item);
  return [...byRow.values()];
}

function ofPerson({ identities }: Picture, explain: Explain, row: number): LeavingItem[] {
  const stands = identities.humanOf[row] ?? row;
  const accounts = Array.from({ length: identities.length }, (_, at) => at).filter(
    (at) => identities.kind[at] === human && identities.humanOf[at] === stands,
  );
  const { from, to, kind } = explain.edges();
  const mine = new Set(accounts);
  const items: LeavingItem[] = accounts.map((at) => ({
    row: at,
    why: at === row ? 'the account itself' : 'an account of the same human',
    what: 'revoke',
  }));
  for (let edge = 0; edge < kind.length; edge += 1) {
    if (kind[edge] !== actsFor || !mine.has(from[edge] ?? -1)) continue;
    items.push({ row: to[edge] ?? 0, why: 'acts on behalf of this person', what: 'withdraw' });
  }
  const owning = (owned: number): string => {
    const others = identities.ownerLabel(owned).split(', ').length - 1;
    return others > 0 ? `one of its ${others + 1} owners` : 'its only owner';
  };
  for (const owned of accounts.flatMap((at) => explain.ownedBy(at))) {
    items.push({ row: owned, why: owning(owned), what: 'assign' });
  }
  const names = new Set(accounts.map((at) => identities.name(at).toLowerCase()));
  for (const named of namedAsOwner(identities, names)) {
    items.push({ row: named, why: `${owning(named)}, by the name alone`, what: 'assign' });
  }
  return items;
}

/** A source that knows owners by name names no human of the inventory: worth a look, and no more. */
function namedAsOwner({ length, kind, texts }: IdentityColumns, names: ReadonlySet<string>): number[] {
  const { codes, textsAt } = texts.owner;
  const known = new Map<number, boolean>();
  const named: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const label = codes[row] ?? 0;
    const holds = known.get(label) ?? textsAt(label).some((name) => names.has(name.toLowerCase()));
    known.set(label, holds);
    if (holds && kind[row] !== human) named.push(row);
  }
  return named;
}

function ofIntegration(explain: Explain, row: number): LeavingItem[] {
  const { from, to, kind } = explain.edges();
  const items: LeavingItem[] = [{ row, why: 'the integration itself', what: 'revoke' }];
  // Sub-agents and theirs; delegation may be cyclic.
  const line = new Set([row]);
  for (const parent of line) {
    for (let edge = 0; edge < kind.length; edge += 1) {
      if (kind[edge] === spawned && from[edge] === parent) line.add(to[edge] ?? row);
    }
  }
  line.delete(row);
  for (const child of line) items.push({ row: child, why: 'its sub-agent', what: 'revoke' });
  for (const { row: other } of explain.sharedKeys(row, explain.identity(row))) {
    items.push({ row: other, why: 'holds the same key', what: 'look' });
  }
  for (let edge = 0; edge < kind.length; edge += 1) {
    const way = waysIn.get(kind[edge] ?? -1);
    if (way !== undefined && from[edge] === row) items.push({ row: to[edge] ?? row, why: way, what: 'look' });
  }
  return items;
}
