import { runCommand } from '#renderer/registry/contributions.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List, type ListItem } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { dayMs, durationWords } from '#shared/lib/duration.ts';
import { thresholds } from '#shared/model/limits.ts';
import { Facet, ticksOf } from './facets.tsx';
import './views.css';

interface Cut {
  readonly key: string;
  readonly text: string;
  readonly icon: string;
  readonly count: number;
  readonly mark: NonNullable<InventoryFilter['mark']>;
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Named cuts of the same figures as the charts: a click shows exactly the counted rows in the inventory. */
export function LifetimesView() {
  const filter = useLifetimes((state) => state.filter);
  const trial = useLifetimes((state) => state.trialSeconds);
  const change = useLifetimes((state) => state.setLifetimesFilter);
  const limits = useSession((session) => session.status?.limits);
  const policySeconds = trial ?? limits?.anyLifetime ?? thresholds.anyLifetime.standard;
  const { view } = useWatch('lifetimes.view', {
    filter,
    policySeconds,
    rotationPolicyDays: limits?.rotationDays ?? thresholds.rotationDays.standard,
  });
  const facets = useWatch('inventory.facets', { filter }).view;
  // A facet's values come from the engine's own lists of the same name.
  const ticks = ticksOf(filter, (next) => change(next as Partial<InventoryFilter>));
  const cuts: readonly Cut[] =
    view === undefined
      ? []
      : [
          {
            key: 'outside',
            text: `Outlive ${durationWords(policySeconds)}`,
            icon: 'warning',
            count: view.outside,
            mark: { by: 'lifetime', from: policySeconds, to: 'never' },
          },
          {
            key: 'never',
            text: 'Never expire',
            icon: 'circle-slash',
            count: sum(view.never),
            mark: { by: 'never_expires' },
          },
          {
            key: 'unknown',
            text: 'Unknown',
            icon: 'question',
            count: sum(view.unknown),
            mark: { by: 'lifetime_unknown' },
          },
        ];
  const from = view?.expiring.from ?? 0;
  const expiring = (days: number): Cut['mark'] => ({ by: 'expires', from, to: from + days * dayMs });
  const expiries: readonly Cut[] =
    view === undefined
      ? []
      : [
          { key: '7', text: 'Next 7 days', icon: 'calendar', count: view.expiring.in7, mark: expiring(7) },
          { key: '30', text: 'Next 30 days', icon: 'calendar', count: view.expiring.in30, mark: expiring(30) },
          { key: '90', text: 'Next 90 days', icon: 'calendar', count: view.expiring.in90, mark: expiring(90) },
        ];
  const item = (cut: Cut): ListItem => ({
    key: cut.key,
    text: cut.text,
    count: cut.count,
    content: (
      <>
        <Icon name={cut.icon} />
        <span className="list-text">{cut.text}</span>
      </>
    ),
  });
  const show = (list: readonly Cut[]) => (key: string) => {
    const cut = list.find((one) => one.key === key);
    if (cut !== undefined) void runCommand('inventory.show', { filter: { ...filter, mark: cut.mark } });
  };
  return (
    <>
      <Section title="Effective lifetime">
        <List label="Effective lifetime" items={cuts.map(item)} onChoose={show(cuts)} />
      </Section>
      <Section title="Expires in">
        <List label="Expires in" items={expiries.map(item)} onChoose={show(expiries)} />
      </Section>
      <Facet facets={facets} facet="kinds" title="Kind" ticks={ticks} swatches />
      <Facet facets={facets} facet="tenants" title="Tenant" ticks={ticks} />
      <Facet facets={facets} facet="bands" title="Band" ticks={ticks} />
    </>
  );
}
