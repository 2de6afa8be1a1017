/** Every refusal the workbench can utter, `area.reason`. Exit status of the headless command follows from it. */
export const errorCodes = [
  'input.invalid',
  'input.unknown_command',
  'workspace.absent',
  'workspace.not_a_workspace',
  'workspace.not_empty',
  'workspace.damaged',
  'workspace.held',
  'workspace.read_only',
  'workspace.not_open',
  'workspace.busy',
  'workspace.write_failed',
  'workspace.newer',
  'file.absent',
  'file.unreadable',
  'file.too_large',
  'file.unrecognised',
  'import.failed',
  'import.cancelled',
  'import.built_upon',
  'identity.absent',
  'finding.absent',
  'record.absent',
  'engine.unavailable',
  'engine.bug',
  'host.refused',
  'issuer.running',
  'issuer.not_running',
  'issuer.port_taken',
  'tenant.absent',
  'tenant.exists',
  'tenant.not_connectable',
  'tenant.read_only',
  'tenant.locked',
  'tenant.unreachable',
  'tenant.refused',
  'plan.absent',
  'plan.empty',
  'plan.not_now',
  'plan.not_confirmed',
  'plan.altered',
  'campaign.closed',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorEnvelope {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** An expected refusal: says what happened and what the analyst can do. Private detail goes only to the log, as `cause`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly details: ErrorEnvelope['details'];

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; details?: ErrorEnvelope['details']; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint ?? '';
    this.details = options.details ?? {};
  }

  toEnvelope(): ErrorEnvelope {
    return { code: this.code, message: this.message, hint: this.hint, details: this.details };
  }

  static from(envelope: ErrorEnvelope): AppError {
    return new AppError(envelope.code, envelope.message, { hint: envelope.hint, details: envelope.details });
  }
}
