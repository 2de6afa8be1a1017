import type { IssuerNames } from '#engine/issuer/identity-of.ts';
import type { Change, Client, Human } from '#engine/issuer/model.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { RecordParties } from '#engine/store/tables/activity.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';

/** Whom an analyst's deed concerns. */
export interface Concerned {
  readonly client?: Client | undefined;
  readonly human?: Human | undefined;
  /** jti of the token that it is about. */
  readonly trace?: string;
}

export interface Deed {
  readonly action: JournalAction;
  readonly object: string;
  readonly concerns: Concerned;
  readonly changes: readonly Change[];
}

interface DeedParts {
  readonly workspace: Pick<Workspace, 'record'>;
  readonly names: IssuerNames;
  /** The analyst and his program. */
  readonly by: () => { readonly human: string; readonly client: string };
}

/**
 * Journals what an analyst does to the issuer. The record is his; the timeline shows it with the customer and the client
 * that it concerns. It never waits for a unit of work.
 */
export function createDeeds({ workspace, names, by }: DeedParts): (deed: Deed) => Promise<void> {
  function partiesOf({ client, human, trace = '' }: Concerned): RecordParties {
    const analyst = by();
    const agent = client && { name: client.name, id: names.clientIdentity(client.id) };
    return {
      human: human ? { name: human.name, id: names.humanIdentity(human.id) } : { name: analyst.human, id: null },
      humanLive: human === undefined,
      agents: agent && client.kind === 'agent' ? [agent] : [],
      client: agent ?? { name: analyst.client, id: null },
      reason: human ? `by ${analyst.human}` : '',
      trace,
      tenant: names.tenant.id,
    };
  }
  return async ({ action, object, concerns, changes }) => {
    const data = { parties: partiesOf(concerns), issuer: changes };
    await workspace.record({ ...by(), action, object, decision: 'allowed', data });
  };
}
