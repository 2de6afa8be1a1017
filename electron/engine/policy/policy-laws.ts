import type { PolicyData } from '#engine/scoring/policy.ts';

/** What must hold between the numbers of a policy, whichever of them are the file's own. */
export interface PolicyLaw {
  /** Where it is told, the nearest that the file says. */
  readonly path: readonly string[];
  readonly message: string;
  readonly expected: string;
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
const sum = (values: readonly number[]): number => round(values.reduce((total, value) => total + value, 0));
const power = ['sensitivity', 'breadth', 'reach', 'autonomy'] as const;
const exposure = ['credential', 'lifetime', 'standing', 'rotation', 'unused', 'owner', 'consent'] as const;
/** Components whose points stand in a table. */
const tabled = { sensitivity: 'tiers', autonomy: 'autonomy', credential: 'credential' } as const;
const others = { standing: 'standing', owner: 'owner', consent: 'consent' } as const;

/** Every law that the policy breaks. */
export function brokenLaws(data: PolicyData): readonly PolicyLaw[] {
  const broken: PolicyLaw[] = [];
  const say = (path: readonly string[], message: string, expected: string): void => {
    broken.push({ path, message, expected });
  };
  const shares = sum([data.axes.power, data.axes.exposure]);
  if (shares !== 1) say(['axes'], `The shares of the axes are ${shares} together.`, '1 together');
  for (const [name, components] of Object.entries({ power, exposure })) {
    const total = sum(components.map((component) => data.most[component]));
    if (total !== 100)
      say(['most'], `The most points of ${name} are ${total} together.`, `100: ${components.join(', ')}`);
  }
  for (const [component, table] of Object.entries({ ...tabled, ...others })) {
    // `as`: the keys of the two literals above.
    const most = data.most[component as keyof typeof tabled | keyof typeof others];
    for (const [name, points] of Object.entries(data[table])) {
      if (points > most) say([table, name], `${points} points are more than most.${component}.`, `at most ${most}`);
    }
  }
  const tiers = Object.entries(data.tiers);
  for (const [index, [name, points]] of tiers.entries()) {
    const [worse, more] = tiers[index - 1] ?? [name, points];
    if (points > more) say(['tiers', name], `${name} has more points than ${worse}.`, `at most ${more}`);
  }
  const { limits, lifetime } = data;
  if (lifetime.from >= lifetime.to)
    say(['lifetime', 'from'], 'The lifetime that earns no points is not the shorter one.', `less than ${lifetime.to}`);
  const ordered = [
    ['dormantDays', 'dormantHighDays'],
    ['sensitiveLifetime', 'anyLifetime'],
  ] as const;
  for (const [less, more] of ordered) {
    if (limits[less] > limits[more])
      say(['limits', less], `limits.${less} is above limits.${more}.`, `at most ${limits[more]}`);
  }
  for (const name of ['scopesLive', 'scopesUnknown'] as const) {
    const { base, most } = data.disruption[name];
    if (base > most) say(['disruption', name, 'base'], `${base} points are more than the most.`, `at most ${most}`);
  }
  return broken;
}
