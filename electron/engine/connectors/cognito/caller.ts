// Whose key we work with: it is an identity like any other, and stands in the inventory of its AWS account.
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { CognitoApi } from './api.ts';

export interface Caller {
  readonly arn: string;
  readonly account: string;
  /** `AIDA…` of a user, `AROA…` of a role. */
  readonly id: string;
}

const member = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<>]{1,2048})</${name}>`).exec(xml)?.[1] ?? '';

/** null: nobody says; the endpoint is not AWS, or STS cannot be reached from here. */
export async function callerOf(api: CognitoApi, signal: AbortSignal): Promise<Caller | null> {
  try {
    const { status, body } = await api.callerIdentity(signal);
    const [arn, account, userId] = [member(body, 'Arn'), member(body, 'Account'), member(body, 'UserId')];
    return status !== 200 || arn === '' ? null : { arn, account, id: userId.split(':')[0] ?? '' };
  } catch (error) {
    if (error instanceof TenantFailure && error.fault !== 'cancelled') return null;
    throw error;
  }
}

const userArn = /^arn:[a-z-]+:iam::\d{12}:user\/(?:.*\/)?([^/]+)$/;
const assumedArn = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/;

/** The user or role in IAM, of whom an assumed role is a session; null: it is neither. */
export function identityArnOf({ arn }: Caller): string | null {
  if (userArn.test(arn)) return arn;
  const [, partition, account, role] = assumedArn.exec(arn) ?? [];
  return role === undefined ? null : `arn:${partition}:iam::${account}:role/${role}`;
}

/** As IAM's own answers say it: GetUser with ListAccessKeys, or GetRole. */
export async function ownAccess(api: CognitoApi, signal: AbortSignal): Promise<readonly unknown[]> {
  const caller = await callerOf(api, signal);
  if (caller === null) return [];
  const { arn, id } = caller;
  const [, userName] = userArn.exec(arn) ?? [];
  if (userName !== undefined) {
    const key = { UserName: userName, AccessKeyId: api.accessKeyId, Status: 'Active' };
    return [{ User: { UserName: userName, UserId: id, Arn: arn } }, { AccessKeyMetadata: [key] }];
  }
  const role = identityArnOf(caller);
  if (role === null) return [];
  return [{ Role: { RoleName: role.split('/').at(-1), RoleId: id, Arn: role } }];
}
