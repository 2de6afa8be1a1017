import type { AppError, ErrorCode } from '#shared/errors/app-error.ts';
import { exitStatus } from './command.ts';

const statusOf: Partial<Record<ErrorCode, number>> = {
  'workspace.damaged': exitStatus.damaged,
  'workspace.held': exitStatus.held,
  'workspace.busy': exitStatus.held,
  'tenant.locked': exitStatus.tenant,
  'tenant.read_only': exitStatus.tenant,
  'tenant.unreachable': exitStatus.tenant,
  'tenant.refused': exitStatus.tenant,
  'engine.unavailable': exitStatus.held,
  // Somebody stopped it on purpose.
  'import.cancelled': exitStatus.success,
  'workspace.write_failed': exitStatus.gateFails,
  'engine.bug': exitStatus.gateFails,
};

/** Exit status of a refusal; whatever is not listed is input that cannot be used. */
export const exitOf = ({ code }: AppError): number => statusOf[code] ?? exitStatus.unusable;
