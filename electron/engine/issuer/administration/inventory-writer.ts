import { type IssuerNames, identityOfClient, identityOfHuman } from '#engine/issuer/identity-of.ts';
import type { Change, Client, PublicJwk } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Log } from '#engine/system/system.ts';
import type { Identity } from '#shared/model/identity.ts';

interface WriterParts {
  readonly system: { readonly log: Log };
  readonly workspace: Workspace;
  readonly names: IssuerNames;
  readonly state: IssuerState;
  readonly by: () => { readonly human: string; readonly client: string };
  readonly thumbprint: (jwk: PublicJwk) => string;
}

/** Lets the inventory say what the issuer does. */
export interface InventoryWriter {
  /** These changes are in the journal: the identities that they concern are written when their turn comes. */
  follow(changes: readonly Change[]): void;
  /** It is gone from the issuer; the inventory remembers that it was there. */
  retire(client: Client): void;
  settled(): Promise<void>;
}

/**
 * A change of the issuer never waits for a unit of work, which an import may hold for minutes. Its identity is written
 * behind it, in a unit of its own; several changes of one identity that wait together are written once.
 */
export function createInventoryWriter(parts: WriterParts): InventoryWriter {
  const { system, workspace, names, state, by, thumbprint } = parts;
  const waiting = new Map<string, () => Identity | null>();
  let running: Promise<void> | null = null;
  const identityParts = { names, state, thumbprint };

  const nowOfClient = (id: string) => (): Identity | null => {
    const client = state.clients.get(id);
    return client === undefined ? null : identityOfClient(client, identityParts);
  };
  const nowOfHuman = (id: string) => (): Identity | null => {
    const human = state.humans.get(id);
    return human === undefined ? null : identityOfHuman(human, identityParts);
  };

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const unit = await workspace.begin();
      const identities = [...waiting.values()].map((make) => make()).filter((identity) => identity !== null);
      waiting.clear();
      try {
        const changed = identities.filter((identity) => unit.putIdentity(identity, []) !== 'unchanged');
        if (changed.length > 0) {
          const data = { summary: 'the inventory follows the local issuer' };
          await unit.commit({ ...by(), action: 'inventory.updated', object: 'Local issuer', data });
        }
      } finally {
        await unit.rollback();
      }
    }
  }

  function wake(): void {
    running ??= write()
      // The issuer's own state is right; the inventory is written with the next change.
      .catch((error: unknown) => system.log.error('the inventory could not follow the local issuer', error))
      .finally(() => {
        running = null;
      });
  }

  return {
    follow(changes) {
      for (const change of changes) {
        if (change.is === 'client') waiting.set(change.client.id, nowOfClient(change.client.id));
        else if (change.is === 'human') waiting.set(change.human.id, nowOfHuman(change.human.id));
        else if (change.is === 'consent') waiting.set(change.consent.clientId, nowOfClient(change.consent.clientId));
      }
      if (waiting.size > 0) wake();
    },
    retire(client) {
      waiting.set(client.id, () => ({
        ...identityOfClient(client, identityParts),
        status: 'retired',
        credentials: [],
      }));
      wake();
    },
    async settled() {
      while (running !== null) await running;
    },
  };
}
