import { runCommand } from '#renderer/registry/contributions.ts';
import { useInventory } from '#renderer/state/inventory.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { CheckMark } from '#renderer/ui/checkbox.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { Facet, ticksOf } from './facets.tsx';
import { SavedViews } from './saved-views.tsx';
import './views.css';

const cutIcons: Readonly<Record<string, string>> = { all: 'list-flat', most_dangerous: 'star-full', new: 'diff' };

/** Saved views, then the facets; each count is what the click would give. */
export function InventoryView() {
  const filter = useInventory((state) => state.filter);
  const change = useInventory((state) => state.changeFilter);
  const humans = useSession((session) => session.status?.counts.humans ?? 0);
  const cuts = useWatch('inventory.cuts', {}).view?.cuts ?? [];
  const facets = useWatch('inventory.facets', { filter: { ...filter } }).view;
  const current = JSON.stringify(filter);
  // A facet's values come from the engine's own lists of the same name.
  const ticks = ticksOf(filter, (next) => change(next as Partial<typeof filter>));
  const withoutHumans = facets && { ...facets, kinds: facets.kinds.filter(({ value }) => value !== 'human') };
  return (
    <>
      <SavedViews
        over="inventory"
        title="Saved views"
        builtIn={cuts.map((cut) => ({
          key: cut.id,
          text: cut.label,
          icon: cutIcons[cut.id] ?? 'filter',
          count: cut.count,
          selected: JSON.stringify(cut.filter) === current,
        }))}
        onBuiltIn={(key) => {
          const cut = cuts.find((one) => one.id === key);
          if (cut !== undefined) void runCommand('inventory.show', { filter: cut.filter });
        }}
      />
      <Facet
        facets={withoutHumans}
        facet="kinds"
        title="Kind"
        ticks={ticks}
        extra={
          humans === 0
            ? undefined
            : {
                key: 'with humans',
                text: 'Humans',
                count: humans,
                checked: filter.humans,
                content: (
                  <>
                    <CheckMark checked={filter.humans} />
                    <KindIcon kind="human" size={14} label={false} />
                    <span className="list-text">Humans</span>
                  </>
                ),
              }
        }
        onExtra={() => change({ humans: !filter.humans })}
      />
      <Facet facets={facets} facet="bands" title="Band" ticks={ticks} />
      <Facet facets={facets} facet="tenants" title="Tenant" ticks={ticks} />
      <Facet facets={facets} facet="owners" title="Owner" ticks={ticks} />
      <Facet facets={facets} facet="statuses" title="Status" ticks={ticks} />
    </>
  );
}
