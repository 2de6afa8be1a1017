// SECURITY.md part 3, asked of the running window. The numbers are its rows.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Bridge } from '#shared/contract/bridge.ts';
import { dropFiles } from '#test/support/drop-files.ts';
import { type LaunchedApp, launchApp, rendererSandboxes } from '#test/support/electron-app.ts';
import { eventually, writeFiles } from '#test/support/workbench.ts';

declare const window: { readonly nhi: Bridge } & typeof globalThis & Window;

let running: LaunchedApp;
const page = () => running.page;
const call = (name: string, input: unknown): Promise<Answer> =>
  page().evaluate(([calledName, calledInput]) => window.nhi.call(calledName as string, calledInput), [name, input]);

beforeAll(async () => {
  running = await launchApp();
  await page().waitForLoadState('load');
});
afterAll(() => running?.close());

describe('the page', () => {
  it('1: comes from app:// and so does all that it loads', async () => {
    await running.app.evaluate(({ session }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      session.defaultSession.webRequest.onSendHeaders(({ url }) => void seen.push(url));
    });
    await page().reload();
    await page().waitForLoadState('load');
    const seen = await running.app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((url) => !url.startsWith('app://workbench/'))).toEqual([]);
  });

  it('7: breaks no rule of its policy by itself, nor do its menus and its palette', async () => {
    await page().reload();
    await page().getByRole('menuitem', { name: 'File' }).click();
    await page().getByRole('menu').waitFor();
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+Shift+P');
    await page().getByRole('combobox').waitFor();
    await page().keyboard.press('Escape');
    expect(running.complaints).toEqual([]);
  });

  it('2: has nothing of Node', async () => {
    const types = await page().evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global', '__dirname'].map((name) => typeof Reflect.get(window, name)),
    );
    expect(new Set(types)).toEqual(new Set(['undefined']));
  });

  it('3: cannot change what the preload works with', async () => {
    const answer = await page().evaluate(async () => {
      const { push } = Array.prototype;
      const { get } = Map.prototype;
      const stolen: unknown[] = [];
      // React goes on pushing its own, whose elements lead to everything and round again: four deep is an answer.
      const holds = (value: unknown, word: string, deep = 4): boolean =>
        value === word ||
        (deep > 0 &&
          typeof value === 'object' &&
          value !== null &&
          !(value instanceof Node) &&
          Object.values(value).some((part) => holds(part, word, deep - 1)));
      Array.prototype.push = function (...items) {
        stolen.push = push;
        stolen.push([...this], items);
        return push.apply(this, items);
      };
      Map.prototype.get = () => undefined;
      try {
        const theirs: unknown[] = [];
        theirs.push({ bait: 'taken' });
        const given = await window.nhi.call('workspace.version', {});
        return { ok: given.ok, bait: holds(stolen, 'taken'), stolen: holds(stolen, 'workspace.version') };
      } finally {
        Array.prototype.push = push;
        Map.prototype.get = get;
      }
    });
    expect(answer).toEqual({ ok: true, bait: true, stolen: false });
  });

  it('4, 8–10: runs in the sandbox, with every preference as it should be', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Electron keeps it out of its types, not out of its API.
      return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(preferences['allowRunningInsecureContent']).not.toBe(true);
    expect(preferences['experimentalFeatures']).not.toBe(true);
    const sandboxes = (): boolean[] => rendererSandboxes(running.app.process().pid ?? 0);
    expect(sandboxes().length).toBeGreaterThan(0);
    if (!process.env['NHI_TEST_NO_SANDBOX']) await eventually(sandboxes).not.toContain(false);
  });

  it('5: gets no permission', async () => {
    const given = await page().evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
      const states = await Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'denied',
          ),
        ),
      );
      const position = await new Promise((settle) =>
        navigator.geolocation.getCurrentPosition(
          () => settle('given'),
          () => settle('refused'),
        ),
      );
      const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
        () => 'given',
        () => 'refused',
      );
      return { states, position, media: media ?? 'refused', notification: await Notification.requestPermission() };
    });
    expect(new Set(given.states)).toEqual(new Set(['denied']));
    expect(given).toMatchObject({ position: 'refused', media: 'refused', notification: 'denied' });
  });

  it('6, 18: reads no file outside its bundle', async () => {
    const statuses = await page().evaluate(() =>
      Promise.all(
        [
          'app://workbench/index.html',
          'app://workbench/../../etc/passwd',
          'app://workbench/%2e%2e/%2e%2e/etc/passwd',
          'app://workbench/..%2f..%2fetc%2fpasswd',
          'app://workbench/%2e%2e%5c%2e%2e%5cetc',
          'app://workbench/index.html%00.js',
          'app://workbench/.stamp-renderer.json',
          'app://b/../../etc/passwd',
          'file:///etc/passwd',
          'https://example.org/',
        ].map((url) =>
          fetch(url).then(
            ({ status }) => status,
            () => 'failed',
          ),
        ),
      ),
    );
    expect(statuses[0]).toBe(200);
    for (const status of statuses.slice(1)) expect([404, 'failed']).toContain(status);
  });

  it('7: runs no script that is not a file of the bundle, and loads no picture from elsewhere', async () => {
    const outcome = await page().evaluate(async () => {
      const violated: string[] = [];
      Reflect.set(window, 'ran', 0);
      const refused: string[] = [];
      const attempt = (what: string, run: () => void): void => {
        try {
          run();
        } catch {
          refused.push(what);
        }
      };
      await new Promise<void>((done) => {
        // The picture is the last attempt: what is said of it is said last.
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          violated.push(effectiveDirective);
          if (effectiveDirective === 'img-src') done();
        });
        // Out of the debugger's hands: what it evaluates itself may do more than the page.
        setTimeout(() => {
          attempt('eval', () => Reflect.apply(Reflect.get(window, 'eval'), window, ['window.ran += 1']));
          attempt('Function', () => Reflect.construct(Function, ['window.ran += 1'])());
          attempt('innerHTML', () => {
            document.createElement('div').innerHTML = '<img src="x" onerror="window.ran += 1">';
          });
          attempt('script text', () => {
            const script = document.createElement('script');
            script.text = 'window.ran += 1';
            document.head.append(script);
          });
          attempt('policy', () => {
            (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }).trustedTypes // Not in this lib.
              .createPolicy('default', {});
          });
          const image = new Image();
          image.src = 'https://example.org/a.png';
          document.body.append(image);
        }, 0);
      });
      return { ran: Reflect.get(window, 'ran'), refused, violated };
    });
    expect(outcome.ran).toBe(0);
    expect(outcome.refused).toEqual(expect.arrayContaining(['eval', 'Function', 'innerHTML', 'script text', 'policy']));
    expect(outcome.violated).toContain('img-src');
  });

  it('7: is served with the policy and a nonce of its own', async () => {
    const [first, second] = await page().evaluate(async () => {
      const read = async (): Promise<{ policy: string; html: string }> => {
        const response = await fetch('app://workbench/index.html');
        return { policy: response.headers.get('content-security-policy') ?? '', html: await response.text() };
      };
      return [await read(), await read()] as const;
    });
    expect(first.policy).toContain("default-src 'none'");
    expect(first.policy).toContain("require-trusted-types-for 'script'");
    expect(first.policy).not.toContain('unsafe');
    expect(first.policy).not.toBe(second.policy);
    expect(first.html).not.toContain('__CSP_NONCE__');
  });

  it('11–14: stays where it is', async () => {
    const before = page().url();
    const opened = await page().evaluate(() => {
      const guest = document.createElement('webview');
      guest.setAttribute('src', 'https://example.org/');
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      const form = document.createElement('form');
      form.action = 'https://example.org/';
      form.method = 'post';
      const refresh = document.createElement('meta');
      refresh.httpEquiv = 'refresh';
      refresh.content = '0;url=https://example.org/';
      document.body.append(guest, frame, form);
      document.head.append(refresh);
      form.submit();
      const other = window.open('https://example.org/');
      location.assign('https://example.org/');
      location.assign('app://workbench/other.html');
      return other === null;
    });
    await page().waitForFunction(() => document.readyState === 'complete');
    expect(opened).toBe(true);
    expect(page().url()).toBe(before);
    const contents = await running.app.evaluate(({ webContents, BrowserWindow }) => ({
      all: webContents.getAllWebContents().filter((each) => !each.getURL().startsWith('devtools:')).length,
      windows: BrowserWindow.getAllWindows().length,
    }));
    expect(contents).toEqual({ all: 1, windows: 1 });
    await page().reload();
  });
});

