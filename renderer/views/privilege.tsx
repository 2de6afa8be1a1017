import { usePrivilege } from '#renderer/state/privilege.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { Facet, ticksOf } from './facets.tsx';
import './views.css';

export function PrivilegeView() {
  const filter = usePrivilege((state) => state.filter);
  const change = usePrivilege((state) => state.setPrivilegeFilter);
  const facets = useWatch('inventory.facets', { filter }).view;
  // A facet's values come from the engine's own lists of the same name.
  const ticks = ticksOf(filter, (next) => change(next as Partial<InventoryFilter>));
  return (
    <>
      <Facet facets={facets} facet="bands" title="Band" ticks={ticks} />
      <Facet facets={facets} facet="kinds" title="Kind" ticks={ticks} />
      <Facet facets={facets} facet="tenants" title="Tenant" ticks={ticks} />
      <Facet facets={facets} facet="owners" title="Owner" ticks={ticks} />
    </>
  );
}
