import type { Receipt, RecordEntry, Workspace } from '#engine/store/store.ts';
import type { RecordParties } from '#engine/store/tables/activity.ts';
import type { IssuerNames } from './identity-of.ts';
import type { Change } from './model.ts';
import type { IssuerEvent, Ledger } from './ports.ts';
import type { IssuerState } from './state.ts';

type Party = NonNullable<RecordParties['human']>;

/** Journal records of the issuer: who did what for whom, and what changed by it, in one line. */
export function createLedger(
  workspace: { record(entry: RecordEntry): Promise<Receipt> } & Pick<Workspace, 'readOnly'>,
  state: Pick<IssuerState, 'clients' | 'humans' | 'deleted'>,
  names: IssuerNames,
  changed: (changes: readonly Change[]) => void,
): Ledger {
  return {
    async record(event) {
      await workspace.record(entryOf(event, state, names));
      if (event.changes.length > 0) changed(event.changes);
    },
  };
}

export function entryOf(
  event: IssuerEvent,
  state: Pick<IssuerState, 'clients' | 'humans' | 'deleted'>,
  names: IssuerNames,
): RecordEntry {
  const { by } = event;
  const human = event.human === null ? named(by?.human) : humanParty(event.human, state, names);
  const agents = event.agents.map((sub) => actorParty(sub, state, names));
  const client = event.client === null ? named(by?.client) : clientParty(event.client, state, names);
  const { reason, trace, humanLive, userAgent, signals = [] } = event;
  const parties: RecordParties = {
    human,
    humanLive,
    agents,
    client,
    reason,
    trace,
    tenant: names.tenant.id,
    ...(userAgent !== undefined && { userAgent }),
    ...(signals.length > 0 && { signals: [...new Set(signals)] }),
  };
  return {
    human: human?.name ?? '',
    ...(agents.length === 0 ? {} : { agent: agents.at(-1)?.name ?? '' }),
    client: client?.name ?? '',
    action: event.action,
    object: event.object,
    decision: event.decision,
    data: {
      parties,
      policy: event.policy,
      ...event.details,
      ...(event.changes.length === 0 ? {} : { issuer: event.changes }),
    },
  };
}

const named = (name: string | undefined): Party | null => (name === undefined ? null : { name, id: null });

const humanParty = (
  sub: string,
  { humans, deleted }: Pick<IssuerState, 'humans' | 'deleted'>,
  names: IssuerNames,
): Party => ({
  name: humans.get(sub)?.name ?? deleted.get(sub) ?? sub,
  id: names.humanIdentity(sub),
});

const clientParty = (
  id: string,
  { clients, deleted }: Pick<IssuerState, 'clients' | 'deleted'>,
  names: IssuerNames,
): Party => ({
  name: clients.get(id)?.name ?? deleted.get(id) ?? id,
  id: names.clientIdentity(id),
});

/** An actor is a client, or a human who acts for another. */
const actorParty = (
  sub: string,
  state: Pick<IssuerState, 'clients' | 'humans' | 'deleted'>,
  names: IssuerNames,
): Party => (state.humans.has(sub) ? humanParty(sub, state, names) : clientParty(sub, state, names));
