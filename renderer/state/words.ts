import { date, number, plural, unknownWords } from '#renderer/ui/format.ts';
import type { InventoryFilter, InventoryRow } from '#shared/contract/values.ts';
import { dayMs, durationWords } from '#shared/lib/duration.ts';
import { isUnknown } from '#shared/model/fact.ts';

/** `40,000 people`, a name, or `nobody`. */
export const onBehalfWords = (row: InventoryRow): string =>
  row.onBehalf.count === 0 ? 'nobody' : (row.onBehalf.name ?? plural(row.onBehalf.count, 'person', 'people'));

/** `4 / 10`: used of granted. */
export const scopesWords = (row: InventoryRow): string =>
  row.scopes.granted === 0
    ? 'none'
    : `${isUnknown(row.scopes.used) ? '?' : number(row.scopes.used)} / ${number(row.scopes.granted)}`;

/** `72 (61–80), confidence 81%`: never a bare number. */
export const scoreWords = (row: InventoryRow): string =>
  row.score === null
    ? 'no score'
    : `${row.score.value} (${row.score.low}–${row.score.high}), confidence ${Math.round(row.score.confidence * 100)}%`;

/** Who owns it; never empty: what the source does not say is said. */
export const ownerLabel = ({ owner }: Pick<InventoryRow, 'owner'>): string =>
  owner.label !== '' ? owner.label : owner.reason === null ? 'none' : unknownWords({ unknown: owner.reason });

/** Whose word a lifetime is. */
export const policyOriginWords = {
  client: 'set at the client itself',
  tenant: 'by the tenant’s default',
  api: 'set at the API',
  vendor_default: 'by what the vendor does when nobody says',
} as const;

export const ownerWords = {
  none: 'no owner',
  departed: 'owner has left',
  single: 'one owner',
  backed: 'owner and backup',
  team: 'team',
  unknown: 'owner unknown',
} as const;

/** What a clicked mark of a chart let through, in words. */
export function markWords(mark: NonNullable<InventoryFilter['mark']>): string {
  switch (mark.by) {
    case 'lifetime':
      return mark.to === 'never'
        ? mark.from === Number.MAX_VALUE
          ? 'lifetime never ends'
          : `lifetime over ${durationWords(mark.from)}`
        : `lifetime ${durationWords(mark.from)} to ${durationWords(mark.to)}`;
    case 'lifetime_unknown':
      return 'lifetime unknown';
    case 'expires':
      return mark.to - mark.from <= dayMs
        ? `expires on ${date(mark.from, 0)}`
        : `expires ${date(mark.from, 0)} to ${date(mark.to, 0)}`;
    case 'rotation':
      return `rotated ${number(mark.from)} to ${mark.to === 'never' ? '∞' : number(mark.to)} days ago`;
    case 'score':
      return `score ${mark.from} to ${mark.to}`;
    case 'power_exposure':
      return `power ${mark.power[0]}–${mark.power[1]}, exposure ${mark.exposure[0]}–${mark.exposure[1]}`;
    case 'rule':
      return `finding ${mark.rule}`;
    case 'last_used':
      return `not used since ${date(mark.before, 0)}`;
    case 'acts_for_people':
      return 'acts for people';
    case 'never_expires':
      return 'never expires';
    case 'missing':
      return 'no longer listed';
    case 'newest':
      return 'new since the last import';
    case 'changed':
      return 'changed since the last import';
  }
}
