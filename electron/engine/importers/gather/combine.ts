import type { Sink } from '#engine/importers/importer.ts';
import type { Credential } from '#shared/model/credential.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { isUnknown, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Contribution, Ref } from './source-object.ts';

type Emitted = Parameters<Sink['identity']>[0];

interface Combined {
  readonly identity: Omit<Emitted, 'sources'>;
  /** Humans whose grants are only counted. */
  readonly counted: number;
}

/** One identity of all that the file's objects say of it; lists are joined. */
export function combine(
  ref: Pick<Ref, 'kind' | 'namespace' | 'externalId'>,
  parts: readonly Contribution[],
  { id, tenant }: Pick<Identity, 'id' | 'tenant'>,
  mostHumans: number,
): Combined {
  const all = <T>(of: (part: Contribution) => readonly T[] | undefined): readonly T[] =>
    parts.flatMap((part) => of(part) ?? []);
  const { grants, delegations, counted } = countBeyond(
    byId(all((part) => part.grants)),
    joinEdges(all((part) => part.delegations)),
    mostHumans,
  );
  const told = firstTold(parts);
  const { name = ref.externalId, externalId = ref.externalId } = told;
  const uses = parts.flatMap(({ lastUsedAt }) => (typeof lastUsedAt === 'number' ? [lastUsedAt] : []));
  const identity = {
    kind: ref.kind,
    vendorKind: ref.namespace,
    description: '',
    status: 'active' as const,
    environment: unknown('not_in_export'),
    publisher: unknown('not_recorded'),
    owners: unknown('not_in_export'),
    createdAt: unknown('not_in_export'),
    lastUsedAt: unknown('not_in_export'),
    tokenPolicy: null,
    standing: unknown('not_in_export'),
    autonomy: unknown('not_in_export'),
    leaked: false,
    builtIn: false,
    ...told,
    // Whoever saw it used last is right.
    ...(uses.length > 0 && { lastUsedAt: uses.reduce((one, other) => Math.max(one, other)) }),
    name,
    id,
    tenant,
    externalId,
    aliases: [...new Set(all((part) => part.aliases))].filter((alias) => alias !== '' && alias !== externalId),
    credentials: byId(all((part) => part.credentials)),
    grants,
    delegations,
  };
  return { identity, counted };
}

/** What is known counts before what is not, and among both what is said first. */
function firstTold(parts: readonly Contribution[]): Contribution {
  const told = new Map<string, unknown>();
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      const before = told.get(name);
      if (!told.has(name) || ((isUnknown(before) || before === null) && !isUnknown(value))) told.set(name, value);
    }
  }
  return Object.fromEntries(told);
}

/** Two objects that speak of one credential or grant: the first one counts. */
function byId<T extends Credential | Grant>(list: readonly T[]): readonly T[] {
  const first = new Map<string, T>();
  for (const one of list) if (!first.has(one.id)) first.set(one.id, one);
  return [...first.values()];
}

/** One edge for each pair and kind. */
function joinEdges(edges: readonly Delegation[]): readonly Delegation[] {
  const joined = new Map<string, Delegation>();
  for (const edge of edges) {
    const key = `${edge.kind} ${edge.from} ${edge.to}`;
    const other = joined.get(key);
    const scopes = other === undefined ? edge.scopes : [...new Set([...other.scopes, ...edge.scopes])];
    joined.set(key, { ...edge, scopes });
  }
  return [...joined.values()];
}

/** Beyond `most` humans by name, the others are counted: how many of them granted the same. */
function countBeyond(grants: readonly Grant[], delegations: readonly Delegation[], most: number) {
  const humans = new Set<string>();
  for (const { onBehalfOf } of grants) if (onBehalfOf !== null) humans.add(onBehalfOf);
  if (humans.size <= most) return { grants, delegations, counted: 0 };
  const named = new Set([...humans].slice(0, most));
  const others = new Map<string, { readonly grant: Grant; readonly humans: Set<string> }>();
  for (const grant of grants) {
    const { resource, scopes, origin, onBehalfOf } = grant;
    if (onBehalfOf === null || named.has(onBehalfOf)) continue;
    const key = JSON.stringify([resource, origin, scopes.map(({ name }) => name).sort()]);
    const group = others.get(key) ?? { grant, humans: new Set() };
    group.humans.add(onBehalfOf);
    others.set(key, group);
  }
  const groups = [...others.values()].map(({ grant, humans: { size } }, index): Grant => {
    const id = `${grant.origin}:${index}`;
    const consent = grant.consent && { ...grant.consent, id, givenAt: unknown('not_recorded') };
    return { ...grant, id, onBehalfOf: null, subjects: size, consent, expiresAt: unknown('not_recorded') };
  });
  return {
    grants: [...grants.filter(({ onBehalfOf }) => onBehalfOf === null || named.has(onBehalfOf)), ...groups],
    delegations: delegations.filter(({ kind, from }) => kind !== 'acts_for' || named.has(from) || !humans.has(from)),
    counted: humans.size - most,
  };
}
