import { z } from 'zod';
import { read, watch, write } from './define.ts';
import { path } from './values.ts';

/** What the window may ask of main: dialogs, the window itself, the clipboard. Same `call` and `watch`, names `host.*`. */
export const host = {
  /** Native open dialog. Empty list: the user cancelled. */
  chooseFiles: read(z.object({ title: z.string().max(200) }), z.object({ paths: z.array(z.string()) })),
  chooseWorkspace: read(z.object({ purpose: z.enum(['open', 'create']) }), z.object({ path: z.string().nullable() })),
  writeClipboard: write(z.object({ text: z.string().max(1_000_000) }), z.object({})),
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
  openExternal: write(z.object({ page: z.enum(['owasp_nhi', 'documentation', 'licences']) }), z.object({})),
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
      }),
      platform: z.string(),
      versions: z.object({ app: z.string(), electron: z.string(), chromium: z.string(), node: z.string() }),
      maximized: z.boolean(),
      fullScreen: z.boolean(),
      /** `Electron 33.2.1 fallback: for development and tests` and the like; empty when all is well. */
      notices: z.array(z.string()),
    }),
  ),
  /** Files dropped on the window, as paths; `seq` grows so that the same drop twice is two views. */
  drops: watch(z.object({}), z.object({ seq: z.number(), paths: z.array(z.string()) })),
  /** Deep links and files that the operating system handed over. */
  opened: watch(z.object({}), z.object({ seq: z.number(), uri: z.string() })),
};
export type HostContract = typeof host;

/** engine → main, over the utility process's own channel. */
export const engineToMain = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ready') }),
  z.object({ t: z.literal('workspace'), path: z.string().nullable(), readOnly: z.boolean() }),
]);
export type EngineToMain = z.infer<typeof engineToMain>;

/** main → engine. `port` messages carry a MessagePort; `stop` asks for an orderly end. */
export const mainToEngine = z.discriminatedUnion('t', [
  z.object({ t: z.literal('port') }),
  z.object({ t: z.literal('stop') }),
]);
export type MainToEngine = z.infer<typeof mainToEngine>;
