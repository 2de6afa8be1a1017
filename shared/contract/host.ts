import { z } from 'zod';
import { errorCodes } from '#shared/errors/app-error.ts';
import { type CallSpec, read, type WatchSpec, watch, write } from './define.ts';
import { path } from './values.ts';
import { errorEnvelope } from './wire.ts';

const refusal = errorEnvelope.extend({ code: z.enum(errorCodes) });

/** Characters that a copy may have: some 100,000 rows. */
export const mostCopied = 16_000_000;

/** What the window may ask of main: dialogs, the window itself, the clipboard. Same `call` and `watch`, names `host.*`. */
const host = {
  /** Native open dialog. Empty list: the user cancelled. */
  chooseFiles: read(z.object({ title: z.string().max(200) }), z.object({ paths: z.array(z.string()) })),
  /** The same, of folders: a dialog of its own where the system cannot offer both. */
  chooseFolders: read(z.object({ title: z.string().max(200) }), z.object({ paths: z.array(z.string()) })),
  chooseWorkspace: read(z.object({ purpose: z.enum(['open', 'create']) }), z.object({ path: z.string().nullable() })),
  /** Native save dialog; `name` is what it suggests. null: the user cancelled. */
  chooseSave: read(
    z.object({ title: z.string().max(200), name: z.string().max(200) }),
    z.object({ path: z.string().nullable() }),
  ),
  /** A certificate authority from a file that the analyst chooses. null: the dialog was cancelled. */
  chooseCertificate: read(
    z.object({}),
    z.object({ certificate: z.object({ name: z.string(), pem: z.string() }).nullable() }),
  ),
  /** What was typed into a password field: main keeps it under the reference until the engine takes it, at most 5 minutes. */
  holdSecret: write(z.object({ text: z.string().min(1).max(100_000) }), z.object({ reference: z.string() })),
  writeClipboard: write(z.object({ text: z.string().max(mostCopied) }), z.object({})),
  window: write(
    z.object({
      action: z.enum([
        'minimize',
        'toggle_maximize',
        'close',
        'toggle_full_screen',
        'reload',
        'toggle_dev_tools',
        'zoom_in',
        'zoom_out',
        'zoom_reset',
      ]),
    }),
    z.object({}),
  ),
  openExternal: write(z.object({ page: z.enum(['owasp_nhi']) }), z.object({})),
  showInFolder: write(z.object({ path }), z.object({})),
  /** Restart a crashed engine by hand. */
  restartEngine: write(z.object({}), z.object({})),
  state: watch(
    z.object({}),
    z.object({
      engine: z.object({
        phase: z.enum(['starting', 'running', 'restarting', 'stopped']),
        restarts: z.number(),
        message: z.string(),
        /** Why the workspace that was to be open again is not; null: it is, or there was none. */
        refusal: refusal.nullable(),
      }),
      platform: z.string(),
      versions: z.object({ app: z.string(), electron: z.string(), chromium: z.string(), node: z.string() }),
      maximized: z.boolean(),
      fullScreen: z.boolean(),
      /** `Electron 33.2.1 fallback: for development and tests` and the like; empty when all is well. */
      notices: z.array(z.string()),
    }),
  ),
  /** Files dropped on the window, as paths; `seq` grows so that the same drop twice is two views, 0: none yet. */
  drops: watch(z.object({}), z.object({ seq: z.number(), paths: z.array(z.string()) })),
  /** Screens that a deep link asked for and the analyst agreed to: `nhi:/inventory`. `seq` 0: none yet. */
  opened: watch(z.object({}), z.object({ seq: z.number(), uri: z.string() })),
};

type Host = typeof host;
type HostSpec<K extends string> = K extends `host.${infer M extends keyof Host & string}` ? Host[M] : never;
type NamesOf<Spec> = { [M in keyof Host & string]: Host[M] extends Spec ? `host.${M}` : never }[keyof Host & string];

export type HostCallName = NamesOf<CallSpec>;
export type HostWatchName = NamesOf<WatchSpec>;
export type HostCallInput<K extends HostCallName> =
  HostSpec<K> extends CallSpec<infer I, infer _O> ? z.input<I> : never;
export type HostCallRequest<K extends HostCallName> =
  HostSpec<K> extends CallSpec<infer I, infer _O> ? z.output<I> : never;
