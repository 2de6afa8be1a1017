// Which services a principal used, and when (GetServiceLastAccessedDetails): one scope a service, named by its namespace.
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant } from '#engine/importers/gather/blank.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import { unknown } from '#shared/model/fact.ts';
import type { GrantedScope } from '#shared/model/grant.ts';
import { type AccountObject, named, ofArn } from './account-object.ts';
import { outsider } from './outsiders.ts';

const entityOf = (fields: Fields): string => fields.plain('LastAuthenticatedEntity');

/** Actions that are tracked by themselves, for the few services of which AWS does so. */
const actionsOf = (fields: Fields, api: string): readonly GrantedScope[] =>
  fields.objects('TrackedActionsLastAccessed').flatMap((action): readonly GrantedScope[] => {
    const name = action.plain('ActionName');
    const at = action.instant('LastAccessedTime');
    return name === '' ? [] : [{ name: `${api}:${name}`, api, lastUsedAt: at ?? unknown('window_exceeded') }];
  });

/** Services are tracked for 400 days: what is idle for longer reads like what never was used. */
const serviceScope = (namespace: string, lastUsedAt: Fact<Instant | 'never'>): GrantedScope => ({
  name: namespace,
  api: namespace,
  lastUsedAt,
});

export const serviceLastAccessed: AccountObject = {
  kind: 'service last accessed',
  idMember: 'ServiceNamespace',
  id: (fields) => `${fields.plain('ServiceNamespace')} ${entityOf(fields)}`.trim(),
  shares: (fields, account) => ofArn(entityOf(fields), account),
  learn(fields, { servicesUsedBy, idleServices }) {
    const [arn, namespace] = [entityOf(fields), fields.plain('ServiceNamespace')];
    if (arn === '') {
      idleServices.add(namespace);
      return;
    }
    const used = servicesUsedBy.get(arn) ?? { record: fields.record, scopes: [] };
    const at = fields.instant('LastAuthenticated') ?? unknown('not_recorded');
    used.scopes.push(serviceScope(namespace, at), ...actionsOf(fields, namespace));
    servicesUsedBy.set(arn, used);
  },
  read({ fields, ref }, { servicesUsedBy, idleServices }, world) {
    const arn = entityOf(fields);
    const used = servicesUsedBy.get(arn);
    const told = { ...outsider(ref), ...named(arn) };
    if (used === undefined || used.record !== fields.record) return told;
    // A job about one principal names nobody else; what nobody used is then its, too.
    const idle = servicesUsedBy.size === 1 ? [...idleServices] : [];
    const scopes = [...used.scopes, ...idle.map((one) => serviceScope(one, unknown('window_exceeded')))];
    const instants = used.scopes.flatMap(({ lastUsedAt }) => (typeof lastUsedAt === 'number' ? [lastUsedAt] : []));
    if (servicesUsedBy.size > 1 && idleServices.size > 0) {
      const message = `${idleServices.size} services that nobody used are kept as records: the answer does not say by whom`;
      world.remark('import.skipped', '', message);
    }
    return {
      ...told,
      grants: [{ ...blankGrant, id: 'services', resource: '*', scopes, origin: 'service last accessed details' }],
      ...(instants.length > 0 && { lastUsedAt: instants.reduce((one, other) => Math.max(one, other)) }),
    };
  },
};

/** GetServiceLastAccessedDetailsWithEntities: who used one service, which the answer does not name. */
export const entityLastAccessed: AccountObject = {
  kind: 'entity last accessed',
  idMember: 'EntityInfo.Arn',
  id: (fields) => fields.object('EntityInfo')?.plain('Arn') ?? '',
  shares: (fields, account) => ofArn(fields.object('EntityInfo')?.plain('Arn') ?? '', account),
  read({ fields, ref }) {
    const entity = fields.object('EntityInfo');
    const used = fields.instant('LastAuthenticated');
    return {
      ...outsider(ref),
      ...named(entity?.plain('Arn') ?? ''),
      aliases: [entity?.plain('Id') ?? ''],
      ...(used !== undefined && { lastUsedAt: used }),
    };
  },
};
