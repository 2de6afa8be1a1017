import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useTenants } from '#renderer/state/tenants.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ago, exact, number } from '#renderer/ui/format.ts';
import { Table } from '#renderer/ui/page.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import type { TenantDetail } from '#shared/contract/tenants.ts';
import { durationWords } from '#shared/lib/duration.ts';

/** The sync that runs, with a way to stop it. What was read stays: the next one goes on there. */
export function SyncProgress({ tenant }: { readonly tenant: string }): ReactNode {
  const progress = useTenants((state) => state.syncs[tenant]);
  if (progress === undefined) return null;
  const share =
    progress === null || progress.total === null || progress.total === 0 ? null : progress.done / progress.total;
  const words =
    progress === null
      ? 'Asking…'
      : `${number(progress.done)}${progress.total === null ? '' : ` of ${number(progress.total)}`} records, ${progress.detail}`;
  return (
    <section className="strip" aria-label="Sync">
      <div className="strip-head">
        <span className="grow" role="status">
          <b>Syncing.</b> {words}
        </span>
        <Button onClick={() => void runCommand('tenant.cancel-sync', { tenant })}>Cancel</Button>
      </div>
      <Progress value={share} label="Sync" />
    </section>
  );
}

export function SyncHistory({
  syncs,
  now,
}: {
  readonly syncs: TenantDetail['syncs'];
  readonly now: number;
}): ReactNode {
  if (syncs.length === 0) return <p className="dim">It was never synced.</p>;
  return (
    <Table
      label="Syncs, the latest first"
      head={['When', 'Took', 'Pages', 'Records', 'New or changed', 'As before', 'Unreadable']}
      rows={syncs.map((sync) => ({
        key: String(sync.startedAt),
        cells: [
          <span key="when" title={exact(sync.endedAt)}>
            {ago(sync.endedAt, now)}
          </span>,
          durationWords((sync.endedAt - sync.startedAt) / 1000),
          number(sync.pages),
          number(sync.records),
          number(sync.imported),
          number(sync.unchanged),
          <span key="rejected" className={sync.rejected > 0 ? 'warning-text' : ''}>
            {number(sync.rejected)}
          </span>,
        ],
      }))}
    />
  );
}
