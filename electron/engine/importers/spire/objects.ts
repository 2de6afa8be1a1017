import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import { agent, isAgent } from './agents.ts';
import { clusterSpiffeId, clusterStaticEntry, group } from './cluster-resources.ts';
import { entry } from './entries.ts';
import { named } from './spiffe-id.ts';
import type { TrustDomain } from './trust-domain.ts';

const countIn = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** Who may call which method of the server: a rule on kinds of callers, none of whom it names. */
const policyRule: SourceObject<TrustDomain> = {
  kind: 'policy rule',
  idMember: 'full_method',
  id: (fields) => fields.plain('full_method'),
  shares(_fields, { others }) {
    countIn(others, 'rules of the authorization policy');
    return [];
  },
};

const otherResource: SourceObject<TrustDomain> = {
  kind: 'resource',
  idMember: 'metadata.name',
  id: (fields) => {
    const name = fields.object('metadata')?.plain('name') ?? '';
    return name === '' ? '' : `${fields.plain('kind')}/${name}`;
  },
  shares(fields, { others }) {
    countIn(others, `resources of the kind ${fields.plain('kind')}`);
    return [];
  },
};

function tell(fields: Fields): SourceObject<TrustDomain> | null {
  if (fields.plain('apiVersion').startsWith(group)) {
    const kind = fields.plain('kind');
    if (kind === 'ClusterSPIFFEID') return clusterSpiffeId;
    return kind === 'ClusterStaticEntry' ? clusterStaticEntry : otherResource;
  }
  if (fields.raw('full_method') !== undefined) return policyRule;
  if (isAgent(fields)) return agent;
  const isEntry = fields.raw(named(fields, 'spiffe_id')) !== undefined || fields.raw('selectors') !== undefined;
  return isEntry ? entry : null;
}

export const spireObjects: Vendored<TrustDomain> = {
  objects: [entry, clusterStaticEntry, agent, clusterSpiffeId, policyRule, otherResource],
  tell,
  remarks({ others }, world) {
    for (const [kind, count] of others) {
      world.remark('import.skipped', '', `${kind} are no identities: ${count} kept as records`);
    }
  },
};
