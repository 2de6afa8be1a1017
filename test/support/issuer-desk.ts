import type { IssuerDesk } from '#engine/issuer/administration/desk.ts';
import type { IssuerViews } from '#engine/issuer/administration/views.ts';
import type { Change } from '#engine/issuer/model.ts';
import { createIssuers, type Issuers } from '#engine/issuers.ts';
import { projector } from '#engine/projector.ts';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { CallInput, CallName, CallOutput, CallRequest } from '#shared/contract/contract.ts';
import { callSpec } from '#shared/contract/contract.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { testNow } from './builders.ts';
import { createMemoryFiles, type MemoryFiles } from './memory-files.ts';
import { createTestSystem, type TestSystem } from './test-system.ts';

type Method = Extract<CallName, `issuer.${string}`> extends `issuer.${infer M}` ? M : never;

/** The issuer of a workspace in memory as the analyst uses it: no port is open until somebody starts it. */
export interface IssuerOffice {
  readonly system: TestSystem;
  readonly workspace: Workspace;
  readonly kept: ReturnType<Issuers['of']>;
  readonly views: IssuerViews;
  readonly desk: IssuerDesk;
  /** A call with the contract's defaults, as it comes through the door. */
  call<M extends Method>(method: M, input: CallInput<`issuer.${M}`>): Promise<CallOutput<`issuer.${M}`>>;
  /** What requests would have journalled. */
  journal(...changes: readonly Change[]): Promise<void>;
  /** Once the inventory has followed; undefined: it is not there. */
  identity(id: IdentityId): Promise<Identity | undefined>;
  close(): Promise<void>;
}

export interface OfficeOptions {
  readonly files?: MemoryFiles;
  readonly now?: number;
  readonly pid?: number;
  readonly touched?: () => void;
}

export async function openOffice({
  files = createMemoryFiles(),
  now = testNow,
  pid = 4711,
  touched = () => undefined,
}: OfficeOptions = {}): Promise<IssuerOffice> {
  const host = { pid, startOf: (each: number) => (each === pid ? '100' : null) };
  const system = createTestSystem({ files, now, host, seed: pid });
  const workspace = await openWorkspace(system, '/home/analyst/Acme.nhi', {
    ...projector,
    readOnly: false,
    create: true,
    human: 'tess',
    client: 'test',
  });
  const issuers = createIssuers(system, () => ({ human: 'tess', client: 'test' }), touched);
  const kept = issuers.of(workspace);
  const { views } = kept;
  const desk = kept.callsAs('analyst');
  return {
    system,
    workspace,
    kept,
    views,
    desk,
    call(method, input) {
      const request = callSpec(`issuer.${method}`)?.input.parse(input);
      // The schema under this name has made it, and the method takes just that.
      const run = desk[method] as (request: CallRequest<'issuer.stop'>) => Promise<never>;
      return run(request as CallRequest<'issuer.stop'>);
    },
    async journal(...changes) {
      const entry = { human: 'ana', client: 'shop', action: 'token.issued', object: 'test' } as const;
      await workspace.record({ ...entry, decision: 'allowed', data: { issuer: changes } });
      kept.inventory.wake();
    },
    async identity(id) {
      await kept.inventory.settled();
      const row = workspace.identities.rowOf(id);
      return row < 0 ? undefined : workspace.identity(row);
    },
    async close() {
      await issuers.stop(workspace);
      await workspace.close();
    },
  };
}
