// Authorization servers, their scopes, policies and rules: no identities, but what clients may ask for and how long it lives.
import type { Fields } from '#engine/importers/fields.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { type Fact, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import { plainGrant } from './grants.ts';
import { hrefsOf, idAfter } from './links.ts';

interface Server {
  readonly issuer: string;
  readonly active: boolean;
}

interface Policy {
  readonly server: string;
  readonly active: boolean;
  readonly clients: readonly string[];
}

interface Rule {
  readonly id: string;
  readonly server: string;
  readonly policy: string;
  readonly active: boolean;
  readonly grantTypes: readonly string[];
  readonly scopes: readonly string[];
  readonly accessTtl: Fact<Seconds>;
  readonly refreshAbsolute: Fact<Seconds | 'never'>;
  readonly refreshIdle: Fact<Seconds | 'never'>;
}

export interface ClientReach {
  readonly grants: readonly Grant[];
  readonly lifetimes: Pick<TokenPolicy, 'accessTtl' | 'refreshAbsolute' | 'refreshIdle'>;
}

export interface ReferenceObject {
  readonly kind: string;
  readonly members: readonly string[];
  /** It belongs to no identity. */
  readonly reference: true;
}

/** How the objects are told apart, in this order. */
export const referenceObjects: readonly ReferenceObject[] = [
  { kind: 'authorization server', members: ['audiences', 'issuer', 'id'], reference: true },
  { kind: 'authorization server rule', members: ['actions', 'conditions', 'id'], reference: true },
  { kind: 'authorization server policy', members: ['conditions', 'priority', 'id'], reference: true },
  { kind: 'authorization server scope', members: ['metadataPublish', 'name', 'id'], reference: true },
];

const isActive = (fields: Fields): boolean => fields.plain('status') !== 'INACTIVE';
const everyClient = 'ALL_CLIENTS';
const anyScope = '*';

export class AuthorizationServers {
  readonly #servers = new Map<string, Server>();
  readonly #scopes = new Map<string, Set<string>>();
  readonly #policies = new Map<string, Policy>();
  readonly #rules = new Map<string, Rule>();

  take(kind: string, fields: Fields, asked: Asked | undefined): void {
    const id = fields.plain('id');
    const hrefs = hrefsOf(fields, asked);
    const server = idAfter('authorizationServers', hrefs);
    switch (kind) {
      case 'authorization server': {
        this.#servers.set(id, { issuer: fields.plain('issuer') || id, active: isActive(fields) });
        break;
      }
      case 'authorization server scope': {
        const scopes = this.#scopes.get(server) ?? new Set();
        scopes.add(fields.plain('name'));
        this.#scopes.set(server, scopes);
        break;
      }
      case 'authorization server policy': {
        const clients = fields.object('conditions')?.object('clients')?.texts('include') ?? [];
        this.#policies.set(id, { server, active: isActive(fields), clients });
        break;
      }
      default:
        this.#rules.set(id, readRule(fields, id, server, idAfter('policies', hrefs)));
    }
  }

  /** Explicit clients of policies, so that one that the file does not hold can be named. */
  *namedClients(): Iterable<string> {
    for (const { clients } of this.#policies.values()) {
      for (const client of clients) if (client !== everyClient) yield client;
    }
  }

  reachOf(clientIds: readonly string[], grantTypes: readonly string[] | undefined): ClientReach | null {
    const rules = [...this.#rules.values()].filter((rule) => this.#admits(rule, clientIds, grantTypes));
    if (rules.length === 0) return null;
    return {
      grants: rules.map((rule) => this.#grantOf(rule, grantTypes?.includes('refresh_token') === true)),
      lifetimes: {
        accessTtl: longest(rules.map((rule) => rule.accessTtl)),
        refreshAbsolute: longest(rules.map((rule) => rule.refreshAbsolute)),
        refreshIdle: longest(rules.map((rule) => rule.refreshIdle)),
      },
    };
  }

  #admits(rule: Rule, clientIds: readonly string[], grantTypes: readonly string[] | undefined): boolean {
    const policy = this.#policies.get(rule.policy);
    if (policy === undefined || !policy.active || !rule.active) return false;
    if (this.#servers.get(rule.server)?.active === false) return false;
    if (!policy.clients.some((client) => client === everyClient || clientIds.includes(client))) return false;
    return grantTypes === undefined || rule.grantTypes.some((type) => grantTypes.includes(type));
  }

  #grantOf(rule: Rule, refreshes: boolean): Grant {
    const resource = this.#servers.get(rule.server)?.issuer ?? rule.server;
    const all = [...(this.#scopes.get(rule.server) ?? [])];
    const names = rule.scopes.includes(anyScope) && all.length > 0 ? all : rule.scopes;
    const offline = refreshes && (rule.scopes.includes(anyScope) || rule.scopes.includes('offline_access'));
    return { ...plainGrant(`rule:${rule.id}`, resource, names, 'authorization server rule'), offline };
  }
}

function readRule(fields: Fields, id: string, server: string, policy: string): Rule {
  const conditions = fields.object('conditions');
  const token = fields.object('actions')?.object('token') ?? null;
  const seconds = (name: string): Fact<Seconds> => {
    const minutes = token?.number(name);
    if (minutes === undefined) return unknown('not_in_export');
    return isUnknown(minutes) ? minutes : minutes * 60;
  };
  /** Okta writes 0 minutes for a refresh token without an end. */
  const endless = (name: string): Fact<Seconds | 'never'> => {
    const length = seconds(name);
    return length === 0 ? 'never' : length;
  };
  return {
    id,
    server,
    policy,
    active: isActive(fields),
    grantTypes: conditions?.object('grantTypes')?.texts('include') ?? [],
    scopes: conditions?.object('scopes')?.texts('include') ?? [],
    accessTtl: seconds('accessTokenLifetimeMinutes'),
    refreshAbsolute: endless('refreshTokenLifetimeMinutes'),
    refreshIdle: endless('refreshTokenWindowMinutes'),
  };
}

/** The longest of them, `never` before all; unknown as soon as one is. */
function longest<T extends Seconds | 'never'>(lengths: readonly Fact<T>[]): Fact<T> {
  const told: T[] = [];
  for (const length of lengths) {
    if (isUnknown(length)) return length;
    told.push(length);
  }
  const rank = (length: T): number => (length === 'never' ? Number.POSITIVE_INFINITY : Number(length));
  return told.reduce((most, length) => (rank(length) > rank(most) ? length : most));
}
