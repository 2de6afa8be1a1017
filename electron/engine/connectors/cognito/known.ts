// What the last sync or import said of a client or a user, as far as plans are made from it.
import type { Refusal, Subject } from '#engine/connectors/connector.ts';
import { isUnknown } from '#shared/model/fact.ts';
import { type Loose, looseOf, textOf } from './states.ts';

export interface Known {
  readonly is: 'client' | 'user';
  /** Client id or user name. */
  readonly id: string;
  readonly name: string;
  readonly raw: Loose;
  readonly pool: string;
  readonly residual: number | null;
  /** In a sentence: when it was last used. */
  readonly used: string;
}

const neither = 'Cognito’s connector changes app clients and users; this is neither.';
const needsSync = 'Only the name of this client is known: sync the tenant, then plan again.';

/** ListUserPoolClients knows no more of a client than its name. */
const isWhole = (raw: Loose): boolean => raw['CreationDate'] !== undefined || raw['RefreshTokenValidity'] !== undefined;

function usedOf({ lastUsedAt }: Subject['identity']): string {
  if (isUnknown(lastUsedAt))
    return 'Nobody knows when it was last used: only CloudTrail sees Cognito’s token requests, and it was not read, or not far enough back.';
  if (lastUsedAt === 'never') return 'It was never used.';
  return `It was last used at ${new Date(lastUsedAt).toISOString()}.`;
}

export function knownOf({ identity, records }: Subject, pool: string): Known | Refusal {
  const raws = records.filter(({ importer }) => importer === 'cognito').map(({ raw }) => looseOf(raw));
  const access = identity.tokenPolicy?.accessTtl;
  const residual = access === undefined || isUnknown(access) ? null : access;
  const used = usedOf(identity);
  const clients = raws.filter((raw) => textOf(raw['ClientId']) !== '');
  const client = clients.find(isWhole);
  if (client !== undefined) {
    const id = textOf(client['ClientId']);
    return { is: 'client', id, name: textOf(client['ClientName']) || id, raw: client, pool, residual, used };
  }
  if (clients.length > 0) return { refused: needsSync };
  const user = raws.find((raw) => textOf(raw['Username']) !== '');
  if (user === undefined) return { refused: neither };
  const id = textOf(user['Username']);
  return { is: 'user', id, name: identity.name || id, raw: user, pool, residual: null, used };
}

export const objectOf = ({ is, id, pool }: Known): Record<string, string> => ({ pool, [is]: id });
