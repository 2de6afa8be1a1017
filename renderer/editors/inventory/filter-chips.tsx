import type { ReactNode } from 'react';
import { markWords, ownerWords } from '#renderer/state/words.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { kindWord } from '#renderer/ui/kind-icon.tsx';
import type { InventoryFilter } from '#shared/contract/values.ts';

interface FilterChipsProps {
  readonly filter: InventoryFilter;
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
  onChange(change: Partial<InventoryFilter>): void;
  onClear(): void;
}

interface Chip {
  readonly id: string;
  readonly words: string;
  readonly without: Partial<InventoryFilter>;
}

/** Every restriction in force as a chip that takes itself away. */
export function FilterChips({ filter, tenants, onChange, onClear }: FilterChipsProps): ReactNode {
  const tenantName = (id: string): string => tenants.find((tenant) => tenant.id === id)?.name ?? id;
  const { kinds, bands, owners, statuses, mark } = filter;
  const chips: Chip[] = [];
  if (kinds.length > 0) chips.push({ id: 'kind', words: kinds.map(kindWord).join(', '), without: { kinds: [] } });
  if (bands.length > 0) chips.push({ id: 'band', words: bands.join(', '), without: { bands: [] } });
  if (filter.tenants.length > 0) {
    chips.push({ id: 'tenant', words: filter.tenants.map(tenantName).join(', '), without: { tenants: [] } });
  }
  if (owners.length > 0) {
    chips.push({ id: 'owner', words: owners.map((owner) => ownerWords[owner]).join(', '), without: { owners: [] } });
  }
  if (statuses.length > 0) chips.push({ id: 'status', words: statuses.join(', '), without: { statuses: [] } });
  if (mark !== null) chips.push({ id: 'mark', words: markWords(mark), without: { mark: null } });
  if (filter.humans) chips.push({ id: 'humans', words: 'humans included', without: { humans: false } });
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters in force">
      {chips.map(({ id, words, without }) => (
        <li key={id} className="chip">
          <span title={words}>{words}</span>
          <button type="button" aria-label={`Remove filter ${words}`} onClick={() => onChange(without)}>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="link-button" onClick={onClear}>
          Clear all
        </button>
      </li>
    </ul>
  );
}
