// AI agents, what they are connected to, and who answers for them.
import type { Fields } from '#engine/importers/fields.ts';
import { unknown } from '#shared/model/fact.ts';
import type { IdentityStatus } from '#shared/model/identity.ts';
import { orUnknown, plainGrant } from './grants.ts';
import { hrefsOf, refIn, refOfOrn } from './links.ts';
import type { Contribution, OktaObject, Ref } from './okta-object.ts';
import { personOwners } from './owners.ts';

const agentRef = (externalId: string): Ref | null => (externalId === '' ? null : { namespace: 'agent', externalId });

const isAgentRef = (ref: Ref | null): ref is Ref => ref?.namespace === 'agent';

/** An agent that is staged was registered and never let in. */
const statuses: Readonly<Record<string, IdentityStatus>> = {
  STAGED: 'disabled',
  INACTIVE: 'disabled',
  DELETED: 'retired',
};

/** `GET /workload-principals/api/v1/ai-agents`. */
export const agent: OktaObject = {
  kind: 'AI agent',
  members: ['profile', 'status', 'id'],
  isIt: (fields) => fields.plain('id').startsWith('wlp') || isAgentRef(refIn(hrefsOf(fields))),
  owner: (fields) => agentRef(fields.plain('id')),
  read({ fields, ref }, org) {
    const profile = fields.object('profile');
    const appId = fields.plain('appId');
    const owners = fields.objects('owners');
    const ids = (type: string): readonly string[] =>
      owners.filter((owner) => owner.plain('type').toUpperCase().startsWith(type)).map((owner) => owner.plain('id'));
    return {
      kind: 'agent',
      vendorKind: fields.plain('platform') || 'AI agent',
      name: profile?.plain('name') || ref.externalId,
      description: profile?.plain('description') ?? '',
      aliases: appId === '' ? [] : [appId],
      status: statuses[fields.plain('status')] ?? 'active',
      owners:
        fields.raw('owners') === undefined ? unknown('not_in_export') : personOwners(ids('USER'), ids('GROUP'), org),
      createdAt: orUnknown(fields.instant('created')),
      delegations:
        appId === ''
          ? []
          : [
              {
                kind: 'may_act',
                from: org.idOf({ namespace: 'client', externalId: appId }),
                to: org.idOf(ref),
                scopes: [],
              },
            ],
    };
  },
};

/** Where a connection says what it leads to. */
const targets = ['authorizationServer', 'serviceAccount', 'secret', 'resource', 'app'] as const;

/** `GET …/ai-agents/{id}/connections`: what an agent gets tokens or secrets for. */
export const connection: OktaObject = {
  kind: 'connection',
  members: ['connectionType', 'id'],
  owner(fields, asked) {
    const ref = refIn(hrefsOf(fields, asked));
    return isAgentRef(ref) ? ref : null;
  },
  read({ fields, ref }, org): Contribution {
    if (fields.plain('status') === 'INACTIVE') return {};
    const type = fields.plain('connectionType');
    const target = targets.map((name) => fields.object(name)).find((one) => one !== null) ?? null;
    const holder = refOfOrn(target?.plain('orn') ?? '');
    const resource =
      target?.plain('issuerUrl') ||
      fields.plain('resourceIndicator') ||
      target?.plain('name') ||
      target?.plain('appInstanceName') ||
      target?.plain('orn') ||
      type;
    const scopes = scopesOf(fields, type);
    // What has no scopes of its own goes by the vendor's word for the connection.
    const grant = plainGrant(fields.plain('id'), resource, scopes.length > 0 ? scopes : [type], type);
    if (holder === null) return { grants: [grant] };
    // The agent is handed the other account's secret, or tokens in its name.
    const kind = type === 'STS_SERVICE_ACCOUNT' ? 'secret_read' : 'may_exchange';
    return { grants: [grant], delegations: [{ kind, from: org.idOf(holder), to: org.idOf(ref), scopes }] };
  },
};

function scopesOf(fields: Fields, type: string): readonly string[] {
  const named = fields.texts('scopes') ?? [];
  switch (fields.plain('scopeCondition')) {
    case 'INCLUDE_ONLY':
      return named;
    case 'EXCLUDE':
      fields.complain('info', 'import.guessed', 'scopes', `all scopes but ${named.join(', ')}: shown as all`);
      return ['*'];
    case 'ALL_SCOPES':
      return ['*'];
    default:
      if (named.length > 0) return named;
      return type.startsWith('IDENTITY_ASSERTION') ? ['*'] : [];
  }
}

/** `GET /governance/api/v1/resource-owners`: owners of agents and apps stand with the governance, not with them. */
export const resourceOwners: OktaObject = {
  kind: 'resource owners',
  members: ['principals', 'resource'],
  owner: (fields) => refOfOrn(fields.object('resource')?.plain('orn') ?? ''),
  read({ fields }, org) {
    const ids = (type: string): readonly string[] =>
      fields
        .objects('principals')
        .filter((principal) => principal.plain('type').startsWith(type))
        .map((principal) => principal.plain('orn').split(':').at(-1) ?? '');
    return { owners: personOwners(ids('user'), ids('group'), org) };
  },
};
