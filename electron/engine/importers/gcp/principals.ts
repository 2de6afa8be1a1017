// Who a member of an IAM policy is (IAM, "Principal identifiers"), and which project an account belongs to.
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { poolNamed } from './names.ts';

export type TenantOf = (project: string) => Tenant;

export interface Principal {
  readonly ref: Ref;
  readonly name: string;
  readonly vendorKind: string;
  /** Google's own: service agents, and everybody. */
  readonly builtIn: boolean;
  readonly deleted: boolean;
}

const agent = /^(?:service-\d+@.*|[^@]*@gcp-sa-[^@]*)$/;
const ofProject = /^[^@]+@([a-z][a-z0-9.-]*)\.iam\.gserviceaccount\.com$/;

/** The project in an account's address; null: it names none, or only by number. */
export function projectOf(email: string): string | null {
  const engine = /^([a-z][a-z0-9.:-]*)@appspot\.gserviceaccount\.com$/.exec(email);
  if (engine !== null) return engine[1] ?? null;
  if (agent.test(email)) return null;
  const place = ofProject.exec(email)?.[1];
  if (place === undefined) return null;
  // `shop.example.com` is the project `example.com:shop`.
  const dot = place.indexOf('.');
  return dot < 0 ? place : `${place.slice(dot + 1)}:${place.slice(0, dot)}`;
}

/** Google's own system writes what nobody asked for. */
export const isAccount = (email: string): boolean =>
  /(?:^|[@.])gserviceaccount\.com$/i.test(email) || email === 'system@google.com';

/** Service agents act for Google's own services; default accounts of a project are the customer's. */
export const isAgent = (email: string): boolean =>
  isAccount(email) && (agent.test(email) || !/@(?:developer|appspot|[^@]*\.iam)\.gserviceaccount\.com$/.test(email));

/**
 * An account by its e-mail address, which is what keys, policies and logs call it. It belongs to the project that its
 * address names, whatever file speaks of it; where the address names none, to the tenant of the file.
 */
export function accountRef(email: string, tenantOf: TenantOf, uid = ''): Ref {
  const address = email.toLowerCase();
  const project = projectOf(address);
  return {
    namespace: 'service-account',
    externalId: uid === '' ? address : `${address}?uid=${uid}`,
    kind: 'service_account',
    ...(project !== null && { tenant: tenantOf(project) }),
  };
}

export const humanRef = (email: string): Ref => ({
  namespace: 'user',
  externalId: email.toLowerCase(),
  kind: 'human',
});

export const poolRef = (pool: string): Ref => ({
  namespace: 'workload-identity-pool',
  externalId: pool,
  kind: 'workload',
});

/** Members that stand for several whom the policy does not name. */
const groups = new Set(['group', 'domain', 'projectOwner', 'projectEditor', 'projectViewer', 'serviceAccountSet']);

/** `group`, `domain` …; '' where the member is one principal, or nothing that is known. */
export function groupKind(member: string): string {
  const kind = member.replace(/^deleted:/, '').split(':', 1)[0] ?? '';
  if (groups.has(kind)) return kind;
  return kind === 'principalSet' && !member.includes('/workloadIdentityPools/') && !member.endsWith('/public:all')
    ? 'principalSet'
    : '';
}

/** null: a group, or nothing that IAM would write. */
export function principal(member: string, tenantOf: TenantOf): Principal | null {
  if (groupKind(member) !== '') return null;
  const deleted = member.startsWith('deleted:');
  const whole = deleted ? member.slice(8) : member;
  const said = { vendorKind: whole.split(':', 1)[0] ?? '', builtIn: false, deleted };
  if (whole === 'allUsers' || whole === 'allAuthenticatedUsers' || whole.endsWith('goog/public:all')) {
    const name = whole.includes('/') ? 'allUsers' : whole;
    const ref: Ref = { namespace: 'everyone', externalId: name, kind: 'workload' };
    return { ...said, ref, name, vendorKind: name, builtIn: true };
  }
  if (/^principal(?:Set)?:\/\//.test(whole)) return federated(whole, said);
  const [, kind = '', rest = ''] = /^(\w+):(.+)$/.exec(whole) ?? [];
  const [id = '', uid = ''] = rest.split('?uid=');
  if (id === '') return null;
  switch (kind) {
    case 'user':
      return { ...said, ref: human(id, uid), name: id };
    case 'serviceAccount': {
      const cluster = /^([^[\]]+)\.svc\.id\.goog\[([^[\]]+)\]$/.exec(id);
      if (cluster === null) {
        return { ...said, ref: accountRef(id, tenantOf, uid), name: localPart(id), builtIn: isAgent(id) };
      }
      const tenant = tenantOf(cluster[1] ?? '');
      const ref: Ref = { namespace: 'kubernetes-service-account', externalId: id, kind: 'workload', tenant };
      return { ...said, ref, name: cluster[2] ?? id, vendorKind: 'Kubernetes service account' };
    }
    default:
      return null;
  }
}

const human = (email: string, uid: string): Ref =>
  uid === '' ? humanRef(email) : { ...humanRef(email), externalId: `${email.toLowerCase()}?uid=${uid}` };

export const localPart = (email: string): string => email.split('@', 1)[0] || email;

/** Principals of identity pools: workloads of another platform, or people of another directory. */
function federated(member: string, said: Pick<Principal, 'builtIn' | 'deleted' | 'vendorKind'>): Principal | null {
  const google = /^principal:\/\/goog\/subject\/(.+)$/.exec(member)?.[1];
  if (google !== undefined) return { ...said, ref: humanRef(google), name: google, vendorKind: 'user' };
  const account = /^principal:\/\/iam\.googleapis\.com\/projects\/-\/serviceAccounts\/(.+)$/.exec(member)?.[1];
  if (account !== undefined) return null;
  const pool = poolNamed(member);
  const tail = member.split('/').slice(-2).join('/');
  if (pool !== '' && member.endsWith(`${pool}/*`)) {
    return { ...said, ref: poolRef(pool), name: pool.slice(pool.lastIndexOf('/') + 1) };
  }
  const isPerson = member.includes('/workforcePools/');
  if (pool === '' && !isPerson) return null;
  const ref: Ref = { namespace: 'principal', externalId: member, kind: isPerson ? 'human' : 'workload' };
  return { ...said, ref, name: tail };
}
