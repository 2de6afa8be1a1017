// Who may assume a role: the principals of its trust policy (IAM JSON policy elements: Principal).
import type { Fields } from '#engine/importers/fields.ts';
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { Trust } from '#shared/model/trust.ts';
import { accountIn, lastOf, principalRef, readArn, serviceRef, type TenantOf } from './arns.ts';
import { type Statement, statementsOf, textsOf } from './policies.ts';

export interface Trusted {
  /** null: everybody of the role's own account whose policies let it. */
  readonly ref: Ref | null;
  /** It is told of nowhere else: another account, a service of AWS, a subject that another issuer vouches for. */
  readonly isForeign: boolean;
  /** As the policy names it. */
  readonly text: string;
  /** Its place behind the role: `.AssumeRolePolicyDocument.Statement[0].Principal.AWS[1]`. */
  readonly at: string;
  readonly statement: Fields | null;
}

/** Principals of one role that are read; AWS takes a few hundred. */
const most = 1_000;
const assumes = /^(?:\*|sts:\*|sts:Assume\w*\*?)$/i;

/** Each principal once, wherever it stands. */
export function trustedBy(role: Fields, tenantOf: TenantOf): readonly Trusted[] {
  const own = accountIn(role.plain('Arn'));
  const statements = statementsOf(role, 'AssumeRolePolicyDocument') ?? [];
  const all = statements
    .filter(({ allows, actions }) => allows && (actions.length === 0 || actions.some((action) => assumes.test(action))))
    .flatMap((statement) => principalsOf(statement, statements.indexOf(statement), own, tenantOf));
  const once = new Map<string, Trusted>();
  for (const one of all) {
    const { ref } = one;
    const key = ref === null ? '' : `${ref.tenant?.id} ${ref.namespace} ${ref.externalId}`;
    if (!once.has(key)) once.set(key, one);
  }
  if (once.size > most) {
    const message = `${once.size} principals may assume it: ${most} were read`;
    role.complain('warning', 'import.counted_only', 'AssumeRolePolicyDocument', message);
  }
  return [...once.values()].slice(0, most);
}

function principalsOf({ fields }: Statement, index: number, own: string, tenantOf: TenantOf): readonly Trusted[] {
  const place = `.AssumeRolePolicyDocument.Statement[${index}].Principal`;
  const tenant = tenantOf(own);
  const trust = (ref: Ref | null, text: string, at: string, isForeign = true): Trusted => ({
    ref,
    isForeign: isForeign && ref !== null,
    text,
    at: place + at,
    statement: fields,
  });
  if (fields === null) return [];
  if (fields.raw('Principal') === '*') return [trust(anyone(tenant), '*', '')];
  const principal = fields.object('Principal');
  if (principal === null) return [];
  const each = (kind: string, read: (text: string, at: string) => readonly Trusted[]): readonly Trusted[] =>
    textsOf(principal, kind).flatMap((text, at) => read(text, `.${kind}[${at}]`));
  return [
    ...each('AWS', (text, at) => {
      const ref = refOf(text, own, tenantOf);
      if (ref === undefined) {
        const message = `the principal ${text} is nobody who is known: one who was deleted is shown by an id`;
        fields.complain('info', 'import.dangling_reference', 'Principal.AWS', message);
        return [];
      }
      return [trust(ref, text, at, ref?.namespace === 'account' || ref?.tenant?.id !== tenant.id)];
    }),
    ...each('Service', (text, at) => [trust(serviceRef(text, tenant), text, at)]),
    ...each('Federated', (text, at) =>
      federated(text, fields, tenant).map((ref, subject) =>
        trust(ref, text, subject === 0 ? at : `${at}.sub[${subject}]`),
      ),
    ),
  ];
}

const anyone = (tenant: Tenant): Ref => ({
  namespace: 'account',
  externalId: '*',
  kind: 'service_account',
  tenant,
});

