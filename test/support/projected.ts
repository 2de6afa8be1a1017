import { projector } from '#engine/projector.ts';
import { Projection } from '#engine/store/projection.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { testNow } from './builders.ts';

interface Logged {
  readonly activity: Activity;
  readonly tenant: Tenant;
}

/** The columns of a workspace in memory that holds these identities; each `log` is a commit of its own. */
export function projected(identities: readonly Identity[]) {
  const projection = new Projection(projector, '');
  let seq = 0;
  const commit = (put: (staging: ReturnType<Projection['stage']>) => void): void => {
    const staging = projection.stage();
    put(staging);
    seq += 1;
    const record = { hash: '', seq, prev: '', at: new Date(testNow).toISOString(), human: 'analyst', agent: null };
    const rest = { client: 'test', action: 'import.committed', object: '', decision: 'allowed', data: {} } as const;
    projection.apply({ ...record, ...rest }, '', staging);
  };
  commit((staging) => {
    for (const [entry, identity] of identities.entries())
      staging.addIdentity(identity, { entry, offset: 0, bytes: 0 }, '0'.repeat(16), 'test', '');
  });
  const log = (events: readonly Logged[]): void =>
    commit((staging) => {
      for (const { activity, tenant } of events) staging.addActivity(activity, tenant);
    });
  return { projection, log };
}
