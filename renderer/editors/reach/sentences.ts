import type { ViewOf } from '#renderer/state/use-watch.ts';
import { brief, number, plural } from '#renderer/ui/format.ts';
import type { DelegationKind } from '#shared/model/delegation.ts';

type View = NonNullable<ViewOf<'reach.view'>>;
type Run = View['before'];

/** What a thief does along an edge. */
export const edgeWords: Readonly<Record<DelegationKind, string>> = {
  acts_for: 'acts for',
  spawned: 'commands',
  may_exchange: 'exchanges tokens of',
  may_act: 'may act as',
  impersonate: 'impersonates',
  secret_read: 'reads the secret of',
  grant_admin: 'administers',
};

/** `A thief of shop-assist reaches 41 other identities, 40,001 customers and 11 resources` */
export function reachTitle({ identity, before }: View): string {
  const others = before.identities - 1;
  const counted = `${plural(before.customers, 'customer')} and ${plural(before.resources, 'resource')}`;
  if (others === 0) return `A thief of ${brief(identity.name)} reaches ${counted}, and no other identity`;
  return `A thief of ${brief(identity.name)} reaches ${plural(others, 'other identity', 'other identities')}, ${counted}`;
}

export function fixTitle({ before, after }: View): string {
  if (after === null) return 'Take something away to see what it leaves';
  const gone = before.identities - after.identities;
  const customers = before.customers - after.customers;
  if (gone === 0) return 'The fix changes nothing: everything is reached another way';
  const people = customers === 0 ? '' : ` and ${plural(customers, 'customer')}`;
  return `The fix puts ${plural(gone, 'identity', 'identities')}${people} out of reach`;
}

export interface Compared {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

const rows: readonly (readonly [key: keyof Run & string, label: string])[] = [
  ['identities', 'Identities'],
  ['people', 'of them humans'],
  ['customers', 'Customers'],
  ['resources', 'Resources'],
  ['reach', 'Reach in the score'],
  ['score', 'Score'],
];

/** Both runs beside each other. */
export function comparison({ before, after }: Pick<View, 'before' | 'after'>): Compared[] {
  const line = (key: string, label: string, one: number | null, other: number | null | undefined): Compared => ({
    key,
    label,
    before: valueWords(one),
    after: other === undefined ? '' : valueWords(other),
    difference: other == null || one === null ? '' : differenceWords(other - one),
  });
  return [
    ...rows.map(([key, label]) =>
      line(key, label, numberOf(before, key), after === null ? undefined : numberOf(after, key)),
    ),
    ...before.hops.map((hop, index) =>
      line(
        `hop ${index + 1}`,
        `Hop ${index + 1}${hop.discount === 0 ? ', not in the score' : hop.discount === 1 ? '' : `, counts × ${hop.discount}`}`,
        hop.identities,
        after === null ? undefined : (after.hops[index]?.identities ?? 0),
      ),
    ),
  ];
}

function numberOf(run: Run, key: keyof Run & string): number | null {
  const value = run[key];
  return typeof value === 'number' ? value : null;
}

const valueWords = (value: number | null): string => (value === null ? 'people have none' : number(value));
const differenceWords = (difference: number): string =>
  difference === 0 ? 'same' : `${difference > 0 ? '+' : '−'}${number(Math.abs(difference))}`;
