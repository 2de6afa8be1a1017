import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import type { Owner } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';

/** Looks a human of the same file up by mail address or user name. */
export type FindHuman = (alias: string) => { readonly id: IdentityId; readonly active: boolean } | undefined;

/** What the source says under the names that people write owners to; absent ones are `undefined`. */
type Texts = readonly (Fact<string> | undefined)[];

const teamWords =
  /\b(?:team|group|squad|department|dept|guild|ops|platform|support|helpdesk|admins?|noreply|no-reply)\b/i;
const nobody = /^(?:|-|none|nobody|n\/a|null)$/i;
const notKnown = /^(?:\?+|unknown)$/i;

/**
 * Owners from texts such as `ana@example.com, Team Loyalty`. A text that is there and names nobody makes the list empty:
 * nobody owns it. Where no text is there, or it cannot be read, its owner is unknown, which is not the same.
 */
export function ownersIn(people: Texts, find?: FindHuman, teams: Texts = []): Fact<readonly Owner[]> {
  const told = [...people, ...teams].filter((text) => text !== undefined);
  if (told.length === 0) return unknown('not_in_export');
  const owners = new Map<string, Owner>();
  let unsaid = told.find(isUnknown);
  for (const [texts, areTeams] of [[people, false] as const, [teams, true] as const]) {
    for (const name of texts.flatMap(namesIn)) {
      if (notKnown.test(name)) unsaid ??= unknown('not_recorded');
      else if (!owners.has(name.toLowerCase())) owners.set(name.toLowerCase(), ownerCalled(name, areTeams, find));
    }
  }
  return owners.size === 0 && unsaid !== undefined ? unsaid : [...owners.values()];
}

function namesIn(text: Fact<string> | undefined): readonly string[] {
  if (text === undefined || isUnknown(text)) return [];
  return text
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter((name) => !nobody.test(name));
}

function ownerCalled(name: string, isTeam: boolean, find: FindHuman | undefined): Owner {
  const human = find?.(name.toLowerCase());
  if (human !== undefined) return { name, id: human.id, type: 'person', status: human.active ? 'active' : 'departed' };
  const type = isTeam || teamWords.test(name) ? 'team' : 'person';
  return { name, id: null, type, status: unknown('not_recorded') };
}