export type HostCallOutput<K extends HostCallName> =
  HostSpec<K> extends CallSpec<infer _I, infer O> ? z.output<O> : never;
export type HostWatchParams<K extends HostWatchName> =
  HostSpec<K> extends WatchSpec<infer P, infer _V> ? z.input<P> : never;
export type HostWatchView<K extends HostWatchName> =
  HostSpec<K> extends WatchSpec<infer _P, infer V> ? z.output<V> : never;

const specs = new Map<string, CallSpec | WatchSpec>(
  Object.entries(host).map(([method, spec]) => [`host.${method}`, spec] as const),
);

export function hostCallSpec(name: string): CallSpec | undefined {
  const spec = specs.get(name);
  return spec?.type === 'call' ? spec : undefined;
}

export function hostWatchSpec(name: string): WatchSpec | undefined {
  const spec = specs.get(name);
  return spec?.type === 'watch' ? spec : undefined;
}

/** What the preload sends to main, one schema a channel (host-channels.ts). */
const id = z.number().int().nonnegative();
export const pageToMain = {
  call: z.object({ name: z.string().max(64), input: z.unknown() }),
  watch: z.object({ id, name: z.string().max(64), params: z.unknown() }),
  unwatch: z.object({ id }),
};

/** engine → main, over the utility process's own channel. */
const processId = z.number().int().nonnegative();

/** Processes of our own that the engine asks main for: only Electron can fork them there. */
export const processRequest = z.discriminatedUnion('t', [
  z.object({ t: z.literal('process.spawn'), id: processId, entry: z.enum(['playground-agent']) }),
  z.object({ t: z.literal('process.post'), id: processId, message: z.unknown() }),
  z.object({ t: z.literal('process.kill'), id: processId }),
]);
export type ProcessRequest = z.infer<typeof processRequest>;

const processNews = [
  z.object({ t: z.literal('process.started'), id: processId, pid: z.number().int() }),
  z.object({ t: z.literal('process.message'), id: processId, message: z.unknown() }),
  z.object({ t: z.literal('process.exited'), id: processId, code: z.number().int() }),
] as const;
export type ProcessNews = z.infer<(typeof processNews)[number]>;

/** What the engine asks of the operating system by way of main: sealing, the clipboard, a last word (SECURITY rows 7, 15). */
const askId = z.number().int().nonnegative();
export const vaultRequest = z.discriminatedUnion('t', [
  z.object({ t: z.literal('vault.backend'), id: askId }),
  z.object({ t: z.literal('vault.take'), id: askId, reference: z.string().max(64) }),
  z.object({ t: z.literal('vault.seal'), id: askId, text: z.string() }),
  z.object({ t: z.literal('vault.unseal'), id: askId, sealed: z.string() }),
  z.object({ t: z.literal('vault.clipboard'), id: askId, text: z.string() }),
  z.object({ t: z.literal('vault.confirm'), id: askId, title: z.string(), detail: z.string() }),
]);
export type VaultRequest = z.infer<typeof vaultRequest>;

const vaultNews = [
  z.object({ t: z.literal('vault.answer'), id: askId, value: z.union([z.string(), z.boolean()]).nullable() }),
  /** Why not, in a sentence without any of what was to be kept. */
  z.object({ t: z.literal('vault.failed'), id: askId, why: z.string() }),
] as const;
export type VaultNews = z.infer<(typeof vaultNews)[number]>;

export const engineToMain = z.discriminatedUnion('t', [
  /** It serves; a workspace that was to be reopened is open, or `refusal` says why not. */
  z.object({ t: z.literal('ready'), refusal: refusal.nullable().default(null) }),
  z.object({ t: z.literal('workspace'), path: z.string().nullable(), readOnly: z.boolean() }),
]);
export type EngineToMain = z.infer<typeof engineToMain>;

/** main → engine. `port` messages carry a MessagePort; `stop` asks for an orderly end. */
export const mainToEngine = z.discriminatedUnion('t', [
  z.object({ t: z.literal('port') }),
  z.object({ t: z.literal('stop') }),
  ...processNews,
  ...vaultNews,
]);
export type MainToEngine = z.infer<typeof mainToEngine>;
