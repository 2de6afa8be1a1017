import { AppError } from '#shared/errors/app-error.ts';
import { type RulePack, rulePacks } from '#shared/model/finding.ts';

/** Refuses with input.invalid what is no pack. */
export function packsNamed(names: readonly string[]): readonly RulePack[] {
  return names.map((name) => {
    const found = rulePacks.find((pack) => pack === name);
    if (found === undefined)
      throw new AppError('input.invalid', `There is no pack “${name}”.`, { hint: `Choose ${rulePacks.join(', ')}.` });
    return found;
  });
}
