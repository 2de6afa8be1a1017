// What the objects of one Hydra tell each other.
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Instant } from '#shared/model/fact.ts';

export interface Server {
  /** When a client was last given a token, as rows and introspections show. */
  readonly lastToken: Map<string, Instant>;
  /** Rows that are kept and say nothing of identities. */
  readonly others: Map<string, number>;
}

export const emptyServer = (): Server => ({ lastToken: new Map(), others: new Map() });

export const clientRef = (clientId: string): Ref => ({
  namespace: 'client',
  externalId: clientId,
  kind: 'oauth_client',
});

/** Hydra keeps no users: a subject is what the login page called somebody. */
export const subjectRef = (subject: string): Ref => ({ namespace: 'subject', externalId: subject, kind: 'human' });

export function learnToken({ lastToken }: Server, clientId: string, at: unknown): void {
  if (typeof at === 'number') lastToken.set(clientId, Math.max(at, lastToken.get(clientId) ?? 0));
}
