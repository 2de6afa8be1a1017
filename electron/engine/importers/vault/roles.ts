// Roles and users of auth methods: who may log in as what. Most answers do not say whose they are: their path does.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import { type Cluster, isForPeople, placeOf, roleRef } from './cluster.ts';
import { grantsOf } from './grants.ts';
import { policyOfRole } from './lifetimes.ts';

interface Method {
  readonly vendorKind: string;
  /** The path where the file does not say it. */
  readonly mount: string;
  /** An answer that has one of these is a role of the method. */
  readonly members: readonly string[];
  readonly credential: Pick<Credential, 'kind' | 'vendorKind' | 'binding'> | null;
  /** Who is let in, by the members that say so. */
  readonly bound: readonly string[];
}

const federated = (vendorKind: string): Method['credential'] => ({ kind: 'federated', vendorKind, binding: 'none' });

const methods: readonly Method[] = [
  {
    vendorKind: 'AppRole',
    mount: 'auth/approle/role',
    members: ['bind_secret_id', 'secret_id_ttl', 'secret_id_num_uses'],
    credential: null,
    bound: ['secret_id_bound_cidrs', 'token_bound_cidrs'],
  },
  {
    vendorKind: 'Kubernetes role',
    mount: 'auth/kubernetes/role',
    members: ['bound_service_account_names', 'bound_service_account_namespaces'],
    credential: federated('service account token'),
    bound: ['bound_service_account_namespaces', 'bound_service_account_names'],
  },
  {
    vendorKind: 'JWT role',
    mount: 'auth/jwt/role',
    members: ['role_type', 'user_claim', 'bound_audiences', 'bound_subject'],
    credential: federated('JWT'),
    bound: ['bound_subject', 'bound_audiences'],
  },
  {
    vendorKind: 'AWS role',
    mount: 'auth/aws/role',
    members: ['bound_iam_principal_arn', 'bound_iam_role_arn', 'bound_ami_id', 'auth_type'],
    credential: federated('signed AWS request'),
    bound: ['bound_iam_principal_arn', 'bound_iam_role_arn', 'bound_account_id', 'bound_ami_id'],
  },
  {
    vendorKind: 'Google Cloud role',
    mount: 'auth/gcp/role',
    members: ['bound_service_accounts', 'bound_projects'],
    credential: federated('signed JWT of Google Cloud'),
    bound: ['bound_service_accounts', 'bound_projects'],
  },
  {
    vendorKind: 'Azure role',
    mount: 'auth/azure/role',
    members: ['bound_service_principal_ids', 'bound_subscription_ids'],
    credential: federated('access token of Azure'),
    bound: ['bound_service_principal_ids', 'bound_subscription_ids'],
  },
  {
    vendorKind: 'certificate role',
    mount: 'auth/cert/certs',
    members: ['allowed_common_names', 'allowed_dns_sans', 'allowed_uri_sans'],
    credential: { kind: 'mtls', vendorKind: 'client certificate', binding: 'mtls' },
    bound: ['allowed_common_names', 'allowed_dns_sans', 'allowed_uri_sans'],
  },
  {
    vendorKind: 'token role',
    mount: 'auth/token/roles',
    members: ['allowed_policies', 'allowed_policies_glob', 'path_suffix'],
    credential: null,
    bound: ['bound_cidrs', 'token_bound_cidrs'],
  },
];

export const methodOf = (fields: Fields): Method | null =>
  methods.find(({ members }) => members.some((name) => fields.raw(name) !== undefined)) ?? null;

/** Sections whose members are people who log in, or groups of them. */
const people = new Set(['users', 'user', 'groups', 'group']);

const textsIn = (fields: Fields, name: string): readonly string[] =>
  typeof fields.raw(name) === 'string'
    ? fields
        .plain(name)
        .split(',')
        .map((one) => one.trim())
    : (fields.texts(name) ?? []);

const policiesOf = (role: Fields): readonly string[] =>
  ['token_policies', 'policies', 'allowed_policies']
    .flatMap((name) => textsIn(role, name))
    .filter((name) => name !== '');

const boundBy = (role: Fields, method: Method): string =>
  method.bound
    .map((name) => [name.replace(/_/g, ' '), textsIn(role, name).join(', ')])
    .filter(([, names]) => names !== '')
    .map(([name, names]) => `${name}: ${names}`)
    .join('; ')
    .slice(0, 1_000);

/** Of a role that takes tokens of another issuer: whose. The issuer stands in the configuration of its auth method. */
function trustsOf(role: Fields, path: string): Pick<Credential, 'trusts'> {
  const issuer = path.replace(/\/role\/.*$/, '');
  const names = textsIn(role, 'bound_service_account_names');
  if (names.length > 0) {
    const spaces = textsIn(role, 'bound_service_account_namespaces');
    const audience = role.plain('audience');
    return {
      trusts: [
        {
          issuer,
          subjects: (spaces.length > 0 ? spaces : ['*']).flatMap((space) =>
            names.map((name) => `system:serviceaccount:${space}:${name}`),
          ),
          wildcards: true,
          audiences: audience === '' ? [] : [audience],
        },
      ],
    };
  }
  if (methodOf(role)?.vendorKind !== 'JWT role' || role.plain('role_type') === 'oidc') return {};
  const claims = role.object('bound_claims');
  const bound = (claims?.names() ?? []).flatMap((claim) =>
    claims === null ? [] : textsIn(claims, claim).map((value) => `${claim}=${value}`),
  );
  return {
    trusts: [
      {
        issuer,
        subjects: [...textsIn(role, 'bound_subject').filter((subject) => subject !== ''), ...bound],
        wildcards: role.plain('bound_claims_type') === 'glob',
        audiences: textsIn(role, 'bound_audiences').filter((audience) => audience !== ''),
      },
    ],
  };
}

