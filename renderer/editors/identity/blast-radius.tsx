import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Table } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';

const scoredHops = 3;

/** What a thief of this identity reaches, counted hop by hop; the drawing and the fixes are a page of their own. */
export function BlastRadius({ id }: { readonly id: string }): ReactNode {
  const { view } = useWatch('reach.view', { identity: id, hops: scoredHops });
  if (view === undefined || view === null) return null;
  const { identities, customers, resources, hops } = view.before;
  const others = identities - 1;
  const counted = `${plural(customers, 'customer')} and ${plural(resources, 'resource')}`;
  return (
    <Section
      look="page"
      id="identity.reach"
      title={
        others === 0
          ? `Blast radius: ${counted}, no other identity`
          : `Blast radius: ${plural(others, 'other identity', 'other identities')}, ${counted} within ${plural(hops.length, 'hop')}`
      }
    >
      <Table
        label="Blast radius, hop by hop"
        head={['Hop', 'Identities', 'of them humans', 'Customers', 'Resources', 'Counts in the score']}
        rows={hops.map((hop, index) => ({
          key: String(index),
          cells: [
            index === 0 ? '1, itself' : number(index + 1),
            number(hop.identities),
            number(hop.people),
            number(hop.customers),
            number(hop.resources),
            `× ${hop.discount}`,
          ],
        }))}
      />
      <Button icon="flame" onClick={() => void runCommand('reach.show', { identities: [id] })}>
        Open the Drawing
      </Button>
    </Section>
  );
}
