import { AppError, type ErrorEnvelope } from '#shared/errors/app-error.ts';
import type { DoorSystem } from './door.ts';

/** Turns whatever was thrown into what the caller may see. A bug goes to the log under a number that the caller gets. */
export function envelopeOf(thrown: unknown, doing: string, signal: AbortSignal, system: DoorSystem): ErrorEnvelope {
  if (thrown instanceof AppError) return thrown.toEnvelope();
  if (signal.aborted)
    return new AppError('import.cancelled', 'Cancelled.', { hint: 'Nothing was changed.' }).toEnvelope();
  const correlation = [...system.random.bytes(6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  system.log.error(`bug ${correlation} in ${doing}`, thrown);
  return new AppError(
    'engine.bug',
    'Something went wrong inside the workbench; nothing that was acknowledged is lost.',
    {
      hint: `The Output panel tells more under the number ${correlation}.`,
      details: { correlation },
    },
  ).toEnvelope();
}
