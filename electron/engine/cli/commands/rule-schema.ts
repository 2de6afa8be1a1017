import { ruleJsonSchema } from '#engine/api/own-rules.ts';
import { type Command, exitStatus } from '#engine/cli/command.ts';

export const ruleSchema: Command = {
  id: 'rule schema',
  usage: 'rule schema',
  summary: 'Prints the JSON Schema of a rule, for editors.',
  options: {},
  positionals: { least: 0, most: 0 },
  run(_given, terminal) {
    const schema = ruleJsonSchema();
    terminal.print(schema, () => JSON.stringify(schema, null, 2));
    return Promise.resolve(exitStatus.success);
  },
};
