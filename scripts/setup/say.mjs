// Everything that set-up has to say goes to standard error: standard output belongs to the command.
export function say(message) {
  process.stderr.write(`[nhi] ${message}\n`);
}

export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Announces a step, runs it, and says how long it took. */
export async function step(name, work) {
  const start = performance.now();
  say(`${name} …`);
  try {
    const result = await work();
    say(`${name}: ${seconds(performance.now() - start)}`);
    return result;
  } catch (error) {
    say(`${name}: failed after ${seconds(performance.now() - start)}`);
    throw error;
  }
}

/** A reason that the user can act upon; printed without a stack. */
export class SetupError extends Error {}

/** Runs a launcher and turns what it throws into one line and an exit status. */
export async function launch(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof SetupError ? error.message : (error?.stack ?? String(error)));
    process.exitCode = 1;
  }
}
