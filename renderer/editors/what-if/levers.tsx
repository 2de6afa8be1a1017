import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { withLever } from '#renderer/state/what-if.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { number } from '#renderer/ui/format.ts';
import { Table } from '#renderer/ui/page.tsx';
import type { Supposed } from '#shared/contract/what-if.ts';

/** Each alone, over all that are chosen. */
export function Levers(props: {
  readonly levers: ViewOf<'whatif.view'>['levers'];
  readonly supposed: Supposed;
  readonly total: number;
}): ReactNode {
  const { levers, supposed, total } = props;
  if (levers.length === 0) return <p className="what-if-message dim">Nothing that is known lowers a score here.</p>;
  return (
    <div className="what-if-table">
      <Table
        label="What helps most"
        head={['Alone', 'Points', 'Would break', 'Points for each', 'Helps', 'Done by', '']}
        rows={levers.map((lever) => ({
          key: lever.id,
          cells: [
            lever.label,
            `−${number(lever.points)}`,
            number(lever.disruption),
            lever.rate.toFixed(1),
            `${number(lever.identities.length)} of ${number(total)}`,
            lever.id === 'owner' ? 'you' : lever.intent === null ? 'hand, at the tenant' : 'a plan',
            <LinkButton
              key="suppose"
              onClick={() => void runCommand('what-if.suppose', withLever(supposed, lever.supposed))}
            >
              Suppose It
            </LinkButton>,
          ],
        }))}
      />
    </div>
  );
}
