import type { ReactNode } from 'react';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { BandMark, bandWord } from '#renderer/ui/band-mark.tsx';
import { CheckMark } from '#renderer/ui/checkbox.tsx';
import { KindIcon, kindColour, kindWord } from '#renderer/ui/kind-icon.tsx';
import { List, type ListItem } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';

type Facets = ViewOf<'inventory.facets'>;
export type FacetName = keyof Facets;
export interface Ticks {
  readonly isTicked: (facet: FacetName, value: string) => boolean;
  /** `all`: every value that the facet offers, so that one can be left or all others taken away. */
  readonly toggle: (facet: FacetName, value: string, all: readonly string[], alone: boolean) => void;
}

const ownerWords: Readonly<Record<Facets['owners'][number]['value'], string>> = {
  none: 'None',
  departed: 'Departed',
  single: 'Single, no backup',
  backed: 'With backup',
  team: 'Team',
  unknown: 'Unknown',
};
const statusWords: Readonly<Record<Facets['statuses'][number]['value'], string>> = {
  active: 'Active',
  disabled: 'Disabled',
  expired: 'Expired',
  retired: 'Retired',
};

interface Value {
  readonly value: string;
  readonly text: string;
  readonly count: number;
  readonly mark?: ReactNode;
}

function valuesOf(facets: Facets, facet: FacetName, swatches: boolean): readonly Value[] {
  switch (facet) {
    case 'kinds':
      return facets.kinds.map(({ value, count }) => ({
        value,
        text: kindWord(value),
        count,
        mark: swatches ? (
          <span className="swatch" style={{ background: kindColour(value) }} />
        ) : (
          <KindIcon kind={value} size={14} label={false} />
        ),
      }));
    case 'bands':
      return facets.bands.map(({ value, count }) => ({
        value,
        text: bandWord(value),
        count,
        mark: <BandMark band={value} />,
      }));
    case 'tenants':
      return facets.tenants.map(({ value, label, count }) => ({ value, text: label, count }));
    case 'owners':
      return facets.owners.map(({ value, count }) => ({ value, text: ownerWords[value], count }));
    case 'statuses':
      return facets.statuses.map(({ value, count }) => ({ value, text: statusWords[value], count }));
  }
}

/** One foldable facet: what is ticked is let through; Ctrl+click leaves only the one. Nothing is drawn without values. */
export function Facet(props: {
  facets: Facets | undefined;
  facet: FacetName;
  title: string;
  ticks: Ticks;
  swatches?: boolean;
  extra?: ListItem | undefined;
  onExtra?: () => void;
}) {
  const { facets, facet, title, ticks, swatches = false, extra, onExtra } = props;
  const values = facets === undefined ? [] : valuesOf(facets, facet, swatches);
  if (values.length === 0 && extra === undefined) return null;
  const all = values.map(({ value }) => value);
  const items: readonly ListItem[] = values.map(({ value, text, count, mark }) => {
    const checked = ticks.isTicked(facet, value);
    return {
      key: value,
      text,
      count,
      checked,
      title: `${text}. Ctrl+click: only this`,
      content: (
        <>
          <CheckMark checked={checked} />
          {mark}
          <span className="list-text">{text}</span>
        </>
      ),
    };
  });
  return (
    <Section title={title}>
      <List
        label={title}
        items={extra === undefined ? items : [...items, extra]}
        onChoose={(key, { alone }) => (key === extra?.key ? onExtra?.() : ticks.toggle(facet, key, all, alone))}
      />
    </Section>
  );
}

/** The next list of ticked values: an empty one lets everything through. */
export function toggled(chosen: readonly string[], value: string, all: readonly string[], alone: boolean): string[] {
  if (alone) return chosen.length === 1 && chosen[0] === value ? [] : [value];
  const ticked = chosen.length === 0 ? all : chosen;
  const next = ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value];
  return next.length === 0 || all.every((one) => next.includes(one)) ? [] : next;
}

/** Ticks over a filter of the inventory's shape and the function that changes it. */
export function ticksOf(
  filter: Readonly<Record<FacetName, readonly string[]>>,
  change: (change: Partial<Record<FacetName, string[]>>) => void,
): Ticks {
  return {
    isTicked: (facet, value) => filter[facet].length === 0 || filter[facet].includes(value),
    toggle: (facet, value, all, alone) => change({ [facet]: toggled(filter[facet], value, all, alone) }),
  };
}
