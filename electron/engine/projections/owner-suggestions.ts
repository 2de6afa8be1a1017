// Who might answer for an identity of which nobody does: each with the reason, the best first.
import { ownerStates } from '#shared/contract/values.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { EdgeColumns } from './chains.ts';
import type { IdentityColumns, Picture } from './picture.ts';

export interface Suggestion {
  readonly name: string;
  /** The human in the inventory, where it is one. */
  readonly id: string | null;
  readonly reason: string;
}

const most = 3;
const human = identityKinds.indexOf('human');
const spawned = delegationKinds.indexOf('spawned');
const making = /creat|regist|insert|\badd/i;
const answering: readonly string[] = ['single', 'backed', 'team'] satisfies (typeof ownerStates)[number][];

/** For these rows, in one pass over activity and inventory. */
export function ownerSuggestions(
  picture: Picture,
  edges: EdgeColumns,
  rows: ArrayLike<number>,
): ReadonlyMap<number, readonly Suggestion[]> {
  const { identities } = picture;
  const humans = humansByName(identities);
  const wanted = new Set(Array.from(rows));
  const makers = makersOf(picture, wanted);
  const users = usersOf(picture, wanted);
  const parents = parentsOf(identities, edges, wanted);
  const siblings = siblingsOf(identities, wanted);
  const found = new Map<number, readonly Suggestion[]>();
  for (const row of wanted) {
    const all = [makers, parents, users, siblings].flatMap((source) => source.get(row) ?? []);
    const byName = new Map<string, Suggestion>();
    for (const { name, reason } of all) {
      const at = humans.get(name.toLowerCase());
      if (byName.has(name) || (at !== undefined && hasLeft(identities, at))) continue;
      byName.set(name, { name, id: at === undefined || at < 0 ? null : identities.id(at), reason });
    }
    found.set(row, [...byName.values()].slice(0, most));
  }
  return found;
}

type Reasons = ReadonlyMap<number, readonly { readonly name: string; readonly reason: string }[]>;

const hasLeft = ({ status, gone }: IdentityColumns, row: number): boolean =>
  row >= 0 && (status[row] !== 0 || gone[row] === 1);

/** Lower-cased name to row; -1: several bear it. */
export function humansByName({ length, kind, humanOf, name }: IdentityColumns): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (let row = 0; row < length; row += 1) {
    if (kind[row] !== human || (humanOf[row] ?? row) !== row) continue;
    const key = name(row).toLowerCase();
    rows.set(key, rows.has(key) ? -1 : row);
  }
  return rows;
}

function makersOf({ identities, activity }: Picture, wanted: ReadonlySet<number>): Reasons {
  const rowOf = new Map<string, number>();
  for (const row of wanted) {
    rowOf.set(identities.externalId(row), row);
    rowOf.set(identities.name(row), row);
  }
  const makes = activity.action.names.map((action) => making.test(action));
  const { codes, textsAt } = activity.texts.object;
  const found = new Map<number, { name: string; reason: string }[]>();
  for (const at of activity.order) {
    if (makes[activity.action.code[at] ?? 0] !== true || activity.denied[at] === 1) continue;
    const code = activity.human.code[at] ?? 0;
    if (code === activity.human.none) continue;
    const row = textsAt(codes[at] ?? 0)
      .map((object) => rowOf.get(object))
      .find((one) => one !== undefined);
    if (row === undefined) continue;
    const day = new Date(activity.at[at] ?? 0).toISOString().slice(0, 10);
    found.set(row, [{ name: activity.human.names[code] ?? '', reason: `made it on ${day}` }]);
  }
  return found;
}

/** The human who was there most often when it acted. */
function usersOf({ activity }: Picture, wanted: ReadonlySet<number>): Reasons {
  const counts = new Map<number, Map<number, number>>();
  for (let at = 0; at < activity.length; at += 1) {
    const code = activity.human.code[at] ?? 0;
    if (activity.live[at] !== 1 || code === activity.human.none) continue;
    const row = activity.actor(at);
    if (!wanted.has(row)) continue;
    const people = counts.get(row) ?? new Map<number, number>();
    counts.set(row, people.set(code, (people.get(code) ?? 0) + 1));
  }
  const found = new Map<number, { name: string; reason: string }[]>();
  for (const [row, people] of counts) {
    const ordered = [...people].sort(([one, a], [other, b]) => b - a || one - other).slice(0, most);
    found.set(
      row,
      ordered.map(([code, count]) => ({
        name: activity.human.names[code] ?? '',
        reason: count === 1 ? 'used it once' : `used it ${count} times`,
      })),
    );
  }
  return found;
}

/** The first of the owners who are there; null: nobody answers for it. */
export function firstOwner(identities: IdentityColumns, row: number): string | null {
  const state = ownerStates[identities.owner[row] ?? -1];
  if (state === undefined || !answering.includes(state)) return null;
  const [first = ''] = identities.ownerLabel(row).split(', ');
  return first === '' ? null : first;
}

function parentsOf(identities: IdentityColumns, edges: EdgeColumns, wanted: ReadonlySet<number>): Reasons {
  const found = new Map<number, { name: string; reason: string }[]>();
  for (let edge = 0; edge < edges.kind.length; edge += 1) {
    const [parent, child] = [edges.from[edge] ?? -1, edges.to[edge] ?? -1];
    if (edges.kind[edge] !== spawned || !wanted.has(child) || parent < 0 || parent >= identities.length) continue;
    const name = firstOwner(identities, parent);
    if (name !== null) found.set(child, [{ name, reason: `owns its parent ${identities.name(parent)}` }]);
  }
  return found;
}

/** Of those who share the beginning of a name: fewer say nothing. */
const fewest = 2;
const leastShare = 0.25;

/** `bakery-` of `bakery-hook`: what begins alike in one tenant often belongs together. */
const beginning = (name: string): string | null =>
  /^[\p{L}\p{N}]{3,}(?=[-_.:/ ])/u.exec(name)?.[0].toLowerCase() ?? null;

function siblingsOf(identities: IdentityColumns, wanted: ReadonlySet<number>): Reasons {
  const groups = new Map<string, Map<string, number>>();
  const keyOf = (row: number): string | null => {
    const word = beginning(identities.name(row));
    return word === null ? null : `${identities.tenantId(row)} ${word}`;
  };
  const keys = new Set([...wanted].map(keyOf));
  for (let row = 0; row < identities.length; row += 1) {
    const key = identities.kind[row] === human ? null : keyOf(row);
    const owner = key !== null && keys.has(key) ? firstOwner(identities, row) : null;
    if (key === null || owner === null) continue;
    const owners = groups.get(key) ?? new Map<string, number>();
    groups.set(key, owners.set(owner, (owners.get(owner) ?? 0) + 1));
  }
  const found = new Map<number, { name: string; reason: string }[]>();
  for (const row of wanted) {
    const key = keyOf(row);
    const owners = [...(groups.get(key ?? '') ?? [])].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
    const [best] = owners;
    const total = owners.reduce((sum, [, count]) => sum + count, 0);
    if (best === undefined || best[1] < fewest || best[1] < leastShare * total) continue;
    const word = beginning(identities.name(row)) ?? '';
    found.set(row, [{ name: best[0], reason: `owns ${best[1]} of ${total} others of ${word}` }]);
  }
  return found;
}
