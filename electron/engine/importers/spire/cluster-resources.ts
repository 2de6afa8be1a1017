// Resources of the SPIRE controller manager (spire.spiffe.io): rules that make entries in a Kubernetes cluster.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import { durationIn } from '#engine/importers/gather/go-duration.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import {
  contributionOf,
  descriptionOf,
  grantsOf,
  lifeOf,
  longest,
  policyOf,
  type Registration,
} from './registration.ts';
import { spiffeRef, trustDomainOf } from './spiffe-id.ts';
import type { TrustDomain } from './trust-domain.ts';

export const group = 'spire.spiffe.io/';

const metadataName = (fields: Fields): string => fields.object('metadata')?.plain('name') ?? '';

function registrationIn(fields: Fields): Registration {
  const spec = fields.object('spec');
  const ttl = (name: string) => (spec === null ? undefined : durationIn(spec, name));
  return {
    entryId: '',
    parentId: spec?.plain('parentID') ?? '',
    selectors: spec?.texts('selectors') ?? spec?.texts('workloadSelectorTemplates') ?? [],
    x509Ttl: ttl('x509SVIDTTL') ?? ttl('ttl') ?? 0,
    jwtTtl: ttl('jwtSVIDTTL') ?? ttl('jwtTtl') ?? 0,
    admin: spec?.isTrue('admin') ?? false,
    downstream: spec?.isTrue('downstream') ?? false,
    storeSvid: spec?.isTrue('storeSVID') ?? false,
    federatesWith: (spec?.texts('federatesWith') ?? []).map((name) => trustDomainOf(name) || name),
    hint: spec?.plain('hint') ?? '',
    dnsNames: spec?.texts('dnsNames') ?? [],
    expiresAt: 'never',
    createdAt: fields.object('metadata')?.instant('creationTimestamp'),
  };
}

const templateIn = (fields: Fields): string => fields.object('spec')?.plain('spiffeIDTemplate') ?? '';

/** One rule stands for as many workloads as there are pods that it selects. */
export const clusterSpiffeId: SourceObject<TrustDomain> = {
  kind: 'ClusterSPIFFEID',
  idMember: 'metadata.name',
  id: metadataName,
  fault: (fields) =>
    templateIn(fields) === ''
      ? { field: 'spec.spiffeIDTemplate', message: 'has no spiffeIDTemplate: it makes no identities' }
      : null,
  shares: (fields) => [
    { ref: { namespace: 'cluster-spiffe-id', externalId: metadataName(fields), kind: 'workload' }, at: '' },
  ],
  read({ fields }) {
    const registration = registrationIn(fields);
    const template = templateIn(fields);
    const metadata = fields.object('metadata');
    return {
      vendorKind: 'ClusterSPIFFEID',
      name: metadataName(fields),
      aliases: [template],
      description: descriptionOf({ template, selectors: registration.selectors.join(', '), hint: registration.hint }),
      status: metadata?.raw('deletionTimestamp') === undefined ? 'active' : 'retired',
      owners: unknown('not_recorded'),
      createdAt: recordedAt(registration.createdAt),
      lastUsedAt: unknown('not_recorded'),
      autonomy: 'unattended',
      // The cluster's own trust domain is a place in the template.
      grants: grantsOf(registration, /^spiffe:\/\/([^/{\s]+)\//.exec(template)?.[1] ?? ''),
      tokenPolicy: policyOf(lifeOf(registration)),
    };
  },
};

const staticId = (fields: Fields): string => fields.object('spec')?.plain('spiffeID') ?? '';

/** One entry for what runs outside of the cluster. */
export const clusterStaticEntry: SourceObject<TrustDomain> = {
  kind: 'ClusterStaticEntry',
  idMember: 'spec.spiffeID',
  id: (fields) => (staticId(fields) === '' ? '' : metadataName(fields) || staticId(fields)),
  fault: (fields) =>
    registrationIn(fields).selectors.length > 0
      ? null
      : { field: 'spec.selectors', message: 'has no selectors: no workload can ever be it' },
  shares: (fields) => [{ ref: spiffeRef(staticId(fields)), at: '' }],
  learn(fields, { lives }) {
    const id = staticId(fields);
    lives.set(id, longest(lives.get(id), lifeOf(registrationIn(fields))));
  },
  read({ fields, ref: { externalId } }, { lives }, world) {
    const own = registrationIn(fields);
    const common = contributionOf(own, externalId, lives.get(externalId) ?? lifeOf(own), world);
    return { ...common, vendorKind: 'ClusterStaticEntry', aliases: [...(common.aliases ?? []), metadataName(fields)] };
  },
};
