// Titles are the sentences that the charts prove: computed here, from the view that the chart draws.
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { number, percent, plural } from '#renderer/ui/format.ts';
import { kindPlural } from '#renderer/ui/kind-icon.tsx';
import { day, dayMs, hour, minute, year } from '#shared/lib/duration.ts';
import type { PolicyLint } from '#shared/model/token-policy.ts';

type View = ViewOf<'lifetimes.view'>;

export const lintTitles: Readonly<Record<PolicyLint, string>> = {
  over_default: 'Laxer than the default',
  overruled: 'Overruled',
  without_effect: 'Short, without effect',
  idle_alone: 'Idle limit alone',
  access_outlives: 'Outlives its chain',
  client_over_access_policy: 'Client over access policy',
  default_over_access_policy: 'Default over access policy',
  client_over_lifetime_policy: 'Client over lifetime policy',
  default_over_lifetime_policy: 'Default over lifetime policy',
};

const units: readonly (readonly [number, string])[] = [
  [year, 'year'],
  [day, 'day'],
  [hour, 'hour'],
  [minute, 'minute'],
  [1, 'second'],
];

/** `30-day`, `8-hour`, `1-year`; a policy is named in the largest unit that fits it whole. */
export function policyName(seconds: number): string {
  const [length, word] = units.find(([one]) => seconds >= one && seconds % one === 0) ?? [1, 'second'];
  return `${number(seconds / length)}-${word}`;
}

/** `an 8-hour`, `a 30-day`. */
const withArticle = (policy: string): string => `${/^(8|11-|18-)/.test(policy) ? 'an' : 'a'} ${policy}`;

export function outliveTitle(view: Pick<View, 'outside' | 'total'>, policySeconds: number, trial: boolean): string {
  const policy = policyName(policySeconds);
  const verb = (one: string, many: string): string =>
    trial ? `would outlive ${withArticle(policy)} policy` : `${view.outside === 1 ? one : many} the ${policy} policy`;
  if (view.outside === 0) {
    return trial
      ? `No identity would outlive ${withArticle(policy)} policy`
      : `No identity outlives the ${policy} policy`;
  }
  return `${number(view.outside)} of ${plural(view.total, 'identity', 'identities')} ${verb('outlives', 'outlive')}`;
}

export const sum = (counts: Readonly<Partial<Record<string, number>>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

export function outliveSubtitle(view: Pick<View, 'total' | 'never' | 'unknown'>): string {
  const never = sum(view.never);
  const unknown = sum(view.unknown);
  const endless = never === 0 ? '' : ` ${number(never)} never ${never === 1 ? 'ends' : 'end'}.`;
  const open = unknown === 0 ? '' : ` ${number(unknown)} unknown.`;
  return `How long a thief could go on with no human act.${endless}${open}`;
}

/** What the policy would save and cost: `Cut to it: 1,204 h less for thieves, 3 that never end would end; up to 40 more renewals a day.` */
export function shorterWords({ hoursSaved, ended, renewalsPerDay }: View['shorter']): string {
  if (renewalsPerDay === 0) return '';
  const saved = hoursSaved < 1 ? '' : `${number(Math.round(hoursSaved))} h less for thieves`;
  const now = ended === 0 ? '' : `${number(ended)} that never ${ended === 1 ? 'ends' : 'end'} would end`;
  const gain = [saved, now].filter((words) => words !== '').join(', ');
  const renewals =
    renewalsPerDay < 1 ? 'less than 1 more renewal' : `up to ${plural(Math.ceil(renewalsPerDay), 'more renewal')}`;
  return `Cut to it: ${gain === '' ? 'under an hour less for thieves' : gain}; ${renewals} a day.`;
}

export const outsideShare = (view: Pick<View, 'outside' | 'total'>): string =>
  percent(view.total === 0 ? 0 : view.outside / view.total);

const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });
export const dayWords = (at: number): string => `${weekday.format(at)} ${dayMonth.format(at)}`;

export function expiryTitle({ perDay, from, overdue, in90 }: View['expiring']): string {
  const most = perDay.reduce((best, count) => Math.max(best, count), 0);
  if (in90 === 0 || most === 0) {
    return overdue === 0
      ? 'Nothing expires in the next 90 days'
      : `${plural(overdue, 'identity', 'identities')} expired already, none will in the next 90 days`;
  }
  const at = from + perDay.indexOf(most) * dayMs;
  return most === 1
    ? `The next ${plural(in90, 'expiry', 'expiries')} fall on different days`
    : `${dayMonth.format(at)} needs hands: ${number(most)} identities expire`;
}

/** Kinds whose ages are known, the oldest median first. */
export const rotationRows = (view: Pick<View, 'rotation'>): View['rotation'] =>
  view.rotation.filter((row) => row.count > 0).sort((a, b) => b.median - a.median || b.count - a.count);

const enough = 5;

export function rotationTitle(view: Pick<View, 'rotation'>): string {
  const rows = rotationRows(view);
  // Half of a handful says nothing about a kind.
  const oldest = rows.find((row) => row.count >= enough) ?? rows[0];
  if (oldest === undefined) return 'No secret tells its age';
  const days = Math.round(oldest.median);
  const subject = kindPlural(oldest.kind);
  const name = subject.startsWith('OAuth') || subject.startsWith('API') ? subject : subject.toLowerCase();
  if (oldest.count === 1) return `The only dated secret of ${name} is ${plural(days, 'day')} old`;
  return `Half of the ${name} are older than ${plural(days, 'day')}`;
}

export function rotationSubtitle(view: Pick<View, 'rotation'>, policyDays: number): string {
  const overdue = view.rotation.reduce((total, row) => total + row.overdue, 0);
  const unknown = view.rotation.reduce((total, row) => total + row.unknown, 0);
  return `Line p10–p90, block median; ${number(overdue)} over ${number(policyDays)} d, ${number(unknown)} undated`;
}

/** `12 tokens in 3 families, 2 dead and still believed; offline sessions of 4 identities, 3 without an end`. */
export function liveSubtitle(view: Omit<ViewOf<'live.bars'>, 'rows' | 'now' | 'first' | 'total'>): string {
  const { tokens, families, believed, leftOut, sessions } = view;
  const dead = believed === 0 ? '' : `, ${number(believed)} dead and still believed`;
  const more = leftOut === 0 ? '' : `, ${number(leftOut)} more are not listed`;
  const trees = plural(families - sessions.dated, 'family', 'families');
  const ofTokens = tokens === 0 ? 'No token lives' : `${plural(tokens, 'token')} in ${trees}${dead}${more}`;
  const known = sessions.dated === 0 ? '' : plural(sessions.dated, 'identity', 'identities');
  const endless = sessions.endless === 0 ? '' : `${number(sessions.endless)} without an end`;
  const unknown = sessions.unknown === 0 ? '' : `${number(sessions.unknown)} of which no source says when`;
  const ofSessions = [known, endless, unknown].filter((part) => part !== '').join(', ');
  return ofSessions === '' ? ofTokens : `${ofTokens}; offline sessions of ${ofSessions}`;
}

/** `1,204`, `3.4`, `0.02`; `under 0.01` for less. */
export function amountWords(value: number): string {
  if (value === 0) return '0';
  if (value < 0.01) return 'under 0.01';
  return value < 10 ? String(Number(value.toPrecision(2))) : number(Math.round(value));
}
