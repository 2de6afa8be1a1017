import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import {
  type ReachSource,
  type Rehearsal,
  reachRows,
  reachView,
  reachWay,
  rehearse,
} from '#engine/projections/reach.ts';
import type { CallOutput, WatchView } from '#shared/contract/contract.ts';
import type { Theft } from '#shared/contract/reach.ts';
import { theft as theftShape } from '#shared/contract/reach.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DelegationKind } from '#shared/model/delegation.ts';
import { findRow } from './listing.ts';
import type { Session } from './session.ts';

/** The drawing, its table and the way to a row are asked for one after the other: the last rehearsal answers them all. */
function rehearsals(session: Session) {
  let last: {
    readonly of: object;
    readonly key: string;
    readonly source: ReachSource;
    readonly run: Rehearsal;
  } | null = null;
  return (theft: Theft): { readonly source: ReachSource; readonly run: Rehearsal } | null => {
    const opened = session.opened;
    if (opened === null) return null;
    const key = JSON.stringify([theft.identity, theft.hops, theft.without]);
    if (last?.of === opened.picture && last.key === key) return last;
    const { picture, explain } = opened;
    const source = { ...explain, identities: picture.identities, graph: explain.graph() };
    const run = rehearse(source, theft);
    if (run === null) return null;
    last = { of: picture, key, source, run };
    return last;
  };
}

export function reachCalls(session: Session): Pick<CallHandlers, 'reach.way'> {
  const of = rehearsals(session);
  return {
    'reach.way'(theft) {
      session.mustBeOpen();
      const found = of(theft);
      if (found === null) throw new AppError('identity.absent', 'There is no such identity.');
      return reachWay(found.source, found.run, theft.target);
    },
  };
}

export function reachWatches(session: Session): Pick<WatchHandlers, 'reach.view' | 'reach.rows'> {
  const of = rehearsals(session);
  return {
    'reach.view': (theft) => ({
      topics: ['identities'],
      view() {
        const found = of(theft);
        return found === null ? null : reachView(found.source, theft, found.run);
      },
    }),
    'reach.rows': (params) => ({
      topics: ['identities'],
      view() {
        const found = of(params);
        return found === null ? { total: 0, first: 0, rows: [] } : reachRows(found.source, found.run, params);
      },
    }),
  };
}

export interface ReachListing
  extends Pick<NonNullable<WatchView<'reach.view'>>, 'identity' | 'before' | 'after' | 'edges'> {
  /** Hash of the policy that the scores are of. */
  readonly policy: string;
  readonly rows: WatchView<'reach.rows'>['rows'];
  /** The way to `to`; null: nobody asked. */
  readonly way: CallOutput<'reach.way'>['steps'] | null;
}

export interface ReachWish {
  readonly hops: number | null;
  readonly kinds: readonly DelegationKind[];
  readonly identities: readonly string[];
  readonly to: string | null;
}

/** Headless: everything that a thief of one identity reaches. Identities are named as `show` takes them. */
export function listReach(session: Session, wanted: string, wish: ReachWish): ReachListing {
  const { picture } = session.mustBeOpen();
  const idOf = (name: string): string => picture.identities.id(findRow(session, name));
  const theft = theftShape.parse({
    identity: idOf(wanted),
    hops: wish.hops,
    without: { kinds: wish.kinds, identities: wish.identities.map(idOf) },
  });
  const found = rehearsals(session)(theft);
  if (found === null) throw new Error('a row without an identity');
  const { identity, before, after, edges } = reachView(found.source, theft, found.run);
  const { rows } = reachRows(found.source, found.run, { first: 0, count: found.run.before.rows.length });
  const way = wish.to === null ? null : reachWay(found.source, found.run, idOf(wish.to)).steps;
  return { policy: session.policy.hash, identity, before, after, edges, rows, way };
}
