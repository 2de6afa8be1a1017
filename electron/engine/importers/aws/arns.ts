// Amazon resource names, and whom they stand for (IAM user guide, "IAM identifiers").
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Tenant } from '#shared/model/tenant.ts';

export interface Arn {
  readonly service: string;
  /** Twelve digits; '' where the name has none; `aws` for what AWS keeps for everybody. */
  readonly account: string;
  /** `user`, `role`, `assumed-role`, `root` … */
  readonly type: string;
  /** Behind the type: `division/Bob`. */
  readonly path: string;
}

const form = /^arn:aws[a-z-]*:([a-z0-9-]+):[a-z0-9-]*:(\d{12}|aws|):([a-zA-Z0-9-]+)(?:[/:](.*))?$/s;

export function readArn(text: string): Arn | null {
  const parts = form.exec(text);
  if (parts === null) return null;
  const [, service = '', account = '', type = '', path = ''] = parts;
  return { service, account, type, path };
}

/** The account that a name lies in, '' where it does not say. */
export const accountIn = (text: string): string => {
  const account = readArn(text)?.account ?? '';
  return account === 'aws' ? '' : account;
};

/** The last part of a path: names of users and of roles are unique in their account whatever their path is. */
export const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Makes the tenant of an account id; '' is the account of the file. */
export type TenantOf = (account: string) => Tenant;

/**
 * Ids inside the account: `user` and `role` their name, without path, because keys, reports and sessions do not tell it;
 * `root` the root user; `account` the whole of an account; `service`, `federated` and `provider` who is trusted from outside.
 */
export const userRef = (name: string, tenant: Tenant): Ref => ({
  namespace: 'user',
  externalId: name,
  kind: 'service_account',
  tenant,
});

export const roleRef = (name: string, tenant: Tenant): Ref => ({
  namespace: 'role',
  externalId: name,
  kind: 'service_account',
  tenant,
});

export const rootRef = (tenant: Tenant): Ref => ({ namespace: 'root', externalId: 'root', kind: 'human', tenant });

export const serviceRef = (host: string, tenant: Tenant): Ref => ({
  namespace: 'service',
  externalId: host,
  kind: 'workload',
  tenant,
});

/** The user, role or root user of an ARN; null: it names something else. */
export function principalRef(text: string, tenantOf: TenantOf): Ref | null {
  const arn = readArn(text);
  if (arn === null || (arn.service !== 'iam' && arn.service !== 'sts') || arn.account === 'aws') return null;
  const tenant = tenantOf(arn.account);
  const name = lastOf(arn.path);
  switch (arn.type) {
    case 'user':
      return name === '' ? null : userRef(name, tenant);
    case 'role':
      return name === '' ? null : roleRef(name, tenant);
    case 'assumed-role': {
      const role = arn.path.split('/')[0] ?? '';
      return role === '' ? null : roleRef(role, tenant);
    }
    case 'root':
      return rootRef(tenant);
    default:
      return null;
  }
}
