import { runCommand } from '#renderer/registry/contributions.ts';
import { usePrivilege } from '#renderer/state/privilege.ts';
import { isScopeFiltered, noScopeFilter, useScopes } from '#renderer/state/scopes.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { ScopeFilter } from '#shared/contract/scopes.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { Facet, ticksOf } from './facets.tsx';
import './views.css';

/** Cuts through the scopes: each opens the editor with its filter. */
const cuts: readonly { readonly key: string; readonly text: string; readonly filter: Partial<ScopeFilter> }[] = [
  { key: 'all', text: 'All scopes', filter: {} },
  { key: 'unknown', text: 'Not classified', filter: { judges: ['unknown'] } },
  { key: 't0', text: 'Tier 0', filter: { tiers: [0] } },
  { key: 'analyst', text: 'Classified here', filter: { judges: ['analyst'] } },
];

function ScopeCuts() {
  const { filter, sort } = useScopes();
  const { view } = useWatch('scopes.list', { filter: noScopeFilter, sort, first: 0, count: 0 });
  const countOf = (cut: Partial<ScopeFilter>): number => {
    const [judge] = cut.judges ?? [];
    const [tier] = cut.tiers ?? [];
    if (judge !== undefined) return view?.judges.find(({ value }) => value === judge)?.count ?? 0;
    if (tier !== undefined) return view?.tiers.find(({ value }) => value === tier)?.count ?? 0;
    return view?.total ?? 0;
  };
  const isShown = (cut: Partial<ScopeFilter>): boolean =>
    isScopeFiltered(filter) && JSON.stringify({ ...noScopeFilter, ...cut }) === JSON.stringify(filter);
  return (
    <Section title="Scopes">
      <List
        label="Scopes"
        items={cuts.map(({ key, text, filter: cut }) => ({
          key,
          text,
          count: countOf(cut),
          selected: isShown(cut),
          content: (
            <>
              <Icon name={key === 'unknown' ? 'question' : 'key'} size={14} />
              <span className="list-text">{text}</span>
            </>
          ),
        }))}
        onChoose={(key) => void runCommand('scopes.show', cuts.find((cut) => cut.key === key)?.filter)}
      />
    </Section>
  );
}

export function PrivilegeView() {
  const filter = usePrivilege((state) => state.filter);
  const change = usePrivilege((state) => state.setPrivilegeFilter);
  const facets = useWatch('inventory.facets', { filter }).view;
  // A facet's values come from the engine's own lists of the same name.
  const ticks = ticksOf(filter, (next) => change(next as Partial<InventoryFilter>));
  return (
    <>
      <ScopeCuts />
      <Facet facets={facets} facet="bands" title="Band" ticks={ticks} />
      <Facet facets={facets} facet="kinds" title="Kind" ticks={ticks} />
      <Facet facets={facets} facet="tenants" title="Tenant" ticks={ticks} />
      <Facet facets={facets} facet="owners" title="Owner" ticks={ticks} />
    </>
  );
}