/** Whose the answer is: its path tells, its own `name`, or at last the name of the file. */
function refOf(fields: Fields, stem: string, asked: Asked | undefined): Ref | null {
  const place = placeOf(asked);
  if (place !== null) return roleRef(place.base, kindOf(place.section, place.base));
  const method = methodOf(fields);
  const name = fields.plain('role_name') || fields.plain('name') || stem;
  return method === null || name === '' ? null : roleRef(`${method.mount}/${name}`);
}

const kindOf = (section: string, base: string): Ref['kind'] =>
  people.has(section) || isForPeople(base.split('/')[1] ?? '') ? 'human' : 'service_account';

const isGuess = (fields: Fields, asked: Asked | undefined): boolean =>
  placeOf(asked) === null && fields.plain('role_name') === '' && fields.plain('name') === '';

export const roleFrom = (stem: string): SourceObject<Cluster> => ({
  kind: 'role',
  idMember: 'path',
  id: (fields, asked) => refOf(fields, stem, asked)?.externalId ?? '',
  shares(fields, _cluster, asked) {
    const ref = refOf(fields, stem, asked);
    return ref === null ? [] : [{ ref, at: '' }];
  },
  read({ fields, ref, asked }, cluster): Contribution {
    const method = methodOf(fields);
    if (isGuess(fields, asked)) {
      const message = `an answer does not say whose it is: the name of the file is taken for it, ${ref.externalId}`;
      fields.complain('info', 'import.guessed', 'path', message);
    }
    const isHuman = ref.kind === 'human';
    const isGroup = /\/groups?\//.test(ref.externalId);
    const own = method?.credential ?? (isHuman && !isGroup ? passwordKind : null);
    const isBare = fields.names().length === 0 || fields.names().every((name) => name === 'name');
    return {
      vendorKind: method?.vendorKind ?? (isGroup ? 'group of an auth method' : isHuman ? 'user' : 'role'),
      name: ref.externalId.split('/').at(-1) ?? ref.externalId,
      aliases: [fields.plain('role_id')],
      ...(method !== null && { description: boundBy(fields, method) }),
      owners: unknown('not_recorded'),
      createdAt: unknown('not_recorded'),
      lastUsedAt: unknown('not_recorded'),
      ...(!isHuman && { autonomy: 'unattended' as const }),
      credentials:
        own === null ? [] : [{ ...blankCredential, ...own, id: own.kind, ...trustsOf(fields, ref.externalId) }],
      grants: grantsOf(policiesOf(fields), '', cluster),
      ...(!isBare && { tokenPolicy: policyOfRole(fields) }),
    };
  },
});

const passwordKind: NonNullable<Method['credential']> = { kind: 'password', vendorKind: 'password', binding: 'none' };

const roleOfPart = (asked: Asked | undefined): Ref | null => {
  const place = placeOf(asked);
  return place === null ? null : roleRef(place.base);
};

/** The public half of what an AppRole logs in with. */
export const roleId: SourceObject<Cluster> = {
  kind: 'role id',
  idMember: 'path',
  id: (fields, asked) => (roleOfPart(asked) === null ? '' : fields.plain('role_id')),
  shares(_fields, _cluster, asked) {
    const ref = roleOfPart(asked);
    return ref === null ? [] : [{ ref, at: '' }];
  },
  read: ({ fields }) => ({ vendorKind: 'AppRole', aliases: [fields.plain('role_id')] }),
};

/** The secret half, by its accessor. */
export const secretId: SourceObject<Cluster> = {
  kind: 'secret id',
  idMember: 'path',
  id: (fields, asked) => (roleOfPart(asked) === null ? '' : fields.plain('secret_id_accessor')),
  shares(_fields, _cluster, asked) {
    const ref = roleOfPart(asked);
    return ref === null ? [] : [{ ref, at: '' }];
  },
  read({ fields, ref, fingerprints }, _cluster, world) {
    const createdAt = recordedAt(fields.instant('creation_time'));
    const isBare = fields.names().length === 1;
    const expiresAt = isBare
      ? unknown('not_in_export')
      : (fields.instant('expiration_time') ??
        (fields.seconds('secret_id_ttl') === 0 ? 'never' : unknown('not_in_export')));
    const isOver = typeof expiresAt === 'number' && expiresAt <= world.now;
    return {
      vendorKind: 'AppRole',
      name: ref.externalId.split('/').at(-1) ?? ref.externalId,
      credentials: [
        {
          ...blankCredential,
          id: `secret-id ${fields.plain('secret_id_accessor')}`,
          kind: 'client_secret',
          vendorKind: 'secret id',
          status: isOver ? 'expired' : 'active',
          fingerprint: fingerprints.get('secret_id') ?? unknown('not_in_export'),
          createdAt: isBare ? unknown('not_in_export') : createdAt,
          rotatedAt: isBare ? unknown('not_in_export') : createdAt,
          expiresAt,
          lastUsedAt: unknown('not_recorded'),
        },
      ],
    };
  },
};
