import { type Command, exitStatus, oneOf, textOf } from '#engine/cli/command.ts';
import { oneOfThese, text } from '#engine/cli/option.ts';
import { algorithm } from '#shared/contract/issuer.ts';

export const issuerKeysRotate: Command = {
  id: 'issuer keys rotate',
  usage: 'issuer keys rotate [--alg ALG]',
  summary: 'Makes a new signing key; the old one verifies what it signed until it is retired.',
  options: { alg: text('ALG', `${oneOfThese(algorithm.options)}; EdDSA where none is given`) },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const alg = oneOf(algorithm, textOf(given, 'alg') ?? 'EdDSA', '--alg');
    const writer = await terminal.write({ create: true });
    const rotated = await writer.call('issuer.rotateKey', { algorithm: alg });
    terminal.print(rotated, () => `${rotated.kid} signs from now on.`);
    return exitStatus.success;
  },
};
