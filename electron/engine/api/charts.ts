import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { auditList } from '#engine/projections/audit.ts';
import { lifetimesView } from '#engine/projections/lifetimes.ts';
import { type ExplainLint, policyLintView } from '#engine/projections/policy-lint.ts';
import { privilegeView } from '#engine/projections/privilege.ts';
import { shorterTokens } from '#engine/projections/shorter-tokens.ts';
import { locateEvent, timelineEvents, timelineView } from '#engine/projections/timeline.ts';
import type { Session } from './session.ts';

type Calls = Pick<CallHandlers, 'timeline.locate' | 'audit.verify'>;

export function chartCalls(session: Session): Calls {
  return {
    'timeline.locate': (input) => locateEvent(session.picture, input),
    async 'audit.verify'(_input, { signal }) {
      const { workspace } = session.mustBeOpen();
      const { ok, records, head, firstBad } = await workspace.journal.verify(signal);
      session.chainChecked({ checkedAt: session.system.clock.now(), ok, firstBad });
      return { ok, records, head, firstBad };
    },
  };
}

type Watches = Pick<
  WatchHandlers,
  | 'lifetimes.view'
  | 'lifetimes.lint'
  | 'lifetimes.shorter'
  | 'privilege.view'
  | 'timeline.view'
  | 'timeline.events'
  | 'audit.list'
>;

const nothingToTell: ExplainLint = { lint: () => [] };

export function chartWatches(session: Session): Watches {
  return {
    'lifetimes.view': (params) => ({
      topics: ['identities'],
      view: () => lifetimesView(session.picture, params),
    }),
    'lifetimes.shorter': (params) => ({
      topics: ['identities', 'activity'],
      view: () => shorterTokens(session.picture, params),
    }),
    'lifetimes.lint': (params) => ({
      topics: ['identities'],
      view: () => policyLintView(session.picture, session.opened?.explain ?? nothingToTell, params),
    }),
    'privilege.view': (params) => ({
      topics: ['identities'],
      view: () => privilegeView(session.picture, params),
    }),
    'timeline.view': (params) => ({
      topics: ['activity'],
      view: () => timelineView(session.picture, params),
    }),
    'timeline.events': (params) => ({
      topics: ['activity'],
      view: () => timelineEvents(session.picture, params),
    }),
    'audit.list': (params) => ({
      topics: ['journal'],
      view: () => auditList(session.opened?.workspace ?? null, params),
    }),
  };
}
