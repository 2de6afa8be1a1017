import {
  type IdentityParts,
  type IssuerNames,
  identityOfClient,
  identityOfHuman,
  retired,
} from '#engine/issuer/identity-of.ts';
import type { Consent, PublicJwk } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { UnitOfWork, Workspace } from '#engine/store/store.ts';
import type { Clock, Log } from '#engine/system/system.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Followed, Follower, InventoryLag } from './inventory-lag.ts';

interface WriterParts {
  readonly system: { readonly clock: Clock; readonly log: Log };
  readonly workspace: Pick<Workspace, 'readOnly' | 'begin' | 'identities' | 'identity'>;
  readonly names: IssuerNames;
  readonly state: Pick<IssuerState, 'clients' | 'humans' | 'consents'>;
  readonly lag: Pick<InventoryLag, 'seq' | 'changedAt' | 'since'>;
  readonly by: () => { readonly human: string; readonly client: string };
  readonly thumbprint: (jwk: PublicJwk) => string;
}

/** Lets the inventory say what the issuer does. */
export interface InventoryWriter {
  /** Something may have changed: whoever it was is written soon. */
  wake(): void;
  /** Waits until the inventory says what the issuer does. */
  settled(): Promise<void>;
  /** The same, and then writes no more. */
  close(): Promise<void>;
}

/** Each commit has scores and findings worked out anew: changes that follow one another closely are written together. */
const pauseMs = 250;
/** Timers are 31 bits of milliseconds wide. */
const longestMs = 86_400_000;

/**
 * A change of the issuer never waits for a unit of work, which an import may hold for minutes. Its identity is written
 * behind it, in a unit of its own; the journal remembers who is still to be written.
 */
export function createInventoryWriter(parts: WriterParts): InventoryWriter {
  const { system, workspace, names, state, lag, by, thumbprint } = parts;
  const { clock } = system;
  /** Number of the record up to which this writer has compared everybody. */
  let done = 0;
  /** Consents that ended by `endsKnown` are known to have ended: their clients were compared since. */
  let endsKnown = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let endPause = (): void => undefined;
  let cancelEnd = (): void => undefined;
  let waited = 0;
  let closed = false;

  function waiting(now: Instant): Follower[] {
    const changed = new Map(lag.since(done).map((each) => [`${each.is} ${each.id}`, each]));
    for (const { clientId: id, withdrawnAt, expiresAt } of state.consents.values()) {
      if (withdrawnAt === null && expiresAt > endsKnown && expiresAt <= now)
        changed.set(`client ${id}`, { is: 'client', id });
    }
    return [...changed.values()];
  }

  function identityNow({ is, id }: Follower, of: IdentityParts): Identity | null {
    const client = is === 'client' ? state.clients.get(id) : undefined;
    if (client !== undefined) return identityOfClient(client, of);
    const human = is === 'human' ? state.humans.get(id) : undefined;
    if (human !== undefined) return identityOfHuman(human, of);
    const row = workspace.identities.rowOf(is === 'client' ? names.clientIdentity(id) : names.humanIdentity(id));
    // Gone before the inventory ever heard of it: only the journal tells of it.
    return row < 0 ? null : retired(workspace.identity(row));
  }

  async function write(): Promise<void> {
    while (!isUpToDate()) {
      const unit = await workspace.begin();
      try {
        await writeWaiting(unit);
      } finally {
        await unit.rollback();
      }
      await pause();
    }
  }

  function isUpToDate(): boolean {
    const now = clock.now();
    if (waiting(now).length > 0) return false;
    [done, endsKnown] = [lag.seq, now];
    return true;
  }

  async function writeWaiting(unit: UnitOfWork): Promise<void> {
    const now = clock.now();
    const follows = lag.seq;
    const consentsOf = liveConsents(state.consents.values(), now);
    let changed = 0;
    for (const follower of waiting(now)) {
      const identity = identityNow(follower, { names, now, consentsOf, thumbprint });
      if (identity !== null && unit.putIdentity(identity, [null]) !== 'unchanged') changed += 1;
    }
    if (changed > 0) {
      unit.putTenant(names.tenant);
      const data: Followed & { readonly summary: string } = { follows, summary: summaryOf(changed) };
      await unit.commit({ ...by(), action: 'inventory.updated', object: names.tenant.name, data: { ...data } });
    }
    [done, endsKnown] = [follows, now];
  }

  /** There is none, and it ends at once, when somebody waits for the writer. */
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      if (waited > 0) {
        resolve();
        return;
      }
      const cancel = clock.after(pauseMs, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });

  async function run(): Promise<void> {
    let failed = false;
    try {
      await write();
    } catch (error) {
      failed = true;
      // The issuer's own state is right, and the journal knows who was not written: the next change writes them, too.
      system.log.error('the inventory could not follow the local issuer', error);
    }
    running = null;
    if (!failed && lag.changedAt > done) wake();
    else waitForEnd();
  }

  function wake(): void {
    if (closed || workspace.readOnly) return;
    running ??= run();
  }

  /** A consent ends by itself: no record tells of it. */
  function waitForEnd(): void {
    cancelEnd();
    let next = Number.POSITIVE_INFINITY;
    for (const { withdrawnAt, expiresAt } of state.consents.values()) {
      if (withdrawnAt === null && expiresAt > endsKnown) next = Math.min(next, expiresAt);
    }
    if (closed || next === Number.POSITIVE_INFINITY) return;
    cancelEnd = clock.after(Math.min(Math.max(0, next - clock.now()), longestMs), wake);
  }

  async function settled(): Promise<void> {
    waited += 1;
    endPause();
    try {
      while (running !== null) await running;
    } finally {
      waited -= 1;
    }
  }

  return {
    wake() {
      if (lag.changedAt > done || endsKnown === Number.NEGATIVE_INFINITY) wake();
    },
    settled,
    async close() {
      closed = true;
      await settled();
      cancelEnd();
    },
  };
}

function liveConsents(consents: Iterable<Consent>, now: Instant): IdentityParts['consentsOf'] {
  const byClient = new Map<string, Consent[]>();
  for (const consent of consents) {
    if (consent.withdrawnAt !== null || consent.expiresAt <= now) continue;
    const list = byClient.get(consent.clientId);
    if (list === undefined) byClient.set(consent.clientId, [consent]);
    else list.push(consent);
  }
  return (clientId) => byClient.get(clientId) ?? [];
}

const summaryOf = (changed: number): string =>
  changed === 1 ? '1 identity of the local issuer' : `${changed} identities of the local issuer`;
