import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DelegationKind } from '#shared/model/delegation.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';
import type { ViewOf } from './use-watch.ts';

export type ReachRow = ViewOf<'reach.rows'>['rows'][number];

/** One theft in simulation: how far is looked and what a fix would take away. */
export interface Rehearsed {
  /** null: as far as it goes. */
  readonly hops: number | null;
  readonly kinds: readonly DelegationKind[];
  readonly identities: readonly string[];
}

/** The score looks as far. */
export const nothingFixed: Rehearsed = { hops: 3, kinds: [], identities: [] };

/** Thefts by the identity whose credential is stolen; nothing of it is more than a look. */
export const useReach = create<{ readonly thefts: Readonly<Record<string, Rehearsed>> }>()(() => ({ thefts: {} }));

export function changeReach(identity: string, change: Partial<Rehearsed>): void {
  const { thefts } = useReach.getState();
  useReach.setState({ thefts: { ...thefts, [identity]: { ...(thefts[identity] ?? nothingFixed), ...change } } });
}

/** Another workspace: nothing of the last one's thefts stays. */
export const resetReach = (): void => useReach.setState({ thefts: {} });

const toggled = <T>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

/** Takes an edge kind or an identity away from the thief, or puts it back. */
export function toggleObstacle(
  identity: string,
  what: { readonly kind?: DelegationKind; readonly target?: string },
): void {
  const { kinds, identities } = useReach.getState().thefts[identity] ?? nothingFixed;
  changeReach(identity, {
    kinds: what.kind === undefined ? kinds : toggled(kinds, what.kind),
    identities: what.target === undefined ? identities : toggled(identities, what.target),
  });
}

/** What the engine is asked. */
export const theftOf = (identity: string, { hops, kinds, identities }: Rehearsed) => ({
  identity,
  hops,
  without: { kinds: [...kinds], identities: [...identities] },
});

/** The page that a command is about. Refuses with input.invalid on another one. */
export function thiefOn(uri: string | null): string {
  const identity = /^nhi:\/reach\/(idn_[a-z2-7]+)/.exec(uri ?? '')?.[1];
  if (identity !== undefined) return identity;
  throw new AppError('input.invalid', 'No blast radius is open.', {
    hint: 'Open one from an identity, then ask again.',
  });
}

const mostRowsAtOnce = 500;

/** Rows beyond the table's window. A refusal is told to the analyst and answered with none. */
export async function reachRows(
  theft: ReturnType<typeof theftOf>,
  first: number,
  count: number,
): Promise<readonly ReachRow[]> {
  try {
    return await rowsInWindows(first, count, mostRowsAtOnce, async (from, some) => {
      const { rows } = await firstView('reach.rows', { ...theft, first: from, count: some });
      return rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

export type Way = CallOutput<'reach.way'>;

/** The way to one identity; null where it cannot be told, and the analyst is told why. */
export async function readWay(theft: ReturnType<typeof theftOf>, target: string): Promise<Way | null> {
  try {
    return await call('reach.way', { ...theft, target });
  } catch (error) {
    reportError(error, 'Blast radius');
    return null;
  }
}

/** The identity of the local issuer's client that holds a token. Refuses with identity.absent where it is gone. */
export async function identityOfClient(clientId: string): Promise<string> {
  const { rows } = await firstView('issuer.clients', { text: clientId });
  const client = rows.find(({ id }) => id === clientId);
  if (client !== undefined) return client.identity;
  throw new AppError('identity.absent', 'The client of this token is not there any more.');
}
