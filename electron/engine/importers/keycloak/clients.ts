import type { Fields } from '#engine/importers/fields.ts';
import { type FindHuman, ownersIn } from '#engine/importers/owners.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import type { Autonomy, Identity, IdentityKind } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { clientScopesOf, grantsOf } from './client-grants.ts';
import { credentialsOf } from './credentials.ts';
import type { RealmSettings } from './realm-settings.ts';
import { registrationOfClient } from './registration.ts';
import { type Flows, tokenPolicyOf } from './token-policy.ts';
import { createdAtOf, directRoles } from './users.ts';

type Emitted = Omit<Identity, 'sources'> & { readonly sources: readonly { readonly record: string }[] };

export interface ClientSurroundings {
  readonly realm: RealmSettings;
  readonly tenant: Tenant;
  readonly now: number;
  readonly fingerprints: Fingerprints;
  readonly serviceUser: Fields | null;
  idOfClient(clientId: string): IdentityId | undefined;
  readonly findHuman: FindHuman;
}

const builtIns = new Set([
  'account',
  'account-console',
  'admin-cli',
  'broker',
  'realm-management',
  'security-admin-console',
]);

/** Clients that Keycloak makes itself; in `master` one `NAME-realm` stands for each other realm. */
const isBuiltIn = (clientId: string, realm: string): boolean =>
  builtIns.has(clientId) || (realm === 'master' && clientId.endsWith('-realm'));

/** Keycloak's id of a client, else the client id that a fragment names. */
export const clientExternalId = (client: Fields): string => client.plain('id') || client.plain('clientId');

export function flowsOf(client: Fields, realm: Fields): Flows {
  const own = client.object('attributes');
  const standard = client.flag('standardFlowEnabled');
  // Keycloak's own default is a client with the standard flow on.
  const signsIn = standard === undefined || isUnknown(standard) ? !client.isTrue('serviceAccountsEnabled') : standard;
  const user =
    signsIn ||
    client.isTrue('implicitFlowEnabled') ||
    client.isTrue('directAccessGrantsEnabled') ||
    own?.isTrue('oauth2.device.authorization.grant.enabled') === true ||
    own?.isTrue('oidc.ciba.grant.enabled') === true;
  const scopes = clientScopesOf(client, realm);
  const offline = user && (scopes.default.includes('offline_access') || scopes.optional.includes('offline_access'));
  return { serviceAccount: client.isTrue('serviceAccountsEnabled'), user, offline };
}

function kindOf(client: Fields, own: Fields | null): IdentityKind {
  const said = own?.plain('nhi.kind') || own?.plain('kind');
  if (said === 'agent' || own?.plain('agent') === 'true' || own?.plain('type') === 'agent') return 'agent';
  return client.isTrue('serviceAccountsEnabled') ? 'service_account' : 'oauth_client';
}

function vendorKindOf(client: Fields): string {
  if (client.isTrue('bearerOnly')) return 'bearer-only';
  if (client.plain('protocol') === 'saml') return 'saml';
  return client.isTrue('publicClient') ? 'public' : 'confidential';
}

/** Keycloak has no field for an owner: only an attribute that somebody gave the client can name one, or say nobody. */
function ownersOf(own: Fields | null, find: FindHuman): Identity['owners'] {
  const people = ['owner', 'owners', 'owner.email', 'contact', 'contacts', 'maintainer'];
  return ownersIn(
    people.map((name) => own?.text(name)),
    find,
    ['team', 'owner.team'].map((name) => own?.text(name)),
  );
}

export function identityOfClient(client: Fields, id: IdentityId, around: ClientSurroundings): Emitted {
  const { realm, tenant, serviceUser } = around;
  const own = client.object('attributes');
  const clientId = client.plain('clientId');
  const externalId = clientExternalId(client);
  const bearerOnly = client.isTrue('bearerOnly');
  const flows = flowsOf(client, realm.fields);
  const held =
    serviceUser === null
      ? null
      : [
          ...directRoles(serviceUser),
          ...(serviceUser.texts('groups') ?? []).flatMap((path) => realm.roles.rolesOfGroup(path)),
        ];
  const grants = grantsOf(client, realm, flows, held);
  const enabled = client.flag('enabled');
  const environment = own?.text('environment') ?? own?.text('env') ?? unknown('not_recorded');
  const autonomy: Fact<Autonomy> = bearerOnly
    ? unknown('not_recorded')
    : flows.serviceAccount
      ? 'unattended'
      : 'delegated';
  return {
    id,
    kind: kindOf(client, own),
    vendorKind: vendorKindOf(client),
    tenant,
    name: client.plain('name') || clientId || externalId,
    externalId,
    aliases: clientId !== '' && clientId !== externalId ? [clientId] : [],
    description: client.plain('description'),
    status: enabled === undefined || isUnknown(enabled) || enabled ? 'active' : 'disabled',
    environment,
    publisher: unknown('not_recorded'),
    owners: ownersOf(own, around.findHuman),
    createdAt: serviceUser === null ? unknown('not_recorded') : createdAtOf(serviceUser),
    lastUsedAt: unknown('not_in_export'),
    credentials: credentialsOf(client, around.fingerprints, around.now),
    grants,
    delegations: edgesOf(id, own, grants, around),
    tokenPolicy: bearerOnly ? null : tokenPolicyOf(client, realm.fields, flows),
    ...registrationOfClient(client, realm.fields),
    // Keycloak knows no access that is opened for a task and closed after it.
    standing: bearerOnly ? unknown('not_recorded') : 'standing',
    autonomy,
    leaked: false,
    builtIn: isBuiltIn(clientId, realm.fields.plain('realm')),
    sources:
      serviceUser === null ? [{ record: client.record }] : [{ record: client.record }, { record: serviceUser.record }],
  };
}

function edgesOf(
  id: IdentityId,
  own: Fields | null,
  grants: Identity['grants'],
  around: ClientSurroundings,
): readonly Delegation[] {
  const edges: Delegation[] = [];
  // Standard token exchange (Keycloak 26.2): whoever's token was issued to it, it may trade.
  if (own?.isTrue('standard.token.exchange.enabled'))
    edges.push({ kind: 'may_exchange', from: id, to: id, scopes: [] });
  for (const grant of grants) {
    if (grant.origin !== 'role mapping') continue;
    const power = around.idOfClient(grant.resource);
    if (power === undefined) continue;
    const names = grant.scopes.map((scope) => scope.name);
    if (names.includes('impersonation'))
      edges.push({ kind: 'impersonate', from: power, to: id, scopes: ['impersonation'] });
    const admin = names.filter((name) =>
      /^(?:realm-admin|manage-(?:realm|clients|users|authorization|identity-providers))$/.test(name),
    );
    if (admin.length > 0) edges.push({ kind: 'grant_admin', from: power, to: id, scopes: admin });
  }
  return edges;
}
