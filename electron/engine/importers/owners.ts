import { type Fact, unknown } from '#shared/model/fact.ts';
import type { Owner } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';

/** Looks a human of the same file up by mail address or user name. */
export type FindHuman = (alias: string) => { readonly id: IdentityId; readonly active: boolean } | undefined;

const teamWords =
  /\b(?:team|group|squad|department|dept|guild|ops|platform|support|helpdesk|admins?|noreply|no-reply)\b/i;

/** Owners from a text such as `ana@example.com, Team Loyalty`. */
export function ownersIn(texts: readonly string[], find?: FindHuman, isTeam = false): readonly Owner[] {
  const owners = new Map<string, Owner>();
  for (const text of texts) {
    for (const part of text.split(/[,;|]/)) {
      const name = part.trim();
      if (name === '' || /^(?:-|none|n\/a|unknown|null)$/i.test(name) || owners.has(name.toLowerCase())) continue;
      const human = find?.(name.toLowerCase());
      const status: Fact<'active' | 'departed'> = human
        ? human.active
          ? 'active'
          : 'departed'
        : unknown('not_recorded');
      const team = human === undefined && (isTeam || teamWords.test(name));
      owners.set(name.toLowerCase(), { name, id: human?.id ?? null, type: team ? 'team' : 'person', status });
    }
  }
  return [...owners.values()];
}
