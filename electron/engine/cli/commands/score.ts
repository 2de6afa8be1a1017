import { scoreIdentity } from '#engine/api/listing.ts';
import { type Command, exitStatus } from '#engine/cli/command.ts';
import { harmless, table } from '#engine/cli/table.ts';
import type { ScorePart } from '#shared/model/score.ts';

export const score: Command = {
  id: 'score',
  usage: 'score ID',
  summary: 'Explains the score of one identity: its parts, its floors, its vector.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [wanted = ''] }, terminal) {
    const { id, name, score: whole } = scoreIdentity(await terminal.read(), wanted);
    terminal.print({ id, name, ...(whole ?? { value: null }) }, () => {
      if (whole === null) return harmless(`${name} is a human: people have no score.`);
      const sure = Math.round(whole.confidence * 100);
      return [
        harmless(`${name}: ${whole.value} (${whole.low}–${whole.high}), ${whole.band}, confidence ${sure}%`),
        `Power ${whole.power} × 0.6 + exposure ${whole.exposure} × 0.4`,
        '',
        table<ScorePart>(
          [
            { title: 'Points', align: 'right', text: ({ weighted }) => `+${weighted.toFixed(1)}` },
            { title: 'Component', text: ({ component }) => component },
            { title: 'Why', text: ({ label, evidence }) => (evidence === '' ? label : `${label} (${evidence})`) },
          ],
          whole.parts,
        ),
        ...whole.floors.map(({ id: floor, value, reason, certain }) =>
          harmless(`${floor} at least ${value}${certain ? '' : ' if so'}: ${reason}`),
        ),
        '',
        `${whole.vector}  policy ${whole.policy}`,
      ].join('\n');
    });
    return exitStatus.success;
  },
};
