import type { IssuerPort } from './api/issuer.ts';
import { createDesk, type IssuerDesk } from './issuer/administration/desk.ts';
import { createViews } from './issuer/administration/views.ts';
import { createIssuer, type Issuer } from './issuer/issuer.ts';
import type { Client } from './issuer/model.ts';
import type { Workspace } from './store/store.ts';
import type { System } from './system/system.ts';

interface Kept extends IssuerPort {
  readonly issuer: Issuer;
  /** The same calls for what the workbench itself makes. */
  callsAs(origin: Client['origin']): IssuerDesk;
  readonly settled: () => Promise<void>;
}

/** One issuer a workspace, for as long as the workspace is open. */
export interface Issuers {
  of(workspace: Workspace): Kept;
  /** The workspace is about to be closed. */
  stop(workspace: Workspace): Promise<void>;
}

export function createIssuers(
  system: System,
  by: () => { readonly human: string; readonly client: string },
  touched: () => void,
): Issuers {
  const known = new WeakMap<Workspace, Kept>();

  function make(workspace: Workspace): Kept {
    const issuer = createIssuer({ system, workspace, by, touched, changed: (changes) => calls.follow(changes) });
    const calls = createDesk({ system, workspace, issuer, by });
    const callsAs = (origin: Client['origin']): IssuerDesk => createDesk({ system, workspace, issuer, by }, { origin });
    return { issuer, calls, callsAs, views: createViews(issuer, system.clock.now), settled: calls.settled };
  }

  return {
    of(workspace) {
      const kept = known.get(workspace) ?? make(workspace);
      known.set(workspace, kept);
      return kept;
    },
    async stop(workspace) {
      const kept = known.get(workspace);
      await kept?.issuer.stop();
      await kept?.settled();
    },
  };
}
