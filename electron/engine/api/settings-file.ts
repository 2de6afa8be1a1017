import { type ParseError, parse } from 'jsonc-parser';
import type { Files } from '#engine/system/system.ts';
import { type SettingsValues, settingsValues } from '#shared/contract/settings.ts';

export interface SettingsFile {
  readonly path: string;
  readonly values: SettingsValues;
  /** What is wrong with the file, in a sentence; empty when all is well. */
  readonly problem: string;
  set(change: { readonly [K in keyof SettingsValues]?: SettingsValues[K] | undefined }): Promise<SettingsValues>;
}

type SettingsFiles = Pick<Files, 'exists' | 'readSync' | 'writeAtomic' | 'makeFolder' | 'join'>;

/** `settings.json` of the user; comments are tolerated in it. Without a folder the settings live in memory alone. */
export function openSettings(files: SettingsFiles, folder: string | null): SettingsFile {
  const path = folder === null ? '' : files.join(folder, 'settings.json');
  let { values, problem } = read(files, path);
  return {
    path,
    get values() {
      return values;
    },
    get problem() {
      return problem;
    },
    async set(change) {
      values = settingsValues.parse({ ...values, ...change });
      problem = '';
      if (folder !== null) {
        await files.makeFolder(folder);
        await files.writeAtomic(path, `${JSON.stringify(values, null, 2)}\n`);
      }
      return values;
    },
  };
}

function read(files: SettingsFiles, path: string): { values: SettingsValues; problem: string } {
  const standard = settingsValues.parse({});
  if (path === '' || !files.exists(path)) return { values: standard, problem: '' };
  const errors: ParseError[] = [];
  const content: unknown = parse(new TextDecoder().decode(files.readSync(path)), errors, { allowTrailingComma: true });
  if (errors.length > 0) {
    return {
      values: standard,
      problem: `settings.json is not JSON (at character ${errors[0]?.offset ?? 0}): the standard settings hold.`,
    };
  }
  const parsed = settingsValues.safeParse(content);
  if (parsed.success) return { values: parsed.data, problem: '' };
  const [issue] = parsed.error.issues;
  return {
    values: standard,
    problem: `settings.json: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not usable'}. The standard settings hold.`,
  };
}