describe('what comes from outside', () => {
  it('13: a dropped file becomes a path and does not navigate; a drop that a script makes is none', async () => {
    const before = page().url();
    const [file = ''] = writeFiles({ 'dropped.json': '{}' });
    await page().evaluate(() => {
      Reflect.set(window, 'drops', []);
      window.nhi.watch('host.drops', {}, (answer) => {
        if (answer.ok) (Reflect.get(window, 'drops') as unknown[]).push(answer.value);
      });
      const data = new DataTransfer();
      data.items.add(new File(['{}'], 'made-up.json'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await dropFiles(running.app, [file]);
    await page().waitForFunction(() => (Reflect.get(window, 'drops') as unknown[]).length > 1);
    expect(await page().evaluate(() => Reflect.get(window, 'drops'))).toEqual([
      { seq: 0, paths: [] },
      { seq: 1, paths: [file] },
    ]);
    expect(page().url()).toBe(before);
  });

  it('27: a link opens a screen, and only after the analyst agreed', async () => {
    const seen = await running.app.evaluate(async ({ app, dialog }) => {
      const asked: string[] = [];
      let response = 1;
      dialog.showMessageBox = (_window: unknown, options?: { detail?: string }) => {
        asked.push(options?.detail ?? '');
        return Promise.resolve({ response, checkboxChecked: false });
      };
      const arrive = (link: string): void => void app.emit('second-instance', {}, ['electron', link], '/');
      arrive('nhi-workbench://inventory');
      response = 0;
      arrive('nhi-workbench://inventory/../settings');
      arrive('javascript:alert(1)');
      arrive('nhi-workbench://lifetimes');
      return asked;
    });
    expect(seen).toHaveLength(2);
    const opened = await page().evaluate(
      () =>
        new Promise((settle) => {
          window.nhi.watch('host.opened', {}, (answer) => {
            if (answer.ok && (answer.value as { seq: number }).seq > 0) settle(answer.value);
          });
        }),
    );
    expect(opened).toEqual({ seq: 1, uri: 'nhi:/lifetimes' });
  });
});

describe('what the page may ask', () => {
  it('20: is two frozen functions', async () => {
    const shape = await page().evaluate(() => ({
      members: Object.entries(window.nhi).map(([name, value]) => [name, typeof value]),
      frozen: Object.isFrozen(window.nhi),
      replaced: Reflect.set(window, 'nhi', {}) && Reflect.get(window, 'nhi') !== window.nhi,
    }));
    expect(shape).toEqual({
      members: [
        ['call', 'function'],
        ['watch', 'function'],
      ],
      frozen: true,
      replaced: false,
    });
  });

  it('20: is answered without anything of Electron', async () => {
    const handed = await page().evaluate(
      () =>
        new Promise<string[]>((settle) => {
          const stop = window.nhi.watch('host.state', {}, (...args: unknown[]) => {
            settle(args.flatMap((arg) => Object.keys(arg as object)));
            queueMicrotask(() => stop());
          });
        }),
    );
    expect(handed.sort()).toEqual(['ok', 'value']);
  });

  it('15: opens addresses by name only', async () => {
    await running.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (url: string) => {
        opened.push(url);
        return Promise.resolve();
      };
    });
    for (const address of ['file:///etc/passwd', 'smb://host/share', 'ms-msdt:/id', 'javascript:alert(1)']) {
      expect(await call('host.openExternal', { page: address })).toMatchObject({ ok: false });
    }
    expect(await call('host.openExternal', { page: 'owasp_nhi' })).toMatchObject({ ok: true });
    const opened = await running.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatch(/^https:\/\/owasp\.org\//);
  });

  it('17: is refused to every frame but the page', async () => {
    const preload = join(await running.app.evaluate(({ app }) => app.getAppPath()), 'out/preload/index.cjs');
    const fromSecond = await running.app.evaluate(async ({ BrowserWindow }, path): Promise<unknown> => {
      const second = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
      await second.loadURL('app://workbench/index.html');
      const answer: unknown = await second.webContents.executeJavaScript(
        `window.nhi.call('host.writeClipboard', { text: 'x' })`,
      );
      second.destroy();
      return answer;
    }, preload);
    expect(fromSecond).toMatchObject({ ok: false, error: { code: 'host.refused' } });
    const frame = await page().evaluate(() => {
      const inner = document.createElement('iframe');
      document.body.append(inner);
      const type = typeof (inner.contentWindow as unknown as { nhi?: unknown } | null)?.nhi;
      inner.remove();
      return type;
    });
    expect(frame).toBe('undefined');
  });

  it('17: is checked: wrong names, types and sizes are refused, and the app lives on', async () => {
    const wrong: [string, unknown][] = [
      ['host.nothing', {}],
      ['host.__proto__', {}],
      ['host.state', {}],
      ['host.window', { action: 'explode' }],
      ['host.window', null],
      ['host.writeClipboard', { text: 7 }],
      ['host.writeClipboard', { text: 'x'.repeat(1_000_001) }],
      ['host.showInFolder', { path: '' }],
      ['constructor', {}],
      ['workspace.open', { path: 7 }],
      ['workspace.nothing', {}],
      ['x'.repeat(60), {}],
    ];
    for (const [name, input] of wrong) {
      const answer = await call(name, input);
      expect(answer.ok ? name : answer.error.code).toMatch(/^(?:host\.refused|input\.invalid)$/);
    }
    expect(await call('workspace.version', {})).toMatchObject({ ok: true });
  });
});
