import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { algorithm } from '#shared/contract/issuer.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const issuerKeysRotate: Command = {
  id: 'issuer keys rotate',
  usage: 'issuer keys rotate [--alg ALG]',
  summary: 'Makes a new signing key; the old one verifies what it signed until it is retired.',
  options: { alg: { type: 'string' } },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const parsed = algorithm.safeParse(textOf(given, 'alg') ?? 'EdDSA');
    if (!parsed.success) {
      throw new AppError('input.invalid', '--alg: that is none of the algorithms.', {
        hint: algorithm.options.join(', '),
      });
    }
    const writer = await terminal.write({ create: true });
    const rotated = await writer.call('issuer.rotateKey', { algorithm: parsed.data });
    terminal.print(rotated, () => `${rotated.kid} signs from now on.`);
    return exitStatus.success;
  },
};