/** undefined: nobody who is known; null: the role's own account as a whole. */
function refOf(text: string, own: string, tenantOf: TenantOf): Ref | null | undefined {
  if (text === '*') return anyone(tenantOf(own));
  const account = /^\d{12}$/.test(text) ? text : readArn(text)?.type === 'root' ? accountIn(text) : null;
  if (account === null) return principalRef(text, tenantOf) ?? undefined;
  if (account === own) return null;
  return { namespace: 'account', externalId: account, kind: 'service_account', tenant: tenantOf(account) };
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What a statement compares texts with: `StringEquals` and its kin, never their negations. */
const comparedIn = (statement: Fields): readonly Condition[] => {
  const condition = statement.object('Condition');
  return (condition?.names() ?? [])
    .filter((operator) => /^(?:ForA\w+:)?String(?:Equals|Like)/.test(operator))
    .flatMap((operator) => {
      const asked = condition?.object(operator) ?? null;
      return (asked?.names() ?? []).map((key) => ({
        operator,
        key,
        values: asked === null ? [] : textsOf(asked, key),
      }));
    });
};

const askedOf = (statement: Fields, key: string): readonly string[] =>
  comparedIn(statement).flatMap((one) => (one.key.toLowerCase() === key.toLowerCase() ? one.values : []));

/** What tells one subject of an issuer from another: those of Cognito are told by the pool. */
const subjectKey = (issuer: string): string => (issuer === 'cognito-identity.amazonaws.com' ? 'aud' : 'sub');

/** Each OpenID provider that a role trusts, statement by statement. */
export function trustsOf(role: Fields): readonly Trust[] {
  return (statementsOf(role, 'AssumeRolePolicyDocument') ?? []).flatMap(({ allows, fields }) => {
    // `*` stands there as a text.
    const principal = typeof fields?.raw('Principal') === 'string' ? null : (fields?.object('Principal') ?? null);
    if (!allows || fields === null || principal === null) return [];
    return textsOf(principal, 'Federated').flatMap((text): readonly Trust[] => {
      const arn = readArn(text);
      return arn?.type === 'saml-provider' ? [] : [trustIn(fields, arn === null ? text : arn.path)];
    });
  });
}

function trustIn(statement: Fields, issuer: string): Trust {
  const prefix = `${issuer}:`.toLowerCase();
  const claims = comparedIn(statement).flatMap(({ operator, key, values }) =>
    key.toLowerCase().startsWith(prefix)
      ? [{ claim: key.slice(prefix.length), values, isPattern: operator.includes('Like') }]
      : [],
  );
  const named = claims.filter(({ claim }) => claim.toLowerCase() === subjectKey(issuer));
  // Other claims narrow it as well: a repository, an owner, an address.
  const telling = named.length > 0 ? named : claims.filter(({ claim }) => !/^(?:aud|amr)$/i.test(claim));
  return {
    issuer,
    subjects: telling.flatMap(({ claim, values }) =>
      claim.toLowerCase() === subjectKey(issuer) ? values : values.map((value) => `${claim}=${value}`),
    ),
    wildcards: telling.some(({ isPattern }) => isPattern),
    audiences: claims.flatMap(({ claim, values }) => (claim.toLowerCase() === 'aud' ? values : [])),
  };
}

/** The subjects that a federated principal is bound to, else the provider with all whom it vouches for. */
function federated(text: string, statement: Fields, tenant: Tenant): readonly Ref[] {
  const arn = readArn(text);
  const issuer = arn === null ? text : arn.path;
  if (arn?.type === 'saml-provider') {
    return [{ namespace: 'saml-provider', externalId: lastOf(issuer), kind: 'workload', tenant }];
  }
  const subjects = askedOf(statement, `${issuer}:${subjectKey(issuer)}`);
  return subjects.length === 0
    ? [{ namespace: 'oidc-provider', externalId: issuer, kind: 'workload', tenant }]
    : subjects.map(
        (subject): Ref => ({
          namespace: 'oidc-subject',
          externalId: `${issuer} ${subject}`,
          kind: 'workload',
          tenant,
        }),
      );
}
