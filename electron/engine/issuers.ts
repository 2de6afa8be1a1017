import type { IssuerPort } from './api/issuer.ts';
import { createDesk, type IssuerDesk } from './issuer/administration/desk.ts';
import { InventoryLag } from './issuer/administration/inventory-lag.ts';
import { createInventoryWriter, type InventoryWriter } from './issuer/administration/inventory-writer.ts';
import { LastUse } from './issuer/administration/last-use.ts';
import { LiveTokens } from './issuer/administration/live-tokens.ts';
import { createViews } from './issuer/administration/views.ts';
import { createIssuer, type Issuer } from './issuer/issuer.ts';
import type { Client, PublicJwk } from './issuer/model.ts';
import { thumbprintOf, verificationKeyOf } from './issuer/tokens/algorithms.ts';
import { registerOf } from './store/register-of.ts';
import type { Workspace } from './store/store.ts';
import type { System } from './system/system.ts';

interface Kept extends IssuerPort {
  readonly issuer: Issuer;
  readonly live: LiveTokens;
  readonly inventory: InventoryWriter;
  /** The same calls for what the workbench itself makes. */
  callsAs(origin: Client['origin']): IssuerDesk;
}

/** One issuer a workspace, for as long as the workspace is open. */
export interface Issuers {
  of(workspace: Workspace): Kept;
  /** The workspace is about to be closed. */
  stop(workspace: Workspace): Promise<void>;
}

export function createIssuers(
  world: System,
  by: () => { readonly human: string; readonly client: string },
  touched: () => void,
): Issuers {
  const known = new WeakMap<Workspace, Kept>();

  function make(workspace: Workspace): Kept {
    // Where the past is shown its tokens are as old as they were then.
    const { past } = workspace;
    const clock = past === null ? world.clock : { ...world.clock, now: () => past.at, monotonic: () => 0 };
    const system = { ...world, clock };
    const changed = (): void => inventory.wake();
    const issuer = createIssuer({ system, workspace, by, touched, changed });
    const { state, names } = issuer;
    const lag = registerOf(workspace, InventoryLag);
    const thumbprint = (jwk: PublicJwk): string => thumbprintOf(verificationKeyOf(jwk), system.hash);
    const inventory = createInventoryWriter({ system, workspace, names, state, lag, by, thumbprint });
    const live = new LiveTokens(state, issuer.clock, touched);
    const callsAs = (origin: Client['origin']): IssuerDesk =>
      createDesk({ system, workspace, issuer, live, by, changed }, origin);
    const views = createViews({ issuer, live, lastUse: registerOf(workspace, LastUse), now: issuer.clock.now });
    // What an earlier process left unwritten.
    inventory.wake();
    return { issuer, live, inventory, views, calls: callsAs('analyst'), callsAs };
  }

  return {
    of(workspace) {
      const kept = known.get(workspace) ?? make(workspace);
      known.set(workspace, kept);
      return kept;
    },
    async stop(workspace) {
      const kept = known.get(workspace);
      kept?.live.close();
      try {
        await kept?.issuer.stop();
      } finally {
        await kept?.inventory.close();
      }
    },
  };
}
